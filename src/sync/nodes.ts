import type { KeyObject } from 'node:crypto';
import type { NodeId, SchoolId, Scope } from '#kernel/ids.ts';
import { publicKeyFrom } from '#log/chain.ts';
import { streamKey, type StreamId } from '#log/record.ts';

/** A node that this one knows, with the keys of its newest epoch. */
export type KnownNode = {
  readonly node: NodeId;
  readonly kind: 'school' | 'region';
  readonly school?: SchoolId;
  readonly epoch: number;
  readonly key: Uint8Array;
  readonly age: string;
  readonly isRevoked: boolean;
};

export type Endorsement = Omit<KnownNode, 'isRevoked'>;
export type Revocation = {
  readonly node: NodeId;
  readonly through: number;
  readonly heads: readonly (readonly [epoch: number, scope: Scope, seq: number])[];
};

type Entry = {
  /** By epoch, oldest first. */
  endorsements: readonly Endorsement[];
  revokedThrough: number;
  readonly goodUpTo: Map<string, number>;
  /** Asked for with each record; made anew when any of the above has changed. */
  known: KnownNode | undefined;
};

/** The nodes of a region with their keys: one for each restore epoch in which a key was made anew. */
export class Nodes {
  readonly #entries = new Map<NodeId, Entry>();
  readonly #keys = new Map<Endorsement, KeyObject>();
  readonly #ofSchool = new Map<SchoolId, Set<NodeId>>();
  readonly #regions = new Set<NodeId>();

  endorse(endorsement: Endorsement): void {
    const entry = this.#entryOf(endorsement.node);
    const others = entry.endorsements.filter((each) => each.epoch !== endorsement.epoch);
    entry.endorsements = [...others, endorsement].sort((a, b) => a.epoch - b.epoch);
    entry.known = undefined;
    const { node, kind, school } = endorsement;
    if (kind === 'region') this.#regions.add(node);
    if (!school) return;
    const ofSchool = this.#ofSchool.get(school);
    if (ofSchool) ofSchool.add(node);
    else this.#ofSchool.set(school, new Set([node]));
  }

  revoke({ node, through, heads }: Revocation): void {
    const entry = this.#entryOf(node);
    entry.revokedThrough = Math.max(entry.revokedThrough, through);
    entry.known = undefined;
    for (const [epoch, scope, seq] of heads) entry.goodUpTo.set(streamKey({ node, epoch, scope }), seq);
  }

  find(node: NodeId): KnownNode | undefined {
    const entry = this.#entries.get(node);
    const newest = entry?.endorsements.at(-1);
    if (!entry || !newest) return undefined;
    entry.known ??= { ...newest, isRevoked: newest.epoch <= entry.revokedThrough };
    return entry.known;
  }

  all(): KnownNode[] {
    return [...this.#entries.keys()].map((node) => this.find(node)).filter((known) => known !== undefined);
  }

  regions(): ReadonlySet<NodeId> {
    return this.#regions;
  }

  ofSchool(school: SchoolId): ReadonlySet<NodeId> {
    return this.#ofSchool.get(school) ?? new Set();
  }

  /**
   * The key for a stream up to its record `upTo`. A revoked key is good only for what the revocation says that the
   * region had.
   */
  keyOf(stream: StreamId, upTo: number): KeyObject | undefined {
    const entry = this.#entries.get(stream.node);
    const endorsed = entry?.endorsements.findLast((each) => each.epoch <= stream.epoch);
    if (!entry || !endorsed) return undefined;
    if (stream.epoch <= entry.revokedThrough && upTo > (entry.goodUpTo.get(streamKey(stream)) ?? 0)) return undefined;
    return this.#keyIn(endorsed);
  }

  /** All keys that a node has had. */
  keysOf(node: NodeId): KeyObject[] {
    return (this.#entries.get(node)?.endorsements ?? []).map((each) => this.#keyIn(each));
  }

  #keyIn(endorsement: Endorsement): KeyObject {
    let key = this.#keys.get(endorsement);
    if (!key) this.#keys.set(endorsement, (key = publicKeyFrom(endorsement.key)));
    return key;
  }

  #entryOf(node: NodeId): Entry {
    let entry = this.#entries.get(node);
    if (!entry) this.#entries.set(node, (entry = newEntry()));
    return entry;
  }
}

function newEntry(): Entry {
  return { endorsements: [], revokedThrough: 0, goodUpTo: new Map(), known: undefined };
}
