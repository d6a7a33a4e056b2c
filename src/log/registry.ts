import type { NodeId, Scope } from '#kernel/ids.ts';
import { emptyHash } from './chain.ts';
import { streamKey, type StreamId } from './record.ts';
import type { PlacedOp, Reader } from './store.ts';
import { originsTable, streamsTable } from './tables.ts';

/** The state of a stream: the number that its next record gets, and the running hash so far. */
export type Head = {
  readonly id: number;
  readonly stream: StreamId;
  readonly next: number;
  readonly hash: Uint8Array;
};

type MutableHead = { -readonly [K in keyof Head]: Head[K] };

/** A step that moves heads; `undo` puts them back when the transaction does not commit. */
export type Change = {
  /** The head of a stream, made when it is new, with the operations that store what was made. */
  head(stream: StreamId): { readonly head: Head; readonly origin: number; readonly opened: readonly PlacedOp[] };
  advance(head: Head, hash: Uint8Array): void;
  /** Puts a head back to where it was: records behind it are taken away (LOG-17). */
  rewind(head: Head, next: number, hash: Uint8Array): void;
  headOps(): PlacedOp[];
  undo(): void;
};

/** The streams that a node holds, in memory: one process writes, so no read is needed to know where a stream stands. */
export class Registry {
  readonly #heads = new Map<string, MutableHead>();
  readonly #origins = new Map<string, number>();
  /** The newest epoch that has records, by origin. */
  readonly #newest = new Map<string, number>();
  /** In the order of replay; made when it is asked for. */
  #sorted: readonly Head[] | undefined;
  #lastHead = 0;
  #lastOrigin = 0;

  async load(reader: Reader): Promise<void> {
    type StreamRow = { id: number; node: NodeId; epoch: number; scope: Scope; next: number; hash: Uint8Array };
    for (const { id, next, hash, ...stream } of await reader.all<StreamRow>(
      'select id, node, epoch, scope, next, hash from log_streams',
    )) {
      this.#heads.set(streamKey(stream), { id, stream: { ...stream }, next, hash });
      if (next > 1) this.#noteEpoch(stream);
      this.#lastHead = Math.max(this.#lastHead, id);
    }
    type OriginRow = { id: number; node: NodeId; scope: Scope };
    for (const row of await reader.all<OriginRow>('select id, node, scope from log_origins')) {
      this.#origins.set(`${row.node}/${row.scope}`, row.id);
      this.#lastOrigin = Math.max(this.#lastOrigin, row.id);
    }
  }

  find(stream: StreamId): Head | undefined {
    return this.#heads.get(streamKey(stream));
  }

  /** All streams, the epochs of one node and scope after each other: the order in which replay reads them. */
  all(): readonly Head[] {
    this.#sorted ??= [...this.#heads.values()]
      .map((head) => ({ head, key: `${head.stream.node}/${head.stream.scope}` }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.head.stream.epoch - b.head.stream.epoch))
      .map(({ head }) => head);
    return this.#sorted;
  }

  /** Whether a later epoch of a stream's writer has records here: then what is added to it comes late (LOG-15). */
  hasLaterEpoch({ node, scope, epoch }: StreamId): boolean {
    return (this.#newest.get(`${node}/${scope}`) ?? 0) > epoch;
  }

  /** Whether a stream's writer had an earlier epoch that is here. */
  hasEarlierEpoch({ node, scope, epoch }: StreamId): boolean {
    for (let earlier = epoch - 1; earlier > 0; earlier--) if (this.find({ node, scope, epoch: earlier })) return true;
    return false;
  }

  streamOf(id: number): StreamId | undefined {
    return this.all().find((head) => head.id === id)?.stream;
  }

  originOf(node: NodeId, scope: Scope): number | undefined {
    return this.#origins.get(`${node}/${scope}`);
  }

  /** Forgets the streams of a node and scope at once; answers with the way to undo it. */
  forget(node: NodeId, scope: Scope): () => void {
    const forgotten = [...this.#heads].filter(([, head]) => head.stream.node === node && head.stream.scope === scope);
    const newest = this.#newest.get(`${node}/${scope}`);
    for (const [key] of forgotten) this.#heads.delete(key);
    this.#newest.delete(`${node}/${scope}`);
    this.#sorted = undefined;
    return () => {
      for (const [key, head] of forgotten) this.#heads.set(key, head);
      if (newest) this.#newest.set(`${node}/${scope}`, newest);
      this.#sorted = undefined;
    };
  }

  begin(): Change {
    const touched = new Map<MutableHead, { next: number; hash: Uint8Array }>();
    const made: (() => void)[] = [];
    const headOf = (stream: StreamId) => {
      const opened: PlacedOp[] = [];
      const known = this.#heads.get(streamKey(stream));
      const head = known ?? this.#makeHead(stream, made);
      const origin = this.#origins.get(`${stream.node}/${stream.scope}`) ?? this.#makeOrigin(stream, opened, made);
      if (!touched.has(head)) touched.set(head, { next: head.next, hash: head.hash });
      return { head, origin, opened };
    };
    const advance = (head: MutableHead, hash: Uint8Array): void => {
      head.next++;
      head.hash = hash;
      this.#noteEpoch(head.stream);
    };
    const rewind = (head: MutableHead, next: number, hash: Uint8Array): void => {
      if (!touched.has(head)) touched.set(head, { next: head.next, hash: head.hash });
      head.next = next;
      head.hash = hash;
    };
    const undo = (): void => {
      for (const [head, before] of touched) Object.assign(head, before);
      for (const unmake of made.toReversed()) unmake();
      touched.clear();
      made.length = 0;
    };
    return { head: headOf, advance, rewind, headOps: () => [...touched.keys()].map(headOp), undo };
  }

  /** Not taken back when a transaction fails: that a later epoch exists stays true of its writer. */
  #noteEpoch({ node, scope, epoch }: StreamId): void {
    const origin = `${node}/${scope}`;
    if ((this.#newest.get(origin) ?? 0) < epoch) this.#newest.set(origin, epoch);
  }

  #makeHead(stream: StreamId, made: (() => void)[]): MutableHead {
    const head: MutableHead = { id: ++this.#lastHead, stream, next: 1, hash: emptyHash(stream) };
    this.#heads.set(streamKey(stream), head);
    this.#sorted = undefined;
    made.push(() => {
      this.#heads.delete(streamKey(stream));
      this.#sorted = undefined;
    });
    return head;
  }

  #makeOrigin({ node, scope }: StreamId, opened: PlacedOp[], made: (() => void)[]): number {
    const row = { id: ++this.#lastOrigin, node, scope };
    this.#origins.set(`${node}/${scope}`, row.id);
    made.push(() => this.#origins.delete(`${node}/${scope}`));
    opened.push({ target: originsTable, op: { op: 'insert', table: 'log_origins', row }, origin: 0 });
    return row.id;
  }
}

function headOp(head: Head): PlacedOp {
  const row = { id: head.id, ...head.stream, next: head.next, hash: head.hash };
  return { target: streamsTable, op: { op: 'upsert', table: 'log_streams', row }, origin: 0 };
}
