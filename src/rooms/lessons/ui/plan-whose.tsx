import { useState } from 'preact/hooks';
import { useAsk } from '#web/ask.ts';
import { useSay } from '#web/app.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { ComponentChildren } from 'preact';
import type { Start } from './plan-data.ts';
import { laneText } from './plan-say.ts';

export type Whose = { readonly group: string; readonly grade: number };

/** One grade of one's groups is chosen, the first at the beginning; beneath it what is asked about it. */
export function PlanWhose({ show }: { show: (whose: Whose, today: string) => ComponentChildren }) {
  const say = useSay();
  const { value, failure, again } = useAsk<Start>('/lessons/plan-start');
  const [chosen, setChosen] = useState(0);
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  const mine = value.groups.toSorted((a, b) => Number(b.isMine) - Number(a.isMine));
  const lanes = mine.flatMap(({ group, subject, grades }) => grades.map((grade) => ({ group, subject, grade })));
  const whose = lanes[chosen];
  if (!whose) {
    return (
      <section class="sheet">
        <h2>{say('lessons.plan.new.no-groups')}</h2>
        <p>{say('lessons.plan.new.no-groups.what')}</p>
      </section>
    );
  }
  return (
    <>
      <div class="field plan-whose">
        <label for="plan-whose">{say('lessons.plan.whose')}</label>
        <select
          id="plan-whose"
          class="input"
          value={chosen}
          onChange={(event) => setChosen(Number(event.currentTarget.value))}
        >
          {lanes.map((lane, n) => (
            <option key={`${lane.group} ${lane.grade}`} value={n}>
              {laneText(say, lane)}
            </option>
          ))}
        </select>
      </div>
      {show(whose, value.today)}
    </>
  );
}
