import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { bytes, idOf, language } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';
import { resolveReasons } from './model/reasons.ts';
import { idText } from './records.ts';

const sheet = z.string().check(z.regex(/^\d{5}$/));

/**
 * Numbers of answer sheets, each for one pupil and form: at a school by its own node, for a comparison school by the
 * region's, in the school's scope. A pupil of a comparison school has an id and nothing else.
 */
export const sheetsMade = recordType('assessment.sheets-made', {
  owner: 'any',
  version: 1,
  body: z.object({
    form: idText,
    sheets: z.array(z.object({ sheet, person: idOf<PersonId>(), language })).check(z.minLength(1), z.maxLength(120)),
  }),
});

/** What one pass read from a sheet, line by line, sealed under the pupil's key (ASM-32). */
export const sheetKeyed = recordType('assessment.sheet-keyed', {
  owner: 'any',
  version: 1,
  body: z.object({ sheet, pass: z.literal([1, 2]), sealed: bytes }),
});

/** What counts where two passes differed, sealed; for each such line why. */
export const sheetResolved = recordType('assessment.sheet-resolved', {
  owner: 'any',
  version: 1,
  body: z.object({
    sheet,
    sealed: bytes,
    reasons: z
      .array(z.object({ line: z.int().check(z.minimum(0), z.maximum(400)), reason: z.enum(resolveReasons) }))
      .check(z.minLength(1), z.maxLength(400)),
  }),
});

export const paperRecords = [sheetsMade, sheetKeyed, sheetResolved] as const;
