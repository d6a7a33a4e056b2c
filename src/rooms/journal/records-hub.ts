import { z } from 'zod/mini';
import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import { bytes, calendarDay, grade, idOf } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';
import { maximum, pointsWord, subjectWord } from './records.ts';

const id = z.string().check(z.maxLength(40));
const person = idOf<PersonId>();
const school = idOf<SchoolId>();

/**
 * A school shares one of its groups with a hub school, whose teacher gives it remote lessons: in the scope
 * `lesson:<id>`, which its node opens to the hub's. Said again, the list of pupils is replaced; ended, nobody is asked
 * any more. Names are sealed for the scope, so that their keys go with it and are dropped with it.
 */
export const groupShared = recordType('journal.group-shared', {
  owner: 'school',
  version: 1,
  body: z.object({
    lesson: id,
    school,
    hub: school,
    group: idOf<GroupId>(),
    subject: subjectWord,
    isOpen: z.boolean(),
    pupils: z.array(z.object({ person, grade, name: bytes })).check(z.maxLength(60)),
    /** The lessons of the last weeks, to which points can be given. */
    runs: z
      .array(z.object({ run: id, day: calendarDay, grade, topic: z.string().check(z.maxLength(120)) }))
      .check(z.maxLength(40)),
  }),
});

/** A hub teacher's request: points for a pupil of another school. Nothing counts before the local teacher's word. */
export const proposed = recordType('journal.proposed', {
  owner: 'any',
  version: 1,
  body: z.object({
    proposal: id,
    lesson: id,
    school,
    run: id,
    person,
    grade,
    points: pointsWord,
    of: maximum,
    comment: z.optional(bytes),
    /** The name of who asks, sealed for them: the local teacher sees whose word it is. */
    by: bytes,
  }),
});

/** The local teacher's answer; accepted, the points stand in a record of the school's own, written with it. */
export const proposalAnswered = recordType('journal.proposal-answered', {
  owner: 'school',
  version: 1,
  body: z.object({ proposal: id, lesson: id, isAccepted: z.boolean(), reason: z.optional(bytes), person }),
});

export const hubRecords = [groupShared, proposed, proposalAnswered] as const;
