import { useSay } from '#web/app.ts';
import type { RunNeed } from '../run/needs.ts';
import { Sign } from './board-signs.tsx';
import type { RunSeat } from './run-data.ts';
import type { NewDeed } from './run-deeds.ts';
import { minutesOf } from './teacher-say.ts';

const signs = { hand: 'hand', repeating: 'repeating', still: 'still', behind: 'paused' } as const;
const tones: Readonly<Record<Exclude<RunNeed, 'none'>, string>> = {
  hand: 'help',
  repeating: 'wrong',
  still: 'wait',
  behind: 'wait',
};
const shown = 4;

/** Whom to go to, in the order in which help matters (LES-70). */
export function RunNeeds({
  pupils,
  now,
  open,
  put,
}: {
  pupils: readonly RunSeat[];
  now: number;
  open: (pupil: RunSeat) => void;
  put: (deed: NewDeed) => void;
}) {
  const say = useSay();
  const needed = pupils.filter((each) => each.need !== 'none');
  return (
    <section aria-labelledby="run-needed">
      <h2 id="run-needed">{say('lessons.board.needed')}</h2>
      {needed.length === 0 && <p class="quiet">{say('lessons.board.calm')}</p>}
      <ul class="run-needed">
        {needed.slice(0, shown).map((seat) => (
          <Needed key={seat.person} seat={seat} now={now} open={open} put={put} />
        ))}
      </ul>
      {needed.length > shown && <p class="quiet small">{say('lessons.teach.more', { n: needed.length - shown })}</p>}
    </section>
  );
}

function Needed({
  seat,
  now,
  open,
  put,
}: {
  seat: RunSeat;
  now: number;
  open: (pupil: RunSeat) => void;
  put: (deed: NewDeed) => void;
}) {
  const say = useSay();
  const { need, person, name, since } = seat;
  if (need === 'none') return null;
  return (
    <li class={tones[need]}>
      <button type="button" class="run-name" onClick={() => open(seat)}>
        <span>{name}</span>
        <small>
          <Sign of={signs[need]} />
          {say(`lessons.run.need.${need}`)}
          {need !== 'behind' && ` · ${say('lessons.minutes', { minutes: minutesOf(now - since) })}`}
        </small>
      </button>
      {need === 'hand' && (
        <button type="button" class="button" onClick={() => put({ kind: 'hand-down', person })}>
          {say('lessons.run.came')}
        </button>
      )}
    </li>
  );
}
