import type { Scope } from '#kernel/ids.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { Plan } from './plan/plan.ts';
import { selectAssignments } from './queries.ts';
import { assigned } from './records.ts';
import type { LaneHeld } from './records-run.ts';
import { lessonKey } from './shelf-titles.ts';

/**
 * LES-84: lessons that a lane has for homework are given to its grade, as if by hand: so they lie on the tablets (LES-25) and on
 * the teacher's list. What the grade has open already is not given again (LES-5).
 */
export async function homeworkGiven(
  on: Deciding,
  { scope, actor }: { readonly scope: Scope; readonly actor: string },
  content: Plan,
  said: readonly LaneHeld[],
): Promise<readonly Draft[]> {
  const open = await selectAssignments(
    on,
    content.lanes.map((each) => each.group),
  );
  return content.lanes.flatMap(({ lane, group, grade, homework: planned }) => {
    const homework = said.find((each) => each.lane === lane)?.homework ?? planned;
    const has = new Set(
      open
        .filter((each) => each.group === group && each.grades.includes(grade))
        .flatMap((each) => each.lessons.map(lessonKey)),
    );
    const named = homework.flatMap((each) =>
      each.kind === 'lesson' ? [{ pack: each.pack, lesson: each.lesson }] : [],
    );
    const lessons = [...new Map(named.map((each) => [lessonKey(each), each])).values()].filter(
      (each) => !has.has(lessonKey(each)),
    );
    if (lessons.length === 0) return [];
    return [assigned.draft(scope, actor, { assignment: on.mint<string>(), group, grades: [grade], lessons })];
  });
}
