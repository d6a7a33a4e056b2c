import { constants } from 'node:zlib';
import type { NodeId } from '#kernel/ids.ts';
import { day, type Clock } from '#kernel/time.ts';
import type { FirstNeeds } from '#http/house.ts';
import type { Log, LooseRecord } from '#log/log.ts';
import { glanceAt } from '#log/peek.ts';
import { fromCbor, streamKey, toCbor, type StreamId } from '#log/record.ts';
import type { Authority } from './authority.ts';
import type { KnownNode } from './nodes.ts';
import type { PeerState } from './peer-state.ts';
import { isScope } from './records.ts';
import type { Wrapping } from './wrapping.ts';

/** Where a page of first records begins: the stream of the asking node by its epoch and scope, and the record there. */
export type FirstPlace = Pick<StreamId, 'epoch' | 'scope'> & { readonly seq: number };

/** Records of one stream ahead of their place, in their order. */
export type LooseOfStream = Pick<StreamId, 'epoch' | 'scope'> & { readonly records: readonly LooseRecord[] };

/** What the region answers to a node that was restored. */
export type FirstPage = {
  /** The region's own streams are not with the asking node yet: it is to ask again after a round. */
  readonly isTooEarly: boolean;
  readonly streams: readonly LooseOfStream[];
  /** Undefined where this was the last page. */
  readonly next: FirstPlace | undefined;
};

/** SYN-22: what a line of 1 Mbit/s carries in two seconds. */
const mostPacked = 256 * 1024;
/** Bounds what a page unpacks to, and what its effects take of the receiver's time. */
const mostBytes = 2 * 1024 * 1024;
const slice = 2000;
/** How long one request looks through the log: a page with little in it is answered too, and the next goes on there. */
const lookFor = 2000;
/** Whatever a clock said: of types that count by days nothing older than so many records of a stream. */
const mostRecent = 200_000;

type Needs = {
  readonly log: Log;
  readonly authority: Authority;
  readonly clock: Clock;
  readonly wrapping: Wrapping;
  readonly records: FirstNeeds['records'];
};

/** SYN-22: the next page of what a node that was restored needs first, of its own streams of earlier epochs alone. */
export async function firstPage(
  needs: Needs,
  peer: KnownNode,
  state: PeerState,
  place: FirstPlace | undefined,
): Promise<FirstPage> {
  const { log } = needs;
  const nothing = { isTooEarly: false, streams: [], next: undefined };
  if (peer.isRevoked) return nothing;
  if (!hasOwnOf(needs, peer, state)) return { ...nothing, isTooEarly: true, next: place };
  const heads = log.streams().filter(({ stream }) => stream.node === peer.node && stream.epoch < peer.epoch);
  const from = place ? heads.findIndex(({ stream }) => isAt(place, stream)) : 0;
  const streams: LooseOfStream[] = [];
  const began = performance.now();
  let left = mostBytes;
  for (const { stream, next: end } of heads.slice(Math.max(0, from))) {
    const isNeeded = await sieve(needs, stream, end);
    const records: LooseRecord[] = [];
    streams.push({ epoch: stream.epoch, scope: stream.scope, records });
    for (let seq = place && isAt(place, stream) ? place.seq : 1; seq < end;) {
      if (left <= 0 || performance.now() - began > lookFor) {
        return { isTooEarly: false, streams, next: { epoch: stream.epoch, scope: stream.scope, seq } };
      }
      for (const bytes of await log.recordsFrom(stream, seq, slice)) {
        if (isNeeded(bytes, seq)) {
          records.push({ seq, bytes });
          left -= bytes.length;
        }
        seq++;
        if (left <= 0) break;
      }
      // People's pages are answered between two slices.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return { isTooEarly: false, streams, next: undefined };
}

function isAt(place: FirstPlace, { epoch, scope }: StreamId): boolean {
  return place.epoch === epoch && place.scope === scope;
}

/** Whether the peer says that it has the streams that this node wrote for it: they come before all others. */
function hasOwnOf({ log, authority }: Needs, { node }: KnownNode, { wants }: PeerState): boolean {
  return log
    .streams()
    .filter(({ stream }) => stream.node === log.self.node && authority.mayRead(node, stream))
    .every(({ stream, next }) => (wants.get(streamKey(stream)) ?? 1) >= next);
}

/** Which records of a stream are needed. Days count back from its last record: the server may have burnt long ago. */
async function sieve({ log, clock, records }: Needs, stream: StreamId, end: number) {
  const [last] = await log.recordsFrom(stream, end - 1, 1);
  const newest = Math.min((last && glanceAt(last)?.time) ?? 0, clock.now());
  return (bytes: Uint8Array, seq: number): boolean => {
    const glance = glanceAt(bytes);
    const rule = glance && records[glance.type];
    if (!glance || rule === undefined) return false;
    return rule === 'all' || (seq >= end - mostRecent && glance.time >= newest - rule * day);
  };
}

/** A page on its way: no larger than a page may be, whatever its records shrink to. */
export async function encodeFirstPage(page: FirstPage, { compress }: Wrapping): Promise<Uint8Array> {
  const pack = (streams: readonly LooseOfStream[]): Promise<Uint8Array> => {
    const fields = streams.map(({ epoch, scope, records }) => [
      epoch,
      scope,
      records.map(({ seq, bytes }) => [seq, bytes]),
    ]);
    return compress(toCbor(fields), { params: { [constants.ZSTD_c_compressionLevel]: 9 } });
  };
  let { streams, next } = page;
  let packed = await pack(streams);
  for (let count = countOf(streams); packed.length > mostPacked && count > 1;) {
    count = Math.max(1, Math.floor((count * mostPacked * 0.9) / packed.length));
    ({ streams, next } = beginningOf(streams, count));
    packed = await pack(streams);
  }
  return toCbor([1, page.isTooEarly, packed, next ? [next.epoch, next.scope, next.seq] : null]);
}

function countOf(streams: readonly LooseOfStream[]): number {
  return streams.reduce((sum, { records }) => sum + records.length, 0);
}

/** The first `count` records of a page with more, and where the next page begins. */
function beginningOf(streams: readonly LooseOfStream[], count: number): Pick<FirstPage, 'streams' | 'next'> {
  let left = count;
  const kept: LooseOfStream[] = [];
  for (const { epoch, scope, records } of streams) {
    const cut = records[left];
    kept.push({ epoch, scope, records: records.slice(0, left) });
    if (cut) return { streams: kept, next: { epoch, scope, seq: cut.seq } };
    left -= records.length;
  }
  return { streams: kept, next: undefined };
}

/** A page as it came; undefined where it is none. */
export async function decodeFirstPage(bytes: Uint8Array, { decompress }: Wrapping): Promise<FirstPage | undefined> {
  try {
    const [version, isTooEarly, packed, next] = fromCbor(bytes) as unknown[];
    if (version !== 1 || !(packed instanceof Uint8Array)) return undefined;
    const fields = fromCbor(await decompress(packed, { maxOutputLength: 8 * mostBytes })) as unknown[][];
    const streams = fields.map(([epoch, scope, records]): LooseOfStream => {
      const loose = (records as unknown[][]).map(([seq, each]) => ({ seq: wholeNumber(seq), bytes: bytesIn(each) }));
      return { epoch: wholeNumber(epoch), scope: scopeIn(scope), records: loose };
    });
    return { isTooEarly: isTooEarly === true, streams, next: placeIn(next) };
  } catch {
    return undefined;
  }
}

/** What a node asks: `['first', [epoch, scope, number] or null]`. A round begins otherwise, so neither is taken for the other. */
export function encodeFirstAsked(place: FirstPlace | undefined): Uint8Array {
  return toCbor(['first', place ? [place.epoch, place.scope, place.seq] : null]);
}

export function decodeFirstAsked(plain: Uint8Array): { readonly place: FirstPlace | undefined } | undefined {
  try {
    const [what, place] = fromCbor(plain) as unknown[];
    return what === 'first' ? { place: placeIn(place) } : undefined;
  } catch {
    return undefined;
  }
}

function placeIn(fields: unknown): FirstPlace | undefined {
  if (fields === null) return undefined;
  const [epoch, scope, seq] = fields as unknown[];
  return { epoch: wholeNumber(epoch), scope: scopeIn(scope), seq: wholeNumber(seq) };
}

function wholeNumber(value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 1) throw new TypeError('no number');
  return value as number;
}

function bytesIn(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new TypeError('no bytes');
  return value;
}

function textIn(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('no text');
  return value;
}

function scopeIn(value: unknown): StreamId['scope'] {
  const text = textIn(value);
  if (!isScope(text)) throw new TypeError('no scope');
  return text;
}

/** The streams of a node to which loose records belong. */
export function streamOfLoose(node: NodeId, { epoch, scope }: LooseOfStream): StreamId {
  return { node, epoch, scope };
}
