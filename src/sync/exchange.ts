import type { NodeId, Scope } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import type { Log } from '#log/log.ts';
import { streamKey, type StreamId } from '#log/record.ts';
import { absorb } from './absorb.ts';
import type { Authority } from './authority.ts';
import { carry, compose } from './compose.ts';
import type { Differing, FileWant, Message, Want } from './message.ts';
import type { KnownNode } from './nodes.ts';
import type { How, PeerState } from './peer-state.ts';
import { Peers } from './peers.ts';
import type { Wrapping } from './wrapping.ts';

/** A bundle that was not taken in, and why: shown on the status page, never hidden in a log. */
export type Rejected = {
  readonly stream: StreamId;
  readonly from: number;
  readonly why:
    | 'gap'
    | 'forged'
    | 'unreadable'
    | 'own-stream'
    | 'damaged'
    | 'unknown-node'
    | 'revoked'
    | 'not-its-scope';
};

export type Absorbed = {
  /** How many records were new. */
  readonly records: number;
  readonly rejected: readonly Rejected[];
  /** Own streams of which the peer has more than this node: it was put back from an old backup. */
  readonly ahead: readonly Want[];
  /** Own streams of which the peer now has less than it acknowledged. */
  readonly less: readonly Want[];
  readonly dropped: readonly (readonly [node: NodeId, scope: Scope])[];
  /** Own streams that the peer has otherwise, with what it has of them (SYN-20). */
  readonly differing: readonly Differing[];
  /** The peer has more than its message held. */
  readonly hasMore: boolean;
};

export const nothingAbsorbed: Absorbed = {
  records: 0,
  rejected: [],
  ahead: [],
  less: [],
  dropped: [],
  differing: [],
  hasMore: false,
};

/** What the exchange asks about files that records name. */
export type FileDesk = {
  /** Files that this node lacks and the peer's records name. */
  lackingFrom(peer: NodeId): Promise<readonly FileWant[]>;
  /** Removes the files that nothing names any more after `work`, and that something named before it. */
  sweepAfter(work: () => Promise<void>): Promise<void>;
};

export type Exchange = {
  /** What to say over a live link, in about so many bytes. */
  compose(peer: KnownNode, budgetBytes: number, isAll?: boolean): Promise<Message>;
  /** All that the peer is not known to have, in messages of about so many bytes, for a stick. */
  carry(peer: KnownNode, budgetBytes: number): AsyncGenerator<Message>;
  absorb(peer: KnownNode, message: Message, how?: How): Promise<Absorbed>;
  /** The highest record of an own stream that the peer is known to have. */
  acknowledged(peer: NodeId, stream: StreamId): number;
  stateOf(peer: NodeId): Promise<PeerState>;
  keep(peer: NodeId, change: (state: PeerState) => void): Promise<void>;
  /** SYN-10: to be called before this node comes to want less than it said. */
  raiseTerm(): Promise<void>;
};

export type ExchangeOptions = {
  readonly log: Log;
  readonly self: NodeIdentity;
  readonly authority: Authority;
  readonly files: FileDesk;
  readonly wrapping: Wrapping;
};

/** What composing and absorbing stand on. */
export type Needs = ExchangeOptions & { readonly peers: Peers };

/** What a node says to others and takes in from them, over any link. */
export function exchangeOf(options: ExchangeOptions): Exchange {
  const peers = new Peers(options.log);
  const needs: Needs = { ...options, peers };
  return {
    compose: (peer, budget, isAll = false) => compose(needs, peer, budget, isAll),
    carry: (peer, budget) => carry(needs, peer, budget),
    absorb: (peer, message, how = 'live') => absorb(needs, peer, message, how),
    acknowledged: (peer, stream) => (peers.seen(peer)?.wants.get(streamKey(stream)) ?? 1) - 1,
    stateOf: (peer) => peers.stateOf(peer),
    keep: (peer, change) => peers.keep(peer, change),
    raiseTerm: () => peers.raiseTerm(),
  };
}
