import { forms } from './plan.ts';
import type { PlanTexts } from './planner.ts';

/** What the planner writes into parts until their author writes something better; `say` finds the words of a key. */
export function textsFrom(say: (key: string) => string): PlanTexts {
  const text = (name: string): string => say(`lessons.plan.text.${name}`);
  return {
    opening: text('opening'),
    closing: text('closing'),
    middle: text('middle'),
    explanation: text('explanation'),
    discussion: text('discussion'),
    remote: text('remote'),
    alone: Object.fromEntries(forms.map((form) => [form, text(`alone.${form}`)])) as PlanTexts['alone'],
  };
}
