import { z } from 'zod/mini';
import type { NodeId, SchoolId, Scope } from '#kernel/ids.ts';
import { bytes, idOf } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';

const nodeId = idOf<NodeId>();
const scope = z.custom<Scope>((value) => typeof value === 'string' && value.length > 0 && value.length <= 80);

/** The region vouches for a node: its kind, its school and its keys. Opens the region's scope and its own to it. */
export const nodeEndorsed = recordType('sync.node-endorsed', {
  owner: 'region',
  version: 1,
  body: z.object({
    node: nodeId,
    kind: z.enum(['school', 'region']),
    school: z.optional(idOf<SchoolId>()),
    /** Ed25519 public key, 32 bytes. */
    key: bytes,
    /** age recipient, to which sticks and keys are sealed. */
    age: z.string(),
  }),
});

/** A node whose key is no longer to be trusted: a stolen or burnt server. */
export const nodeRevoked = recordType('sync.node-revoked', {
  owner: 'region',
  version: 1,
  body: z.object({ node: nodeId, reason: z.enum(['lost', 'replaced', 'closed']) }),
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

/** Who wants a change to another's thing asks its owner's node, in a scope that both share. */
export const requested = recordType('sync.requested', {
  owner: 'any',
  version: 1,
  body: z.object({ request: z.string(), to: nodeId, about: z.string(), body: bytes }),
});

/** The owner's answer: done (by a record of its own beside this one), or refused with a reason key. */
export const answered = recordType('sync.answered', {
  owner: 'any',
  version: 1,
  body: z.object({ request: z.string(), isAccepted: z.boolean(), reason: z.optional(z.string()) }),
});

export const syncRecords = [nodeEndorsed, nodeRevoked, granted, grantEnded, requested, answered] as const;
