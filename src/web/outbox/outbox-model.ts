/**
 * How far an entry has come. `waiting`: on this tablet only. `parked`: the server refused it; it is kept, shown, and
 * tried again now and then. `school`: durable at the school. `region`: the region has it too.
 */
export type EntryState = 'waiting' | 'parked' | 'school' | 'region';

/** A fact of a pupil's work under its own credential: (tablet, n) names it for ever. */
export type Entry = {
  readonly tablet: string;
  readonly n: number;
  readonly person: string;
  readonly credential: string;
  readonly kind: string;
  /** By the tablet's clock, in milliseconds since 1970. */
  readonly at: number;
  readonly body: unknown;
  readonly state: EntryState;
  /** Why the server refused it: a key of words. */
  readonly key?: string;
  /** The restore epoch of the server that took it. */
  readonly epoch?: number;
};

/** What a server says of one entry. */
export type EntryResult = { readonly n: number; readonly state: 'taken' | 'parked'; readonly key?: string };

/** What a server has of a tablet: everything up to `last` but what `lacks` names (from, to; both included). */
export type ServerState = {
  readonly epoch: number;
  readonly region: number;
  readonly last: number;
  readonly lacks: readonly (readonly [from: number, to: number])[];
};

/** A request carries no more: as many as the server takes at once, in a body that a thin line can carry. */
export const maxBatch = 200;
const maxBatchBytes = 512 * 1024;

/** Work that the region has is kept this long, in case that both servers lose it. */
const keptMilliseconds = 30 * 24 * 3600 * 1000;
/** Bounds the tablet's store: beyond it, the oldest that the region has go first. Some 30 MB. */
const maxKept = 60_000;

/** The first of the waiting entries that go into one request; never none of some. */
export function batchOf(waiting: readonly Entry[], limit: number): readonly Entry[] {
  let bytes = 0;
  const fitting = waiting.slice(0, limit).findIndex((entry, place) => {
    bytes += JSON.stringify(entry.body).length * 2 + entry.credential.length + 100;
    return place > 0 && bytes > maxBatchBytes;
  });
  return waiting.slice(0, fitting < 0 ? limit : fitting);
}

/** OUT-3: the entries of a batch as they stand after the answer. One that the answer does not name goes on waiting. */
export function afterAnswer(batch: readonly Entry[], results: readonly EntryResult[], epoch: number): readonly Entry[] {
  const byNumber = new Map(results.map((result) => [result.n, result]));
  return batch.flatMap((entry): Entry[] => {
    const result = byNumber.get(entry.n);
    if (!result) return [];
    const { key: _, ...bare } = entry;
    if (result.state === 'taken') return [{ ...bare, state: 'school' as const, epoch }];
    return [{ ...bare, state: 'parked' as const, key: result.key ?? 'web.unexpected' }];
  });
}

/**
 * OUT-4: the entries that the region now has: those that this very epoch of the server took, up to the number that it
 * names. What an older epoch took may have been lost with it.
 */
export function afterRegion(atSchool: readonly Entry[], region: number, epoch: number): readonly Entry[] {
  return atSchool
    .filter((entry) => entry.state === 'school' && entry.epoch === epoch && entry.n <= region)
    .map((entry) => ({ ...entry, state: 'region' as const }));
}

/**
 * OUT-5: what changes when a server is found in another epoch than the one that took the entries (it was restored, or
 * this is its first answer): what it lacks waits again, whatever was said of it before; a refusal is tried again.
 */
export function afterEpoch(kept: readonly Entry[], server: ServerState): readonly Entry[] {
  return kept.flatMap((entry): Entry[] => {
    if (entry.state === 'waiting' || (entry.epoch === server.epoch && entry.state !== 'parked')) return [];
    const { key: _, ...bare } = entry;
    if (entry.state === 'parked' || isLacking(entry.n, server)) return [{ ...bare, state: 'waiting' as const }];
    return [{ ...bare, epoch: server.epoch }];
  });
}

function isLacking(n: number, { last, lacks }: ServerState): boolean {
  return n > last || lacks.some(([from, to]) => from <= n && n <= to);
}

/**
 * OUT-6: which of the oldest entries that the region has need not be kept any longer, `count` being how many the tablet
 * keeps in all: those past their time, and as many of the oldest as are too many.
 */
export function disposable(oldest: readonly Entry[], count: number, now: number): readonly Entry[] {
  const tooMany = Math.max(0, count - maxKept);
  return oldest.filter((entry, place) => entry.state === 'region' && (place < tooMany || now - entry.at > keptMilliseconds));
}

/** OUT-9: parked entries, to be tried again: the server may have learned what it did not know. */
export function afterPatience(parked: readonly Entry[]): readonly Entry[] {
  return parked.map(({ key: _, ...entry }) => ({ ...entry, state: 'waiting' as const }));
}

/** How many entries of a person are how far. */
export type Lights = Readonly<Record<EntryState, number>>;

export const noLights: Lights = { waiting: 0, parked: 0, school: 0, region: 0 };

/** How the sending goes: how often in a row it failed, and how many entries a request may carry. */
export type Course = { readonly failures: number; readonly limit: number };

export const freshCourse: Course = { failures: 0, limit: maxBatch };

const firstWait = 1000;
const longestWait = 5 * 60_000;

/** What to do after a request failed: park these, then wait so many milliseconds. `random` is from 0 to 1. */
export type AfterFailure = { readonly course: Course; readonly park: readonly Entry[]; readonly wait: number };

/**
 * OUT-7: no server, a busy one, or one that does not know the tablet: the same again later, for ever, with longer and
 * longer pauses. A request that the server cannot read is cut in halves until the one entry is found that it is about;
 * that one is parked, so that it holds up nothing.
 */
export function afterFailure(course: Course, batch: readonly Entry[], failure: { readonly key: string; readonly status: number }, random: number): AfterFailure {
  const isAboutContent = failure.status === 400 || failure.status === 413 || failure.status === 422;
  if (!isAboutContent) {
    const failures = course.failures + 1;
    return { course: { ...course, failures }, park: [], wait: pauseOf(failures, random) };
  }
  if (batch.length > 1) return { course: { failures: 0, limit: Math.ceil(batch.length / 2) }, park: [], wait: 0 };
  const park = batch.map((entry) => ({ ...entry, state: 'parked' as const, key: failure.key }));
  return { course: freshCourse, park, wait: 0 };
}

/** From half to all of a pause that doubles: tablets of a class do not come back in one instant. */
export function pauseOf(failures: number, random: number): number {
  const pause = Math.min(longestWait, firstWait * 2 ** (failures - 1));
  return Math.round(pause * (0.5 + random / 2));
}

/** Which window of this origin sends: until when, unless it says so again. */
export type Lease = { readonly holder: string; readonly until: number };

export const leaseMilliseconds = 8000;

/**
 * OUT-8: the lease that `me` now holds, or undefined while another window holds it. One that reaches farther than any
 * can was given before the clock was set back, and does not count.
 */
export function claimed(lease: Lease | undefined, me: string, now: number): Lease | undefined {
  const isHeld = lease && lease.holder !== me && lease.until > now && lease.until <= now + leaseMilliseconds;
  return isHeld ? undefined : { holder: me, until: now + leaseMilliseconds };
}
