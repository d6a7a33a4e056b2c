import type { NodeId } from '#kernel/ids.ts';
import type { HeldLine } from '#http/house.ts';
import { second, type Clock } from '#kernel/time.ts';
import type { Log } from '#log/log.ts';
import { backoff } from './backoff.ts';
import type { SyncDesk } from './desk.ts';
import { pullFiles, pushFiles, type Pace, type Patience } from './file-client.ts';
import type { LinkClient } from './link-client.ts';
import { isFileTime, paceOf, readSettings, type SyncSettings } from './settings.ts';
import type { Timers } from './timers.ts';
import { whyOf } from './trouble.ts';

/** How files are doing between rounds. */
export type FilesStatus = { readonly failingSince?: number; readonly why?: string };

type FileRoundsNeeds = {
  readonly log: Log;
  readonly clock: Clock;
  readonly desk: SyncDesk;
  readonly line: HeldLine;
  readonly timers: Timers;
  readonly dice: () => number;
  /** Whether the keeper is being stopped. */
  readonly isStopping: () => boolean;
};

/** What went, and whether more could go at once. */
type CarriedFiles = { readonly bytes: number; readonly hasMore: boolean };

/** How long files go on before records get their turn. */
const fileSlice = 20 * second;

/**
 * Carries files between rounds, as the line and the school allow (SYN-14, SYN-18). Trouble with files never holds up
 * records: it has a back-off of its own, and a file that came with other bytes than its name one for itself (SYN-30).
 */
export class FileRounds {
  readonly #needs: FileRoundsNeeds;
  #status: FilesStatus = {};
  #pieceBytes = 32 * 1024;
  #tries = 0;
  #notBefore = Number.NEGATIVE_INFINITY;
  #endWait: (() => void) | undefined;
  readonly #spoilt = new Map<string, { tries: number; notBefore: number }>();

  constructor(needs: FileRoundsNeeds) {
    this.#needs = needs;
  }

  status(): FilesStatus {
    return this.#status;
  }

  /** Ends a wait for the pace. */
  endWait(): void {
    this.#endWait?.();
  }

  /** Carries what the time and the pace allow; says how many bytes went, and whether more could go at once. */
  carry(link: LinkClient, region: NodeId): Promise<CarriedFiles> {
    return this.#guarded(async (count) => {
      const { log, desk, clock } = this.#needs;
      const settings = await readSettings(log);
      const carrying = this.#carrying(link, this.#paceBy(settings, count));
      if (!carrying.pace.mayGoOn()) return false;
      const pulled = await pullFiles(carrying);
      const { files: wanted } = await desk.exchange.stateOf(region);
      const pushed = await pushFiles(carrying, wanted);
      return !(pulled.isDone && pushed.isDone) && isFileTime(settings, clock.now());
    });
  }

  /** The same for what a restored school needs first, at any hour. Notes when it is here, or cannot be had (SYN-22). */
  carryFirst(link: LinkClient): Promise<CarriedFiles> {
    return this.#guarded(async (count) => {
      const { first, recovery } = this.#needs.desk;
      const { isDone } = await pullFiles(this.#carrying(link, this.#paceBy({}, count)), await first.files());
      if (isDone) await recovery.noteFirst('files');
      return !isDone;
    });
  }

  async #guarded(carry: (count: (bytes: number) => void) => Promise<boolean>): Promise<CarriedFiles> {
    const { timers, dice, clock } = this.#needs;
    if (timers.now() < this.#notBefore) return { bytes: 0, hasMore: false };
    let bytes = 0;
    try {
      const hasMore = await carry((carried) => void (bytes += carried));
      this.#tries = 0;
      this.#status = {};
      return { bytes, hasMore };
    } catch (error) {
      this.#tries++;
      this.#notBefore = timers.now() + backoff(this.#tries, dice());
      this.#status = { failingSince: this.#status.failingSince ?? clock.now(), why: whyOf(error) };
      return { bytes, hasMore: false };
    }
  }

  #carrying(link: LinkClient, pace: Pace) {
    const { files: ledger, store } = this.#needs.desk;
    return { link, ledger, store, pace, patience: this.#patience() };
  }

  #patience(): Patience {
    const { timers, dice } = this.#needs;
    return {
      isWaiting: (hash) => (this.#spoilt.get(hash)?.notBefore ?? 0) > timers.now(),
      spoilt: (hash) => {
        const tries = (this.#spoilt.get(hash)?.tries ?? 0) + 1;
        // Each try costs the line the whole file: far rarer than tries that cost nothing.
        this.#spoilt.set(hash, { tries, notBefore: timers.now() + spoiltFactor * backoff(tries, dice()) });
      },
      whole: (hash) => void this.#spoilt.delete(hash),
    };
  }

  #paceBy(settings: SyncSettings, count: (bytes: number) => void): Pace {
    const { timers, clock, line, isStopping } = this.#needs;
    const until = timers.now() + fileSlice;
    let since = timers.now();
    return {
      mayGoOn: () => !isStopping() && line.left() === 0 && timers.now() < until && isFileTime(settings, clock.now()),
      after: async (bytes) => {
        count(bytes);
        const took = timers.now() - since;
        if (took < 2 * second) this.#pieceBytes = Math.min(1024 * 1024, this.#pieceBytes * 2);
        else if (took > 5 * second) this.#pieceBytes = Math.max(8 * 1024, this.#pieceBytes / 2);
        const wait = paceOf(settings, bytes) - took;
        if (wait > 0 && !isStopping()) await this.#wait(wait);
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
}

/** Of the usual back-off: from two minutes up to nearly two hours. */
const spoiltFactor = 25;
