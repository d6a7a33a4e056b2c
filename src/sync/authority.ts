import type { KeyObject } from 'node:crypto';
import { regionScope, schoolOfScope, schoolScope, type NodeId, type SchoolId, type Scope } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { rawPublicKey } from '#log/chain.ts';
import { readBody } from '#log/projection.ts';
import { decodeRecord, fromCbor, toCbor, type LogRecord, type Owner, type StreamId } from '#log/record.ts';
import type { Log } from '#log/log.ts';
import type { Reader } from '#log/store.ts';
import { Nodes, type KnownNode } from './nodes.ts';
import { allEpochs } from './projection.ts';
import { granted, grantEnded, nodeEndorsed, nodeRevoked } from './records.ts';
import { realWrapping, type Wrapping } from './wrapping.ts';

/** The region that a school node was enrolled at: the root of all its trust, kept as state of the node. */
export type Trust = {
  readonly node: NodeId;
  readonly key: Uint8Array;
  readonly age: string;
  readonly url?: string;
  /** The region's restore epoch from which this key signs; 1 where none is said. */
  readonly epoch?: number;
};

/** A stream but for its epoch: a grant opens all epochs of a writer. */
type Writing = Pick<StreamId, 'node' | 'scope'>;

/** Who may write and read which streams (SYN-1, SYN-2). In memory, from the `sync` projection and the node's own trust. */
export class Authority {
  readonly #self: NodeIdentity;
  readonly #recipientOf: Wrapping['recipientOf'];
  readonly #nodes = new Nodes();
  readonly #grants = new Map<string, boolean>();
  #ownAge = '';
  #trusted: NodeId | undefined;

  constructor(self: NodeIdentity, { recipientOf }: Pick<Wrapping, 'recipientOf'> = realWrapping) {
    this.#self = self;
    this.#recipientOf = recipientOf;
  }

  /** Reads what is known before the log is opened, so that replay already knows who may write. */
  async load(reader: Reader): Promise<void> {
    this.#ownAge = await this.#recipientOf(this.#self.ageIdentity);
    this.#endorseOwn();
    const state = await reader
      .all<{ value: Uint8Array }>("select value from log_state where name = 'trust'")
      .catch((): never[] => []);
    if (state[0]) this.trust(fromCbor(state[0].value) as Trust);
    if (!(await this.#loadRows(reader))) await this.#loadRecords(reader);
  }

  /** Takes the region of this node's enrolment as the root of trust. */
  trust({ node, key, age, epoch = 1 }: Trust): void {
    this.#trusted = node;
    this.#nodes.endorse({ node, kind: 'region', epoch, key, age });
  }

  /** Keeps up with records as they are committed. */
  follow(log: Log): () => void {
    return log.onCommit((records) => {
      for (const record of records) this.#hear(record);
    });
  }

  get region(): KnownNode | undefined {
    if (this.#self.kind === 'region') return this.find(this.#self.node);
    return this.#trusted && this.find(this.#trusted);
  }

  /** A known node; this node itself with its own keys, whatever others say of it. */
  find(node: NodeId): KnownNode | undefined {
    return this.#nodes.find(node);
  }

  all(): KnownNode[] {
    return this.#nodes.all().filter((each) => each.node !== this.#self.node);
  }

  /**
   * The key that a stream's checkpoint at `upTo` is signed with; undefined for a node that is unknown, and for what a
   * revoked key signs beyond what the region had when it was revoked (SYN-13).
   */
  keyOf(stream: StreamId, upTo: number): KeyObject | undefined {
    return this.#nodes.keyOf(stream, upTo);
  }

  /** Public keys of this node, of its earlier epochs too: what it signed with them for its tablets stays good. */
  ownKeys(): KeyObject[] {
    return this.#nodes.keysOf(this.#self.node);
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

  /**
   * SYN-2: who owns a stream opens it. A school's scope belongs to the school's nodes, the region's to the region; in a
   * scope between schools each writer opens what it wrote itself. The region's nodes may open any stream. What a node
   * wrote itself it may have back: so a burnt server is restored.
   */
  mayRead(reader: NodeId, { node, scope }: Writing): boolean {
    const known = this.find(reader);
    if (!known || known.isRevoked) return false;
    if (reader === node) return true;
    return this.#openers(node, scope).some((opener) => this.#grants.get(`${opener} ${scope} ${reader}`) === true);
  }

  #openers(writer: NodeId, scope: Scope): NodeId[] {
    const regions = [...this.#nodes.regions()];
    if (scope === regionScope) return regions;
    const school = schoolOfScope(scope);
    return [...regions, ...(school ? this.#nodes.ofSchool(school) : [writer])];
  }

  #endorseOwn(): void {
    const { node, epoch, kind, school, signingKey } = this.#self;
    const own = { node, kind, epoch, key: rawPublicKey(signingKey), age: this.#ownAge };
    // The key of earlier epochs too, until another is learned: a node that went on to an epoch by itself kept it.
    for (const each of new Set([1, epoch])) this.#nodes.endorse({ ...own, epoch: each, ...(school ? { school } : {}) });
  }

  /** False where the tables are not there, or not of this version: they are made anew from the records later. */
  async #loadRows(reader: Reader): Promise<boolean> {
    type NodeRow = {
      node: NodeId;
      epoch: number;
      kind: KnownNode['kind'];
      school: SchoolId | '';
      key: Uint8Array;
      age: string;
    };
    type GrantRow = { node: NodeId; scope: Scope; to_node: NodeId; is_open: number };
    try {
      const nodes = await reader.all<NodeRow>('select node, epoch, kind, school, key, age from sync_nodes');
      const revoked = await reader.all<{ node: NodeId; through: number }>('select node, through from sync_revoked');
      type HeadRow = { node: NodeId; epoch: number; scope: Scope; seq: number };
      const heads = await reader.all<HeadRow>('select node, epoch, scope, seq from sync_revoked_heads');
      const grants = await reader.all<GrantRow>(
        'select o.node, g.scope, g.to_node, g.is_open from sync_grants g join log_origins o on o.id = g._origin',
      );
      for (const { school, ...node } of nodes) this.#learn(school ? { ...node, school } : node);
      for (const each of revoked) this.#nodes.revoke({ ...each, heads: [] });
      for (const { node, epoch, scope, seq } of heads)
        this.#nodes.revoke({ node, through: 0, heads: [[epoch, scope, seq]] });
      for (const grant of grants) this.#setGrant(grant.node, grant.scope, grant.to_node, grant.is_open === 1);
      return true;
    } catch {
      return false;
    }
  }

  /** From the records themselves: what a region endorsed first, then, when all writers are known, grants. */
  async #loadRecords(reader: Reader): Promise<void> {
    const streams = await reader
      .all<StreamId & { id: number }>('select id, node, epoch, scope from log_streams order by epoch')
      .catch((): never[] => []);
    const ofNodes: ReadonlySet<string> = new Set([nodeEndorsed.type, nodeRevoked.type]);
    for (const isAboutNodes of [true, false]) {
      for (const { id, ...stream } of streams) {
        for await (const record of syncRecordsOf(reader, id, stream)) {
          if (ofNodes.has(record.type) === isAboutNodes) this.#hear(record);
        }
      }
    }
  }

  #hear(record: LogRecord): void {
    if (record.type === nodeEndorsed.type && this.mayWrite(record.stream, 'region')) this.#hearEndorsed(record);
    else if (record.type === nodeRevoked.type && this.mayWrite(record.stream, 'region')) {
      const body = readBody(nodeRevoked, record);
      if (body) this.#nodes.revoke({ node: body.node, through: body.through ?? allEpochs, heads: body.heads ?? [] });
    } else if (record.type === granted.type || record.type === grantEnded.type) {
      const body = readBody(record.type === granted.type ? granted : grantEnded, record);
      if (body && this.mayWriteIn(record.stream)) {
        this.#setGrant(record.stream.node, body.scope, body.to, record.type === granted.type);
      }
    }
  }

  #hearEndorsed(record: LogRecord): void {
    const body = readBody(nodeEndorsed, record);
    if (!body) return;
    const { node, kind, school, key, age, epoch = 1 } = body;
    this.#learn({ node, kind, epoch, key, age, ...(school ? { school } : {}) });
    this.#setGrant(record.stream.node, regionScope, node, true);
    if (school) this.#setGrant(record.stream.node, schoolScope(school), node, true);
  }

  /** Of itself a node believes its own identity file; earlier epochs' keys it learns like anyone. */
  #learn(endorsed: Parameters<Nodes['endorse']>[0]): void {
    if (endorsed.node === this.#self.node && endorsed.epoch >= this.#self.epoch) return;
    this.#nodes.endorse(endorsed);
  }

  #setGrant(writer: NodeId, scope: Scope, to: NodeId, isOpen: boolean): void {
    this.#grants.set(`${writer} ${scope} ${to}`, isOpen);
  }
}

const page = 5000;

/** The records of a stream whose bytes mention `sync.`: few among many. */
async function* syncRecordsOf(reader: Reader, id: number, stream: StreamId): AsyncGenerator<LogRecord> {
  const sql = 'select seq, bytes from log_records where stream = ? and seq > ? order by seq limit ?';
  for (let last = 0; ;) {
    const rows = await reader.all<{ seq: number; bytes: Uint8Array }>(sql, id, last, page);
    for (const { seq, bytes } of rows) {
      const mentions = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('sync.');
      const record = mentions ? decodeRecord(stream, seq, bytes) : undefined;
      if (record?.type.startsWith('sync.')) yield record;
    }
    if (rows.length < page) return;
    last = rows.at(-1)?.seq ?? last;
  }
}

export function encodeTrust(trust: Trust): Uint8Array {
  return toCbor(trust);
}
