import type { Form } from './plan.ts';
import type { PlanRules } from './rules.ts';

/** What the world outside a plan says, as far as the plan's rules ask. */
export type PlanWorld = {
  readonly rules: PlanRules;
  /** A teacher of another school teaches in this slot. */
  readonly hasRemote: boolean;
  /**
   * Whether a code stands in the curriculum of a subject. `unknown`: the list, which is not complete, does not have it;
   * `absent`: the list is complete and does not.
   */
  readonly objective: (subject: string, code: string) => 'known' | 'absent' | 'unknown';
  /** What a group's grade had in its newest lessons (LES-47); undefined where nothing is known yet. */
  readonly had?: (group: string, grade: number) => Had | undefined;
};

/** The newest lessons of a grade, at most `forms.last - 1`: how many, their minutes, and those of each form of work. */
export type Had = {
  readonly lessons: number;
  readonly total: number;
  readonly minutes: Readonly<Partial<Record<Form, number>>>;
};
