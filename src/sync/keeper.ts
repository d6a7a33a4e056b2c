import type { NodeId } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { minute, second, type Clock } from '#kernel/time.ts';
import type { Log } from '#log/log.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import { backoff } from './backoff.ts';
import type { SyncDesk } from './desk.ts';
import { pullFiles, pushFiles, type Pace } from './file-client.ts';
import { LinkFailure } from './http-client.ts';
import { linkClient, type LinkClient } from './link-client.ts';
import { isFileTime, paceOf, readSettings, type SyncSettings } from './settings.ts';

/** How the link to the region is doing, as the status page shows it. */
export type LinkStatus = {
  readonly url?: string;
  readonly lastSuccess?: number;
  readonly failingSince?: number;
  /** A key of the words of sync. */
  readonly why?: string;
  readonly tries: number;
  /** When the next round is due, by this node's clock. */
  readonly nextAt?: number;
  readonly isRunning: boolean;
  /** Bytes of rounds and files since the program began. */
  readonly bytes: number;
  /** The region's clock minus this one's, in milliseconds, at the last round. */
  readonly clockOffset?: number;
};

/** Timers that a test moves by hand. `now` is monotonic: a clock that is set must not stop the rounds. */
export type Timers = {
  now(): number;
  /** Calls back after so many milliseconds; answers with the way to call it off. */
  set(milliseconds: number, call: () => void): () => void;
};

export const realTimers: Timers = {
  now: () => performance.now(),
  set: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

export type KeeperNeeds = {
  readonly self: NodeIdentity;
  readonly log: Log;
  readonly clock: Clock;
  readonly desk: SyncDesk;
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
/** How long files go on before records get their turn. */
const fileSlice = 20 * second;
const patientRounds = 4;

/** Keeps the link of a school's node to its region: rounds, tries again for ever, files between rounds (SYN-18). */
export class LinkKeeper {
  readonly #needs: KeeperNeeds;
  #link: { readonly url: string; readonly client: LinkClient } | undefined;
  #status: LinkStatus = { tries: 0, isRunning: false, bytes: 0 };
  #running: Promise<void> | undefined;
  #callOff: (() => void) | undefined;
  #dueAt = Number.POSITIVE_INFINITY;
  #lastEnd = Number.NEGATIVE_INFINITY;
  #pieceBytes = 32 * 1024;
  #isStopping = false;
  #endWait: (() => void) | undefined;
  #stopHearing: (() => void) | undefined;

  constructor(needs: KeeperNeeds) {
    this.#needs = needs;
  }

  async start(): Promise<void> {
    const { log, self } = this.#needs;
    const stored = await log.getState('sync-link');
    if (stored)
      this.#status = { ...this.#status, ...(fromCbor(stored) as Partial<LinkStatus>), isRunning: false, bytes: 0 };
    this.#stopHearing = log.onCommit((records) => {
      if (records.some(({ stream }) => stream.node === self.node)) this.#hearOwn();
    });
    this.#dueIn(0);
  }

  /** Lets a round that is under way end, or break, and begins no other. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#stopHearing?.();
    this.#callOff?.();
    this.#link?.client.close();
    this.#endWait?.();
    await this.#running;
  }

  status(): LinkStatus {
    return this.#status;
  }

  /** A round at once, whatever went before. */
  now(): void {
    this.#dueIn(0);
  }

  /** One turn, at most one at a time: what comes meanwhile waits for the same. */
  turn(): Promise<void> {
    this.#running ??= this.#turn().finally(() => {
      this.#running = undefined;
      this.#needs.publish();
    });
    return this.#running;
  }

  #hearOwn(): void {
    // While the region does not answer, only the back-off says when to try again.
    if (this.#status.failingSince !== undefined) return;
    const { timers } = this.#needs;
    const at = Math.max(timers.now() + gather, this.#lastEnd + liveDistance);
    if (at < this.#dueAt) this.#dueIn(at - timers.now());
  }

  #dueIn(milliseconds: number): void {
    if (this.#isStopping) return;
    this.#callOff?.();
    const { timers, clock } = this.#needs;
    this.#dueAt = timers.now() + milliseconds;
    this.#status = { ...this.#status, nextAt: clock.now() + milliseconds };
    this.#callOff = timers.set(milliseconds, () => void this.turn());
  }

  async #turn(): Promise<void> {
    const { clock, dice, desk } = this.#needs;
    this.#callOff?.();
    this.#dueAt = Number.POSITIVE_INFINITY;
    const link = await this.#linkToRegion();
    if (!link) return;
    this.#status = { ...this.#status, isRunning: true };
    this.#needs.publish();
    try {
      await this.#rounds(link, desk.authority.region?.node as NodeId);
      const { failingSince: _since, why: _why, nextAt: _next, ...rest } = this.#status;
      await this.#note({ ...rest, lastSuccess: clock.now(), tries: 0, isRunning: false });
      this.#lastEnd = this.#needs.timers.now();
      const areFilesDone = await this.#files(link);
      this.#dueIn(areFilesDone ? roundEvery * (0.9 + dice() / 5) : second);
    } catch (error) {
      if (this.#isStopping) return;
      const tries = this.#status.tries + 1;
      const why = error instanceof LinkFailure ? error.key : 'sync.unexpected';
      const failing = { failingSince: this.#status.failingSince ?? clock.now(), why, tries };
      await this.#note({ ...this.#status, ...failing, isRunning: false });
      this.#dueIn((error instanceof LinkFailure ? error.retryAfter : undefined) ?? backoff(tries, dice()));
    }
  }

  async #linkToRegion(): Promise<LinkClient | undefined> {
    const { log, desk, self, clock } = this.#needs;
    const stored = await log.getState('region-url');
    const url = stored && stored.length > 0 ? Buffer.from(stored).toString('utf8') : undefined;
    const { region } = desk.authority;
    if (!url || !region || region.node === self.node || this.#isStopping) return undefined;
    if (this.#link?.url !== url) {
      this.#link?.client.close();
      const client = linkClient({ url, self, clock, exchange: desk.exchange, peer: () => desk.authority.region });
      this.#link = { url, client };
    }
    this.#status = { ...this.#status, url };
    return this.#link.client;
  }

  /** Rounds until neither end has more, or nothing moves any more. */
  async #rounds(link: LinkClient, region: NodeId): Promise<void> {
    const { clock, desk } = this.#needs;
    for (let idle = 0; idle < patientRounds && !this.#isStopping;) {
      const { absorbed, hasMore, clockOffset, bytes, sent } = await link.round();
      this.#status = { ...this.#status, clockOffset, bytes: this.#status.bytes + bytes };
      await desk.heard(region, clock.now(), absorbed);
      if (!hasMore) return;
      idle = absorbed.records > 0 || sent > 0 ? 0 : idle + 1;
    }
  }

  /** Says whether there is nothing left to carry now. */
  async #files(link: LinkClient): Promise<boolean> {
    const { log, desk } = this.#needs;
    const { files: ledger, store, authority, exchange } = desk;
    const settings = await readSettings(log);
    const pace = this.#paceBy(settings);
    if (!pace.mayGoOn()) return true;
    const carrying = { link, ledger, store, pace };
    const pulled = await pullFiles(carrying);
    const { files: wanted } = await exchange.stateOf(authority.region?.node as NodeId);
    const pushed = await pushFiles(carrying, wanted);
    this.#status = { ...this.#status, bytes: this.#status.bytes + pulled.bytes + pushed.bytes };
    return (pulled.isDone && pushed.isDone) || !isFileTime(settings, this.#needs.clock.now());
  }

  #paceBy(settings: SyncSettings): Pace {
    const { timers, clock } = this.#needs;
    const until = timers.now() + fileSlice;
    let since = timers.now();
    return {
      mayGoOn: () => !this.#isStopping && timers.now() < until && isFileTime(settings, clock.now()),
      after: async (bytes) => {
        const took = timers.now() - since;
        if (took < 2 * second) this.#pieceBytes = Math.min(1024 * 1024, this.#pieceBytes * 2);
        else if (took > 5 * second) this.#pieceBytes = Math.max(8 * 1024, this.#pieceBytes / 2);
        const wait = paceOf(settings, bytes) - took;
        if (wait > 0 && !this.#isStopping) await this.#wait(wait);
        since = timers.now();
      },
      pieceBytes: () => Math.min(this.#pieceBytes, (settings.bytesPerSecond ?? Number.MAX_SAFE_INTEGER) * 5),
    };
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const callOff = this.#needs.timers.set(milliseconds, resolve);
      this.#endWait = () => {
        callOff();
        resolve();
      };
    });
  }

  /** Kept where something changed that a restart must not forget; the time of success once in a while. */
  async #note(status: LinkStatus): Promise<void> {
    const { lastSuccess = 0, failingSince, why, clockOffset } = status;
    const before = this.#status;
    this.#status = status;
    const isOld = lastSuccess - (before.lastSuccess ?? 0) >= 10 * minute;
    if (!isOld && before.failingSince === failingSince && before.why === why) return;
    const kept = { lastSuccess, failingSince, why, clockOffset };
    await this.#needs.log.setState(
      'sync-link',
      toCbor(Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined))),
    );
  }
}
