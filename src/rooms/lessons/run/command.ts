import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';

/** `<device>-<number>`: made on the device that says it, so that what is sent twice counts once (LES-62). */
export const deedId = z.string().check(z.regex(/^[0-9a-z]{1,20}-\d{1,9}$/));
export const laneId = z.string().check(z.regex(/^[a-d]$/));
/** A lane in the phase in which who commands saw it: what was meant for another phase does nothing (LES-63). */
const aims = z
  .array(z.object({ lane: laneId, phase: z.int().check(z.minimum(0), z.maximum(12)) }))
  .check(z.maxLength(4));

/** The teacher's hand on the lesson's clock. `leave`: called away; `return`: back in the room. */
export const steer = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['hold', 'resume', 'next', 'back']), lanes: aims }),
  z.object({ do: z.literal('lengthen'), lanes: aims, minutes: z.int().check(z.minimum(1), z.maximum(20)) }),
  z.object({ do: z.enum(['leave', 'return']) }),
]);

/** Two lanes become one, which goes by `into`; or one that was merged goes its own way again. */
export const join = z.discriminatedUnion('do', [
  z.object({ do: z.literal('merge'), lane: laneId, into: laneId }),
  z.object({ do: z.literal('split'), lane: laneId }),
]);

export const move = z.object({ do: z.literal('move'), person: idOf<PersonId>(), lane: laneId });

export type Order = z.infer<typeof steer> | z.infer<typeof join> | z.infer<typeof move>;

/** An order with its number and the corrected time at which it was given, in milliseconds since 1970. */
export type Command = { readonly deed: string; readonly at: number } & Order;
