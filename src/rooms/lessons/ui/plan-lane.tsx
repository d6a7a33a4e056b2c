import { useApp, useSay } from '#web/app.ts';
import type { PlanCommand } from '../plan/edit.ts';
import { minutesOf } from '../plan/minutes.ts';
import type { Plan } from '../plan/plan.ts';
import { PlanActivities } from './plan-activities.tsx';
import type { Known, Shelf } from './plan-data.ts';
import { laneText } from './plan-say.ts';
import { PlanText } from './plan-text.tsx';

type LaneProps = {
  readonly plan: Plan;
  readonly lane: number;
  readonly shelf: Shelf;
  readonly known: Known | undefined;
  readonly edit: (command: PlanCommand) => void;
};

/** What a grade learns in this lesson, and what it has more, and at home. */
export function PlanLaneSheet({ plan, lane, shelf, known, edit }: LaneProps) {
  const say = useSay();
  const { language } = useApp();
  const whose = plan.lanes[lane];
  if (!whose) return null;
  const { withTeacher, remote, alone } = minutesOf(plan, lane);
  const change = (changed: Extract<PlanCommand, { do: 'lane' }>['change']): void => {
    edit({ do: 'lane', lane, change: changed });
  };
  const offered = (known?.curricula.find(({ subject }) => subject === whose.subject)?.objectives ?? []).filter(
    ({ code }) => code.startsWith(`${whose.grade}.`),
  );
  const strange = whose.objectives.filter((code) => !offered.some((each) => each.code === code));
  const toggle = (code: string): void => {
    const has = whose.objectives.includes(code);
    change({
      objectives: has ? whose.objectives.filter((each) => each !== code) : [...whose.objectives, code].slice(0, 8),
    });
  };
  return (
    <section class="sheet" aria-label={say('lessons.plan.of-lane')}>
      <h2>{laneText(say, whose)}</h2>
      <p class="quiet small">
        {say('lessons.plan.times', { teacher: withTeacher, alone })}
        {remote > 0 && ` · ${say('lessons.plan.times.remote', { n: remote })}`}
      </p>
      <PlanText label={say('lessons.plan.topic')} value={whose.topic} max={200} change={(topic) => change({ topic })} />
      <details open={whose.objectives.length === 0}>
        <summary>
          {say('lessons.plan.objectives')}
          {whose.objectives.length > 0 && `: ${whose.objectives.join(', ')}`}
        </summary>
        {offered.length === 0 && <p class="quiet">{say('lessons.plan.objectives.none')}</p>}
        {offered.map((each) => (
          <label key={each.code} class="plan-choice">
            <input type="checkbox" checked={whose.objectives.includes(each.code)} onChange={() => toggle(each.code)} />
            <span>
              <strong>{each.code}</strong> {language.value === 'ru' ? each.ru : each.kk}
            </span>
          </label>
        ))}
        {offered.some(({ checked }) => !checked) && (
          <p class="quiet small">{say('lessons.plan.objectives.unchecked')}</p>
        )}
        <PlanText
          label={say('lessons.plan.objectives.own')}
          note={say('lessons.plan.objectives.own.how')}
          value={strange.join(', ')}
          max={120}
          change={(text) => {
            const codes = text.split(/[\s,;]+/).filter(Boolean);
            const kept = whose.objectives.filter((code) => !strange.includes(code));
            change({ objectives: [...new Set([...kept, ...codes])].slice(0, 8) });
          }}
        />
      </details>
      <details>
        <summary>{say('lessons.plan.goals')}</summary>
        <PlanText
          label={say('lessons.plan.goals.what')}
          value={whose.goals ?? ''}
          max={300}
          change={(goals) => change({ goals })}
        />
        <PlanText
          label={say('lessons.plan.criteria')}
          value={whose.criteria ?? ''}
          max={300}
          change={(criteria) => change({ criteria })}
        />
      </details>
      <details>
        <summary>
          {say('lessons.plan.more')}: {whose.more.length}
        </summary>
        <PlanActivities
          title={say('lessons.plan.more')}
          activities={whose.more}
          shelf={shelf}
          lane={whose}
          minutes={10}
          change={(more) => change({ more })}
        />
      </details>
      <details>
        <summary>
          {say('lessons.plan.homework')}: {whose.homework.length}
        </summary>
        <PlanActivities
          title={say('lessons.plan.homework')}
          activities={whose.homework}
          shelf={shelf}
          lane={whose}
          minutes={15}
          change={(homework) => change({ homework })}
        />
      </details>
      {plan.lanes.length > 1 && (
        <button type="button" class="button" onClick={() => edit({ do: 'remove-lane', lane })}>
          {say('lessons.plan.lane.remove')}
        </button>
      )}
    </section>
  );
}
