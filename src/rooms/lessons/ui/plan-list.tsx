import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import { subjectOf } from './teacher-say.ts';
import './plan.css';

export type ListedPlan = {
  readonly plan: string;
  readonly version: number;
  readonly title: string;
  readonly minutes: number;
  readonly day: string;
  readonly slot: string;
  readonly isMine: boolean;
  readonly teacher: string;
  readonly lanes: readonly {
    readonly lane: string;
    readonly group: string;
    readonly grade: number;
    readonly subject: string;
    readonly topic: string;
  }[];
};

/** A teacher's plans, the next first; those of other teachers of the same groups beneath. */
export function PlanList() {
  const say = useSay();
  useTitle(say('lessons.plan.title'));
  const { value, failure, again } = useAsk<{ plans: readonly ListedPlan[] }>('/lessons/plans');
  const mine = value?.plans.filter((each) => each.isMine) ?? [];
  const others = value?.plans.filter((each) => !each.isMine) ?? [];
  return (
    <div class="plans">
      <h1>{say('lessons.plan.title')}</h1>
      <p>
        <a class="button main" href="/plans/new">
          {say('lessons.plan.new')}
        </a>
      </p>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.plans.length === 0 && (
        <section class="sheet">
          <h2>{say('lessons.plan.empty')}</h2>
          <p>{say('lessons.plan.empty.what')}</p>
        </section>
      )}
      <Plans title={say('lessons.plan.mine')} plans={mine} />
      <Plans title={say('lessons.plan.others')} plans={others} />
    </div>
  );
}

function Plans({ title, plans }: { title: string; plans: readonly ListedPlan[] }) {
  if (plans.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="plan-list">
        {plans.map((plan) => (
          <PlanLine key={plan.plan} plan={plan} />
        ))}
      </ul>
    </section>
  );
}

function PlanLine({ plan: { plan, title, day, minutes, teacher, version, lanes } }: { plan: ListedPlan }) {
  const say = useSay();
  const { language } = useApp();
  const lanesText = lanes.map(({ grade, subject, topic }) => {
    return `${say('lessons.plan.lane', { grade })}, ${subjectOf(say, subject)}${topic && `: ${topic}`}`;
  });
  return (
    <li class="sheet plan-line">
      <h3>
        <a href={`/plans/${plan}`}>{title || say('lessons.plan.untitled')}</a>
      </h3>
      <p class="quiet small">
        {day === '' ? say('lessons.plan.unplaced') : formatDate(language.value, day)} ·{' '}
        {say('lessons.plan.minutes', { n: minutes })} · {say('lessons.plan.version', { n: version })}
        {teacher && ` · ${say('lessons.plan.by', { name: teacher })}`}
      </p>
      <ul>
        {lanesText.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </li>
  );
}
