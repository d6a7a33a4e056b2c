import type { Failure } from '#web/api.ts';
import { useSay } from '#web/app.ts';
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
          <input
            class="input"
            type="date"
            min={today()}
            value={due}
            onInput={(event) => setDue(event.currentTarget.value)}
          />
        </label>
        <p role="status">{say('lessons.assign.chosen', { n: count })}</p>
        <button type="submit" class="button main" disabled={isBusy || count === 0}>
          {say('lessons.assign.do')}
        </button>
      </div>
    </div>
  );
}

/** The day where the reader is, as an input of dates has it. */
function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
