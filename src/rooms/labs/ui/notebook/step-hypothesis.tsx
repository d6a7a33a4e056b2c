import { directions, type Direction } from '../../model/notebook.ts';
import { ChooseOne, ChooseSome, OwnWords, type Toggle } from './choices.tsx';
import type { StepProps } from './notebook-view.tsx';

/** What is asked, and what the pupil expects: chosen, so that it can be tested; why, in own words. */
export function StepHypothesis({ spec, task, notebook, say, note }: StepProps) {
  const { hypothesis } = notebook;
  const name = (quantity: string): string => say(`labs.${spec.lab}.q.${quantity}`);
  const set = (change: Partial<typeof hypothesis>) =>
    note((now) => ({ ...now, hypothesis: { ...now.hypothesis, ...change } }));
  const named = { x: name(hypothesis.factor), y: name(hypothesis.outcome) };
  const of = (roles: readonly string[]) =>
    spec.quantities
      .filter(({ role }) => roles.includes(role))
      .map((each) => ({ value: each.name, text: name(each.name) }));
  return (
    <>
      <ChooseOne
        label={say('labs.hypothesis.factor')}
        none={say('labs.choose')}
        value={hypothesis.factor}
        of={of(['factor', 'both'])}
        choose={(factor) => set({ factor })}
      />
      <ChooseOne
        label={say('labs.hypothesis.outcome')}
        none={say('labs.choose')}
        value={hypothesis.outcome}
        of={of(['outcome', 'both'])}
        choose={(outcome) => set({ outcome })}
      />
      {task.identity && (
        <ChooseOne
          label={say('labs.hypothesis.guess')}
          none={say('labs.choose')}
          value={hypothesis.guess ?? ''}
          of={task.identity.of.map((each) => ({ value: each, text: say(`labs.${spec.lab}.choice.${each}`) }))}
          choose={(guess) => guess && set({ guess })}
        />
      )}
      {hypothesis.factor && hypothesis.outcome && !task.identity && (
        <ChooseOne
          label={say('labs.hypothesis.direction')}
          none={say('labs.choose')}
          value={hypothesis.direction ?? ''}
          of={directions.map((each) => ({ value: each, text: say(`labs.claim.${each}`, named) }))}
          choose={(direction) => direction && set({ direction: direction as Direction })}
        />
      )}
      <OwnWords label={say('labs.hypothesis.why')} value={hypothesis.why} keep={(why) => set({ why })} />
    </>
  );
}

/** What is changed, what stays, what is measured. */
export function StepPlan({ spec, notebook, say, note }: StepProps) {
  const { plan } = notebook;
  const all = spec.quantities.map((each) => ({
    value: each.name,
    text: say(`labs.${spec.lab}.q.${each.name}`),
    role: each.role,
  }));
  const factors = all.filter(({ role }) => role !== 'outcome');
  const outcomes = all.filter(({ role }) => role !== 'factor');
  const set = (name: keyof typeof plan) => (toggle: Toggle) =>
    note((now) => ({ ...now, plan: { ...now.plan, [name]: toggle(now.plan[name]) } }));
  return (
    <>
      <ChooseSome label={say('labs.plan.change')} chosen={plan.change} of={factors} choose={set('change')} />
      <ChooseSome label={say('labs.plan.hold')} chosen={plan.hold} of={factors} choose={set('hold')} />
      <ChooseSome label={say('labs.plan.measure')} chosen={plan.measure} of={outcomes} choose={set('measure')} />
      {plan.change.length > 1 && <p class="message wait">{say('labs.plan.one')}</p>}
    </>
  );
}
