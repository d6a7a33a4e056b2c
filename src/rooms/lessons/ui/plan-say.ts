import type { Say } from '#web/words.ts';
import type { Form, Mode, Plan } from '../plan/plan.ts';
import type { Finding } from '../plan/findings.ts';
import type { Clash } from '../plan/planner.ts';
import { subjectOf } from './teacher-say.ts';

export function modeText(say: Say, mode: Mode): string {
  return say(`lessons.plan.mode.${mode}`);
}

export function formText(say: Say, form: Form): string {
  return say(`lessons.plan.form.${form}`);
}

/** When in the lesson a rule does not hold; which grade it is stands in the sentence. */
export function placeText(say: Say, plan: Plan, { phase }: Finding): string {
  if (phase === undefined) return '';
  const from = plan.phases.slice(0, phase).reduce((sum, each) => sum + each.minutes, 0);
  return say('lessons.plan.span', { from, to: from + (plan.phases[phase]?.minutes ?? 0) });
}

export function findingText(say: Say, kind: 'broken' | 'warning', { rule, values }: Finding): string {
  const form = values['form'];
  const named = typeof form === 'string' ? { ...values, form: formText(say, form as Form) } : values;
  return say(`lessons.plan.${kind}.${rule}`, named);
}

export function clashText(say: Say, { rule, values }: Clash): string {
  return say(`lessons.plan.clash.${rule}`, values);
}

export function laneText(say: Say, { grade, subject }: { readonly grade: number; readonly subject: string }): string {
  return `${say('lessons.plan.lane', { grade })} · ${subjectOf(say, subject)}`;
}
