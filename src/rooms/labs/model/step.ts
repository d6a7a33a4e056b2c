import type { LabTask } from './lab.ts';
import type { Skill } from './rubric/skill.ts';

/** The pages of a notebook, in the order of the work. */
const steps = ['hypothesis', 'plan', 'table', 'plot', 'conclusion'] as const;
export type Step = (typeof steps)[number];

/** Where one of a few is to be found, there is nothing to plot. */
export function stepsOf({ identity }: Pick<LabTask, 'identity'>): readonly Step[] {
  return identity ? steps.filter((step) => step !== 'plot') : steps;
}

/** The page of which a skill's points speak. */
const pageOf: Readonly<Record<Skill, Step>> = {
  hypothesis: 'hypothesis',
  control: 'table',
  measuring: 'table',
  recording: 'table',
  processing: 'plot',
  conclusion: 'conclusion',
};

/** Whether a pupil who is at `step` has turned the page of which a skill's points speak: before that they say nothing. */
export function isPast(skill: Skill, step: string): boolean {
  return steps.findIndex((each) => each === step) > steps.indexOf(pageOf[skill]);
}
