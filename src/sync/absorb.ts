import { regionScope, schoolOfScope, type NodeId, type PersonId, type Scope } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { fromCbor, streamKey } from '#log/record.ts';
import type { PersonKey } from '#log/vault.ts';
import { unpackBundle, type Bundle } from './bundle.ts';
import type { Absorbed, Needs, Rejected } from './exchange.ts';
import type { Differing, Message, Want } from './message.ts';
import type { KnownNode } from './nodes.ts';
import { hear, type How } from './peer-state.ts';
import type { Wrapping } from './wrapping.ts';

/** Takes a message in, each bundle all or nothing; says what was refused and why. */
export async function absorb(needs: Needs, peer: KnownNode, message: Message, how: How): Promise<Absorbed> {
  const { log, self, peers } = needs;
  const state = await peers.stateOf(peer.node);
  const own = log.streams().filter(({ stream }) => stream.node === self.node && stream.epoch === self.epoch);
  const before = own.map(({ stream }) => state.wants.get(streamKey(stream)) ?? 1);
  // A peer can name any stream it likes: what is not here is nothing to be remembered, but what the region has of this
  // node's earlier epochs, which a restored node is to have back.
  const isOfEarlier = (node: NodeId, epoch: number, scope: Scope): boolean => {
    if (node !== self.node || epoch >= self.epoch) return false;
    return peer.kind === 'region' || scope === regionScope || schoolOfScope(scope) === peer.school;
  };
  const wants = message.wants.filter(([node, epoch, scope]) => {
    return log.head({ node, epoch, scope }) !== undefined || isOfEarlier(node, epoch, scope);
  });
  await peers.keep(peer.node, (known) => hear(known, { ...message, wants }, how, self.epoch));
  const less = own
    .filter(({ stream }, n) => (state.wants.get(streamKey(stream)) ?? 1) < (before[n] ?? 1))
    .map(({ stream }): Want => [stream.node, stream.epoch, stream.scope, state.wants.get(streamKey(stream)) ?? 1]);
  const ahead = message.wants.filter(([node, epoch, scope, next]) => {
    return node === self.node && epoch === self.epoch && next > (log.head({ node, epoch, scope })?.next ?? 1);
  });
  // A school's word alone is no proof: it is asked for what it has, with this node's own signature (SYN-20).
  for (const [node, epoch, scope] of ahead) {
    const stream = { node, epoch, scope };
    peers.saidTo(peer.node).differs.set(streamKey(stream), stream);
  }
  await takeKeys(needs, peer, message);
  const taken = await takeBundles(needs, peer, message.bundles);
  const differing = hearDiffering(needs, peer, message.differs);
  const dropped = await dropEnded(needs, peer, message.ended);
  return { ...taken, ahead, less, dropped, differing, hasMore: message.hasMore };
}

async function takeBundles(needs: Needs, peer: KnownNode, bundles: readonly Bundle[]) {
  const { wants, differs } = needs.peers.saidTo(peer.node);
  const { self } = needs;
  const rejected: Rejected[] = [];
  let records = 0;
  for (const bundle of bundles) {
    const taken = await takeBundle(needs, bundle);
    // Who sends what is here already, or what does not fit, does not know what this node wants: it is said again.
    if (typeof taken !== 'number' || taken === 0) wants.delete(streamKey(bundle.stream));
    if (typeof taken === 'number') records += taken;
    else rejected.push({ stream: bundle.stream, from: bundle.from, why: taken });
    // The writer's own word, or the region's of this node's own, that does not fit what is here.
    const isOwnWord = bundle.stream.node === peer.node || bundle.stream.node === self.node;
    if (isMisfit(taken) && isOwnWord) differs.set(streamKey(bundle.stream), bundle.stream);
  }
  // The sender takes a number for reached that is not: what this node wants has gone down.
  if (rejected.some(({ why }) => why === 'gap')) await needs.peers.raiseTerm();
  return { records, rejected };
}

/** What does not fit the records that are here; a bundle is packed against them, so it may not even unpack. */
function isMisfit(taken: Rejected['why'] | number): boolean {
  return taken === 'forged' || taken === 'damaged' || taken === 'unreadable';
}

/** SYN-20: who writes a stream is told what is here of it; what others have of own streams is for the caller. */
function hearDiffering(needs: Needs, peer: KnownNode, differs: Message['differs']): Differing[] {
  const { self, log, peers } = needs;
  for (const { stream, marks } of differs) {
    const isAsked = stream.node === peer.node && marks.length === 0 && log.head(stream);
    if (isAsked) peers.saidTo(peer.node).differs.set(streamKey(stream), stream);
  }
  const ofOwn = differs.filter(({ stream, marks }) => stream.node === self.node && marks.length > 0);
  if (ofOwn.length > 0) peers.saidTo(peer.node).hasShownOwn = true;
  return ofOwn;
}

/** Answers with the number of new records, or why there are none. */
async function takeBundle({ log, authority, wrapping }: Needs, bundle: Bundle): Promise<Rejected['why'] | number> {
  const { stream, from, count } = bundle;
  const key = authority.keyOf(stream, from + count - 1);
  if (!key) return authority.find(stream.node) ? 'revoked' : 'unknown-node';
  if (!authority.mayWriteIn(stream)) return 'not-its-scope';
  const segment = await unpackBundle(log, bundle, wrapping);
  if (!segment.ok) return segment.error.type;
  if (segment.value === 'known') return 0;
  const before = log.head(stream)?.next ?? 1;
  const taken = await log.receive(segment.value, key);
  return taken.ok ? taken.value - before : taken.error.type;
}

async function takeKeys({ self, peers, wrapping }: Needs, peer: KnownNode, message: Message): Promise<void> {
  for (const [scope, upTo, sealed] of message.keys) {
    const keys = await openKeys(self, sealed, scope, wrapping);
    if (!keys) continue;
    await peers.adopt(peer.node, keys, ({ keysGot, epoch }) => {
      if (message.epoch === epoch) keysGot.set(scope, Math.max(upTo, keysGot.get(scope) ?? 0));
    });
  }
}

async function openKeys(
  self: NodeIdentity,
  sealed: Uint8Array,
  scope: Scope,
  { openSealed }: Wrapping,
): Promise<PersonKey[] | undefined> {
  const plain = await openSealed(self.ageIdentity, sealed);
  try {
    const pairs = plain && (fromCbor(plain) as [PersonId, Uint8Array][]);
    return pairs?.map(([person, key]) => ({ person, scope, key: new Uint8Array(key) }));
  } catch {
    return undefined;
  }
}

/** SYN-9: only a stream's writer and the region can have its copies dropped, and never what a node wrote itself. */
async function dropEnded(needs: Needs, peer: KnownNode, ended: Message['ended']): Promise<Absorbed['dropped']> {
  const { log, self, files, peers } = needs;
  const gone = ended.filter(([node, scope]) => {
    const isTheirs = peer.kind === 'region' || node === peer.node;
    const ofScope = log.streams().filter(({ stream }) => stream.scope === scope);
    const isHere = ofScope.some(({ stream }) => stream.node === node);
    // Keys come before the records that need them, and those may never have come.
    const hasKeysAlone = ofScope.length === 0 && log.keysSince(scope, 0).length > 0;
    return isTheirs && (isHere || hasKeysAlone) && node !== self.node;
  });
  if (gone.length === 0) return [];
  await files.sweepAfter(async () => {
    for (const [node, scope] of gone) await log.drop(node, scope);
  });
  await peers.raiseTerm();
  const scopesHere = new Set(log.streams().map(({ stream }) => stream.scope));
  const lost = gone.map(([, scope]) => scope).filter((scope: Scope) => !scopesHere.has(scope));
  await peers.keep(peer.node, ({ keysGot }) => lost.forEach((scope) => keysGot.delete(scope)));
  return gone;
}
