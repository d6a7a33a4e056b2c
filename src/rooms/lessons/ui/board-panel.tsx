import { useApp, useSay } from '#web/app.ts';
import { comparer } from '#web/format.ts';
import type { Board, Seat } from './board-data.ts';
import { Sign } from './board-signs.tsx';
import { groupText, titleOf } from './teacher-say.ts';

/**
 * LES-15: what the whole class sees from six metres: what is to be done, how far each has come, who has a hand up. No
 * marks, no points, nobody's mistakes; seats by grade and name, which never move.
 */
export function BoardPanel({ board, leave }: { board: Board; leave: () => void }) {
  const say = useSay();
  const { language } = useApp();
  const { counts, given, pupils } = board;
  const compare = comparer('kk');
  const seats = pupils.toSorted((a, b) => a.grade - b.grade || compare(a.name, b.name));
  return (
    <div class="board-panel">
      <div class="board-head">
        <h1>{groupText(say, board)}</h1>
        <button type="button" class="button" onClick={leave}>
          {say('lessons.board.panel.leave')}
        </button>
      </div>
      {given.length > 0 && (
        <ul class="board-panel-given">
          {given.slice(0, 3).map(({ pack, lesson, titles }) => (
            <li key={`${pack}/${lesson}`}>{titleOf(titles, language.value)}</li>
          ))}
        </ul>
      )}
      <p class="board-panel-counts">
        <span>{say('lessons.teach.working', { n: counts.working })}</span>
        <span>{say('lessons.teach.finished', { n: counts.finished })}</span>
      </p>
      <ul class="board-panel-seats">
        {seats.map((seat) => (
          <PanelSeat key={seat.person} seat={seat} label={labelOf(seat, pupils)} />
        ))}
      </ul>
    </div>
  );
}

function PanelSeat({ seat, label }: { seat: Seat; label: string }) {
  const say = useSay();
  const { need, state, answered, questions } = seat;
  const sign = need === 'hand' ? 'hand' : state;
  return (
    <li class={need === 'hand' ? 'help' : state}>
      <span class="board-panel-name">{label}</span>
      <Sign of={sign} />
      <span class="spoken">{say(need === 'hand' ? 'lessons.need.hand' : `lessons.state.${state}`)}</span>
      {questions > 0 && (
        <meter
          min={0}
          max={questions}
          value={answered}
          aria-label={say('lessons.board.done', { n: answered, of: questions })}
        />
      )}
    </li>
  );
}

/** The given name; with the family's first letter where two share it. */
function labelOf({ name, givenName, person }: Seat, pupils: readonly Seat[]): string {
  if (!givenName) return name;
  const isShared = pupils.some((other) => other.givenName === givenName && other.person !== person);
  return isShared ? `${givenName} ${name.slice(0, 1)}.` : givenName;
}
