import { z } from 'zod/mini';
import type { SchoolId } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';

/** A calendar day, `2026-09-01`, of the region's own clock. */
export const date = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const text = z.object({ kk: z.string(), ru: z.string(), en: z.string() });

/** Bounds a calendar to what fits one record. */
const maxSpans = 60;

export const calendarBody = z.object({
  /** The school year by its first calendar year: 2026 is 2026/27. */
  year: z.int().check(z.minimum(2020), z.maximum(2100)),
  /** A district's own days off (storms, quarantine) come on top of the region's. Left out: the whole region. */
  district: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
  /** The days of the week on which there are lessons, 1 is Monday. */
  weekdays: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7)),
  /** Holidays, both ends included. */
  spans: z.array(z.object({ from: date, to: date, names: text })).check(z.maxLength(maxSpans)),
  /** The order or decision that these days come from. */
  source: z.string().check(z.minLength(1), z.maxLength(300)),
});

/** MON-4: the days without lessons of one school year. A later calendar of the same year and district replaces it. */
export const calendarSet = recordType('monitoring.calendar-set', {
  owner: 'region',
  version: 1,
  body: calendarBody,
});

export const explainedReasons = ['line-down', 'stick-on-its-way', 'unknown'] as const;

/**
 * MON-5: somebody says why a school is not heard from, or that this is not known after all. Written by the region's
 * staff in the school's scope, or by the school itself before it falls silent. A later one of the same writer replaces it.
 */
export const silenceExplained = recordType('monitoring.silence-explained', {
  owner: 'any',
  version: 1,
  body: z.object({
    school: idOf<SchoolId>(),
    reason: z.enum(explainedReasons),
    /** The first and the last day on which it holds. */
    from: date,
    until: date,
  }),
});

export const monitoringRecords = [calendarSet, silenceExplained] as const;
