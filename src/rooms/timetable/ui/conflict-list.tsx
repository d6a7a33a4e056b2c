import { useSay } from '#web/app.ts';
import { weights, type Conflict, type Weight } from '../model/conflict.ts';
import { conflictText, type Speech } from './say.ts';

const order: readonly Weight[] = ['wrong', 'missing', 'advice'];
/** More of one weight than a person reads at once are folded. */
const shownAtOnce = 8;

/** What the week has against it, the gravest first, each with its place; a press leads there. */
export function ConflictList({
  speech,
  conflicts,
  show,
}: {
  speech: Speech;
  conflicts: readonly Conflict[];
  show: (conflict: Conflict) => void;
}) {
  const say = useSay();
  if (conflicts.length === 0) return <p class="quiet">{say('timetable.no-conflicts')}</p>;
  return (
    <>
      {order.map((weight) => {
        const own = conflicts.filter((each) => weights[each.kind] === weight);
        if (own.length === 0) return null;
        const title = say(`timetable.weight.${weight}`, { count: own.length });
        return (
          <details
            key={weight}
            class={`timetable-conflicts ${weight}`}
            open={weight === 'wrong' || own.length <= shownAtOnce}
          >
            <summary>{title}</summary>
            <ul>
              {own.map((each) => {
                const text = conflictText(speech, each);
                return (
                  <li key={`${each.kind} ${each.slots.join(' ')} ${text}`}>
                    {each.slots.length > 0 ? (
                      <button type="button" class="button bare" onClick={() => show(each)}>
                        {text}
                      </button>
                    ) : (
                      text
                    )}
                  </li>
                );
              })}
            </ul>
          </details>
        );
      })}
    </>
  );
}
