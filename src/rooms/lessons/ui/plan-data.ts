import type { GroupId } from '#kernel/ids.ts';
import type { KeptThings } from '#web/kept.ts';
import type { Plan } from '../plan/plan.ts';
import { isTestPack } from '#rooms/library/model/pack.ts';
import { librarySource, type ActivityNeed, type ActivitySource, type ShelfEntry } from '../plan/fill.ts';
import type { PlanRules } from '../plan/rules.ts';
import type { Had, PlanWorld } from '../plan/world.ts';
import type { ShelfLesson } from './assign-data.ts';

export type StartGroup = {
  readonly group: GroupId;
  readonly subject: string;
  readonly grades: readonly number[];
  readonly classes: readonly string[];
  readonly isMine: boolean;
};

export type StartSlot = {
  readonly slot: string;
  readonly day: string;
  readonly period: number;
  readonly from: number;
  readonly minutes: number;
  readonly room: string;
  readonly groups: readonly GroupId[];
  readonly hasRemote: boolean;
  readonly plan: string | null;
};

export type Start = {
  readonly today: string;
  readonly rules: PlanRules;
  readonly groups: readonly StartGroup[];
  readonly slots: readonly StartSlot[];
};

export type KnownObjective = {
  readonly code: string;
  readonly kk: string;
  readonly ru: string;
  readonly checked: boolean;
};

export type Known = {
  readonly curricula: readonly {
    readonly subject: string;
    readonly isComplete: boolean;
    readonly objectives: readonly KnownObjective[];
  }[];
  readonly done: readonly { readonly group: string; readonly grade: number; readonly lessons: readonly string[] }[];
  readonly had: readonly (Had & { readonly group: string; readonly grade: number })[];
};

export type ShelfWithObjectives = ShelfLesson & { readonly objectives: readonly string[] };
export type Shelf = readonly ShelfWithObjectives[];

export type SavedPlan = {
  readonly plan: string;
  readonly version: number;
  readonly day: string;
  readonly slot: string;
  readonly content: Plan;
  readonly offer: 'none' | 'asked' | 'open' | 'taken-down';
  readonly versions: readonly { readonly version: number; readonly at: number; readonly teacher: string }[];
};

/** A plan that is being worked at: kept on the device until it is saved (LES-50). */
export type Draft = {
  readonly content: Plan;
  /** The version that it was made from; 0 for a new plan. */
  readonly base: number;
  /** For which lesson of the timetable it is meant. */
  readonly place?: { readonly day: string; readonly slot?: string };
  /** What it was copied from. */
  readonly from?: { readonly plan: string; readonly version: number };
};

export function draftKey(person: string, plan: string): string {
  return `plan-draft:${person}:${plan}`;
}

/** Keeps a draft of a new plan, unless one is begun already: that one must not be lost. Answers whether it was kept. */
export async function beginDraft(kept: KeptThings, person: string, draft: Draft): Promise<boolean> {
  const key = draftKey(person, 'new');
  if (await kept.has(key)) return false;
  await kept.keep(key, draft);
  return true;
}

/** The world of the checker, as far as this screen knows it; a plan without a place may count on a hub teacher. */
export function worldOf(rules: PlanRules, known: Known | undefined, hasRemote = true): PlanWorld {
  return {
    rules,
    hasRemote,
    objective: (subject, code) => {
      const found = known?.curricula.find((each) => each.subject === subject);
      if (found?.objectives.some((each) => each.code === code)) return 'known';
      return found?.isComplete ? 'absent' : 'unknown';
    },
    had: (group, grade) => known?.had.find((each) => each.group === group && each.grade === grade),
  };
}

function isDoneBy(known: Known | undefined, group: string, grade: number, key: string): boolean {
  const found = known?.done.find((each) => each.group === group && each.grade === grade);
  return found?.lessons.includes(key) ?? false;
}

/** LES-53: what teaches, and after it the tests that teachers of the school made. */
export function sourcesOf(shelf: Shelf, known: Known | undefined): readonly ActivitySource[] {
  const isDone = ({ group, grade }: ActivityNeed, { pack, lesson }: ShelfEntry): boolean => {
    return isDoneBy(known, group, grade, `${pack}/${lesson}`);
  };
  const { tests = [], taught = [] } = Object.groupBy(shelf, ({ pack }) => (isTestPack(pack) ? 'tests' : 'taught'));
  return [librarySource(taught, isDone), librarySource(tests, isDone)];
}

/** What a grade has next: the first lesson of its subject on the shelf that it has not done. */
export function nextLesson(
  shelf: Shelf,
  known: Known | undefined,
  { group, subject, grade }: { readonly group: string; readonly subject: string; readonly grade: number },
): ShelfWithObjectives | undefined {
  const fitting = shelf.filter((each) => each.subject === subject && each.grade === grade && !isTestPack(each.pack));
  return fitting.find(({ pack, lesson }) => !isDoneBy(known, group, grade, `${pack}/${lesson}`));
}
