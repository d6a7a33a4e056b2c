import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { bytes, calendarDay, idOf } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';
import { activity, plan } from './plan/plan.ts';
import { deedId, join, laneId, steer } from './run/command.ts';

const run = z.string().check(z.maxLength(40));
const person = idOf<PersonId>();
/** What a device numbered, and its corrected time; the server lets no time stand before the start or in the future. */
const deed = { run, deed: deedId, at: z.int() };

export const attendance = z.object({
  person,
  state: z.enum(['present', 'late', 'absent']),
  /** How many minutes after the start somebody came. */
  minutes: z.optional(z.int().check(z.minimum(0), z.maximum(90))),
  reason: z.optional(z.enum(['ill', 'excused', 'unknown'])),
});
export type Attendance = z.infer<typeof attendance>;

/** What a lane's lesson was in the end, and what is to be done at home. */
export const laneHeld = z.object({
  lane: laneId,
  topic: z.string().check(z.maxLength(200)),
  homework: z.array(activity).check(z.maxLength(6)),
});
export type LaneHeld = z.infer<typeof laneHeld>;

/** A lesson begins: by a plan, whose content stands here as it is now, or without one. */
export const runStarted = recordType('lessons.run-started', {
  owner: 'school',
  version: 1,
  body: z.object({
    run,
    deed: deedId,
    day: calendarDay,
    slot: z.optional(z.string().check(z.maxLength(40))),
    plan: z.optional(z.object({ plan: z.string().check(z.maxLength(40)), version: z.int() })),
    content: plan,
    /** Held without tablets: begun and closed in one, when it was over. */
    isOnPaper: z.optional(z.boolean()),
  }),
});

export const runSteered = recordType('lessons.run-steered', {
  owner: 'school',
  version: 1,
  body: z.object({ ...deed, order: steer }),
});

export const runLanes = recordType('lessons.run-lanes', {
  owner: 'school',
  version: 1,
  body: z.object({ ...deed, order: join }),
});

export const runMoved = recordType('lessons.run-moved', {
  owner: 'school',
  version: 1,
  body: z.object({ ...deed, person, lane: laneId }),
});

/** Whether a pupil was there. A later word replaces the one before. */
export const attended = recordType('lessons.attended', {
  owner: 'school',
  version: 1,
  body: z.object({ ...deed, ...attendance.shape }),
});

/** A teacher's note about a pupil, sealed for the pupil. */
export const noted = recordType('lessons.noted', {
  owner: 'school',
  version: 1,
  body: z.object({ ...deed, person, text: bytes }),
});

/** A pupil asks for help in a lesson, at a task or between two; taken back by the pupil, or by the teacher who came. */
export const helpAsked = recordType('lessons.help-asked', {
  owner: 'school',
  version: 1,
  body: z.object({ run, person, isRaised: z.boolean() }),
});

/** A pupil has done what was to be done in a phase. */
export const runReady = recordType('lessons.run-ready', {
  owner: 'school',
  version: 1,
  body: z.object({ run, phase: z.int().check(z.minimum(0), z.maximum(11)) }),
});

/**
 * How a pupil found the lesson: three answers from 0 (no) to 2 (yes). Nobody's name: the actor is the run, and the entry of
 * the tablet is known only so that it counts once.
 */
export const pulse = recordType('lessons.pulse', {
  owner: 'school',
  version: 1,
  body: z.object({ run, lane: laneId, answers: z.array(z.int().check(z.minimum(0), z.maximum(2))).check(z.length(3)) }),
});

/** The lesson is over: what it was. Said again, the later word counts. */
export const runClosed = recordType('lessons.run-closed', {
  owner: 'school',
  version: 1,
  body: z.object({ ...deed, lanes: z.array(laneHeld).check(z.maxLength(4)) }),
});

export const runRecords = [
  runStarted,
  runSteered,
  runLanes,
  runMoved,
  attended,
  noted,
  helpAsked,
  runReady,
  pulse,
  runClosed,
] as const;
