import { day, localOffset } from '#kernel/time.ts';
import type { Failure } from '#web/api.ts';
import { useApp, useSay } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import { Failed } from '#web/parts/message.tsx';

/** What is about to be given, always in sight: how many lessons, by when, and the button. */
export function AssignBar({
  count,
  without,
  due,
  setDue,
  isBusy,
  failure,
}: {
  count: number;
  without: readonly number[];
  due: string;
  setDue: (due: string) => void;
  isBusy: boolean;
  failure: Failure | undefined;
}) {
  const say = useSay();
  const { language } = useApp();
  return (
    <div class="assign-bar">
      {failure && <Failed failure={failure} />}
      {without.map((grade) => (
        <p key={grade} class="assign-without">
          {say('lessons.assign.nobody', { grade })}
        </p>
      ))}
      <div>
        <label class="field">
          <span>{say('lessons.assign.due')}</span>
          <select class="input" value={due} onChange={(event) => setDue(event.currentTarget.value)}>
            <option value="">{say('lessons.assign.due.none')}</option>
            {nextDays(Date.now()).map((day) => (
              <option key={day} value={day}>
                {formatDate(language.value, day, 'weekday')}
              </option>
            ))}
          </select>
        </label>
        <p role="status">{say('lessons.assign.chosen', { n: count })}</p>
        <button type="submit" class="button main" disabled={isBusy || count === 0}>
          {say('lessons.assign.do')}
        </button>
      </div>
    </div>
  );
}

/** How far ahead a lesson can be given: three weeks. */
const daysAhead = 21;

/** The school days from today on, by the country's clock. Sundays are free everywhere. */
function nextDays(now: number): string[] {
  const days = Array.from({ length: daysAhead }, (_, n) => new Date(now + localOffset + n * day));
  return days.filter((each) => each.getUTCDay() !== 0).map((each) => each.toISOString().slice(0, 10));
}
