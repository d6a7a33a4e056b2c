import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { bytes, idOf, language } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';

const id = z.string().check(z.regex(/^[0-9a-z][0-9a-z-]{0,39}$/));
const person = idOf<PersonId>();
/** An attempt is named by its sitting and its pupil, so that it can be begun twice and is one (SIT-1). */
export const attemptId = z.string().check(z.regex(/^[0-9a-z-]{1,40}\.[0-9a-z-]{1,40}$/));
const minutes = z.int().check(z.minimum(0), z.maximum(300));
const device = z.string().check(z.regex(/^[0-9a-z-]{1,40}$/));

/** How much longer than others a pupil may have, in percent. */
export const extras = [0, 25, 50, 100] as const;

/** A form as the tablets of a sitting get it: sealed, by a key that leaves the node only at the start (SIT-22). */
export const sittingForm = z.object({
  form: id,
  minutes,
  items: z.int().check(z.minimum(1), z.maximum(60)),
  /** An age identity. */
  key: z.string().check(z.maxLength(200)),
});

/** One group in one room at one time sits forms of one cell. */
export const opened = recordType('sitting.opened', {
  owner: 'school',
  version: 1,
  body: z.object({ sitting: id, study: id, cell: z.string().check(z.maxLength(40)), forms: z.array(sittingForm) }),
});

/** A pupil's seat; said again until the pupil has begun, the later word counts. */
export const seated = recordType('sitting.seated', {
  owner: 'school',
  version: 1,
  body: z.object({
    sitting: id,
    person,
    form: id,
    language,
    extra: z.int().check(z.minimum(0), z.maximum(100)),
    isLarge: z.boolean(),
    /** Came to the school after the year had begun. */
    isLate: z.boolean(),
  }),
});

export const orders = ['started', 'paused', 'resumed', 'ended'] as const;
export type Order = (typeof orders)[number];

/** What the teacher says to the whole room. `minutes` more for all, where an outage cost time in another way. */
export const told = recordType('sitting.told', {
  owner: 'school',
  version: 1,
  body: z.object({ sitting: id, order: z.optional(z.enum(orders)), minutes: z.optional(minutes) }),
});

export const absences = ['ill', 'excused', 'unknown'] as const;

/** Who was not there, and why; taken back where somebody came. */
export const missed = recordType('sitting.missed', {
  owner: 'school',
  version: 1,
  body: z.object({ sitting: id, person, reason: z.nullable(z.enum(absences)) }),
});

/**
 * Events of one tablet from a number on (`run.ts`), and the chain's head after them. `words`: what the pupil wrote in own
 * words, sealed, as a list; a placeholder stands in its place (SIT-14).
 */
export const ran = recordType('sitting.ran', {
  // The region too: it takes in sealed answers of a school whose server never came back (SIT-40).
  owner: 'any',
  version: 1,
  body: z.object({
    attempt: attemptId,
    device,
    from: z.int().check(z.minimum(1)),
    head: bytes,
    run: bytes,
    words: z.optional(bytes),
  }),
});

export const settleReasons = ['right-tablet', 'more-done', 'other-pupil'] as const;

/** Which of several ways of an attempt counts, by the head of its last event; who said so is the actor (SIT-9). */
export const settled = recordType('sitting.settled', {
  owner: 'school',
  version: 1,
  body: z.object({
    attempt: attemptId,
    head: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
    reason: z.enum(settleReasons),
  }),
});

export const sittingRecords = [opened, seated, told, missed, ran, settled] as const;
