import { Picture } from '#people/ui/picture.tsx';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import type { Say } from '#web/words.ts';
import type { Seat } from './board-data.ts';
import { Sign, toneOfNeed } from './board-signs.tsx';
import { minutesOf, subjectOf, titleOf } from './teacher-say.ts';

/** One pupil on the board: what they need or do, at which lesson and question, and what a teacher can do about it. */
export function BoardSeat({
  seat,
  now,
  changed,
  open,
}: {
  seat: Seat;
  now: number;
  changed: () => void;
  open: (person: string) => void;
}) {
  const say = useSay();
  const { need, state, name, picture, attempt } = seat;
  const tone = need === 'none' ? '' : toneOfNeed[need];
  return (
    <li class={`sheet board-seat ${tone}`}>
      <button
        type="button"
        class="board-name"
        aria-label={say('lessons.board.more', { name })}
        onClick={() => open(seat.person)}
      >
        {picture && <Picture name={picture} />}
        <span>{name}</span>
      </button>
      <p class="board-state">
        <Sign of={need === 'none' ? state : need} />
        <span>
          {say(need === 'none' ? `lessons.state.${state}` : `lessons.need.${need}`)}
          {need !== 'none' && <small>{waitText(say, seat, now)}</small>}
        </span>
      </p>
      <Work seat={seat} now={now} />
      {attempt && (
        <div class="board-do">
          {need === 'hand' && <HandDown attempt={attempt} changed={changed} />}
          <a
            class={need === 'none' && state !== 'finished' ? 'board-see' : 'button'}
            href={`/teach/attempt/${attempt}`}
          >
            {say('lessons.board.work')}
            <span class="spoken">: {name}</span>
          </a>
        </div>
      )}
    </li>
  );
}

export function Work({ seat, now }: { seat: Seat; now: number }) {
  const say = useSay();
  const { language } = useApp();
  const { state, titles, questions, answered, right, elsewhere, need, mark, isSeen } = seat;
  if (state === 'not-begun') {
    return elsewhere ? <p class="quiet">{say('lessons.elsewhere', { subject: subjectOf(say, elsewhere) })}</p> : null;
  }
  const done = state === 'finished';
  return (
    <div class="board-work">
      <p>{titleOf(titles, language.value)}</p>
      {questions > 0 && (
        <>
          <meter
            min={0}
            max={questions}
            value={answered}
            aria-label={say('lessons.board.done', { n: answered, of: questions })}
          />
          <p class="small">
            {done
              ? say('lessons.board.right-of', { n: right, of: questions })
              : `${say('lessons.board.place', { n: seat.place, of: questions })} · ${say('lessons.board.right', { n: right })}`}
          </p>
        </>
      )}
      {done && <p class="small">{markText(say, mark, isSeen)}</p>}
      {!done && need === 'none' && <p class="small quiet">{agoText(say, now - seat.since)}</p>}
      {elsewhere && <p class="small quiet">{say('lessons.elsewhere', { subject: subjectOf(say, elsewhere) })}</p>}
    </div>
  );
}

function HandDown({ attempt, changed }: { attempt: string; changed: () => void }) {
  const { api } = useApp();
  const say = useSay();
  const { isBusy, failure, send } = useSend();
  const lower = async (): Promise<void> => {
    if (await send(api.post(`/lessons/attempts/${attempt}/hand-down`))) changed();
  };
  return (
    <>
      <button type="button" class="button main" disabled={isBusy} onClick={() => void lower()}>
        {say('lessons.board.hand-down')}
      </button>
      {failure && <Failed failure={failure} />}
    </>
  );
}

function markText(say: Say, mark: number | null, isSeen: boolean): string {
  if (mark !== null) return say('lessons.board.mark', { mark });
  return say(isSeen ? 'lessons.board.seen' : 'lessons.board.unseen');
}

function waitText(say: Say, { need, since }: Seat, now: number): string {
  const minutes = minutesOf(now - since);
  if (need === 'hand') return minutes === 0 ? say('lessons.board.waits-now') : say('lessons.board.waits', { minutes });
  return need === 'still' ? say('lessons.board.silent', { minutes }) : agoText(say, now - since);
}

export function agoText(say: Say, milliseconds: number): string {
  const minutes = minutesOf(milliseconds);
  return minutes === 0 ? say('lessons.board.just-now') : say('lessons.board.ago', { minutes });
}
