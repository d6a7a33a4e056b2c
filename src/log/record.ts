import { Encoder } from 'cbor-x';
import type { NodeId, Scope, TabletId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';

/** A log is one stream for each node, restore epoch and scope; its records are numbered from 1 without gaps. */
export type StreamId = { readonly node: NodeId; readonly epoch: number; readonly scope: Scope };

/** The entry of a tablet's outbox that a record came from: the same entry sent again adds nothing (LOG-13). */
export type Via = { readonly tablet: TabletId; readonly n: number };

/** A fact, written once. `version` is the version of its type's body. */
export type LogRecord = {
  readonly stream: StreamId;
  readonly seq: number;
  readonly time: Instant;
  readonly actor: string;
  readonly type: string;
  readonly version: number;
  readonly body: unknown;
  readonly via?: Via;
};

/** A record before it has a place in a stream and a time. */
export type Draft = {
  readonly scope: Scope;
  readonly actor: string;
  readonly type: string;
  readonly version: number;
  readonly body: unknown;
  readonly via?: Via;
};

/** LOG-4: protects every reader of a stream from a record that it cannot hold; what is larger is a file. */
export const maxBodyBytes = 16 * 1024;

/** Who may write records of a type: the node of the school in whose scope they stand, the region, or any node. */
export type Owner = 'school' | 'region' | 'any';

const cbor = new Encoder({ useRecords: false, tagUint8Array: false, variableMapSize: true, mapsAsObjects: true });

export class RecordTooLarge extends Error {
  readonly type: string;
  readonly bytes: number;
  constructor(type: string, bytes: number) {
    super(`the body of ${type} has ${bytes} bytes, more than ${maxBodyBytes}`);
    this.type = type;
    this.bytes = bytes;
  }
}

/** LOG-3: the stored bytes of a record: CBOR `[time, actor, type, version, body]`, and `tablet, n` where it has a `via`. */
export function encodeRecord(draft: Omit<Draft, 'scope'>, time: Instant): Uint8Array {
  // What no reader would take must not be written: it would stop its stream for ever.
  if (!Number.isSafeInteger(time) || (draft.via && !Number.isSafeInteger(draft.via.n))) {
    throw new Error('the time of a record and the number of its entry are whole numbers');
  }
  const fields: unknown[] = [time, draft.actor, draft.type, draft.version, draft.body];
  if (draft.via) fields.push(draft.via.tablet, draft.via.n);
  const bytes = cbor.encode(fields);
  if (bytes.length > maxBodyBytes) throw new RecordTooLarge(draft.type, bytes.length);
  return bytes;
}

/** The record that these stored bytes hold, or undefined where they are not a record. */
export function decodeRecord(stream: StreamId, seq: number, bytes: Uint8Array): LogRecord | undefined {
  let fields: unknown;
  try {
    fields = cbor.decode(bytes);
  } catch {
    return undefined;
  }
  if (!Array.isArray(fields) || (fields.length !== 5 && fields.length !== 7)) return undefined;
  const [time, actor, type, version, body, tablet, n] = fields as unknown[];
  if (!Number.isSafeInteger(time) || typeof actor !== 'string') return undefined;
  if (typeof type !== 'string' || !Number.isSafeInteger(version)) return undefined;
  if (fields.length === 5) return { stream, seq, time: time as Instant, actor, type, version: version as number, body };
  if (typeof tablet !== 'string' || !Number.isSafeInteger(n)) return undefined;
  const via = { tablet: tablet as TabletId, n: n as number };
  return { stream, seq, time: time as Instant, actor, type, version: version as number, body, via };
}

/** Encodes plain values (of bundles, tickets, files on a stick) with the same encoder as records. */
export function toCbor(value: unknown): Uint8Array {
  return cbor.encode(value);
}

/** Decodes what `toCbor` made; throws on bytes that are not CBOR. */
export function fromCbor(bytes: Uint8Array): unknown {
  return cbor.decode(bytes);
}

export function streamKey(stream: StreamId): string {
  return `${stream.node}/${stream.epoch}/${stream.scope}`;
}
