import { z } from 'zod/mini';
import type { GroupId, PersonId } from '#kernel/ids.ts';
import { bytes, calendarDay, grade, idOf } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';
import { periods, schemes } from './model/formula.ts';

const id = z.string().check(z.maxLength(40));
export const subjectWord = z.string().check(z.maxLength(60));
const person = idOf<PersonId>();
const group = idOf<GroupId>();
const year = z.int().check(z.minimum(2000), z.maximum(2200));
/** Bounds every sum so that shares stay exact. */
export const maximum = z.int().check(z.minimum(1), z.maximum(100));
export const pointsWord = z.int().check(z.minimum(0), z.maximum(100));
/** Groups of one grade: where somebody's results stand. */
const place = { group, grade, subject: subjectWord };

/**
 * Formative points of a pupil in a lesson that was held. Said again, it replaces what was said before, which stays in
 * the record of changes; without points, they are taken back. `comment` and `why` are sealed for the pupil.
 */
export const pointed = recordType('journal.pointed', {
  owner: 'school',
  version: 1,
  body: z.object({
    entry: id,
    run: id,
    ...place,
    day: calendarDay,
    person,
    points: z.optional(pointsWord),
    of: maximum,
    comment: z.optional(bytes),
    why: z.optional(bytes),
    /** The hub teacher's proposal that the local teacher accepted. */
    proposal: z.optional(id),
  }),
});

export const descriptorBody = z.object({
  /** The code of the curriculum, `8.2.1.4`; empty where none is named. */
  objective: z.string().check(z.maxLength(20)),
  text: z.string().check(z.maxLength(200)),
  max: maximum,
});

/** A summative assessment of a section (БЖБ) or of a quarter (ТЖБ), with its descriptors. Said again, it replaces. */
export const assessmentSet = recordType('journal.assessment-set', {
  owner: 'school',
  version: 1,
  body: z.object({
    assessment: id,
    ...place,
    kind: z.enum(['section', 'quarter']),
    year,
    quarter: z.int().check(z.minimum(1), z.maximum(4)),
    day: calendarDay,
    title: z.string().check(z.maxLength(120)),
    descriptors: z.array(descriptorBody).check(z.minLength(1), z.maxLength(20)),
  }),
});

export const assessmentDropped = recordType('journal.assessment-dropped', {
  owner: 'school',
  version: 1,
  body: z.object({ assessment: id }),
});

/**
 * What a pupil has in an assessment: points by descriptor where it was done; `owed` where it is still to be done;
 * `freed` where it does not count for this pupil.
 */
export const assessed = recordType('journal.assessed', {
  owner: 'school',
  version: 1,
  body: z.object({
    entry: id,
    assessment: id,
    person,
    state: z.enum(['done', 'owed', 'freed']),
    points: z.array(pointsWord).check(z.maxLength(20)),
    why: z.optional(bytes),
  }),
});

/** The school says by which scheme a grade of a group has its results: see JRN-2. */
export const schemeSet = recordType('journal.scheme-set', {
  owner: 'school',
  version: 1,
  body: z.object({ group, grade, year, scheme: z.enum(schemes) }),
});

/**
 * The teacher's word on a result: a mark from 2 to 5, or whether it was passed. What was proposed, from which share and
 * by which rule, stands beside it; where the two differ, the reason does too.
 */
export const resultConfirmed = recordType('journal.result-confirmed', {
  owner: 'school',
  version: 1,
  body: z.object({
    entry: id,
    ...place,
    person,
    year,
    period: z.enum(periods),
    result: z.enum(['2', '3', '4', '5', 'pass', 'fail']),
    proposed: z.optional(z.int().check(z.minimum(2), z.maximum(5))),
    share: z.optional(z.object({ part: z.int(), of: z.int() })),
    formula: id,
    why: z.optional(bytes),
  }),
});

/** What the teacher writes in the analysis of an assessment; sealed for the teacher, for it may speak of pupils. */
export const analysisWritten = recordType('journal.analysis-written', {
  owner: 'school',
  version: 1,
  body: z.object({ assessment: id, by: person, words: bytes }),
});

/** Cells that were carried over into the journal outside, with what they held then (JRN-12). */
export const carried = recordType('journal.carried', {
  owner: 'school',
  version: 1,
  body: z.object({
    group,
    cells: z
      .array(z.tuple([z.string().check(z.maxLength(80)), z.string().check(z.maxLength(30))]))
      .check(z.minLength(1), z.maxLength(100)),
  }),
});

export const ownRecords = [
  pointed,
  assessmentSet,
  assessmentDropped,
  assessed,
  schemeSet,
  resultConfirmed,
  analysisWritten,
  carried,
] as const;
