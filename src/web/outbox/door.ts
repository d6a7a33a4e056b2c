import type { ReadonlySignal } from '@preact/signals';

/** A tablet as the school enrolled it: under its id entries are numbered, with its token they are sent. */
export type Tablet = { readonly tablet: string; readonly token: string };

/** The name of an entry for life. */
export type EntryName = { readonly tablet: string; readonly n: number };

export type NewEntry = {
  /** `w1.…` (work credential) or `o1.<person>.<code>` (begun in an outage with the teacher's code). */
  readonly credential: string;
  /** A kind of work that a room of the server takes: `lessons.answered`. */
  readonly kind: string;
  /** A JSON value, or what makes one from the entry's own name (an attempt is named by its first entry). */
  readonly body: unknown | ((name: EntryName) => unknown);
  /** Milliseconds since 1970; `outbox.now()` where absent. */
  readonly at?: number;
};

/** How many entries of a person are how far. Each entry is counted once. */
export type Lights = {
  readonly waiting: number;
  readonly atSchool: number;
  readonly atRegion: number;
  readonly parked: number;
};

/** A refused entry, without what the pupil wrote. `key` is a key of words. */
export type Parked = EntryName & {
  readonly person: string;
  readonly kind: string;
  readonly at: number;
  readonly key: string;
};

export type OutboxState = {
  /** The tablet's storage took no more at the last `put`. */
  readonly isFull: boolean;
  /** Whether this window is the one that sends. */
  readonly isSending: boolean;
  /** Since when nothing went up, and why; undefined while all is well. Status 0: no server. */
  readonly failing: { readonly since: number; readonly key: string; readonly status: number } | undefined;
};

export type Outbox = {
  /**
   * Keeps an entry and sends it up by itself. Resolves with its number once it is durable on this tablet (OUT-1).
   * Rejects with `OutboxFull` (`error.key` is `web.outbox-full`) where the storage is full, with an ordinary error where
   * no tablet was set or the entry is none.
   */
  put(entry: NewEntry): Promise<number>;
  /** How far the entries of a person have come, as a signal; takes a person's id or a credential. */
  lights(whose: string): ReadonlySignal<Lights>;
  /** Refused entries of a person, or of all for the teacher's and the technician's eyes. */
  parked(whose?: string): Promise<readonly Parked[]>;
  /** Offers all parked entries again. */
  retryParked(): Promise<void>;
  /** Tries to send now; resolves when nothing more is to be sent, or at the first failure, or if another window sends. */
  flush(): Promise<void>;
  /** Makes this the tablet that new entries belong to. Durable when resolved. */
  setTablet(tablet: Tablet): Promise<void>;
  tablet(): Tablet | undefined;
  /** A work credential that shows a school which tablet this was before its server burnt (PPL-44). */
  proof(): Promise<string | undefined>;
  /** How many days an entry is kept after the region has it: 30 where never set, fewer are not possible. */
  keepFor(days: number): Promise<void>;
  /** Milliseconds by which the server's clock is ahead of the tablet's, as last measured. */
  readonly clockOffset: ReadonlySignal<number>;
  /** The corrected time in milliseconds since 1970; never goes back within a page (OUT-13). */
  now(): number;
  readonly state: ReadonlySignal<OutboxState>;
  /** Gives the lease back and closes the store; for tests and for a page that goes. */
  close(): Promise<void>;
};

/** OUT-1: the tablet's storage took no more. Nothing of the entry was kept. */
export class OutboxFull extends Error {
  /** A key of words. */
  readonly key = 'web.outbox-full';
  constructor() {
    super('the storage of this tablet is full');
  }
}
