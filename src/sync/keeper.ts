import type { NodeId } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { minute, second, type Clock } from '#kernel/time.ts';
import type { HeldLine } from '#http/house.ts';
import type { Log } from '#log/log.ts';
import type { StreamId } from '#log/record.ts';
import { backoff, bounded } from './backoff.ts';
import type { SyncDesk } from './desk.ts';
import { FileRounds } from './file-rounds.ts';
import { LinkFailure } from './http-client.ts';
import { linkClient, type LinkClient } from './link-client.ts';
import { keepStatus, keptOf, readKept, type Kept, type LinkStatus } from './link-status.ts';
import type { KnownNode } from './nodes.ts';
import type { Timers } from './timers.ts';
import { whyOf } from './trouble.ts';

export type KeeperNeeds = {
  readonly self: NodeIdentity;
  readonly log: Log;
  readonly clock: Clock;
  readonly desk: SyncDesk;
  readonly line: HeldLine;
  readonly publish: () => void;
  readonly timers: Timers;
  /** Between 0 and 1. */
  readonly dice: () => number;
};

/** SYN-18: a round at least so often. */
const roundEvery = minute;
/** New records wait so long for more to come with them … */
const gather = 3 * second;
/** … and live rounds keep this distance, so that a school day costs hundreds of them and not thousands. */
const liveDistance = 20 * second;
/** SYN-31: while a lesson has the line, one round so often, of so many bytes of records each way, keeps the school safe. */
const heldDistance = 5 * minute;
const heldBytes = 8 * 1024;
/** SYN-22: while a year comes back to a restored school, files get their turn after so long. */
const restoreSlice = 15 * second;
/** Rounds in which nothing moved, after which a turn ends though the other end says that it has more. */
const patientRounds = 4;

/** Keeps the link of a school's node to its region: rounds, tries again for ever, files between rounds (SYN-18). */
export class LinkKeeper {
  readonly #needs: KeeperNeeds;
  readonly #files: FileRounds;
  #link: { readonly url: string; readonly client: LinkClient } | undefined;
  #status: LinkStatus = { tries: 0, isRunning: false, bytes: 0 };
  #kept: Kept = {};
  #running: Promise<void> | undefined;
  #callOff: (() => void) | undefined;
  #dueAt = Number.POSITIVE_INFINITY;
  #lastEnd = Number.NEGATIVE_INFINITY;
  #hasNews = false;
  #isAsked = false;
  #isStopping = false;
  readonly #stopHearing: (() => void)[] = [];

  constructor(needs: KeeperNeeds) {
    this.#needs = needs;
    this.#files = new FileRounds({ ...needs, isStopping: () => this.#isStopping });
  }

  async start(): Promise<void> {
    const { log, self, line } = this.#needs;
    this.#kept = await readKept(log);
    this.#status = { ...this.#status, ...this.#kept };
    this.#stopHearing.push(
      log.onCommit((records) => {
        if (records.some(({ stream }) => stream.node === self.node)) this.#hearOwn();
      }),
      line.onChange(() => this.#hearLine()),
    );
    this.#dueIn(0);
  }

  /** Lets a round that is under way end, or break, and begins no other. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const stop of this.#stopHearing) stop();
    this.#callOff?.();
    this.#link?.client.close();
    this.#files.endWait();
    await this.#running;
  }

  status(): LinkStatus {
    const left = this.#needs.line.left();
    const files = this.#files.status();
    return {
      ...this.#status,
      ...(left > 0 ? { heldUntil: this.#needs.clock.now() + left } : {}),
      ...(files.why ? { files } : {}),
    };
  }

  /** A round at once, whatever went before. */
  now(): void {
    this.#isAsked = true;
    this.#dueIn(0);
  }

  /** One turn, at most one at a time: what comes meanwhile waits for the same. It never fails: it comes again. */
  turn(): Promise<void> {
    this.#running ??= this.#turn().finally(() => {
      this.#running = undefined;
      this.#needs.publish();
    });
    return this.#running;
  }

  #hearOwn(): void {
    this.#hasNews = true;
    // While the region does not answer, only the back-off says when to try again; while a lesson has the line, its rate.
    if (this.#status.failingSince !== undefined || this.#status.turn || this.#needs.line.left() > 0) return;
    const { timers } = this.#needs;
    const at = Math.max(timers.now() + gather, this.#lastEnd + liveDistance);
    if (at < this.#dueAt) this.#dueIn(at - timers.now());
  }

  /** A line that was given back is used again soon, though not by all its schools in one moment. */
  #hearLine(): void {
    const { line, dice, publish } = this.#needs;
    if (line.left() === 0 && !this.#running) this.#dueIn(second + dice() * gather);
    publish();
  }

  #dueIn(milliseconds: number): void {
    if (this.#isStopping) return;
    this.#callOff?.();
    const { timers, clock } = this.#needs;
    this.#dueAt = timers.now() + milliseconds;
    this.#status = { ...this.#status, nextAt: clock.now() + milliseconds };
    this.#callOff = timers.set(milliseconds, () => void this.turn());
  }

  /** SYN-30: whatever happens in a turn, the next one is due when it ends. */
  async #turn(): Promise<void> {
    this.#callOff?.();
    this.#dueAt = Number.POSITIVE_INFINITY;
    const rest = this.#restOfHold();
    this.#isAsked = false;
    if (rest > 0) return this.#dueIn(rest);
    let wait: number;
    try {
      const { region } = this.#needs.desk.authority;
      const link = await this.#linkTo(region);
      // Without a region or its address there is nothing to try; who sets them calls `now`.
      if (!link || !region) return;
      this.#hasNews = false;
      this.#status = { ...this.#status, isRunning: true };
      this.#needs.publish();
      wait = await this.#meet(link, region.node);
    } catch (error) {
      wait = await this.#failed(error);
    }
    this.#lastEnd = this.#needs.timers.now();
    this.#dueIn(wait);
  }

  /** How long a lesson's line is still to be left alone; nobody who asks for a round by hand is kept waiting. */
  #restOfHold(): number {
    const { line, timers, dice } = this.#needs;
    const left = line.left();
    if (left === 0 || this.#isAsked) return 0;
    const distance = this.#lastEnd + heldDistance - timers.now();
    return Math.min(distance, left + dice() * gather);
  }

  /** Rounds and files; answers with how long to wait for the next. */
  async #meet(link: LinkClient, region: NodeId): Promise<number> {
    const { clock, dice, line } = this.#needs;
    const hasMoreRecords = await this.#rounds(link, region);
    const { failingSince: _since, why: _why, nextAt: _next, turn: _turn, ...rest } = this.#status;
    await this.#note({ ...rest, lastSuccess: clock.now(), tries: 0, isRunning: false });
    if (line.left() > 0) return Math.min(heldDistance, line.left() + dice() * gather);
    const { bytes, hasMore } = await this.#files.carry(link, region);
    this.#status = { ...this.#status, bytes: this.#status.bytes + bytes };
    if (hasMore || hasMoreRecords) return second;
    return this.#hasNews ? liveDistance : roundEvery * (0.9 + dice() / 5);
  }

  async #failed(error: unknown): Promise<number> {
    const { clock, dice, line } = this.#needs;
    const { turn, retryAfter } = error instanceof LinkFailure ? error : {};
    const asked = retryAfter === undefined ? undefined : bounded(retryAfter) * (0.9 + dice() / 5);
    const { failingSince, why: _why, turn: _turn, ...rest } = this.#status;
    if (turn) {
      await this.#note({ ...rest, turn, tries: 0, isRunning: false });
      return asked ?? backoff(1, dice());
    }
    const tries = rest.tries + 1;
    const failing = { failingSince: failingSince ?? clock.now(), why: whyOf(error), tries };
    await this.#note({ ...rest, ...failing, isRunning: false });
    const wait = asked ?? backoff(tries, dice());
    return line.left() > 0 ? Math.max(wait, Math.min(heldDistance, line.left())) : wait;
  }

  async #linkTo(region: KnownNode | undefined): Promise<LinkClient | undefined> {
    const { log, desk, self, clock } = this.#needs;
    const stored = await log.getState('region-url');
    const url = stored && stored.length > 0 ? Buffer.from(stored).toString('utf8') : undefined;
    if (!url || !region || region.node === self.node || this.#isStopping) return undefined;
    if (this.#link?.url !== url) {
      this.#link?.client.close();
      // What came in its place would have no rows until the whole year is here, and could not come ahead of it any more.
      const leaves = ({ node }: StreamId): boolean => node === self.node && desk.first.isDue();
      const peer = (): KnownNode | undefined => desk.authority.region;
      const client = linkClient({ url, self, clock, exchange: desk.exchange, peer, leaves });
      this.#link = { url, client };
    }
    this.#status = { ...this.#status, url };
    return this.#link.client;
  }

  /**
   * Rounds until neither end has more, or nothing moves any more; says whether it broke off for the files. To a restored
   * school what its lessons need first comes between them (SYN-22).
   */
  async #rounds(link: LinkClient, region: NodeId): Promise<boolean> {
    const { clock, desk, line, timers } = this.#needs;
    const until = timers.now() + restoreSlice;
    // After a failure the region may be serving others first: it is asked by a round that carries nothing (SYN-33).
    let mustKnock = this.#status.failingSince !== undefined || this.#status.turn !== undefined;
    let received = await this.#received(region);
    for (let idle = 0; idle < patientRounds && !this.#isStopping;) {
      const limit = mustKnock ? 0 : line.left() > 0 ? heldBytes : undefined;
      const { absorbed, hasMore, clockOffset, bytes } = await link.round(limit);
      this.#status = { ...this.#status, clockOffset, bytes: this.#status.bytes + bytes };
      await desk.heard(region, clock.now(), absorbed);
      if (line.left() > 0 && !mustKnock) return false;
      const isDue = desk.first.isDue();
      if (!mustKnock) await this.#first(link);
      // The region hears only in the next round that its own streams are here. What was left for later it tries again
      // without calling for a round, as what is refused; once some of it came, it goes on.
      const mayComeMore = isDue || (desk.recovery.isGoingOn() && absorbed.records > 0);
      if (!hasMore && !mayComeMore) return false;
      if (desk.recovery.isGoingOn() && timers.now() >= until) return true;
      const before = received;
      received = await this.#received(region);
      idle = mustKnock || absorbed.records > 0 || received > before ? 0 : idle + 1;
      mustKnock = false;
    }
    return false;
  }

  /** SYN-22: records ahead of their place as soon as the region's own are here, then the files of the newest lessons. */
  async #first(link: LinkClient): Promise<void> {
    const { desk, line } = this.#needs;
    const mayGoOn = (): boolean => !this.#isStopping && line.left() === 0;
    if (desk.first.isDue()) {
      const bytes = await desk.first.bring(link, mayGoOn);
      this.#status = { ...this.#status, bytes: this.#status.bytes + bytes };
    }
    while (!desk.first.isDue() && desk.recovery.isWaitingFor('files') && mayGoOn()) {
      const { bytes, hasMore } = await this.#files.carryFirst(link);
      this.#status = { ...this.#status, bytes: this.#status.bytes + bytes };
      if (!hasMore) return;
    }
  }

  /** Grows with each record that the region says it has: what was only sent may have been sent in vain. */
  async #received(region: NodeId): Promise<number> {
    const { wants } = await this.#needs.desk.exchange.stateOf(region);
    return [...wants.values()].reduce((sum, next) => sum + next, 0);
  }

  async #note(status: LinkStatus): Promise<void> {
    this.#status = status;
    this.#kept = await keepStatus(this.#needs.log, this.#kept, keptOf(status));
  }
}
