import { z } from 'zod/mini';
import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { bytes, calendarDay, grade, idOf } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';
import { attemptId } from './records.ts';

const transfer = idOf<string>();
const person = idOf<PersonId>();
const school = idOf<SchoolId>();
const id = z.string().check(z.maxLength(60));
const count = z.int().check(z.minimum(0));

/** A place in a class, as a history tells it. `to` and `why` where it has ended. */
export const toldPlace = z.object({
  grade,
  letter: z.string().check(z.maxLength(4)),
  medium: z.enum(['kk', 'ru']),
  year: z.int(),
  from: calendarDay,
  to: z.optional(calendarDay),
  why: z.optional(id),
});
export type ToldPlace = z.infer<typeof toldPlace>;

/**
 * One attempt at a lesson with its result: no answer in the pupil's own words, no comment, nobody's name. Instants are
 * 0 where there is none.
 */
export const toldAttempt = z.object({
  attempt: attemptId,
  pack: id,
  lesson: id,
  title: z.string().check(z.maxLength(120)),
  /** Empty where the lesson has left the shelf of who tells. */
  subject: id,
  /** The grade that the pupil was in; 0 where it is not known. */
  grade,
  beganAt: count,
  lastAt: count,
  finishedAt: count,
  answered: count,
  right: count,
  questions: count,
  mark: z.optional(z.int().check(z.minimum(2), z.maximum(5))),
  markedAt: z.optional(count),
});
export type ToldAttempt = z.infer<typeof toldAttempt>;

/**
 * What a pupil's next school needs to know, begun: in the scope `history:<transfer>`, by the old school's node, or by the
 * region's from that school's records. Said again, it replaces what was said; attempts stand in records of their own.
 */
export const historyTold = recordType('lessons.history-told', {
  owner: 'any',
  version: 1,
  body: z.object({
    transfer,
    person,
    /** Sealed JSON of the full name, so that the person's key belongs to this scope. */
    name: bytes,
    /** The school whose facts these are. */
    school,
    /** What its writer knew by then is in it. */
    upTo: count,
    places: z.array(toldPlace).check(z.maxLength(40)),
  }),
});

/** A page of attempts; one that is told again replaces what was told of it. */
export const historyAttempts = recordType('lessons.history-attempts', {
  owner: 'any',
  version: 1,
  body: z.object({ transfer, attempts: z.array(toldAttempt).check(z.minLength(1)) }),
});

/** Why a history was closed: the first three by themselves, the others by a person's word. */
export const closeReasons = ['time', 'left', 'erased', 'mistake', 'asked', 'done'] as const;
export type CloseReason = (typeof closeReasons)[number];
/** What a head or a coordinator can give as a reason. */
export const givenReasons = ['mistake', 'asked', 'done'] as const;
export type GivenReason = (typeof givenReasons)[number];

/** The region opened a history to the school where the pupil is, through a day. In the scopes of both schools. */
export const historyOpened = recordType('lessons.history-opened', {
  owner: 'region',
  version: 1,
  body: z.object({ transfer, person, from: school, reader: school, through: calendarDay }),
});

/** It is closed again: the grant has ended, and the reader's rows go. In the scopes of both schools. */
export const historyClosed = recordType('lessons.history-closed', {
  owner: 'region',
  version: 1,
  body: z.object({
    transfer,
    person,
    from: school,
    reader: school,
    reason: z.enum(closeReasons),
    by: z.enum(['node', 'school', 'region']),
  }),
});

/** The old school's word on who reads its facts: closed with a reason, or open again. The region's node obeys it. */
export const historyWord = recordType('lessons.history-word', {
  owner: 'school',
  version: 1,
  body: z.object({ transfer, isOpen: z.boolean(), reason: z.optional(z.enum(givenReasons)) }),
});

export const historyRecords = [historyTold, historyAttempts, historyOpened, historyClosed, historyWord] as const;
