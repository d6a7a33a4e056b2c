import { z } from 'zod/mini';
import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { bytes, grade, idOf, language } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';
import { date } from './records.ts';

const person = idOf<PersonId>();
const school = idOf<SchoolId>();
const transfer = z.string();
const place = { grade, letter: z.string(), medium: z.enum(['kk', 'ru']) };

/** A whole school went up a grade. What belongs to it names it, so that it can be taken back on the same day. */
export const movedUp = recordType('people.moved-up', {
  owner: 'school',
  version: 1,
  body: z.object({
    move: z.string(),
    /** The school year that began with it. */
    year: z.int(),
    on: date,
    /** Groups that were opened and closed with it. */
    opened: z.array(z.string()),
    closed: z.array(z.string()),
  }),
});

export const moveUndone = recordType('people.move-undone', {
  owner: 'school',
  version: 1,
  body: z.object({ move: z.string() }),
});

/**
 * A school asks for a child who came from another one. It does not know the child's id: what is sealed here is sealed
 * for `wanted`, an id of this request alone.
 */
export const transferAsked = recordType('people.transfer-asked', {
  owner: 'school',
  version: 1,
  body: z.object({ transfer, wanted: person, name: bytes, birth: bytes, from: school, ...place, on: date }),
});

/** The school that asked no longer waits. */
export const transferWithdrawn = recordType('people.transfer-withdrawn', {
  owner: 'school',
  version: 1,
  body: z.object({ transfer }),
});

/** The region has found the child and asks the old school: the school that waits, sees whom it waits for. */
export const transferPassed = recordType('people.transfer-passed', {
  owner: 'region',
  version: 1,
  body: z.object({ transfer }),
});

/**
 * The region asks the old school to let a pupil go. Where `isDecided`, the region has opened the new enrolment already,
 * because the old school could not be reached: its node ends its own enrolment as soon as it hears.
 */
export const leaveAsked = recordType('people.leave-asked', {
  owner: 'region',
  version: 1,
  body: z.object({ transfer, person, to: school, on: date, isDecided: z.boolean() }),
});

export const leaveAnswered = recordType('people.leave-answered', {
  owner: 'school',
  version: 1,
  body: z.object({ transfer, isAccepted: z.boolean(), reason: z.optional(z.string()) }),
});

/** The region opens an enrolment at the new school, whose node makes it its own. In the scope of the new school. */
export const transferOpened = recordType('people.transfer-opened', {
  owner: 'region',
  version: 1,
  body: z.object({
    transfer,
    person,
    name: bytes,
    birth: z.optional(bytes),
    language,
    picture: z.string(),
    from: school,
    ...place,
    year: z.int(),
    on: date,
    enrolment: z.string(),
  }),
});

/** Why the region or the old school said no: a key into words. In the scope of the school that asked. */
export const transferRefused = recordType('people.transfer-refused', {
  owner: 'region',
  version: 1,
  body: z.object({ transfer, reason: z.string() }),
});

export const moveRecords = [
  movedUp,
  moveUndone,
  transferAsked,
  transferWithdrawn,
  transferPassed,
  leaveAsked,
  leaveAnswered,
  transferOpened,
  transferRefused,
] as const;
