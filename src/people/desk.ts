import type { CredentialKeys } from './credential-keys.ts';
import type { Limiter } from './limiter.ts';
import type { Sessions } from './sessions.ts';
import type { WorkDesk } from './work.ts';

/** What the routes of people share while the program runs. */
export type Desk = {
  readonly sessions: Sessions;
  readonly keys: CredentialKeys;
  readonly limiter: Limiter;
  readonly work: WorkDesk;
  /** The highest record of this node's school stream that the region has. */
  readonly acknowledged: () => number;
};
