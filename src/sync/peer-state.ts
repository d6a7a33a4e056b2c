import type { Scope } from '#kernel/ids.ts';
import { fromCbor, streamKey, toCbor, type StreamId } from '#log/record.ts';
import type { FileWant, Message } from './message.ts';

/** What two nodes know of each other: kept as state of the node, so that a stick needs no conversation before it. */
export type PeerState = {
  /** What the peer wants next, by stream. */
  readonly wants: Map<string, number>;
  /** Up to which number the peer has the keys of this node, and this node those of the peer, by scope. */
  readonly keysSent: Map<string, number>;
  readonly keysGot: Map<string, number>;
  /** The epoch and term in which the peer last spoke; 0 when it never did. */
  epoch: number;
  term: number;
  /** Number of the last stick that was written for the peer. */
  sticks: number;
  /** Files that the peer lacked when it last said so. */
  files: readonly FileWant[];
};

/** What was said last over a live link. Not kept: after a restart everything is said again. */
export type Said = {
  readonly wants: Map<string, number>;
  /** How often a stream was sent from one number without the peer's want moving on from it. */
  readonly tries: Map<string, { readonly next: number; readonly times: number }>;
  /** Streams of which the peer showed something else than is here: it is told of them with the next message. */
  readonly differs: Map<string, StreamId>;
  /** The peer has said what it has of this node's own streams since the program began. */
  hasShownOwn: boolean;
  term: number;
  /** Up to where the peer's keys are here, and which files are not, as one text each. */
  keys: string;
  files: string;
};

export function emptyState(): PeerState {
  const maps = { wants: new Map(), keysSent: new Map(), keysGot: new Map() };
  return { ...maps, epoch: 0, term: 0, sticks: 0, files: [] };
}

const version = 2;

export function encodeState(state: PeerState): Uint8Array {
  const { wants, keysSent, keysGot, epoch, term, sticks, files } = state;
  const lacks = files.map(({ hash, have }) => [hash, have]);
  return toCbor([version, [...wants], [...keysSent], [...keysGot], epoch, term, sticks, lacks]);
}

/** A state that another version of the program wrote is not believed: the peer says everything again. */
export function decodeState(bytes: Uint8Array): PeerState {
  const fields = fromCbor(bytes) as unknown[];
  if (fields[0] !== version) return emptyState();
  type Pairs = [string, number][];
  const [, wants, keysSent, keysGot, epoch, term, sticks, files] = fields as [
    number,
    Pairs,
    Pairs,
    Pairs,
    number,
    number,
    number,
    Pairs,
  ];
  const maps = { wants: new Map(wants), keysSent: new Map(keysSent), keysGot: new Map(keysGot) };
  return { ...maps, epoch, term, sticks, files: files.map(([hash, have]) => ({ hash, have })) };
}

/** Over a live link the peer's word is of now; what was carried may have been overtaken by a later one. */
export type How = 'live' | 'carried';

/**
 * SYN-10: takes in what a message says of its sender. In one term numbers only rise, so the order of messages does not
 * matter; a newer term, or all that is said over a live link, replaces what was known; an older term counts no more.
 */
export function hear(state: PeerState, message: Message, how: How, ownEpoch: number): void {
  const age = message.epoch - state.epoch || message.term - state.term;
  if (age < 0) return;
  const replaces = message.isAll && (age > 0 || how === 'live');
  if (replaces) state.wants.clear();
  for (const [node, epoch, scope, next] of message.wants) raise(state.wants, streamKey({ node, epoch, scope }), next);
  if (message.epoch > state.epoch) state.keysGot.clear();
  if (message.keysTaken.epoch === ownEpoch || replaces) {
    if (replaces) state.keysSent.clear();
    const isOfNow = message.keysTaken.epoch === ownEpoch;
    for (const [scope, upTo] of isOfNow ? message.keysTaken.upTo : []) raise(state.keysSent, scope, upTo);
  }
  state.epoch = message.epoch;
  state.term = message.term;
  if (message.files) state.files = message.files.slice(0, maxFilesKept);
}

/** Bounds what a peer can make this node remember; the rest is asked for when these are there. */
const maxFilesKept = 500;

function raise(numbers: Map<string, number>, key: string | Scope, to: number): void {
  if (to > (numbers.get(key) ?? 0)) numbers.set(key, to);
}
