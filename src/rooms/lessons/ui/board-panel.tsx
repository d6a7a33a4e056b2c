import type { Language } from '#kernel/language.ts';
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
  const { counts, pupils } = board;
  const lessons = lessonsNow(board, language.value);
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
      {lessons.length > 0 && (
        <ul class="board-panel-given">
          {lessons.map((title) => (
            <li key={title}>{title}</li>
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

const shownLessons = 2;

/** The lessons at which most work now; before anybody does, those given last. */
function lessonsNow({ pupils, given }: Board, language: Language): readonly string[] {
  const times = new Map<string, number>();
  for (const { titles, state } of pupils) {
    const title = titleOf(titles, language);
    if (title && state === 'working') times.set(title, (times.get(title) ?? 0) + 1);
  }
  const byWork = [...times].toSorted((a, b) => b[1] - a[1]).map(([title]) => title);
  const all = byWork.length > 0 ? byWork : given.map(({ titles }) => titleOf(titles, language));
  return [...new Set(all)].slice(0, shownLessons);
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
