import type { KeyObject } from 'node:crypto';
import { regionScope, schoolOfScope, type NodeId, type SchoolId, type Scope } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { publicKeyFrom, rawPublicKey } from '#log/chain.ts';
import { readBody } from '#log/projection.ts';
import { fromCbor, toCbor, type LogRecord, type Owner, type StreamId } from '#log/record.ts';
import type { Log } from '#log/log.ts';
import type { Reader } from '#log/store.ts';
import { granted, grantEnded, nodeEndorsed, nodeRevoked } from './records.ts';

/** A node that this one knows, with its keys. */
export type KnownNode = {
  readonly node: NodeId;
  readonly kind: 'school' | 'region';
  readonly school?: SchoolId;
  readonly key: Uint8Array;
  readonly age: string;
  readonly isRevoked: boolean;
};

/** The region that a school node was enrolled at: the root of all its trust, kept as state of the node. */
export type Trust = { readonly node: NodeId; readonly key: Uint8Array; readonly age: string; readonly url?: string };

/** Who may write and read which streams (SYN-1, SYN-2). In memory, from the `sync` projection and the node's own trust. */
export class Authority {
  readonly #self: NodeIdentity;
  readonly #nodes = new Map<string, KnownNode>();
  readonly #keys = new Map<string, KeyObject>();
  readonly #grants = new Map<string, boolean>();

  constructor(self: NodeIdentity) {
    this.#self = self;
  }

  /** Reads what is known before the log is opened, so that replay already knows who may write. */
  async load(reader: Reader): Promise<void> {
    const missing = (): never[] => [];
    type NodeRow = { node: NodeId; kind: KnownNode['kind']; school: SchoolId | ''; key: Uint8Array; age: string; revoked: string };
    const nodes = await reader
      .all<NodeRow>('select node, kind, school, key, age, revoked from sync_nodes')
      .catch(missing);
    for (const { node, kind, school, key, age, revoked } of nodes) {
      this.#learn({ node, kind, key, age, isRevoked: revoked !== '', ...(school ? { school } : {}) });
    }
    type GrantRow = { node: NodeId; scope: Scope; to_node: NodeId; is_open: number };
    const grants = await reader
      .all<GrantRow>('select o.node, g.scope, g.to_node, g.is_open from sync_grants g join log_origins o on o.id = g._origin')
      .catch(missing);
    for (const grant of grants) this.#setGrant(grant.node, grant.scope, grant.to_node, grant.is_open === 1);
    type StateRow = { value: Uint8Array };
    const state = await reader.all<StateRow>("select value from log_state where name = 'trust'").catch(missing);
    if (state[0]) this.trust(fromCbor(state[0].value) as Trust);
  }

  /** Takes the region of this node's enrolment as the root of trust. */
  trust({ node, key, age }: Trust): void {
    this.#learn({ node, kind: 'region', key, age, isRevoked: false });
  }

  /** Keeps up with records as they are committed. */
  follow(log: Log): () => void {
    return log.onCommit((records) => {
      for (const record of records) this.#hear(record);
    });
  }

  get region(): KnownNode | undefined {
    if (this.#self.kind === 'region') return this.#own();
    return [...this.#nodes.values()].find((each) => each.kind === 'region');
  }

  find(node: NodeId): KnownNode | undefined {
    return node === this.#self.node ? this.#own() : this.#nodes.get(node);
  }

  all(): KnownNode[] {
    return [...this.#nodes.values()];
  }

  /** The key that a stream's checkpoints are signed with; undefined for a node that is unknown or revoked. */
  keyOf(stream: StreamId): KeyObject | undefined {
    const known = this.find(stream.node);
    if (!known || known.isRevoked) return undefined;
    let key = this.#keys.get(stream.node);
    if (!key) this.#keys.set(stream.node, (key = publicKeyFrom(known.key)));
    return key;
  }

  /** SYN-1: a school's node writes in its own school's scope and in shared ones, the region's node everywhere. */
  mayWriteIn(stream: StreamId): boolean {
    const writer = this.find(stream.node);
    if (!writer) return false;
    if (writer.kind === 'region') return true;
    const school = schoolOfScope(stream.scope);
    return school ? school === writer.school : stream.scope !== regionScope;
  }

  readonly mayWrite = (stream: StreamId, owner: Owner): boolean => {
    if (!this.mayWriteIn(stream)) return false;
    return owner === 'any' || this.find(stream.node)?.kind === owner;
  };

  /** SYN-2: a node reads what a grant of the scope's owner opens to it; the region's first endorsement is one. */
  mayRead(node: NodeId, scope: Scope): boolean {
    const reader = this.find(node);
    if (!reader || reader.isRevoked) return false;
    return this.#ownersOf(scope).some((owner) => this.#grants.get(`${owner} ${scope} ${node}`) === true);
  }

  /** Scopes that were open to a node and were closed again. */
  endedFor(node: NodeId): Scope[] {
    const scopes = [...this.#grants.keys()]
      .map((key) => key.split(' ') as [NodeId, Scope, NodeId])
      .filter(([, scope, to]) => to === node && !this.mayRead(node, scope))
      .map(([, scope]) => scope);
    return [...new Set(scopes)];
  }

  /** The region's node, and for a school's scope the nodes of that school. */
  #ownersOf(scope: Scope): NodeId[] {
    const school = schoolOfScope(scope);
    const known = [this.#own(), ...this.#nodes.values()];
    return known
      .filter((each) => each.kind === 'region' || school === undefined || each.school === school)
      .map((each) => each.node);
  }

  #own(): KnownNode {
    const { node, kind, school, signingKey } = this.#self;
    const own: KnownNode = { node, kind, key: rawPublicKey(signingKey), age: '', isRevoked: false };
    return school ? { ...own, school } : own;
  }

  #hear(record: LogRecord): void {
    if (record.type === nodeEndorsed.type && this.mayWrite(record.stream, 'region')) {
      const body = readBody(nodeEndorsed, record);
      if (!body) return;
      const { node, kind, school, key, age } = body;
      this.#learn({ node, kind, key, age, isRevoked: false, ...(school ? { school } : {}) });
      this.#setGrant(record.stream.node, regionScope, node, true);
      if (school) this.#setGrant(record.stream.node, `school:${school}` as Scope, node, true);
    } else if (record.type === nodeRevoked.type && this.mayWrite(record.stream, 'region')) {
      const known = this.#nodes.get(readBody(nodeRevoked, record)?.node ?? '');
      if (known) this.#learn({ ...known, isRevoked: true });
    } else if (record.type === granted.type || record.type === grantEnded.type) {
      const body = readBody(record.type === granted.type ? granted : grantEnded, record);
      if (body) this.#setGrant(record.stream.node, body.scope, body.to, record.type === granted.type);
    }
  }

  #learn(node: KnownNode): void {
    this.#nodes.set(node.node, node);
    this.#keys.delete(node.node);
  }

  #setGrant(writer: NodeId, scope: Scope, to: NodeId, isOpen: boolean): void {
    this.#grants.set(`${writer} ${scope} ${to}`, isOpen);
  }
}

export function encodeTrust(trust: Trust): Uint8Array {
  return toCbor(trust);
}
