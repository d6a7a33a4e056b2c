import type { Language } from '#kernel/language.ts';
import type { AnyLab } from '../lab.ts';
import type { Direction } from '../notebook.ts';
import data from './works.json' with { type: 'json' };

type Measured = { readonly name: string; readonly sign: string; readonly unit: string };

/** A practical or laboratory work of the programme. */
export type ProgrammeWork = {
  readonly id: string;
  readonly subject: AnyLab['subject'];
  readonly grade: number;
  readonly mode: 'real' | 'virtual' | 'both';
  /** The task of a virtual laboratory, where there is one. */
  readonly lab?: string;
  readonly task?: string;
  /** What has to stand on the table, and what is dangerous about it. */
  readonly kit: readonly string[];
  readonly hazards: readonly string[];
  /** What is changed and what is measured, where the work has numbers and no laboratory of its own. */
  readonly change?: Measured;
  readonly measure?: Measured;
  readonly direction?: Direction;
  readonly objectives?: readonly string[];
} & Readonly<Record<Language, string>>;

/** Dated configuration. `checked`: whether titles were compared with the order's annex; until then they are candidates. */
export const programme = data as {
  readonly from: string;
  readonly checked: boolean;
  readonly source: string;
  readonly works: readonly ProgrammeWork[];
};

/** The work that a laboratory's task stands for, for its apparatus and its dangers. */
export function workOf(lab: string, task: string): ProgrammeWork | undefined {
  const { works } = programme;
  return (
    works.find(({ id }) => realId(id) === lab) ??
    works.find((each) => each.lab === lab && each.task === task) ??
    works.find((each) => each.lab === lab)
  );
}

/** The name under which a work without a virtual laboratory has its notebook. */
export function realId(work: string): string {
  return `real-${work}`;
}

/** Whether a work with real apparatus has a notebook: what has no numbers is listed alone. */
export function hasNotebook({ mode, lab, change }: ProgrammeWork): boolean {
  return mode !== 'virtual' && (lab !== undefined || change !== undefined);
}

/** Where the notebook of a work is. */
export function placeOf({ id, lab, task }: ProgrammeWork): string {
  return lab && task ? `${lab}/${task}` : `${realId(id)}/real`;
}
