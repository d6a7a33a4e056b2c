import { z } from 'zod/mini';
import type { PersonId, SchoolId, Scope } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';

/** Who is behind published figures, and who looked at schools' values: granted to nobody, so only the region has it. */
export const resultsScope = 'project:results' as Scope;

export const idText = z.string().check(z.regex(/^[0-9a-z][0-9a-z-]{0,39}$/));
export const cellText = z.string().check(z.regex(/^[a-z][a-z-]{1,30}-\d{1,2}$/));
const count = z.int().check(z.minimum(0), z.maximum(1_000_000));
/** `region`, `district:Алға ауданы`, `school:<id>`. */
const unit = z.string().check(z.regex(/^(region|(district|school):.{1,80})$/u));

/**
 * How a school stands among all in a cell, told to that school alone: in its own scope, by the region, which worked out all
 * schools together (RES-16). `of` a growth: `study` is the end's, and the link's error is in the interval. A later one
 * replaces it.
 */
export const schoolStated = recordType('results.school-stated', {
  owner: 'region',
  version: 1,
  body: z.object({
    school: idOf<SchoolId>(),
    study: idText,
    cell: cellText,
    of: z.enum(['level', 'growth']),
    value: z.number(),
    low: z.number(),
    high: z.number(),
    /** How much of the value is the school's own, from 0 to 1. */
    weight: z.number(),
    region: z.number(),
    standing: z.enum(['above', 'alike', 'below']),
  }),
});

/**
 * How sure the link between the start and the end of a year is, in points of the scale: without it a school says of nobody
 * whether they changed. For every school. A later one replaces it.
 */
export const linkStated = recordType('results.link-stated', {
  owner: 'region',
  version: 1,
  body: z.object({ start: idText, end: idText, cell: cellText, error: z.number().check(z.minimum(0)) }),
});

/** RES-23: somebody saw values of schools. In the scope of the region alone. */
export const looked = recordType('results.looked', {
  owner: 'region',
  version: 1,
  body: z.object({
    look: idText,
    what: z.enum(['schools', 'region']),
    how: z.enum(['screen', 'table', 'paper']),
    study: idText,
    /** `all`: pooled over grades and subjects. */
    cell: z.string().check(z.maxLength(40)),
    /** The districts that were seen; none: the whole region. */
    districts: z.array(z.string().check(z.maxLength(80))).check(z.maxLength(40)),
    schools: count,
  }),
});

export const releaseKinds = ['level', 'growth'] as const;
export const releaseDepths = ['region', 'districts', 'schools'] as const;

/** A release is out: what it is about, and down to which units. Its figures come in records of their own, cell by cell. */
export const released = recordType('results.released', {
  owner: 'region',
  version: 1,
  body: z.object({
    release: idText,
    kind: z.enum(releaseKinds),
    study: idText,
    /** Of a growth: the study of the start. */
    base: z.optional(idText),
    depth: z.enum(releaseDepths),
    cells: z.array(cellText).check(z.minLength(1), z.maxLength(40)),
  }),
});

/** Whole points of the scale, with their 95 % interval. */
const estimate = z.object({ value: z.int(), low: z.int(), high: z.int() });
const row = z.object({
  unit,
  pupils: count,
  schools: count,
  mean: estimate,
  /** The share of pupils at or above the mark, in whole per cent. */
  share: z.optional(estimate),
  /** Where the share may only be bounded: at most 5 per cent reached the mark, or at most 5 per cent did not. */
  bound: z.optional(z.enum(['few-reached', 'few-not'])),
});
export type ReleasedRow = z.infer<typeof row>;

/** The figures of one cell of a release; `part` counts from 1, for a record is bounded. */
export const cellReleased = recordType('results.cell-released', {
  owner: 'region',
  version: 1,
  body: z.object({
    release: idText,
    cell: cellText,
    part: z.int().check(z.minimum(1), z.maximum(99)),
    /** Of a growth: how many per cent of the start's pupils were not measured again, for the whole region. */
    left: z.optional(z.int()),
    rows: z.array(row).check(z.maxLength(60)),
  }),
});

/** RES-5: the pupils behind a cell of a release. In the scope of the region alone. */
export const pupilsKept = recordType('results.pupils-kept', {
  owner: 'region',
  version: 1,
  body: z.object({
    release: idText,
    cell: cellText,
    pupils: z
      .array(z.tuple([idOf<SchoolId>(), idOf<PersonId>(), z.enum(['all', 'reached', 'not'])]))
      .check(z.minLength(1), z.maxLength(300)),
  }),
});

export const resultsRecords = [schoolStated, linkStated, looked, released, cellReleased, pupilsKept] as const;
