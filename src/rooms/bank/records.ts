import { z } from 'zod/mini';
import { recordType } from '#log/projection.ts';
import { itemId, sourceItem, sourceStimulus } from './model/source.ts';
import { itemStates } from './model/workflow.ts';

export const pools = ['monitoring', 'everyday'] as const;
export type Pool = (typeof pools)[number];

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const why = z.string().check(z.maxLength(600));
const version = z.int().check(z.minimum(1), z.maximum(999));
export const cellName = z.string().check(z.regex(/^[a-z0-9-]{1,50}$/));

export const itemMedia = z.object({
  name: z.string().check(z.maxLength(80)),
  hash,
  bytes: z.int(),
  type: z.string(),
  width: z.optional(z.int()),
  height: z.optional(z.int()),
});
export type ItemMedia = z.infer<typeof itemMedia>;

/**
 * A version of an item as it is written, key and reasoning included: so it stands in a scope that no school is granted,
 * but for the everyday pool (BNK-24). A draft is written again under its number.
 */
export const itemWritten = recordType('bank.item-written', {
  owner: 'region',
  version: 1,
  body: z.object({
    item: itemId,
    version,
    cell: cellName,
    pool: z.enum(pools),
    source: sourceItem,
    stimulus: z.optional(sourceStimulus),
    media: z.array(itemMedia).check(z.maxLength(20)),
    /** SHA-256 over source, stimulus and media: what a response was given to. */
    hash,
    from: z.enum(['editor', 'shipped', 'qti']),
    /** Who wrote it knew that it breaks the link to what pupils have answered. */
    breaksAnchors: z.boolean(),
    why,
  }),
});

/** A step of a version on its way (BNK-20). */
export const itemMoved = recordType('bank.item-moved', {
  owner: 'region',
  version: 1,
  body: z.object({ item: itemId, version, state: z.enum(itemStates), why }),
});

export const bankRecords = [itemWritten, itemMoved] as const;
