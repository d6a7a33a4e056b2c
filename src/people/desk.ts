import type { CredentialKeys } from './credential-keys.ts';
import type { Secret } from './credentials.ts';
import type { Limiter } from './limiter.ts';
import type { RestoredSchool } from './reseal.ts';
import type { Sessions } from './sessions.ts';
import type { WorkDesk } from './work.ts';

/** What the routes of people share while the program runs. */
export type Desk = {
  readonly sessions: Sessions;
  readonly keys: CredentialKeys;
  readonly limiter: Limiter;
  /** Slows guesses at one secret from all places together. */
  readonly anywhere: Limiter;
  readonly nobodysPassword: () => Promise<Secret>;
  readonly work: WorkDesk;
  /** The highest record of this node's school stream that the region has. */
  readonly acknowledged: () => number;
  /** At a region's node: the schools whose servers were restored with new keys. */
  readonly restoredSchools: () => Promise<readonly RestoredSchool[]>;
  /** Hears what time an adult's device shows when they sign in. */
  readonly heardTime?: ((at: number) => Promise<void>) | undefined;
  /** Changes of the office one after the other: each plans on what the one before it left. */
  readonly inTurn: <T>(change: () => Promise<T>) => Promise<T>;
};

export function oneAtATime(): Desk['inTurn'] {
  let last: Promise<unknown> = Promise.resolve();
  return (change) => {
    const next = last.then(change, change);
    last = next.catch(() => undefined);
    return next;
  };
}
