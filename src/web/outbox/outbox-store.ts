import type { Lights, NewEntry, Parked, Tablet } from './door.ts';
import {
  sentPart,
  type Entry,
  type EntryResult,
  type Light,
  type SentEntry,
  type TabletRow,
  type Totals,
  type WorkAnswer,
} from './entry.ts';
import { connect, isForRoom, type Database, type Facts, type Writing } from './outbox-database.ts';
import { absorb, batchOf, held, numbered, parkedAs, reachOf, trimmed, type Lease } from './outbox-model.ts';
import type { Command, Found } from './sender-model.ts';

type Look = Pick<Extract<Command, { do: 'look' }>, 'limit' | 'without' | 'after'>;

/** Where entries are kept. Each function is one transaction: it happens as a whole or not at all. */
export type OutboxStore = {
  /** The tablet of today. */
  tablet(): Promise<TabletRow | undefined>;
  setTablet(tablet: Tablet): Promise<void>;
  /** OUT-1, OUT-2. Rejects with the browser's QuotaExceededError where there is no room. */
  add(given: NewEntry, now: number): Promise<Entry>;
  /** OUT-12: whether `me` may send, for the next fifteen seconds. `wall`: the clock that all windows share. */
  hold(me: string, wall: number): Promise<boolean>;
  release(holder: string): Promise<void>;
  holder(): Promise<string | undefined>;
  look(asked: Look): Promise<Found>;
  /** What goes up of these entries of one tablet. */
  toSend(entries: readonly Entry[]): Promise<readonly SentEntry[]>;
  absorb(tablet: string, answer: WorkAnswer, asked: number, now: number): Promise<void>;
  park(entry: Entry, key: string, now: number): Promise<void>;
  unpark(): Promise<void>;
  /** OUT-11. `bytesWanted`: room that a full storage has to make. Answers with how many entries went. */
  trim(now: number, bytesWanted?: number): Promise<number>;
  lightsOf(person: string): Promise<Lights>;
  parked(person: string | undefined): Promise<readonly Parked[]>;
  days(): Promise<number | undefined>;
  setDays(days: number): Promise<void>;
  offset(): Promise<number | undefined>;
  setOffset(offset: number): Promise<void>;
  /** PPL-44: the newest work credential under which this tablet has work here. */
  proof(): Promise<string | undefined>;
  close(): void;
};

const everything = Number.MAX_SAFE_INTEGER;
const strict = { durability: 'strict' } as const;
/** How many entries one transaction lets go of; a page stays quick. */
const mostTrimmed = 2000;

/** Opens the outbox of this origin. Rejects where the browser keeps nothing. */
export async function openStore(name = 'tirek-outbox'): Promise<OutboxStore> {
  const { database, write, close } = await connect(name);
  const fact = async <K extends keyof Facts>(key: K): Promise<Facts[K]> =>
    (await (await database()).get('facts', key)) as Facts[K];
  const setFact = async <K extends keyof Facts>(key: K, value: Facts[K]): Promise<void> => {
    await (await database()).put('facts', value, key);
  };

  return {
    tablet: async () => newest(await (await database()).getAll('tablets')),
    setTablet: (tablet) => write((tx) => setTablet(tx, tablet), strict),
    add: (given, now) => write((tx) => add(tx, given, now), strict),
    hold: (me, wall) =>
      write((tx) => hold(tx, me, wall)).catch(async (error: unknown) => {
        // What waits on a full tablet still goes up.
        if (!isForRoom(error)) throw error;
        return held(await fact('lease'), me, wall) !== undefined;
      }),
    release: (holder) => write((tx) => release(tx, holder)),
    holder: async () => (await fact('lease'))?.holder,
    look: async (asked) => look(await database(), asked),
    toSend: async (entries) => toSend(await database(), entries),
    absorb: (tablet, answer, asked, now) => write((tx) => take(tx, tablet, answer, asked, now)),
    park: (entry, key, now) => write((tx) => park(tx, entry, key, now)),
    unpark: () => write(unpark),
    trim: (now, bytesWanted) => write((tx) => trim(tx, now, bytesWanted)),
    lightsOf: async (person) => lightsOf(await database(), person),
    parked: async (person) => parked(await database(), person),
    days: () => fact('days'),
    setDays: (days) => setFact('days', days),
    offset: () => fact('offset'),
    setOffset: (offset) => setFact('offset', offset),
    proof: async () => proof(await database()),
    close,
  };
}

function newest(rows: readonly TabletRow[]): TabletRow | undefined {
  return rows.toSorted((a, b) => a.order - b.order).at(-1);
}

/** How many of the newest entries are looked at for one that was not begun in an outage. */
const mostLooked = 200;

async function proof(db: Database): Promise<string | undefined> {
  const row = newest(await db.getAll('tablets'));
  if (!row) return undefined;
  const range = IDBKeyRange.bound([row.tablet, 0], [row.tablet, everything]);
  let cursor = await db.transaction('contents').store.openCursor(range, 'prev');
  for (let n = 0; cursor && n < mostLooked; n++) {
    if (cursor.value.credential.startsWith('w1.')) return cursor.value.credential;
    cursor = await cursor.continue();
  }
  return undefined;
}

async function setTablet(tx: Writing, { tablet, token }: Tablet): Promise<void> {
  const rows = await tx.objectStore('tablets').getAll();
  const order = (newest(rows)?.order ?? 0) + 1;
  const known = rows.find((row) => row.tablet === tablet);
  const row: TabletRow = known ? { ...known, token, order } : { tablet, token, order, next: 1, region: 0, answers: 0 };
  await tx.objectStore('tablets').put(row);
}

async function add(tx: Writing, given: NewEntry, now: number): Promise<Entry> {
  const row = newest(await tx.objectStore('tablets').getAll());
  if (!row) throw new Error('work on a tablet that is not enrolled');
  const made = numbered(row, given, now);
  await Promise.all([
    tx.objectStore('tablets').put(made.row),
    tx.objectStore('entries').add(made.entry),
    tx.objectStore('contents').add(made.content),
    addToTotals(tx, 1, made.entry.bytes),
  ]);
  return made.entry;
}

async function addToTotals(tx: Writing, count: number, bytes: number): Promise<Totals> {
  const before = await totalsOf(tx);
  const after = { count: before.count + count, bytes: before.bytes + bytes };
  await tx.objectStore('facts').put(after, 'totals');
  return after;
}

async function totalsOf(tx: Writing): Promise<Totals> {
  return ((await tx.objectStore('facts').get('totals')) as Totals | undefined) ?? { count: 0, bytes: 0 };
}

async function hold(tx: Writing, me: string, wall: number): Promise<boolean> {
  const lease = held((await tx.objectStore('facts').get('lease')) as Lease | undefined, me, wall);
  if (lease) await tx.objectStore('facts').put(lease, 'lease');
  return lease !== undefined;
}

async function release(tx: Writing, holder: string): Promise<void> {
  const lease = (await tx.objectStore('facts').get('lease')) as Lease | undefined;
  if (lease?.holder === holder) await tx.objectStore('facts').delete('lease');
}

async function look(db: Database, { limit, without, after }: Look): Promise<Found> {
  const tx = db.transaction(['tablets', 'entries']);
  const rows = (await tx.objectStore('tablets').getAll()).toSorted((a, b) => b.order - a.order);
  const atSchool: TabletRow[] = [];
  for (const row of rows.filter(({ tablet }) => !without.includes(tablet))) {
    const beyond = (after.find(({ tablet }) => tablet === row.tablet)?.n ?? 0) + 1;
    const range = IDBKeyRange.bound([row.tablet, 1, beyond], [row.tablet, 1, everything]);
    const entries = await tx.objectStore('entries').index('to-send').getAll(range, limit.entries);
    if (entries.length > 0) return { batch: { tablet: row, entries: batchOf(entries, limit) }, atSchool };
    const first = await tx.objectStore('entries').index('light').getKey(lightRange(row.tablet, 'school'));
    if (first) atSchool.push(row);
  }
  return { atSchool };
}

async function toSend(db: Database, entries: readonly Entry[]): Promise<readonly SentEntry[]> {
  const { store } = db.transaction('contents');
  return Promise.all(
    entries.map(async (entry) => {
      const content = await store.get([entry.tablet, entry.n]);
      if (!content) throw new Error('an entry without its content');
      return sentPart(entry, content);
    }),
  );
}

function lightRange(tablet: string, light: Light, from = 0, to = everything): IDBKeyRange {
  return IDBKeyRange.bound([tablet, light, from], [tablet, light, to]);
}

async function take(tx: Writing, tablet: string, answer: WorkAnswer, asked: number, now: number): Promise<void> {
  const row = await tx.objectStore('tablets').get(tablet);
  if (!row) return;
  const entries = tx.objectStore('entries');
  const reached = reachOf(row, answer, asked)
    .filter(({ from, to }) => from <= to)
    .map(({ light, from, to }) => entries.index('light').getAll(lightRange(tablet, light, from, to)));
  const named = answer.results.map(({ n }: EntryResult) => entries.get([tablet, n]));
  const found = [...(await Promise.all(reached)).flat(), ...(await Promise.all(named))];
  const byNumber = new Map(found.flatMap((entry) => (entry ? [[entry.n, entry] as const] : [])));
  const { row: next, changed } = absorb(row, [...byNumber.values()], answer, asked, now);
  await Promise.all([tx.objectStore('tablets').put(next), ...changed.map((entry) => entries.put(entry))]);
}

async function park(tx: Writing, { tablet, n }: Entry, key: string, now: number): Promise<void> {
  const entry = await tx.objectStore('entries').get([tablet, n]);
  if (entry?.toSend) await tx.objectStore('entries').put(parkedAs(entry, key, now));
}

async function unpark(tx: Writing): Promise<void> {
  const range = IDBKeyRange.bound(['parked', 0], ['parked', everything]);
  const entries = await tx.objectStore('entries').index('since').getAll(range);
  await Promise.all(entries.map((entry) => tx.objectStore('entries').put({ ...entry, toSend: 1 })));
}

async function trim(tx: Writing, now: number, bytesWanted = 0): Promise<number> {
  const days = ((await tx.objectStore('facts').get('days')) as number | undefined) ?? 0;
  const range = IDBKeyRange.bound(['region', 0], ['region', everything]);
  const done = await tx.objectStore('entries').index('since').getAll(range, mostTrimmed);
  const gone = done.slice(0, trimmed(await totalsOf(tx), done, now, { days, bytesWanted }));
  if (gone.length === 0) return 0;
  const places = gone.map(({ tablet, n }) => [tablet, n] as [string, number]);
  await Promise.all(
    places.flatMap((place) => [tx.objectStore('entries').delete(place), tx.objectStore('contents').delete(place)]),
  );
  await addToTotals(tx, -gone.length, -gone.reduce((sum, { bytes }) => sum + bytes, 0));
  return gone.length;
}

async function lightsOf(db: Database, person: string): Promise<Lights> {
  const index = db.transaction('entries').store.index('person');
  const count = (light: Light): Promise<number> => index.count([person, light]);
  const [waiting, atSchool, atRegion, parkedCount] = await Promise.all([
    count('waiting'),
    count('school'),
    count('region'),
    count('parked'),
  ]);
  return { waiting, atSchool, atRegion, parked: parkedCount };
}

async function parked(db: Database, person: string | undefined): Promise<readonly Parked[]> {
  const index = db.transaction('entries').store.index('since');
  const all = await index.getAll(IDBKeyRange.bound(['parked', 0], ['parked', everything]));
  return all
    .filter((entry) => person === undefined || entry.person === person)
    .map((entry) => ({
      tablet: entry.tablet,
      n: entry.n,
      person: entry.person,
      kind: entry.kind,
      at: entry.at,
      key: entry.key ?? '',
    }));
}
