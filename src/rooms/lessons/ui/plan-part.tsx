import { useSay } from '#web/app.ts';
import type { PlanCommand } from '../plan/edit.ts';
import { forms, modes, type Activity, type Form, type Plan } from '../plan/plan.ts';
import { PlanActivities } from './plan-activities.tsx';
import type { Shelf } from './plan-data.ts';
import type { Chosen } from './plan-picture.tsx';
import { formText, laneText, modeText } from './plan-say.ts';
import { PlanText } from './plan-text.tsx';

type PartProps = {
  readonly plan: Plan;
  readonly at: Chosen;
  readonly shelf: Shelf;
  readonly hasRemote: boolean;
  readonly edit: (command: PlanCommand) => void;
};

/** What one grade does in one phase: with whom, in which form, at what. */
export function PlanPartSheet({ plan, at: { lane, phase }, shelf, hasRemote, edit }: PartProps) {
  const say = useSay();
  const part = plan.phases[phase]?.parts[lane];
  const whose = plan.lanes[lane];
  if (!part || !whose) return null;
  const from = plan.phases.slice(0, phase).reduce((sum, each) => sum + each.minutes, 0);
  const minutes = plan.phases[phase]?.minutes ?? 0;
  const offered = modes.filter((mode) => mode !== 'remote-led' || hasRemote || part.mode === mode);
  const change = (changed: Extract<PlanCommand, { do: 'part' }>['change']): void => {
    edit({ do: 'part', lane, phase, change: changed });
  };
  const isLast = phase === plan.phases.length - 1;
  return (
    <section class="sheet" aria-label={say('lessons.plan.part')}>
      <h2>
        {laneText(say, whose)}, {say('lessons.plan.span', { from, to: from + minutes })}
      </h2>
      <fieldset class="plan-modes">
        <legend class="spoken">{say('lessons.plan.mode')}</legend>
        {offered.map((mode) => (
          <label key={mode} class="plan-choice">
            <input
              type="radio"
              name="mode"
              checked={part.mode === mode}
              onChange={() => edit({ do: 'mode', lane, phase, mode })}
            />
            {modeText(say, mode)}
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for="plan-form">{say('lessons.plan.form')}</label>
        <select
          id="plan-form"
          class="input"
          value={part.form}
          onChange={(event) => change({ form: event.currentTarget.value as Form })}
        >
          {forms.map((form) => (
            <option key={form} value={form}>
              {formText(say, form)}
            </option>
          ))}
        </select>
      </div>
      <PlanText
        label={say('lessons.plan.pupils')}
        value={part.pupils}
        max={300}
        change={(pupils) => change({ pupils })}
      />
      <PlanText
        label={say(part.mode === 'shared' ? 'lessons.plan.theme' : 'lessons.plan.teacher')}
        value={part.teacher ?? ''}
        max={300}
        change={(teacher) => change({ teacher })}
      />
      <PlanActivities
        title={say('lessons.plan.activities')}
        activities={part.activities}
        shelf={shelf}
        lane={whose}
        minutes={minutes}
        change={(activities: Activity[]) => change({ activities })}
      />
      <div class="plan-do">
        <button
          type="button"
          class="button"
          disabled={minutes < 2}
          onClick={() => edit({ do: 'split', phase, at: Math.floor(minutes / 2) })}
        >
          {say('lessons.plan.split')}
        </button>
        <button type="button" class="button" disabled={isLast} onClick={() => edit({ do: 'join', phase })}>
          {say('lessons.plan.join')}
        </button>
        <button type="button" class="button" disabled={isLast} onClick={() => edit({ do: 'swap', phase })}>
          {say('lessons.plan.swap')}
        </button>
      </div>
    </section>
  );
}
