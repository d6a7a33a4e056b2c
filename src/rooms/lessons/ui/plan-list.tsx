import { useState } from 'preact/hooks';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import { subjectsOf, weeksOf, type ListedPlan, type ListFilter, type ListWeek } from './plan-list-data.ts';
import { subjectOf } from './teacher-say.ts';
import './plan.css';

/** What is planned for this week, and what has no day yet; past weeks beneath. */
export function PlanList() {
  const say = useSay();
  const { session } = useApp();
  useTitle(say('lessons.plan.title'));
  const { value, failure, again } = useAsk<{ today: string; plans: readonly ListedPlan[] }>('/lessons/plans');
  const [filter, setFilter] = useState<ListFilter>({ subject: '', isMineOnly: true });
  const hasOwn = value?.plans.some(({ isMine }) => isMine) ?? false;
  const weeks = value ? weeksOf(value.plans, value.today, { ...filter, isMineOnly: filter.isMineOnly && hasOwn }) : [];
  const isHead = session.value?.posts.some(({ role }) => role === 'head');
  return (
    <div class="plans">
      <h1>{say('lessons.plan.title')}</h1>
      <p class="plan-do">
        <a class="button main" href="/plans/new">
          {say('lessons.plan.new')}
        </a>
        <a class="button" href="/plans/forms">
          {say('lessons.plan.forms')}
        </a>
        <a class="button" href="/plans/year">
          {say('lessons.plan.year')}
        </a>
        <a class="button" href="/plans/shared">
          {say('lessons.plan.shared')}
        </a>
        {isHead && (
          <a class="button" href="/plans/rules">
            {say('lessons.plan.rules')}
          </a>
        )}
      </p>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value?.plans.length === 0 && (
        <section class="sheet">
          <h2>{say('lessons.plan.empty')}</h2>
          <p>{say('lessons.plan.empty.what')}</p>
        </section>
      )}
      {value && value.plans.length > 0 && (
        <Filters plans={value.plans} hasOwn={hasOwn} filter={filter} set={setFilter} />
      )}
      {weeks.map((week, n) => (
        <Week key={week.monday} week={week} today={value?.today ?? ''} isOpen={n === 0} />
      ))}
    </div>
  );
}

type FiltersProps = {
  readonly plans: readonly ListedPlan[];
  readonly hasOwn: boolean;
  readonly filter: ListFilter;
  readonly set: (filter: ListFilter) => void;
};

function Filters({ plans, hasOwn, filter, set }: FiltersProps) {
  const say = useSay();
  return (
    <div class="plan-do plan-filters">
      <div class="field">
        <label for="plan-subject">{say('lessons.plan.subject')}</label>
        <select
          id="plan-subject"
          class="input"
          value={filter.subject}
          onChange={(event) => set({ ...filter, subject: event.currentTarget.value })}
        >
          <option value="">{say('lessons.plan.subject.all')}</option>
          {subjectsOf(plans).map((subject) => (
            <option key={subject} value={subject}>
              {subjectOf(say, subject)}
            </option>
          ))}
        </select>
      </div>
      {hasOwn && plans.some(({ isMine }) => !isMine) && (
        <label class="plan-choice">
          <input
            type="checkbox"
            checked={!filter.isMineOnly}
            onChange={(event) => set({ ...filter, isMineOnly: !event.currentTarget.checked })}
          />
          {say('lessons.plan.others')}
        </label>
      )}
    </div>
  );
}

function Week({ week: { monday, plans }, today, isOpen }: { week: ListWeek; today: string; isOpen: boolean }) {
  const say = useSay();
  const { language } = useApp();
  const name =
    monday === ''
      ? say('lessons.plan.unplaced')
      : say('lessons.plan.week', { day: formatDate(language.value, monday) });
  return (
    <details class="plan-week" open={isOpen || monday === '' || monday > today}>
      <summary>
        <h2>{name}</h2>
      </summary>
      <ul class="plan-list">
        {plans.map((plan) => (
          <PlanLine key={plan.plan} plan={plan} />
        ))}
      </ul>
    </details>
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
        {day === '' ? say('lessons.plan.unplaced') : formatDate(language.value, day, 'weekday')} ·{' '}
        {say('lessons.plan.minutes', { n: minutes })} · {say('lessons.plan.version', { n: version })}
        {teacher && ` · ${say('lessons.plan.by', { name: teacher })}`}
      </p>
      <ul>
        {lanesText.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <a class="button" href={`/run/with/${plan}`}>
        {say('lessons.plan.run')}
      </a>
    </li>
  );
}
