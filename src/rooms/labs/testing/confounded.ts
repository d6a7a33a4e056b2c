import type { Work } from '../model/rubric/work.ts';
import { historyOf } from '../model/seen.ts';
import type { Control, Deed } from '../model/world.ts';
import { withDeeds } from './changed.ts';

/**
 * What should be held goes along with the factor: another value of it for each level. Undefined where the task has nothing to
 * hold that a hand sets, or where the apparatus does not let it be done.
 */
export function confounded(work: Work): Work | undefined {
  const { task, spec } = work;
  const controls = task.held.flatMap((name) => spec.controls.find((each) => each.name === name) ?? []);
  for (const control of controls) {
    const made = along(work, control);
    if (made && isDone(made, work)) return made;
  }
  return undefined;
}

function along(work: Work, control: Control): Work | undefined {
  const { task, spec, seed } = work;
  const steps = spec.careful.deeds(task, seed);
  const levels = [
    ...new Set(steps.flatMap(({ deed }) => ('set' in deed && deed.set === task.factor ? [deed.to] : []))),
  ];
  const first = steps.map(({ deed }) => deed).find((deed) => 'set' in deed && deed.set === control.name);
  const values = valuesOf(control, first && 'set' in first ? first.to : control.first, levels.length);
  if (levels.length < 2 || !values) return undefined;
  return withDeeds(work, () => {
    let now = values[0] ?? control.first;
    return steps.flatMap((step) => {
      const { deed } = step;
      if ('set' in deed && deed.set === control.name) return [{ ...step, deed: { ...deed, to: now } }];
      if (!('set' in deed) || deed.set !== task.factor) return [step];
      now = values[levels.indexOf(deed.to)] ?? now;
      const also: Deed = { set: control.name, to: now };
      return [step, { after: 0, deed: also }];
    });
  });
}

/** So many values next to one another, that which the careful pupil holds among them. */
function valuesOf(control: Control, held: number | string, count: number): readonly (number | string)[] | undefined {
  if (control.kind === 'choice') return control.of.length >= count ? control.of.slice(0, count) : undefined;
  const { from, to, step } = control;
  const most = Math.round((to - from) / step);
  if (most + 1 < count) return undefined;
  const first = Math.min(Math.round((Number(held) - from) / step), most - count + 1);
  return Array.from({ length: count }, (_, k) => Number((from + (first + k) * step).toFixed(10)));
}

/** The apparatus did not refuse, every instrument showed as much as it did before, and what it showed can be fitted. */
function isDone(made: Work, before: Work): boolean {
  const [now, then] = [made, before].map(({ spec, seed, actions }) => historyOf(spec, seed, actions));
  const shown = (all: typeof now): number => all?.seen.filter(({ shown }) => typeof shown === 'number').length ?? 0;
  const isFound = (made.notebook.conclusion.result === '') === (before.notebook.conclusion.result === '');
  return isFound && now?.bench.refused.length === then?.bench.refused.length && shown(now) === shown(then);
}
