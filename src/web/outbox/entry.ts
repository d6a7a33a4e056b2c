import type { EntryName } from './door.ts';

/** How far an entry has come; the words stand in README.md. */
export type Light = 'waiting' | 'school' | 'region' | 'parked';

/** How an entry stands. Its content lies apart: what is written again and again is small, also on a full tablet. */
export type Entry = EntryName & {
  readonly person: string;
  readonly kind: string;
  /** Milliseconds since 1970, corrected by the server's clock. */
  readonly at: number;
  /** What it weighs in a request. */
  readonly bytes: number;
  readonly light: Light;
  /** When the light became so; from then on counts how long the region has had it. */
  readonly since: number;
  /** Present where it is to be sent: always while it waits, and when it is offered again. Sparse, for the index. */
  readonly toSend?: 1;
  /** Why it is parked: a key of words. */
  readonly key?: string;
};

/** What was put, as it goes up. Never changed. */
export type Content = EntryName & { readonly credential: string; readonly body: unknown };

/** A tablet that this browser is or has been, with all that must be lost together if it is lost (OUT-3). */
export type TabletRow = {
  readonly tablet: string;
  readonly token: string;
  /** The highest is the tablet of today. */
  readonly order: number;
  /** The number of the next entry. */
  readonly next: number;
  /** The server that answered last: its node and its restore epoch. */
  readonly server?: ServerMark;
  /** What it said last of the region. */
  readonly region: number;
  /** The entry that this server said last that it has taken: what it must still have (OUT-15). */
  readonly known?: number;
  /** Counts stored answers, so that an answer knows whether another one overtook it. */
  readonly answers: number;
};

export type ServerMark = { readonly node: string; readonly epoch: number };

/** What a server says of one entry. */
export type EntryResult = { readonly n: number; readonly state: 'taken' | 'parked'; readonly key?: string };

/** What a server answers to a tablet's work, or when it is asked how far that has come (`results` empty). */
export type WorkAnswer = ServerMark & {
  readonly results: readonly EntryResult[];
  /** Everything that the school has of this tablet up to here is at the region. */
  readonly region: number;
  /** It does not have the entry that the tablet named as taken: it has lost what it once had (OUT-15). */
  readonly lacks?: boolean;
};

/** The size of what is kept, and what it may be (OUT-11). */
export type Totals = { readonly count: number; readonly bytes: number };

const utf8 = new TextEncoder();

/** What goes over the wire of an entry. */
export function sentPart(
  { n, kind, at }: Pick<Entry, 'n' | 'kind' | 'at'>,
  { credential, body }: Omit<Content, keyof EntryName>,
) {
  return { n, credential, kind, at, body };
}

export type SentEntry = ReturnType<typeof sentPart>;

export function weightOf(entry: SentEntry): number {
  return utf8.encode(JSON.stringify(entry)).length + 1;
}

/** Whose work goes up under a credential. Throws on a text that is none: the caller made it up. */
export function personOf(credential: string): string {
  const [version, payload = ''] = credential.split('.');
  if (version === 'o1' && payload) return payload;
  if (version !== 'w1') throw new Error('not a credential');
  const { p } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { p?: unknown };
  if (typeof p !== 'string') throw new Error('a credential without a person');
  return p;
}
