import type { NodeId, Scope } from '#kernel/ids.ts';
import { regionScope } from '#kernel/ids.ts';
import { streamKey, toCbor, type StreamId } from '#log/record.ts';
import type { Head } from '#log/registry.ts';
import { maxBundleBytes, nextBundle, type Bundle } from './bundle.ts';
import type { Needs } from './exchange.ts';
import type { Log } from '#log/log.ts';
import type { Differing, FileWant, Mark, Message, Want } from './message.ts';
import type { KnownNode } from './nodes.ts';
import { emptyState, type PeerState, type Said } from './peer-state.ts';

/** Bounds what one message seals: 2 000 keys are about 100 KB. */
const maxKeysAtOnce = 2000;
const bytesOfKey = 50;
/** What a bundle weighs besides its packed records. */
const bundleOverhead = 150;
/** After so many tries without a receipt a stream waits behind the others. */
const patientTries = 3;

/** What to say to a peer over a live link, in about `budget` bytes (SYN-6). */
export async function compose(needs: Needs, peer: KnownNode, budget: number, asksAll: boolean): Promise<Message> {
  const { self, files, peers } = needs;
  const state = await peers.stateOf(peer.node);
  const said = peers.saidTo(peer.node);
  const term = await peers.term();
  const isAll = asksAll || said.term !== term;
  if (isAll) said.wants.clear();
  const wants = wantsFor(needs, peer).filter((want) => said.wants.get(keyOf(want)) !== want[3]);
  const { keys, hasMore: hasMoreKeys } = await keysFor(
    needs,
    peer,
    state,
    Math.min(maxKeysAtOnce, Math.floor(budget / bytesOfKey)),
  );
  const { bundles, hasMore } = await livePortion(needs, peer, state, said, budget);
  const taken = JSON.stringify([...state.keysGot]);
  const keysTaken = { epoch: state.epoch, upTo: isAll || taken !== said.keys ? keysGotOf(state) : [] };
  for (const want of wants) said.wants.set(keyOf(want), want[3]);
  said.term = term;
  said.keys = taken;
  const lacking = await files.lackingFrom(peer.node);
  // A school fetches what it lacks; it says so only once in a session, for a stick that may be written for it.
  const saysFiles = isAll || (self.kind === 'region' && hashesOf(lacking) !== said.files);
  if (saysFiles) said.files = hashesOf(lacking);
  const ended = endedFor(needs, peer, state);
  // Who says that they have more of an own stream is to show it at once.
  const waitsForProof = self.kind === 'region' && [...said.differs.values()].some(({ node }) => node === self.node);
  if (isAll && !said.hasShownOwn) askOfOwn(needs, said);
  const differs = await differingFor(needs, said);
  const common = { epoch: self.epoch, term, isAll, wants, ended, differs, files: saysFiles ? lacking : undefined };
  return { ...common, bundles, keys, keysTaken, hasMore: hasMore || hasMoreKeys || waitsForProof };
}

/** All that a peer is not known to have, in messages of about `budget` bytes that can be lost, doubled and swapped. */
export async function* carry(needs: Needs, peer: KnownNode, budget: number): AsyncGenerator<Message> {
  const { self, files, peers } = needs;
  const known = await peers.stateOf(peer.node);
  // What an earlier epoch of the peer had says nothing of a restored one, which has not spoken yet.
  const state = known.epoch < peer.epoch ? { ...emptyState(), epoch: peer.epoch, files: known.files } : known;
  const positions = new Map(state.wants);
  const ended = endedFor(needs, peer, state);
  const differs = await differingFor(needs, peers.saidTo(peer.node));
  const wants = wantsFor(needs, peer);
  const common = { epoch: self.epoch, term: await peers.term(), isAll: true, wants, ended, differs };
  const keysTaken = { epoch: state.epoch, upTo: keysGotOf(state) };
  const lacking = await files.lackingFrom(peer.node);
  let { keys } = await keysFor(needs, peer, state, Number.POSITIVE_INFINITY);
  for (let hasMore = true; hasMore; keys = []) {
    const portion = await fill(needs, servedTo(needs, peer, state), positions, budget);
    hasMore = portion.hasMore;
    yield { ...common, keysTaken, files: lacking, keys, bundles: portion.bundles, hasMore };
  }
}

type Portion = { readonly bundles: Bundle[]; readonly left: number; readonly hasMore: boolean };

/**
 * What is sent again and again without a receipt (a stream that the peer refuses) comes after everything else, one
 * bundle at a time, and never calls for another round.
 */
async function livePortion(
  needs: Needs,
  peer: KnownNode,
  state: PeerState,
  said: Said,
  budget: number,
): Promise<Portion> {
  const isStuck = ({ stream }: Head): boolean => {
    const tried = said.tries.get(streamKey(stream));
    return (
      tried !== undefined && tried.times >= patientTries && tried.next === (state.wants.get(streamKey(stream)) ?? 1)
    );
  };
  const served = servedTo(needs, peer, state);
  const portion = await fill(
    needs,
    served.filter((head) => !isStuck(head)),
    new Map(state.wants),
    budget,
  );
  for (const { stream } of served.filter(isStuck)) {
    if (portion.hasMore || portion.left <= 0) break;
    const bundle = await nextBundle(
      needs.log,
      stream,
      state.wants.get(streamKey(stream)) ?? 1,
      Math.min(portion.left, maxBundleBytes),
      needs.wrapping,
    );
    if (bundle) portion.bundles.push(bundle);
  }
  const first = new Map(portion.bundles.toReversed().map(({ stream, from }) => [streamKey(stream), from]));
  for (const [key, next] of first) {
    const tried = said.tries.get(key);
    said.tries.set(key, { next, times: tried?.next === next ? tried.times + 1 : 1 });
  }
  return portion;
}

/** Fills a message with bundles of streams; `positions` moves on over what is in it. */
async function fill(
  { log, wrapping }: Needs,
  heads: readonly Head[],
  positions: Map<string, number>,
  budget: number,
): Promise<Portion> {
  const bundles: Bundle[] = [];
  let left = budget;
  for (const { stream, next: end } of heads) {
    const key = streamKey(stream);
    let next = positions.get(key) ?? 1;
    while (next < end) {
      if (left <= 0) return { bundles, left, hasMore: true };
      const bundle = await nextBundle(log, stream, next, Math.min(left, maxBundleBytes), wrapping);
      if (!bundle) break;
      bundles.push(bundle);
      left -= bundle.packed.length + bundleOverhead;
      next = bundle.from + bundle.count;
      positions.set(key, next);
    }
  }
  return { bundles, left, hasMore: false };
}

/**
 * The streams that a peer is served: the region's first, for by them it knows whose the others are; then what this node
 * wrote itself, so that a restored school knows all of it before its own year comes back (SYN-22).
 */
function servedTo(needs: Needs, peer: KnownNode, state: PeerState): Head[] {
  const heads = needs.log.streams().filter(({ stream }) => serves(needs, peer, state, stream));
  const rank = ({ stream }: Head): number =>
    stream.scope === regionScope ? 0 : stream.node === needs.self.node ? 1 : 2;
  return [0, 1, 2].flatMap((each) => heads.filter((head) => rank(head) === each));
}

/** SYN-12: the region passes on everybody's streams; a school's node others' only where the region asked for them. */
function serves({ self, authority }: Needs, peer: KnownNode, state: PeerState, stream: StreamId): boolean {
  if (stream.node === peer.node && stream.epoch >= state.epoch) return false;
  if (!authority.mayRead(peer.node, stream)) return false;
  if (stream.node === self.node || self.kind === 'region') return true;
  return peer.kind === 'region' && state.wants.has(streamKey(stream));
}

/** What this node wants next; of whose records a peer may not know it is not told what is here. */
function wantsFor({ log, self, authority }: Needs, peer: KnownNode): Want[] {
  const mayKnow = (stream: StreamId): boolean => {
    return peer.kind === 'region' || stream.node === peer.node || authority.mayRead(peer.node, stream);
  };
  return log
    .streams()
    .filter(({ stream }) => (stream.node !== self.node || stream.epoch !== self.epoch) && mayKnow(stream))
    .map(({ stream, next }) => [stream.node, stream.epoch, stream.scope, next]);
}

/** SYN-11: keys that the peer has no receipt for, of the scopes in which it is served, sealed to it. */
async function keysFor(
  needs: Needs,
  peer: KnownNode,
  state: PeerState,
  most: number,
): Promise<{ keys: Message['keys']; hasMore: boolean }> {
  const keys: [Scope, number, Uint8Array][] = [];
  let left = most;
  for (const scope of new Set(servedTo(needs, peer, state).map(({ stream }) => stream.scope))) {
    const fresh = needs.log.keysSince(scope, state.keysSent.get(scope) ?? 0);
    const some = fresh.slice(0, left);
    const last = some.at(-1);
    if (last)
      keys.push([
        scope,
        last.n,
        await needs.wrapping.sealTo(peer.age, toCbor(some.map(({ key }) => [key.person, key.key]))),
      ]);
    left -= some.length;
    if (some.length < fresh.length) return { keys, hasMore: true };
  }
  return { keys, hasMore: false };
}

/**
 * SYN-20: after a start a node asks what others have of its own streams: one that was put back and has written as much
 * again as it lost has as many records as they, and other ones.
 */
function askOfOwn({ log, self }: Needs, said: Said): void {
  for (const { stream } of log.streams()) {
    if (stream.node === self.node) said.differs.set(streamKey(stream), stream);
  }
}

/** SYN-20: once, what is here of streams that the peer showed otherwise; of own ones it is asked. */
async function differingFor({ log, self }: Needs, said: Said): Promise<Differing[]> {
  const streams = [...said.differs.values()];
  said.differs.clear();
  return Promise.all(
    streams.map(async (stream) => ({ stream, marks: stream.node === self.node ? [] : await marksOf(log, stream) })),
  );
}

/**
 * Running hashes at the end of a stream and at steps back from it that double: a place common to both is soon found. At the
 * end with the writer's own signature.
 */
async function marksOf(log: Log, stream: StreamId): Promise<Mark[]> {
  const last = (log.head(stream)?.next ?? 1) - 1;
  const [signed] = await log.checkpoints(stream, last, 1);
  const marks: Mark[] = [];
  for (let back = 0; back < last; back = Math.max(1, back * 2)) {
    const mark = { seq: last - back, hash: await log.hashAt(stream, last - back) };
    marks.push(back === 0 && signed ? { ...mark, signature: signed.signature } : mark);
  }
  return marks;
}

/** SYN-9: streams that the peer was given and may not have any more; until it says that it has dropped them. */
function endedFor({ log, self, authority }: Needs, peer: KnownNode, state: PeerState): Message['ended'] {
  const ended = new Map<string, readonly [NodeId, Scope]>();
  const streams = log.streams().map(({ stream }) => stream);
  const hasKeysAlone = (scope: Scope): boolean => {
    return (
      state.keysSent.has(scope) && !streams.some((each) => each.scope === scope && authority.mayRead(peer.node, each))
    );
  };
  for (const stream of streams) {
    const { node, scope } = stream;
    const hasRecords = (state.wants.get(streamKey(stream)) ?? 1) > 1;
    const isHad = node !== peer.node && (hasRecords || hasKeysAlone(scope));
    const isOurs = node === self.node || self.kind === 'region';
    if (isHad && isOurs && !authority.mayRead(peer.node, stream)) ended.set(`${node} ${scope}`, [node, scope]);
  }
  return [...ended.values()];
}

function hashesOf(files: readonly FileWant[]): string {
  return files.map(({ hash }) => hash).join(' ');
}

function keysGotOf(state: PeerState): [Scope, number][] {
  return [...state.keysGot].map(([scope, upTo]) => [scope as Scope, upTo]);
}

function keyOf([node, epoch, scope]: Want): string {
  return streamKey({ node, epoch, scope });
}
