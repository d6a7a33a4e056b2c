import { z } from 'zod/mini';
import type { NodeId, SchoolId, Scope } from '#kernel/ids.ts';
import { bytes, idOf } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';

const nodeId = idOf<NodeId>();
const scope = z.custom<Scope>((value) => typeof value === 'string' && isScope(value));
const epoch = z.int().check(z.minimum(1));
const key32 = bytes.check(z.refine((value) => value.length === 32));

/** A scope as it may come from another machine: a word, and an id where it is for somebody. */
export function isScope(value: string): value is Scope {
  return value.length <= 80 && /^[a-z]+(:[0-9a-z-]+)?$/.test(value);
}

/** The region vouches for a node: its kind, its school and its keys. Opens the region's scope and its own to it. */
export const nodeEndorsed = recordType('sync.node-endorsed', {
  owner: 'region',
  version: 1,
  body: z.object({
    node: nodeId,
    kind: z.enum(['school', 'region']),
    school: z.optional(idOf<SchoolId>()),
    /** Ed25519 public key: signs the node's streams from `epoch` (1 where none is said) on. */
    key: key32,
    /** age recipient, to which sticks and keys are sealed. */
    age: z.string().check(z.maxLength(100)),
    epoch: z.optional(epoch),
    /** The ticket that was redeemed for it, where there was one: a ticket is redeemed once. */
    ticket: z.optional(z.string().check(z.maxLength(20))),
  }),
});

/**
 * Keys of a node are no longer to be trusted: those of its epochs up to `through` (of all it will ever have, where none
 * is said). What the region had by then stays good: `heads` name it.
 */
export const nodeRevoked = recordType('sync.node-revoked', {
  owner: 'region',
  version: 1,
  body: z.object({
    node: nodeId,
    through: z.optional(epoch),
    reason: z.enum(['lost', 'replaced', 'closed']),
    heads: z.optional(z.array(z.tuple([epoch, scope, z.int().check(z.minimum(1))]))),
  }),
});

/** The owner of a scope lets a node read its streams, from their first record on. */
export const granted = recordType('sync.granted', {
  owner: 'any',
  version: 1,
  body: z.object({ scope, to: nodeId }),
});

/** The owner takes a grant back: serving stops, and the receiver drops the streams. */
export const grantEnded = recordType('sync.grant-ended', {
  owner: 'any',
  version: 1,
  body: z.object({ scope, to: nodeId }),
});

const requestId = z.string().check(z.minLength(1), z.maxLength(40));

/** Who wants a change to another's thing asks its owner's node, in a scope that both share. */
export const requested = recordType('sync.requested', {
  owner: 'any',
  version: 1,
  body: z.object({ request: requestId, to: nodeId, about: z.string().check(z.maxLength(60)), body: bytes }),
});

/** The owner's answer: done (by a record of its own beside this one), or refused with a reason key. */
export const answered = recordType('sync.answered', {
  owner: 'any',
  version: 1,
  body: z.object({
    request: requestId,
    isAccepted: z.boolean(),
    reason: z.optional(z.string().check(z.maxLength(80))),
  }),
});

export const syncRecords = [nodeEndorsed, nodeRevoked, granted, grantEnded, requested, answered] as const;
