import { z } from 'zod/mini';
import type { SchoolId } from '#kernel/ids.ts';
import { calendarDay, idOf } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';
import { plan } from './plan/plan.ts';

const planId = z.string().check(z.maxLength(40));

/** A version of a teacher's plan, whole. Versions count from 1; an older one is kept and can be taken up again. */
export const planSaved = recordType('lessons.plan-saved', {
  owner: 'school',
  version: 1,
  body: z.object({
    plan: planId,
    version: z.int().check(z.minimum(1)),
    content: plan,
    /** The plan that it was copied from, where it was. */
    from: z.optional(z.object({ plan: planId, version: z.int() })),
  }),
});

/** A plan is meant for a day, and for a lesson of the timetable where there is one. Said again, it replaces the day. */
export const planPlaced = recordType('lessons.plan-placed', {
  owner: 'school',
  version: 1,
  body: z.object({ plan: planId, day: calendarDay, slot: z.optional(z.string().check(z.maxLength(40))) }),
});

/** The teacher no longer wants it. Its versions stay for lessons that were held by them. */
export const planDropped = recordType('lessons.plan-dropped', {
  owner: 'school',
  version: 1,
  body: z.object({ plan: planId }),
});

/** The minutes that a school's head sets for plans, from a day on, within `planLimits` (LES-42, LES-43). */
export const planRulesSet = recordType('lessons.plan-rules-set', {
  owner: 'school',
  version: 1,
  body: z.object({ from: calendarDay, firstAlone: z.int(), least: z.int() }),
});

/** A school offers a version of a plan to all schools, or takes it back: a request to the region, who publishes (LES-58). */
export const planOffered = recordType('lessons.plan-offered', {
  owner: 'school',
  version: 1,
  body: z.object({ plan: planId, version: z.int().check(z.minimum(1)), isOpen: z.boolean() }),
});

/** A plan of a school for everybody. Its groups are nobody's: `shared` stands in their place. */
export const planPublished = recordType('lessons.plan-published', {
  owner: 'region',
  version: 1,
  body: z.object({ plan: planId, school: idOf<SchoolId>(), version: z.int(), content: plan }),
});

/** It is for everybody no more: its school took it back, or a coordinator took it down. */
export const planClosed = recordType('lessons.plan-closed', {
  owner: 'region',
  version: 1,
  body: z.object({ plan: planId, school: idOf<SchoolId>(), isTakenDown: z.boolean() }),
});

export const planRecords = [
  planSaved,
  planPlaced,
  planDropped,
  planRulesSet,
  planOffered,
  planPublished,
  planClosed,
] as const;
