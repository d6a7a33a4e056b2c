import { z } from 'zod/mini';
import type { GroupId, PersonId } from '#kernel/ids.ts';
import { bytes, grade, idOf, language } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';

const assignment = z.string().check(z.maxLength(40));
/** `<tablet>-<number of the entry that began it>`: made on the tablet, without a server. */
export const attemptId = z.string().check(z.regex(/^[0-9a-z]{1,20}-\d{1,9}$/));
const id = z.string().check(z.maxLength(60));
const lesson = z.object({ pack: id, lesson: id });

/** A teacher gives lessons to a teaching group, or to one grade of it. */
export const assigned = recordType('lessons.assigned', {
  owner: 'school',
  version: 1,
  body: z.object({
    assignment,
    group: idOf<GroupId>(),
    /** The grades of the group that it is for. */
    grades: z.array(grade),
    lessons: z.array(lesson).check(z.minLength(1), z.maxLength(40)),
    due: z.optional(z.string()),
  }),
});

export const assignmentEnded = recordType('lessons.assignment-ended', {
  owner: 'school',
  version: 1,
  body: z.object({ assignment }),
});

/** A pupil began a lesson: with the very file, so that a new version of the pack changes nothing under the pupil's hands. */
export const begun = recordType('lessons.begun', {
  owner: 'school',
  version: 1,
  body: z.object({
    attempt: attemptId,
    assignment: z.optional(assignment),
    pack: id,
    lesson: id,
    file: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    language,
  }),
});

/**
 * One answer to one question. Points are those of the server. An answer in the pupil's own words is `sealed`, any
 * other is plain.
 */
export const answered = recordType('lessons.answered', {
  owner: 'school',
  version: 1,
  body: z.object({
    attempt: attemptId,
    lesson: id,
    question: id,
    answer: z.optional(z.unknown()),
    sealed: z.optional(bytes),
    /** Milliseconds that the pupil had the question before this answer, by the tablet's monotonic clock. */
    ms: z.int(),
    points: z.int(),
    of: z.int(),
    hinted: z.optional(z.boolean()),
  }),
});

export const finished = recordType('lessons.finished', {
  owner: 'school',
  version: 1,
  body: z.object({ attempt: attemptId }),
});

/** A raised hand; lowered by the pupil, or by the teacher who came. */
export const handRaised = recordType('lessons.hand-raised', {
  owner: 'school',
  version: 1,
  body: z.object({ attempt: attemptId, question: z.optional(id), isRaised: z.boolean() }),
});

/** The teacher's word on an attempt: a mark from 2 to 5, a comment, or both. A later one replaces it. */
export const marked = recordType('lessons.marked', {
  owner: 'school',
  version: 1,
  body: z.object({
    attempt: attemptId,
    person: idOf<PersonId>(),
    mark: z.optional(z.int().check(z.minimum(2), z.maximum(5))),
    /** Sealed for the pupil. */
    comment: z.optional(bytes),
  }),
});

export const lessonsRecords = [assigned, assignmentEnded, begun, answered, finished, handRaised, marked] as const;
