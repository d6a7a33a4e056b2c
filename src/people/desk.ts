import type { TabletId } from '#kernel/ids.ts';
import type { SchoolServer } from '#kernel/node.ts';
import type { OneAtATime } from '#kernel/one-at-a-time.ts';
import type { House } from '#http/house.ts';
import type { CredentialKeys } from './credential-keys.ts';
import type { Secret, WorkCredential } from './credentials.ts';
import type { Limiter } from './limiter.ts';
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
  /** What a work credential says, where a key of the school signed it, of this epoch or an earlier one. */
  readonly credentialOf: (text: string) => WorkCredential | undefined;
  /** Notes which tablets have spoken since the node came back. */
  readonly heardTablet: (house: House, tablet: TabletId) => Promise<void>;
  /** The highest record of this node's school stream that the region has. */
  readonly acknowledged: () => number;
  /** At a region's node: each school's newest server. */
  readonly schoolServers: () => Promise<readonly SchoolServer[]>;
  /** What is on its way to a node that came back: its people, or the rest. */
  readonly arriving: () => 'people' | 'rest' | undefined;
  /** Hears what time an adult's device shows when they sign in. */
  readonly heardTime?: ((at: number) => Promise<void>) | undefined;
  /** Changes of the office one after the other: each plans on what the one before it left. */
  readonly inTurn: OneAtATime;
};
