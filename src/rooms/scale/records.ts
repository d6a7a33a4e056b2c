import { z } from 'zod/mini';
import type { Scope } from '#kernel/ids.ts';
import { recordType } from '#log/projection.ts';

/** Where calibrations and what they gave of single pupils lie: granted to nobody (SCL-21). */
export const scaleScope = 'project:scale' as Scope;

const id = z.string().check(z.regex(/^[0-9a-z][0-9a-z-]{0,39}$/));
const cell = z.string().check(z.regex(/^[a-z][a-z-]{1,30}-\d{1,2}$/));
const file = z.object({ hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)), bytes: z.int().check(z.minimum(1)) });
const whole = z.int().check(z.minimum(0));

/**
 * A cell of a study was calibrated: of which answers (`inputs`: the hash of all that went in), how (`method`, `seed`, `draws`), and where what came of it
 * lies. `start`: the study of the start, where this one ends its year. `salt` makes the pseudonyms of its microdata.
 */
export const calibrated = recordType('scale.calibrated', {
  owner: 'region',
  version: 1,
  body: z.object({
    calibration: id,
    study: id,
    start: z.optional(id),
    cell,
    method: z.string().check(z.maxLength(40)),
    seed: z.string().check(z.maxLength(60)),
    salt: z.string().check(z.maxLength(60)),
    draws: whole,
    inputs: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    pupils: whole,
    schools: whole,
    items: whole,
    result: file,
    scores: file,
  }),
});

/** What a school scores its own pupils with, at once and by itself: fixed items, the population, the scale (SCL-22). For every school. */
export const parametersSet = recordType('scale.parameters-set', {
  owner: 'region',
  version: 1,
  body: z.object({
    calibration: id,
    study: id,
    cell,
    items: z
      .array(
        z.object({
          /** Item and version, as `item@version`. */
          item: z.string().check(z.maxLength(60)),
          slope: z.number(),
          points: z.array(whole).check(z.maxLength(21)),
          cumulative: z.array(z.number()).check(z.maxLength(21)),
        }),
      )
      .check(z.maxLength(120)),
    population: z.object({ mean: z.number(), sd: z.number() }),
    scale: z.object({ mean: z.number(), sd: z.number() }),
  }),
});

/** Somebody took the microdata of a calibration. */
export const microdataTaken = recordType('scale.microdata-taken', {
  owner: 'region',
  version: 1,
  body: z.object({ calibration: id }),
});

export const scaleRecords = [calibrated, parametersSet, microdataTaken] as const;
