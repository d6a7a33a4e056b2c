import { z } from 'zod/mini';
import { languages } from './language.ts';

/** Raw bytes in a record: what is sealed, a key, a signature. */
export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** An id of 12 characters as `mintId` makes it, branded by its kind. */
export function idOf<T extends string>(): z.ZodMiniType<T, string> {
  // Branded by its type alone: a step that only did so would be carried out for each record.
  return z.string().check(z.regex(/^[0-9a-z][0-9a-z-]{1,39}$/)) as unknown as z.ZodMiniType<T, string>;
}

/** A day of the calendar, `2026-09-01`. */
export const calendarDay = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
export const grade = z.int().check(z.minimum(0), z.maximum(11));
export const language = z.enum(languages);
