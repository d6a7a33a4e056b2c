import { useState } from 'preact/hooks';
import { Dialog } from '#people/ui/office-dialog.tsx';
import { useSend } from '#people/ui/office-send.ts';
import { Picture } from '#people/ui/picture.tsx';
import { useApp, useSay } from '#web/app.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import type { Seat } from './board-data.ts';
import { Sign } from './board-signs.tsx';
import { Work } from './board-seat.tsx';
import { HistoryLink } from './history-link.tsx';

type Secret =
  | { readonly kind: 'pin'; readonly pin: string }
  | { readonly kind: 'pictures'; readonly pictures: readonly string[] };

/** Up to this grade pupils sign in with pictures. */
const lastPictureGrade = 4;

/** One pupil from near: where they are, and a new secret in one tap for who has forgotten theirs. */
export function BoardPupil({ seat, now, onClose }: { seat: Seat; now: number; onClose: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const [secret, setSecret] = useState<Secret>();
  const { isBusy, failure, send } = useSend();
  const { person, name, grade, attempt, need, state } = seat;
  const reset = async (): Promise<void> => {
    const answer = await send(api.post<{ secret: Secret }>(`/people/pupils/${person}/reset`));
    if (answer) setSecret(answer.secret);
  };
  return (
    <Dialog title={name} onClose={onClose}>
      {secret ? (
        <NewSecret secret={secret} />
      ) : (
        <div class="board-pupil">
          <p class="quiet">{say('lessons.grades', { grades: grade })}</p>
          <p class="board-state">
            <Sign of={need === 'none' ? state : need} />
            {say(need === 'none' ? `lessons.state.${state}` : `lessons.need.${need}`)}
          </p>
          <Work seat={seat} now={now} />
          {attempt && (
            <p>
              <a class="button" href={`/teach/attempt/${attempt}`}>
                {say('lessons.board.work')}
              </a>
            </p>
          )}
          <HistoryLink person={person} label={say('lessons.history.link')} />
          <hr />
          <p>{say('lessons.secret.what')}</p>
          {failure && <Failed failure={failure} />}
          <button type="button" class="button" disabled={isBusy} onClick={() => void reset()}>
            {say(grade <= lastPictureGrade ? 'lessons.secret.pictures' : 'lessons.secret.pin')}
          </button>
        </div>
      )}
    </Dialog>
  );
}

/** Shown once, large enough for a child beside the teacher. */
function NewSecret({ secret }: { secret: Secret }) {
  const say = useSay();
  return (
    <>
      <div role="status">
        <p>{say(secret.kind === 'pin' ? 'lessons.secret.new-pin' : 'lessons.secret.new-pictures')}</p>
        {secret.kind === 'pin' ? (
          <output class="board-pin">{secret.pin}</output>
        ) : (
          <ol class="board-pictures">
            {secret.pictures.map((picture) => (
              <li key={picture}>
                <Picture name={picture} />
                {say(`people.picture.${picture}`)}
              </li>
            ))}
          </ol>
        )}
      </div>
      <Message tone="wait">{say('lessons.secret.once')}</Message>
    </>
  );
}
