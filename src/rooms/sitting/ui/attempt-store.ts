import { held } from '#web/outbox/outbox-model.ts';
import { firstHead, nextHead } from '../model/chain.ts';
import type { SittingEvent } from '../model/event.ts';
import { packRun, readRun } from '../model/run.ts';
import type { SeatAnswer, TakeOver } from '../routes-sit.ts';
import {
  openDatabase,
  writeSoon,
  writeStrictly,
  type ChainRow,
  type Database,
  type Writing,
} from './attempt-database.ts';

/** Another window writes this attempt, or wrote in between (SIT-16). Nothing of the event was kept. */
export class NotTheWriter extends Error {}

/** A run as it goes into the outbox, a tail, or a sealed file. */
export type OutgoingRun = {
  readonly attempt: string;
  readonly device: string;
  readonly from: number;
  readonly head: string;
  readonly run: string;
};

/** A run, and the number of its last event. */
export type CutRun = { readonly run: OutgoingRun; readonly to: number };

/** What this tablet keeps of attempts. Each function is one transaction, durable when it resolves. */
export type AttemptStore = {
  /** The newest chain of an attempt on this tablet. */
  find(attempt: string): Promise<ChainRow | undefined>;
  /** Begins a chain, with what was done elsewhere before it. */
  begin(seat: SeatAnswer, credential: string, device: string, before: TakeOver): Promise<ChainRow>;
  events(row: ChainRow): Promise<readonly SittingEvent[]>;
  /** SIT-16: whether `me` may write it from now on, for fifteen seconds. `wall`: the clock that all windows share. */
  hold(chain: string, me: string, wall: number): Promise<boolean>;
  release(chain: string, holder: string): Promise<void>;
  /** SIT-2: keeps an event behind the `count` that the writer knows. Throws `NotTheWriter`, or for want of room. */
  append(
    chain: string,
    writer: { readonly me: string; readonly wall: number; readonly count: number },
    event: SittingEvent,
  ): Promise<ChainRow>;
  /** SIT-10: how far the attempt is. `isSure`: a power cut does not take it. */
  beat(chain: string, me: string, beat: NonNullable<ChainRow['beat']>, isSure: boolean): Promise<void>;
  setSeat(chain: string, seat: SeatAnswer): Promise<void>;
  setReached(chain: string, reached: number): Promise<void>;
  /** The chains of an attempt on this tablet. */
  chains(attempt: string): Promise<readonly ChainRow[]>;
  /** Chains with events that are in no run yet. */
  uncut(): Promise<readonly ChainRow[]>;
  /** The events from a number to the last, as a run. */
  runFrom(row: ChainRow, from: number): Promise<CutRun | undefined>;
  setCut(chain: string, cut: number): Promise<void>;
  keepPack(attempt: string, bytes: Uint8Array): Promise<void>;
  keepKey(attempt: string, key: string): Promise<void>;
  dropPack(attempt: string): Promise<void>;
  pack(attempt: string): Promise<{ readonly bytes: Uint8Array; readonly key?: string } | undefined>;
  /** SIT-17: the form goes from the tablet; the events of a chain go where the outbox and the school have them. */
  forget(attempt: string): Promise<void>;
  close(): void;
};

const everything = Number.MAX_SAFE_INTEGER;

export async function openAttempts(name = 'tirek-sitting'): Promise<AttemptStore> {
  const db = await openDatabase(name);
  const change = (
    chain: string,
    make: (row: ChainRow) => ChainRow | undefined,
    write: typeof writeStrictly = writeStrictly,
  ): Promise<void> => {
    return write(db, async (tx) => {
      const row = await tx.objectStore('chains').get(chain);
      const next = row && make(row);
      if (next) await tx.objectStore('chains').put(next);
    });
  };
  return {
    find: async (attempt) => newest(await db.getAllFromIndex('chains', 'attempt', attempt)),
    chains: (attempt) => db.getAllFromIndex('chains', 'attempt', attempt),
    begin: (seat, credential, device, before) => writeStrictly(db, (tx) => begin(tx, seat, credential, device, before)),
    events: (row) => eventsOf(db, row),
    hold: (chain, me, wall) => writeStrictly(db, (tx) => hold(tx, chain, me, wall)),
    release: (chain, holder) => change(chain, ({ lease, ...row }) => (lease?.holder === holder ? row : undefined)),
    append: (chain, writer, event) => writeStrictly(db, (tx) => append(tx, chain, writer, event)),
    beat: (chain, me, beat, isSure) => {
      const made = (row: ChainRow): ChainRow | undefined => {
        const lease = held(row.lease, me, beat.wall);
        return lease && { ...row, lease, beat };
      };
      return change(chain, made, isSure ? writeStrictly : writeSoon);
    },
    setSeat: (chain, seat) => change(chain, (row) => ({ ...row, seat })),
    setReached: (chain, reached) => change(chain, (row) => (row.reached < reached ? { ...row, reached } : undefined)),
    uncut: async () => (await db.getAll('chains')).filter((row) => row.cut < row.count),
    runFrom: (row, from) => runFrom(db, row, from),
    setCut: (chain, cut) => change(chain, (row) => (row.cut < cut ? { ...row, cut } : undefined)),
    keepPack: (attempt, bytes) =>
      writeStrictly(db, async (tx) => void (await tx.objectStore('packs').put({ attempt, bytes }))),
    keepKey: (attempt, key) =>
      writeStrictly(db, async (tx) => {
        const pack = await tx.objectStore('packs').get(attempt);
        if (pack) await tx.objectStore('packs').put({ ...pack, key });
      }),
    dropPack: (attempt) => db.delete('packs', attempt),
    pack: (attempt) => db.get('packs', attempt),
    forget: (attempt) => writeStrictly(db, (tx) => forget(tx, attempt)),
    close: () => db.close(),
  };
}

function newest(rows: readonly ChainRow[]): ChainRow | undefined {
  return rows.toSorted((a, b) => a.order - b.order).at(-1);
}

async function begin(
  tx: Writing,
  seat: SeatAnswer,
  credential: string,
  device: string,
  before: TakeOver,
): Promise<ChainRow> {
  const { attempt, person, form } = seat;
  const others = await tx.objectStore('chains').index('attempt').getAll(attempt);
  const { base: of, events, at } = before;
  const base = of ? { base: { of, events: bytesOf(events), at } } : {};
  const common = { chain: `${attempt}/${device}`, attempt, device, credential, seat };
  const head = firstHead({ attempt, person, form, device });
  const row: ChainRow = { ...common, ...base, order: others.length + 1, count: 0, head, cut: 0, reached: 0 };
  await tx.objectStore('chains').put(row);
  return row;
}

async function eventsOf(db: Database, row: ChainRow): Promise<readonly SittingEvent[]> {
  const rows = await db.getAll('events', IDBKeyRange.bound([row.chain, 0], [row.chain, everything]));
  const before = row.base ? (readRun(row.base.events) ?? []) : [];
  return [...before, ...rows.map(({ event }) => event)];
}

async function hold(tx: Writing, chain: string, me: string, wall: number): Promise<boolean> {
  const row = await tx.objectStore('chains').get(chain);
  const lease = row && held(row.lease, me, wall);
  if (row && lease) await tx.objectStore('chains').put({ ...row, lease });
  return lease !== undefined;
}

async function append(
  tx: Writing,
  chain: string,
  { me, wall, count }: { readonly me: string; readonly wall: number; readonly count: number },
  event: SittingEvent,
): Promise<ChainRow> {
  const row = await tx.objectStore('chains').get(chain);
  const lease = row && held(row.lease, me, wall);
  if (!row || !lease || row.count !== count) throw new NotTheWriter('another window writes this attempt');
  const head = nextHead(row.head, event);
  const isOver = event.kind === 'final' ? { isOver: true } : {};
  const next = { ...row, lease, count: count + 1, head, beat: { at: event.at, wall }, ...isOver };
  await Promise.all([
    tx.objectStore('events').add({ chain, n: count + 1, event, head }),
    tx.objectStore('chains').put(next),
  ]);
  return next;
}

/** As many bytes of a run as one record holds with room to spare. */
const mostBytes = 6000;

async function runFrom(db: Database, { chain, attempt, device }: ChainRow, from: number): Promise<CutRun | undefined> {
  let rows = await db.getAll('events', IDBKeyRange.bound([chain, from], [chain, everything]));
  let bytes = packRun(rows.map(({ event }) => event));
  while (bytes.length > mostBytes && rows.length > 1) {
    rows = rows.slice(0, Math.ceil(rows.length / 2));
    bytes = packRun(rows.map(({ event }) => event));
  }
  const last = rows.at(-1);
  return last && { run: { attempt, device, from, head: last.head, run: textOf(bytes) }, to: last.n };
}

async function forget(tx: Writing, attempt: string): Promise<void> {
  const rows = await tx.objectStore('chains').index('attempt').getAll(attempt);
  await tx.objectStore('packs').delete(attempt);
  for (const row of rows) {
    if (row.cut < row.count || row.reached < row.count) continue;
    await tx.objectStore('events').delete(IDBKeyRange.bound([row.chain, 0], [row.chain, everything]));
    const { base: _, ...bare } = row;
    await tx.objectStore('chains').put(bare);
  }
}

function textOf(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (sign) => sign.codePointAt(0) ?? 0);
}
