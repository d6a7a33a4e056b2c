import type { GroupId } from '#kernel/ids.ts';
import { refuse, type Result, type Refusal } from '#kernel/result.ts';
import { ok } from '#kernel/result.ts';
import type { Plan } from '../plan/plan.ts';

/** A grade of a group that is to sit in a lesson. */
export type WantedLane = {
  readonly group: GroupId;
  readonly grade: number;
  readonly subject: string;
  readonly topic?: string;
};

const laneNames = ['a', 'b', 'c', 'd'] as const;
export const maxLanes = laneNames.length;
/** What is left of a record's 16 KB after everything else that a run's beginning says. */
const maxContent = 14_000;

/** LES-69: a lesson without a plan: its lanes, and one phase for all of it. The teacher says aloud what is to be done. */
export function minimalContent(lanes: readonly WantedLane[], minutes: number, words: string): Plan {
  return {
    title: '',
    minutes,
    lanes: lanes.slice(0, maxLanes).map(({ group, grade, subject, topic }, place) => ({
      lane: laneNames[place] ?? 'a',
      group,
      subject,
      grade,
      topic: topic ?? '',
      objectives: [],
      more: [],
      homework: [],
    })),
    phases: [
      {
        minutes,
        parts: lanes
          .slice(0, maxLanes)
          .map(() => ({ mode: 'shared', form: 'explanation', pupils: words, activities: [] })),
      },
    ],
    hasTelephones: false,
  };
}

type TaughtGroup = { readonly group: string; readonly grades: readonly number[] };

/**
 * LES-69: whether a lesson of this content can begin: each lane is another grade of a group that the teacher has, and
 * every phase says what each lane does. Whether it teaches well is not asked here.
 */
export function startable(content: Plan, groups: readonly TaughtGroup[]): Result<Plan, Refusal> {
  const { lanes, phases } = content;
  if (new Set(lanes.map((each) => each.lane)).size < lanes.length) return refuse('lessons.run.lane-twice', 422);
  if (new Set(lanes.map((each) => `${each.group} ${each.grade}`)).size < lanes.length)
    return refuse('lessons.run.grade-twice', 422);
  for (const { group: id, grade } of lanes) {
    const group = groups.find((each) => each.group === id);
    if (!group) return refuse('lessons.no-such-group', 404);
    if (!group.grades.includes(grade)) return refuse('lessons.grade-not-in-group', 422);
  }
  const broken = phases.findIndex((each) => each.parts.length !== lanes.length);
  if (broken >= 0) return refuse('lessons.run.parts-missing', 422, { phase: broken + 1 });
  if (new TextEncoder().encode(JSON.stringify(content)).length > maxContent)
    return refuse('lessons.run.too-large', 422);
  return ok(content);
}
