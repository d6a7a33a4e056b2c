import type { NewEntry } from './door.ts';
import {
  personOf,
  sentPart,
  weightOf,
  type Content,
  type Entry,
  type EntryResult,
  type Light,
  type TabletRow,
  type Totals,
  type WorkAnswer,
} from './entry.ts';

/** As many as the server takes in one request, and what a thin line carries in half a minute (OUT-5). */
export const mostEntries = 200;
export const mostBytes = 256 * 1024;

/** A record's body holds at most 16 KB; no entry that is heavier can ever be taken. */
export const heaviestEntry = 32 * 1024;

/** Bounds what the outbox takes of the tablet's storage (OUT-11). */
export const mostKept: Totals = { count: 50_000, bytes: 50 * 1024 * 1024 };

/** The least time for which an entry is kept after the region has it, in days (OUT-11). */
export const leastDays = 30;

const day = 24 * 3600 * 1000;

export type Numbered = { readonly row: TabletRow; readonly entry: Entry; readonly content: Content };

/** OUT-2, OUT-4: gives an entry its number and its person. Throws on an entry that no server could take. */
export function numbered(row: TabletRow, given: NewEntry, now: number): Numbered {
  const name = { tablet: row.tablet, n: row.next };
  const body = typeof given.body === 'function' ? (given.body as (made: typeof name) => unknown)(name) : given.body;
  const { credential, kind } = given;
  const content = { ...name, credential, body };
  const made = { ...name, person: personOf(credential), kind, at: Math.round(given.at ?? now) };
  const bytes = weightOf(sentPart(made, content));
  if (bytes > heaviestEntry) throw new RangeError(`an entry of ${bytes} bytes; a record holds less`);
  const entry: Entry = { ...made, bytes, light: 'waiting', since: now, toSend: 1 };
  return { row: { ...row, next: row.next + 1 }, entry, content };
}

export type Limit = { readonly entries: number; readonly bytes: number };

/** OUT-5: the first entries that fit into a request; of some, never none. `entries` come in order of their numbers. */
export function batchOf(entries: readonly Entry[], limit: Limit): readonly Entry[] {
  let bytes = 0;
  const tooMany = entries.findIndex((entry, place) => {
    bytes += entry.bytes;
    return place > 0 && (place >= limit.entries || bytes > limit.bytes);
  });
  return tooMany < 0 ? entries : entries.slice(0, tooMany);
}

/** The entries of a tablet that an answer may change: all of a light, from a number to a number. */
export type Reach = { readonly light: Light; readonly from: number; readonly to: number };

/** How an answer stands to what was known before. */
type News = {
  /** From a server before its last restore: it says nothing any more (OUT-9). */
  readonly isOld: boolean;
  /** From another server than the last one: restored, put in its place, or fallen back without knowing it (OUT-15). */
  readonly isNewServer: boolean;
  /** Another answer was stored since this one was asked for: what it says of the region may be of before that. */
  readonly isOvertaken: boolean;
  readonly hasRegionFallen: boolean;
};

function newsOf(row: TabletRow, answer: WorkAnswer, asked: number): News {
  const { server } = row;
  const isOld = server !== undefined && server.node === answer.node && answer.epoch < server.epoch;
  const isNewServer =
    !isOld && (server?.node !== answer.node || server.epoch !== answer.epoch || answer.lacks === true);
  const isOvertaken = row.answers !== asked;
  return {
    isOld,
    isNewServer,
    isOvertaken,
    hasRegionFallen: !isOvertaken && !isNewServer && answer.region < row.region,
  };
}

/**
 * Which entries `absorb` needs besides those that the answer names. The least that it needs: a tablet may hold fifty
 * thousand.
 */
export function reachOf(row: TabletRow, answer: WorkAnswer, asked: number): readonly Reach[] {
  const { isOld, isNewServer, isOvertaken, hasRegionFallen } = newsOf(row, answer, asked);
  if (isOld) return [];
  const all = { from: 0, to: Number.MAX_SAFE_INTEGER };
  const above = { from: answer.region + 1, to: Number.MAX_SAFE_INTEGER };
  if (isNewServer)
    return [
      { light: 'school', ...all },
      { light: 'parked', ...all },
      { light: 'region', ...above },
    ];
  if (hasRegionFallen)
    return [
      { light: 'school', ...all },
      { light: 'region', ...above },
    ];
  return isOvertaken ? [] : [{ light: 'school', from: 0, to: answer.region }];
}

export type Absorbed = { readonly row: TabletRow; readonly changed: readonly Entry[] };

/**
 * What a server's answer changes (OUT-5, OUT-7, OUT-8, OUT-9). `entries`: those that the answer names and those in its
 * reach, or more. `asked`: `row.answers` when the request was made.
 */
export function absorb(
  row: TabletRow,
  entries: readonly Entry[],
  answer: WorkAnswer,
  asked: number,
  now: number,
): Absorbed {
  const news = newsOf(row, answer, asked);
  if (news.isOld) return { row, changed: [] };
  const results = new Map(answer.results.map((result) => [result.n, result]));
  const isExplained = entries.some(
    (entry) => entry.n === answer.region + 1 && isOnlyAtSchool(entry, results.get(entry.n)),
  );
  const changed = entries.flatMap((entry) => {
    let next = entry;
    if (news.isNewServer) next = afterRestore(next, answer.region, now);
    else if (news.hasRegionFallen && !isExplained) next = afterFall(next, answer.region);
    next = afterResult(next, results.get(entry.n), news.isOvertaken, now);
    if (!news.isOvertaken) next = afterRegion(next, answer.region, now);
    return next === entry ? [] : [next];
  });
  const server = { node: answer.node, epoch: answer.epoch };
  const region = news.isOvertaken && !news.isNewServer ? row.region : answer.region;
  const { known: before, ...rest } = row;
  const known = answer.results.findLast(({ state }) => state === 'taken')?.n ?? (news.isNewServer ? undefined : before);
  const next = { ...rest, server, region, answers: row.answers + 1, ...(known === undefined ? {} : { known }) };
  return { row: next, changed };
}

/** A late entry with a low number (it was parked) brings the region's number down, and nothing is lost. */
function isOnlyAtSchool(entry: Entry, result: EntryResult | undefined): boolean {
  return entry.light === 'school' || (entry.light !== 'region' && result?.state === 'taken');
}

function afterRestore(entry: Entry, region: number, now: number): Entry {
  if (entry.light === 'school') return { ...entry, light: 'waiting', since: now, toSend: 1 };
  if (entry.light === 'parked' || (entry.light === 'region' && entry.n > region)) return { ...entry, toSend: 1 };
  return entry;
}

function afterFall(entry: Entry, region: number): Entry {
  const isAbove = entry.n > region && (entry.light === 'school' || entry.light === 'region');
  return isAbove ? { ...entry, toSend: 1 } : entry;
}

function afterResult(entry: Entry, result: EntryResult | undefined, isOvertaken: boolean, now: number): Entry {
  if (!result) return entry;
  const { toSend: _, key: __, ...bare } = entry;
  // A refusal from before another window's offer was taken.
  if (result.state === 'parked' && entry.light === 'school' && isOvertaken) return entry;
  // What the region has is never taken back, whatever a restored school thinks of its credential.
  if (entry.light === 'region') return bare;
  if (result.state === 'taken')
    return { ...bare, light: 'school', since: entry.light === 'school' ? entry.since : now };
  return parkedAs(entry, result.key ?? 'web.unexpected', now);
}

function afterRegion(entry: Entry, region: number, now: number): Entry {
  if (entry.light !== 'school' || entry.n > region) return entry;
  const { toSend: _, ...bare } = entry;
  return { ...bare, light: 'region', since: now };
}

/** OUT-7: keeps a refused entry with its reason. */
export function parkedAs(entry: Entry, key: string, now: number): Entry {
  const { toSend: _, ...bare } = entry;
  if (entry.light === 'region') return bare;
  return { ...bare, light: 'parked', key, since: entry.light === 'parked' ? entry.since : now };
}

export type Trimming = {
  /** Room for what is about to be kept, beyond what the bounds ask for. */
  readonly bytesWanted?: number;
  readonly days: number;
  readonly most?: Totals;
};

/**
 * OUT-11: which entries go. `done`: entries that the region has, the longest there first; any part of them from the
 * beginning. Answers with how many of the first may go.
 */
export function trimmed(
  totals: Totals,
  done: readonly Pick<Entry, 'since' | 'bytes'>[],
  now: number,
  { bytesWanted = 0, days, most = mostKept }: Trimming,
): number {
  let { count, bytes } = totals;
  let wanted = bytesWanted;
  let gone = 0;
  for (const entry of done) {
    const isTooMuch = count > most.count || bytes > most.bytes || wanted > 0;
    if (!isTooMuch && now - entry.since < Math.max(days, leastDays) * day) break;
    count--;
    bytes -= entry.bytes;
    wanted -= entry.bytes;
    gone++;
  }
  return gone;
}

/** Which window of this origin sends, and until when unless it says so again. */
export type Lease = { readonly holder: string; readonly until: number };

export const leaseMilliseconds = 15_000;
export const renewalMilliseconds = 5000;

/**
 * OUT-12: the lease that `me` now holds, or undefined while another window holds it. One that reaches farther than any
 * can was given before the clock was set back, and does not count.
 */
export function held(lease: Lease | undefined, me: string, now: number): Lease | undefined {
  const isOthers = lease && lease.holder !== me && lease.until > now && lease.until <= now + leaseMilliseconds;
  return isOthers ? undefined : { holder: me, until: now + leaseMilliseconds };
}
