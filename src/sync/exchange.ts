import { Decrypter, Encrypter } from 'age-encryption';
import type { NodeId, PersonId, Scope } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import type { Log } from '#log/log.ts';
import { fromCbor, streamKey, toCbor, type StreamId } from '#log/record.ts';
import type { PersonKey } from '#log/vault.ts';
import type { Authority, KnownNode } from './authority.ts';
import { bundleFields, bundleFrom, maxBundleBytes, packBundle, unpackBundle, type Bundle } from './bundle.ts';

/** The number that a node wants next in a stream: receipt and request in one. */
export type Want = readonly [node: NodeId, epoch: number, scope: Scope, next: number];

/**
 * SYN-6: what one node says to another, over every link alike: an HTTP request and its reply, or a file on a stick.
 * Saying it twice, late or out of order changes nothing.
 */
export type Message = {
  /** What the sender wants next, stream by stream; those that changed since it last spoke, unless `isAll`. */
  readonly wants: readonly Want[];
  readonly isAll: boolean;
  readonly bundles: readonly Bundle[];
  /** Keys of persons, sealed to the receiver, for each scope with the number of the last one. */
  readonly keys: readonly (readonly [scope: Scope, upTo: number, sealed: Uint8Array])[];
  /** Up to which number the sender has the receiver's keys. */
  readonly keysTaken: readonly (readonly [scope: Scope, upTo: number])[];
  /** Scopes that the sender no longer serves to the receiver, because their grant was taken back. */
  readonly ended: readonly Scope[];
  /** There is more for the receiver than this message holds. */
  readonly hasMore: boolean;
};

/** A bundle that was not taken in, and why: shown on the status page, never hidden in a log. */
export type Rejected = {
  readonly stream: StreamId;
  readonly from: number;
  readonly why: 'gap' | 'forged' | 'unreadable' | 'own-stream' | 'damaged' | 'unknown-node' | 'not-granted';
};

export type Absorbed = { readonly records: number; readonly rejected: readonly Rejected[] };

/** What two nodes know of each other: kept as state of the node, so that a stick needs no conversation before it. */
export type PeerState = {
  /** What the peer wants next, by stream. */
  readonly wants: Map<string, number>;
  /** What the peer was last told that this node wants. */
  readonly told: Map<string, number>;
  readonly keysSent: Map<string, number>;
  readonly keysGot: Map<string, number>;
};

export type Exchange = {
  compose(peer: KnownNode, budgetBytes: number, isAll?: boolean): Promise<Message>;
  absorb(peer: KnownNode, message: Message): Promise<Absorbed>;
  /** The highest record of an own stream that the peer is known to have. */
  acknowledged(peer: NodeId, stream: StreamId): number;
  stateOf(peer: NodeId): Promise<PeerState>;
};

export function exchangeOf(needs: { log: Log; self: NodeIdentity; authority: Authority }): Exchange {
  const { log, self, authority } = needs;
  const states = new Map<NodeId, PeerState>();

  const stateOf = async (peer: NodeId): Promise<PeerState> => {
    const known = states.get(peer);
    if (known) return known;
    const stored = await log.getState(`peer:${peer}`);
    const state = states.get(peer) ?? (stored ? decodeState(stored) : emptyState());
    states.set(peer, state);
    return state;
  };
  const keep = async (peer: NodeId, change: (state: PeerState) => void): Promise<void> => {
    const state = await stateOf(peer);
    const before = encodeState(state);
    change(state);
    const after = encodeState(state);
    if (Buffer.compare(before, after) !== 0) await log.setState(`peer:${peer}`, after);
  };

  const compose = async (peer: KnownNode, budgetBytes: number, isAll = false): Promise<Message> => {
    const state = await stateOf(peer.node);
    const wants = ownWants(log, self).filter(([node, epoch, scope, next]) => {
      return isAll || state.told.get(streamKey({ node, epoch, scope })) !== next;
    });
    const { bundles, hasMore } = await bundlesFor(peer, state, budgetBytes);
    const keys = await keysFor(peer, state);
    const keysTaken = [...state.keysGot].map(([scope, upTo]) => [scope as Scope, upTo] as const);
    await keep(peer.node, ({ told }) => {
      for (const [node, epoch, scope, next] of wants) told.set(streamKey({ node, epoch, scope }), next);
    });
    return { wants, isAll, bundles, keys, keysTaken, ended: authority.endedFor(peer.node), hasMore };
  };

  const bundlesFor = async (peer: KnownNode, state: PeerState, budget: number) => {
    const bundles: Bundle[] = [];
    let left = budget;
    for (const head of log.streams()) {
      const { stream } = head;
      if (stream.node === peer.node || !authority.mayRead(peer.node, stream.scope)) continue;
      let next = state.wants.get(streamKey(stream)) ?? 1;
      while (next < head.next) {
        if (left <= 0) return { bundles, hasMore: true };
        const bundle = await nextBundle(log, stream, next, head.next - 1, Math.min(left, maxBundleBytes));
        if (!bundle) break;
        bundles.push(bundle);
        left -= bundle.packed.length + 150;
        next = bundle.from + bundle.count;
      }
    }
    return { bundles, hasMore: false };
  };

  const keysFor = async (peer: KnownNode, state: PeerState): Promise<Message['keys']> => {
    const sealed: [Scope, number, Uint8Array][] = [];
    for (const scope of new Set(log.streams().map((head) => head.stream.scope))) {
      if (!authority.mayRead(peer.node, scope)) continue;
      const fresh = log.keysSince(scope, state.keysSent.get(scope) ?? 0).slice(0, maxKeysAtOnce);
      const last = fresh.at(-1);
      if (last) sealed.push([scope, last.n, await sealTo(peer, toCbor(fresh.map(({ key }) => [key.person, key.key])))]);
    }
    return sealed;
  };

  const takeBundle = async (bundle: Bundle): Promise<Rejected['why'] | number> => {
    const key = authority.keyOf(bundle.stream);
    if (!key) return 'unknown-node';
    if (!authority.mayWriteIn(bundle.stream)) return 'not-granted';
    const segment = await unpackBundle(log, bundle);
    if (!segment.ok) return segment.error.type;
    const before = log.head(bundle.stream)?.next ?? 1;
    const taken = await log.receive(segment.value, key);
    return taken.ok ? taken.value - before : taken.error.type;
  };

  const absorb = async (peer: KnownNode, message: Message): Promise<Absorbed> => {
    const rejected: Rejected[] = [];
    let records = 0;
    for (const [scope, upTo, sealed] of message.keys) {
      const keys = await openKeys(self, sealed, scope);
      if (!keys) continue;
      await log.adoptKeys(keys);
      await keep(peer.node, ({ keysGot }) => keysGot.set(scope, Math.max(upTo, keysGot.get(scope) ?? 0)));
    }
    for (const bundle of message.bundles) {
      const taken = await takeBundle(bundle);
      if (typeof taken === 'number') records += taken;
      else rejected.push({ stream: bundle.stream, from: bundle.from, why: taken });
    }
    for (const scope of message.ended) await dropEnded(peer, scope);
    await keep(peer.node, (state) => remember(state, message));
    return { records, rejected };
  };

  /** SYN-9: only the owner of a scope can have its copies dropped, and never what a node wrote itself. */
  const dropEnded = async (peer: KnownNode, scope: Scope): Promise<void> => {
    for (const { stream } of log.streams()) {
      const isPeers = peer.kind === 'region' || stream.node === peer.node;
      if (stream.scope === scope && stream.node !== self.node && isPeers) await log.drop(stream.node, scope);
    }
  };

  const acknowledged = (peer: NodeId, stream: StreamId): number => {
    return (states.get(peer)?.wants.get(streamKey(stream)) ?? 1) - 1;
  };
  return { compose, absorb, acknowledged, stateOf };
}

/** Bounds what one message seals: 2 000 keys are about 100 KB. */
const maxKeysAtOnce = 2000;

/** An own stream is cut where the size says; another's only where its author signed it. */
async function nextBundle(log: Log, stream: StreamId, from: number, last: number, limit: number) {
  if (stream.node === log.self.node && stream.epoch === log.self.epoch) return packBundle(log, stream, from, last, limit);
  const [checkpoint] = await log.checkpoints(stream, from);
  return checkpoint && packBundle(log, stream, from, checkpoint.seq, maxBundleBytes);
}

function ownWants(log: Log, self: NodeIdentity): Want[] {
  return log
    .streams()
    .filter((head) => head.stream.node !== self.node)
    .map(({ stream, next }) => [stream.node, stream.epoch, stream.scope, next]);
}

function remember(state: PeerState, message: Message): void {
  if (message.isAll) state.wants.clear();
  for (const [node, epoch, scope, next] of message.wants) state.wants.set(streamKey({ node, epoch, scope }), next);
  for (const [scope, upTo] of message.keysTaken) state.keysSent.set(scope, upTo);
}

async function sealTo(peer: KnownNode, plain: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(peer.age);
  return encrypter.encrypt(plain);
}

async function openKeys(self: NodeIdentity, sealed: Uint8Array, scope: Scope): Promise<PersonKey[] | undefined> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(self.ageIdentity);
    const pairs = fromCbor(await decrypter.decrypt(sealed)) as [PersonId, Uint8Array][];
    return pairs.map(([person, key]) => ({ person, scope, key: new Uint8Array(key) }));
  } catch {
    return undefined;
  }
}

function emptyState(): PeerState {
  return { wants: new Map(), told: new Map(), keysSent: new Map(), keysGot: new Map() };
}

function encodeState({ wants, told, keysSent, keysGot }: PeerState): Uint8Array {
  return toCbor([[...wants], [...told], [...keysSent], [...keysGot]]);
}

function decodeState(bytes: Uint8Array): PeerState {
  const [wants, told, keysSent, keysGot] = fromCbor(bytes) as [string, number][][];
  return { wants: new Map(wants), told: new Map(told), keysSent: new Map(keysSent), keysGot: new Map(keysGot) };
}

/** SYN-6: a message in CBOR. */
export function encodeMessage(message: Message): Uint8Array {
  const { wants, isAll, bundles, keys, keysTaken, ended, hasMore } = message;
  return toCbor([1, wants, isAll, bundles.map(bundleFields), keys, keysTaken, ended, hasMore]);
}

export function decodeMessage(bytes: Uint8Array): Message | undefined {
  try {
    const [version, wants, isAll, bundles, keys, keysTaken, ended, hasMore] = fromCbor(bytes) as [number, Want[], boolean, unknown[], [Scope, number, Uint8Array][], [Scope, number][], Scope[], boolean];
    const read = bundles.map(bundleFrom).filter((bundle) => bundle !== undefined);
    const areWants = wants.every((want) => Array.isArray(want) && Number.isSafeInteger(want[3]));
    if (version !== 1 || read.length !== bundles.length || !areWants) return undefined;
    if (![keys, keysTaken, ended].every(Array.isArray)) return undefined;
    return { wants, isAll: isAll === true, bundles: read, keys, keysTaken, ended, hasMore: hasMore === true };
  } catch {
    return undefined;
  }
}
