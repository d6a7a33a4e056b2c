import { z } from 'zod/mini';
import type { PersonId, SchoolId, Scope } from '#kernel/ids.ts';
import { bytes, calendarDay, grade, idOf, language } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';

/** Where forms are made and their keys lie: granted to nobody, so that no school's stream ever has them (ASM-20). */
export const designScope = 'project:forms' as Scope;

export const idText = z.string().check(z.regex(/^[0-9a-z][0-9a-z-]{0,39}$/));
export const cellText = z.string().check(z.regex(/^[a-z][a-z-]{1,30}-\d{1,2}$/));
export const year = z.int().check(z.minimum(2020), z.maximum(2100));
export const timePoint = z.enum(['start', 'end']);
export const level = z.enum(['A', 'B', 'C']);
const words = z.string().check(z.minLength(1), z.maxLength(120));
const text = z.object({ kk: words, ru: words, en: words });
const sourceText = z.string().check(z.minLength(1), z.maxLength(300));
const programme = z.object({ from: grade, to: grade, isCore: z.optional(z.boolean()) });
const count = (most: number) => z.int().check(z.minimum(0), z.maximum(most));
const objective = z.string().check(z.regex(/^[0-9a-z][0-9a-z.-]{0,29}$/));

export const monitoredBody = z.object({
  year,
  cells: z
    .array(
      z.object({
        cell: cellText,
        grade,
        titles: text,
        subjects: z.array(idText).check(z.minLength(1), z.maxLength(4)),
        programmes: z.object({ start: programme, end: programme }),
        isWhereTaught: z.boolean(),
      }),
    )
    .check(z.maxLength(40)),
  mostSittings: z.int().check(z.minimum(1), z.maximum(3)),
  anchorPercent: z.int().check(z.minimum(33), z.maximum(100)),
  fewestAnchors: z.int().check(z.minimum(8), z.maximum(40)),
  source: sourceText,
  checked: z.boolean(),
});
/** What is monitored from a school year on; a later one of the year replaces it whole (ASM-1). */
export const monitoredSet = recordType('assessment.monitored-set', {
  owner: 'region',
  version: 1,
  body: monitoredBody,
});

export const studyBody = z.object({ study: idText, year, timePoint, from: calendarDay, to: calendarDay });
/** A study and the days on which schools may sit it; a later one replaces it. */
export const studySet = recordType('assessment.study-set', { owner: 'region', version: 1, body: studyBody });

/** The days of one school, where they are others. In the school's scope, by the region. */
export const windowSet = recordType('assessment.window-set', {
  owner: 'region',
  version: 1,
  body: z.object({ study: idText, school: idOf<SchoolId>(), from: calendarDay, to: calendarDay }),
});

/** A school outside the programme that sits the start to be compared with (ASM-40). */
export const schoolCompared = recordType('assessment.school-compared', {
  owner: 'region',
  version: 1,
  body: z.object({ school: idOf<SchoolId>(), isCompared: z.boolean(), place: z.enum(['town', 'village']) }),
});

export const blueprintBody = z.object({
  year,
  cell: cellText,
  minutes: z.int().check(z.minimum(10), z.maximum(120)),
  rows: z
    .array(z.object({ objective, level, start: count(30), end: count(30), both: count(30) }))
    .check(z.minLength(1), z.maxLength(120)),
});
/** How many items of which objective and level the forms of a cell have. In the design's scope. */
export const blueprintSet = recordType('assessment.blueprint-set', {
  owner: 'region',
  version: 1,
  body: blueprintBody,
});

export const places = z
  .array(
    z.object({
      item: idText,
      version: z.int().check(z.minimum(1)),
      points: z.int().check(z.minimum(1), z.maximum(20)),
      isAnchor: z.boolean(),
      objective,
      level,
    }),
  )
  .check(z.minLength(1), z.maxLength(60));

export const formBody = z.object({
  form: idText,
  study: idText,
  cell: cellText,
  timePoint,
  booklet: z.string().check(z.regex(/^[1-9]$/)),
  minutes: z.int().check(z.minimum(10), z.maximum(120)),
  places,
});
/** A form as it is designed, whole; a later one replaces it. In the design's scope. */
export const formDrawn = recordType('assessment.form-drawn', { owner: 'region', version: 1, body: formBody });
export const formDropped = recordType('assessment.form-dropped', {
  owner: 'region',
  version: 1,
  body: z.object({ form: idText }),
});

const file = z.object({ hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)), bytes: z.int().check(z.minimum(1)) });

/** A form goes out: the files that hold it and its keys, each encrypted under a key of its own (ASM-20). For every school. */
export const formSealed = recordType('assessment.form-sealed', {
  owner: 'region',
  version: 1,
  body: z.object({
    form: idText,
    study: idText,
    cell: cellText,
    timePoint,
    booklet: z.string(),
    minutes: z.int(),
    items: z.int(),
    languages: z.array(language),
    file,
    keys: file,
  }),
});

/** What opens a sealed form: in the design's scope, which nobody reads but the region. `codes`: all codes come of it. */
export const secretsKept = recordType('assessment.secrets-kept', {
  owner: 'region',
  version: 1,
  body: z.object({ form: idText, key: bytes, keysKey: bytes, codes: bytes }),
});

/** The keys of forms, each wrapped under the school's code for it (ASM-22). In the school's scope, by the region. */
export const keysWrapped = recordType('assessment.keys-wrapped', {
  owner: 'region',
  version: 1,
  body: z.object({
    school: idOf<SchoolId>(),
    /** argon2id: kibibytes and passes, one lane. */
    memory: z.int().check(z.minimum(8), z.maximum(1_048_576)),
    passes: z.int().check(z.minimum(1), z.maximum(20)),
    wraps: z.array(z.object({ form: idText, salt: bytes, sealed: bytes })).check(z.minLength(1), z.maxLength(80)),
  }),
});

/** A sealed form does not count any more: a fault was found in it. */
export const formWithdrawn = recordType('assessment.form-withdrawn', {
  owner: 'region',
  version: 1,
  body: z.object({ form: idText }),
});

const opening = { form: idText, key: bytes, places };
/** The window has come: the key of the form, and what it consists of, for every school (ASM-23). */
export const formOpened = recordType('assessment.form-opened', {
  owner: 'region',
  version: 1,
  body: z.object(opening),
});
/** A school has opened a form by its code. */
export const openedHere = recordType('assessment.opened-here', {
  owner: 'school',
  version: 1,
  body: z.object(opening),
});

/** The window is over: the key of the second file, in which the items' keys lie (ASM-24). */
export const keysOpened = recordType('assessment.keys-opened', {
  owner: 'region',
  version: 1,
  body: z.object({ form: idText, key: bytes }),
});

/** A school's node has the file of a form, whole (ASM-25). */
export const formArrived = recordType('assessment.form-arrived', {
  owner: 'school',
  version: 1,
  body: z.object({ form: idText }),
});

/** Somebody at the region has seen the codes of a school. In the design's scope. */
export const codesShown = recordType('assessment.codes-shown', {
  owner: 'region',
  version: 1,
  body: z.object({ study: idText, school: idOf<SchoolId>(), how: z.enum(['screen', 'paper']) }),
});

/** Which cells a school does not sit at the start, because the subject was not taught before (ASM-3). */
export const untaughtSet = recordType('assessment.untaught-set', {
  owner: 'school',
  version: 1,
  body: z.object({ year, cells: z.array(cellText).check(z.maxLength(40)) }),
});

/** Who of a grade sits what, and on which days; a later one of study and grade replaces it (ASM-5). */
export const sittingsPlanned = recordType('assessment.sittings-planned', {
  owner: 'school',
  version: 1,
  body: z.object({
    study: idText,
    grade,
    days: z.array(z.object({ cell: cellText, day: calendarDay })).check(z.maxLength(12)),
    pupils: z
      .array(
        z.object({
          person: idOf<PersonId>(),
          isJoined: z.boolean(),
          sits: z.array(z.object({ cell: cellText, form: idText })).check(z.maxLength(3)),
        }),
      )
      .check(z.maxLength(70)),
    /** Parts of a large grade: the first begins it anew. */
    part: z.int().check(z.minimum(1), z.maximum(9)),
  }),
});

export const assessmentRecords = [
  monitoredSet,
  studySet,
  windowSet,
  schoolCompared,
  blueprintSet,
  formDrawn,
  formDropped,
  formSealed,
  secretsKept,
  keysWrapped,
  formWithdrawn,
  formOpened,
  openedHere,
  keysOpened,
  formArrived,
  codesShown,
  untaughtSet,
  sittingsPlanned,
] as const;
