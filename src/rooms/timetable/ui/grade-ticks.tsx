import { useSay } from '#web/app.ts';

const grades = Array.from({ length: 11 }, (_, n) => n + 1);

/** Which grades something is for. */
export function GradeTicks({
  legend,
  grades: chosen,
  set,
}: {
  legend: string;
  grades: readonly number[];
  set: (grades: readonly number[]) => void;
}) {
  return <Ticks legend={legend} all={grades} chosen={chosen} set={set} nameOf={String} />;
}

export function WeekdayTicks({
  legend,
  chosen,
  set,
}: {
  legend: string;
  chosen: readonly number[];
  set: (days: readonly number[]) => void;
}) {
  const say = useSay();
  const nameOf = (day: number): string => say(`timetable.weekday.${day}`);
  return <Ticks legend={legend} all={[1, 2, 3, 4, 5, 6]} chosen={chosen} set={set} nameOf={nameOf} />;
}

function Ticks({
  legend,
  all,
  chosen,
  set,
  nameOf,
}: {
  legend: string;
  all: readonly number[];
  chosen: readonly number[];
  set: (chosen: readonly number[]) => void;
  nameOf: (n: number) => string;
}) {
  return (
    <fieldset class="office-ticks">
      <legend>{legend}</legend>
      {all.map((each) => (
        <label key={each} class="office-tick">
          <input
            type="checkbox"
            checked={chosen.includes(each)}
            onChange={(event) =>
              set(
                event.currentTarget.checked
                  ? [...chosen, each].toSorted((a, b) => a - b)
                  : chosen.filter((other) => other !== each),
              )
            }
          />
          {nameOf(each)}
        </label>
      ))}
    </fieldset>
  );
}
