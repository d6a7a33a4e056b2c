import { z } from 'zod/mini';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { dayOf } from '#people/index.ts';
import { slotOn } from '#rooms/timetable/index.ts';
import { schoolOf, scopeOf } from './access.ts';
import { findPlanContent, type PlanRow } from './queries-plan.ts';
import { planPlaced } from './records-plan.ts';

/** A day that is in the calendar: the 31st of February is none. */
export const realDay = z.string().check(
  z.regex(/^\d{4}-\d{2}-\d{2}$/),
  z.refine((day) => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day)),
);

/**
 * LES-54: a plan is placed on a day to come; on a lesson of the timetable where that lesson is held on the day, lasts as
 * long, has the plan's groups, and a hub teacher where the plan counts on one. Throws what is not so.
 */
export async function placePlan(
  house: House,
  who: Person,
  row: PlanRow,
  { day, slot }: { readonly day: string; readonly slot?: string | undefined },
): Promise<void> {
  if (day < dayOf(house.clock.now())) throw refused('lessons.plan.day-in-past', 422);
  if (slot) await refuseUnfitting(house, row, day, slot);
  const draft = planPlaced.draft(scopeOf(house), who.person, { plan: row.plan, day, ...(slot ? { slot } : {}) });
  await house.log.write(() => ({ records: [draft], answer: undefined }));
}

async function refuseUnfitting(house: House, row: PlanRow, day: string, slot: string): Promise<void> {
  const { read } = house.log;
  const school = schoolOf(house);
  const lesson = await slotOn(read, school, day, slot);
  if (!lesson) throw refused('lessons.plan.place.no-lesson', 422);
  const stranger = row.lanes.find(({ group }) => !lesson.groups.includes(group));
  if (stranger) throw refused('lessons.plan.place.other-groups', 422, { grade: stranger.grade });
  if (lesson.minutes !== row.minutes) {
    throw refused('lessons.plan.place.other-minutes', 422, { minutes: lesson.minutes, n: row.minutes });
  }
  const found = await findPlanContent(read, school, row.plan);
  const isLedFromAfar = found?.content.phases.some(({ parts }) => parts.some(({ mode }) => mode === 'remote-led'));
  if (isLedFromAfar && !lesson.remote) throw refused('lessons.plan.place.no-remote', 422);
}
