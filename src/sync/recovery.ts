import { createPublicKey } from 'node:crypto';
import type { NodeId } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { reportError } from '#http/report.ts';
import { day, type Clock } from '#kernel/time.ts';
import { isGenuine } from '#log/chain.ts';
import type { Log } from '#log/log.ts';
import { fromCbor, streamKey, toCbor, type StreamId } from '#log/record.ts';
import type { Authority } from './authority.ts';
import type { Absorbed, Exchange } from './exchange.ts';
import type { Differing } from './message.ts';

/** Why a node went on to another epoch; a key of words follows from each. */
export type RecoveryReason = 'restored' | 'ahead' | 'differs' | 'tablet' | 'backup';

/** A recovery that is going on, or the last one. Kept as state of the node. */
export type Recovery = {
  readonly why: RecoveryReason;
  /** The epoch that it began. */
  readonly epoch: number;
  readonly since: number;
  /** When what lessons need first was here: records, and the files of the newest lessons (SYN-22). */
  readonly first?: { readonly records?: number; readonly files?: number };
  /** When all that others had was here, and the tables were derived anew. */
  readonly wholeAt?: number;
  /** Own records that others had otherwise, and that found a place in the new epoch. */
  readonly takenBack?: number;
};

export type RecoveryNeeds = {
  readonly self: NodeIdentity;
  readonly log: Log;
  readonly authority: Authority;
  readonly exchange: Exchange;
  readonly clock: Clock;
  /** Writes the next epoch down and has the node opened anew. */
  readonly openEpoch: () => void;
};

/** How long a region waits for schools that may have more of its streams, before it gives its own tail a place. */
const regionWaits = day;

/**
 * Brings a node back to itself (SYN-20 to SYN-22): notices that others know more or other of its own streams, opens a new
 * epoch, and takes back what others have. Everything is read from the store, so it goes on after a power cut.
 */
export class RecoveryKeeper {
  readonly #needs: RecoveryNeeds;
  #state: Recovery | undefined;
  #isLeaving = false;
  #finishing: Promise<void> | undefined;

  constructor(needs: RecoveryNeeds) {
    this.#needs = needs;
  }

  /** Begins a recovery where the node was opened in a later epoch than before. */
  async start(): Promise<void> {
    const { log, self, clock } = this.#needs;
    const [opened, stored, why] = await Promise.all(
      ['epoch', 'recovery', 'recovery-why'].map((name) => log.getState(name)),
    );
    if (stored) this.#state = fromCbor(stored) as Recovery;
    const before = opened ? (fromCbor(opened) as number) : 1;
    if (before === self.epoch) return;
    const reason = why && why.length > 0 ? (Buffer.from(why).toString() as RecoveryReason) : 'restored';
    await this.#keep({ why: reason, epoch: self.epoch, since: clock.now() });
    // What the region wrote comes before what this school did itself: until both are here it must not act on one alone.
    if (self.kind === 'school') await log.unsettle();
    await log.setState('recovery-why', new Uint8Array());
    await log.setState('epoch', toCbor(self.epoch));
  }

  /** The recovery that is going on, or the last one. */
  state(): Recovery | undefined {
    return this.#state;
  }

  isGoingOn(): boolean {
    return this.#state !== undefined && this.#state.wholeAt === undefined;
  }

  /** SYN-22: whether a restored school still waits for the records, or the files, that its lessons need first. */
  isWaitingFor(what: 'records' | 'files'): boolean {
    const isSchool = this.#needs.self.kind === 'school';
    return isSchool && this.isGoingOn() && this.#state?.why === 'restored' && this.#state.first?.[what] === undefined;
  }

  /** Notes that they are here. */
  async noteFirst(what: 'records' | 'files'): Promise<void> {
    if (!this.#state || this.#state.first?.[what] !== undefined) return;
    await this.#keep({ ...this.#state, first: { ...this.#state.first, [what]: this.#needs.clock.now() } });
  }

  /** To be called after each message of another node was absorbed. */
  async after(peer: NodeId, absorbed: Absorbed): Promise<void> {
    const { self } = this.#needs;
    if (this.#isLeaving) return;
    const proven = await this.#provenBy(absorbed.differing);
    if (proven) return this.leave(proven);
    const differing = await this.#differing(absorbed.differing);
    const isFork = differing.some(({ stream }) => stream.epoch === self.epoch);
    if (absorbed.ahead.length > 0 || isFork) {
      if (self.kind === 'school' && this.#isTrusted(peer)) {
        await this.leave(absorbed.ahead.length > 0 ? 'ahead' : 'differs');
      }
      return;
    }
    if (this.#isTrusted(peer)) {
      for (const { stream, common } of differing)
        if (stream.epoch < self.epoch) await this.#setAside(stream, common + 1);
    }
    const isDue = this.isGoingOn() || this.#needs.log.isUnsettled();
    if (isDue && !absorbed.hasMore) this.#finishing ??= this.#finish(peer).catch(failed);
  }

  /** What is set aside waits to be taken back, also where the recovery seemed to be over. */
  async #setAside(stream: StreamId, from: number): Promise<void> {
    const { log, self, clock, exchange } = this.#needs;
    await exchange.raiseTerm();
    if ((await log.setAside(stream, from)) === 0 || this.isGoingOn()) return;
    const { why = 'differs', since = clock.now() } = this.#state ?? {};
    await this.#keep({ why, epoch: self.epoch, since });
  }

  /** Goes on to a new epoch. What is here is signed first, so that it can still be passed on under the old one. */
  async leave(why: RecoveryReason): Promise<void> {
    const { log, self, openEpoch } = this.#needs;
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    for (const { stream } of log.streams()) if (isOwnNow(self, stream)) await log.checkpoint(stream);
    await log.setState('recovery-why', Buffer.from(why));
    openEpoch();
  }

  /** Waits for what goes on beside the links. */
  async idle(): Promise<void> {
    await this.#finishing;
  }

  /**
   * SYN-20: whether this node's own signature, shown by whomever, says that it had written more, or other records, than are
   * here. A school's word alone proves nothing to its region: it could be mistaken, or dishonest.
   */
  async #provenBy(found: readonly Differing[]): Promise<RecoveryReason | undefined> {
    const { log, self } = this.#needs;
    const key = createPublicKey(self.signingKey);
    for (const { stream, marks } of found.filter((each) => each.stream.epoch === self.epoch)) {
      const next = log.head(stream)?.next ?? 1;
      for (const { seq, hash, signature } of marks) {
        // Nearly always it says what is here, and then it need not be asked whether it is genuine.
        const isAhead = seq >= next;
        if (!isAhead && Buffer.compare(await log.hashAt(stream, seq), hash) === 0) continue;
        if (signature && isGenuine({ stream, seq, hash, signature }, key)) return isAhead ? 'ahead' : 'differs';
      }
    }
    return undefined;
  }

  #isTrusted(peer: NodeId): boolean {
    const { self, authority } = this.#needs;
    return self.kind === 'region' || authority.region?.node === peer;
  }

  /**
   * SYN-21: own streams of which the peer really has other records, with the last record that both are known to share. A
   * peer whose stream is the beginning of what is here has nothing other: a bundle was damaged on its way.
   */
  async #differing(found: readonly Differing[]): Promise<{ stream: StreamId; common: number }[]> {
    const { log } = this.#needs;
    const differing: { stream: StreamId; common: number }[] = [];
    for (const { stream, marks } of found) {
      const next = log.head(stream)?.next ?? 1;
      let common = 0;
      for (const { seq, hash } of marks.filter(({ seq }) => seq < next)) {
        if (seq > common && Buffer.compare(await log.hashAt(stream, seq), hash) === 0) common = seq;
      }
      const theirLast = Math.max(...marks.map(({ seq }) => seq));
      if (common < Math.min(theirLast, next - 1)) differing.push({ stream, common });
    }
    return differing;
  }

  /** Beside the links, which it must not hold up: a year's tables take a minute. What fails is tried with the next message. */
  async #finish(peer: NodeId): Promise<void> {
    const { log, clock, self } = this.#needs;
    try {
      const isWhole = this.isGoingOn() && (await this.#isWhole(peer));
      const takenBack = isWhole ? await log.takeBack() : 0;
      // A region that waits for its schools shows meanwhile what has come.
      if (isWhole || !this.isGoingOn() || self.kind === 'region') await log.settle();
      if (isWhole && this.#state) await this.#keep({ ...this.#state, wholeAt: clock.now(), takenBack });
    } finally {
      this.#finishing = undefined;
    }
  }

  /** Whether each earlier epoch is here as far as the peer has it, and there as far as it is here and may be read there. */
  async #isWhole(peer: NodeId): Promise<boolean> {
    const { log, self, exchange, clock, authority } = this.#needs;
    if (!this.#isTrusted(peer)) return false;
    const isTooEarly = self.kind === 'region' && clock.now() - (this.#state?.since ?? 0) < regionWaits;
    if (isTooEarly) return false;
    const { wants } = await exchange.stateOf(peer);
    const theirs = [...wants].filter(([key]) => isEarlierKey(self, key));
    const ours = new Map(
      log
        .streams()
        .filter(({ stream }) => stream.node === self.node && stream.epoch < self.epoch)
        // What is open to other schools alone never comes to the region.
        .filter(({ stream }) => authority.mayRead(peer, stream))
        .map(({ stream, next }) => [streamKey(stream), next]),
    );
    const keys = new Set([...theirs.map(([key]) => key), ...ours.keys()]);
    // A region's streams may lie with any school: what one of them has less is nothing to wait for.
    const isEqual = (key: string): boolean => {
      const [here, there] = [ours.get(key) ?? 1, wants.get(key) ?? 1];
      return self.kind === 'region' ? here >= there : here === there;
    };
    return [...keys].every(isEqual);
  }

  async #keep(state: Recovery): Promise<void> {
    this.#state = state;
    await this.#needs.log.setState('recovery', toCbor(state));
  }
}

function failed(error: unknown): void {
  reportError('recovery', error);
}

function isOwnNow(self: NodeIdentity, { node, epoch }: StreamId): boolean {
  return node === self.node && epoch === self.epoch;
}

/** Whether a stream, by its key, is this node's own of an earlier epoch. */
export function isEarlierKey(self: NodeIdentity, key: string): boolean {
  const [node, epoch] = key.split('/');
  return node === self.node && Number(epoch) < self.epoch;
}
