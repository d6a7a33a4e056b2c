import type { SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import { readCurriculum, type Curriculum } from '#rooms/library/index.ts';
import type { PlanWorld } from './plan/world.ts';
import { planRulesOn } from './plan/rules.ts';
import { selectOwnPlanRules } from './queries-plan.ts';

/** LES-46: a plan that has no place yet may count on a remote teacher; on its day the timetable says. */
export async function planWorld(
  read: Reader,
  school: SchoolId,
  { day, hasRemote }: { readonly day: string; readonly hasRemote: boolean },
): Promise<PlanWorld> {
  const rules = planRulesOn(day, await selectOwnPlanRules(read, school));
  const curricula = new Map<string, Curriculum>();
  const curriculumOf = (subject: string): Curriculum => {
    const found = curricula.get(subject) ?? readCurriculum(subject);
    curricula.set(subject, found);
    return found;
  };
  return { rules, hasRemote, objective: (subject, code) => objectiveIn(curriculumOf(subject), code) };
}

function objectiveIn({ objectives, isComplete }: Curriculum, code: string): ReturnType<PlanWorld['objective']> {
  if (objectives.some((each) => each.code === code)) return 'known';
  return isComplete ? 'absent' : 'unknown';
}
