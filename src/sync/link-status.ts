import { minute } from '#kernel/time.ts';
import type { Log } from '#log/log.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import type { FilesStatus } from './file-rounds.ts';
import type { Turn } from './http-client.ts';

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
  /** The region serves others first: this node's place, as it was told last (SYN-33). */
  readonly turn?: Turn;
  /** A lesson has the line to itself until then, by this node's clock (SYN-31). */
  readonly heldUntil?: number;
  /** Since when and why files do not come or go. */
  readonly files?: FilesStatus;
};

/** What of it a restart must not forget. */
export type Kept = Partial<Pick<LinkStatus, 'lastSuccess' | 'failingSince' | 'why' | 'clockOffset'>>;

export function keptOf({ lastSuccess, failingSince, why, clockOffset }: LinkStatus): Kept {
  const all = { lastSuccess, failingSince, why, clockOffset };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

const stateName = 'sync-link';

/** What was kept; nothing where that cannot be read: the link is tried either way. */
export async function readKept(log: Log): Promise<Kept> {
  try {
    const stored = await log.getState(stateName);
    return stored ? keptOf(fromCbor(stored) as LinkStatus) : {};
  } catch {
    return {};
  }
}

/**
 * Keeps the status where something changed that counts; the time of success once in a while. Answers with what is kept
 * now: a disk that takes nothing must not end the trying, and is given it again with the next status.
 */
export async function keepStatus(log: Log, before: Kept, now: Kept): Promise<Kept> {
  const isOld = (now.lastSuccess ?? 0) - (before.lastSuccess ?? 0) >= 10 * minute;
  if (!isOld && before.failingSince === now.failingSince && before.why === now.why) return before;
  return log.setState(stateName, toCbor(now)).then(
    () => now,
    () => before,
  );
}
