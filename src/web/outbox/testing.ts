import type { NewEntry } from './door.ts';
import {
  sentPart,
  type Content,
  type Entry,
  type EntryResult,
  type Light,
  type SentEntry,
  type TabletRow,
  type WorkAnswer,
} from './entry.ts';
import { absorb, batchOf, held, numbered, parkedAs, trimmed, type Lease } from './outbox-model.ts';
import {
  decide,
  freshSender,
  type Batch,
  type Command,
  type Event,
  type Failure,
  type Found,
  type Sender,
} from './sender-model.ts';

export function aRow(more: Partial<TabletRow> = {}): TabletRow {
  return { tablet: 't', token: 't1.t', order: 1, next: 1, region: 0, answers: 0, ...more };
}

export function anEntry(n: number, light: Light = 'waiting', more: Partial<Entry> = {}): Entry {
  const made = { tablet: 't', n, person: 'p', kind: 'k', at: n, bytes: 100 };
  return {
    ...made,
    light,
    since: 0,
    ...(light === 'waiting' ? { toSend: 1 as const } : {}),
    ...(light === 'parked' ? { key: 'no' } : {}),
    ...more,
  };
}

export function nameOf({ tablet, n }: { readonly tablet: string; readonly n: number }): string {
  return `${tablet}-${n}`;
}

/** Kinds of work for which a server behaves otherwise: `later` is refused until it is brought up to date. */
export type Kind = 'fine' | 'refused' | 'later' | 'poison' | 'bomb';

/** A school's server and its region. It takes each entry once, and can be restored to what its region has. */
export class SimServer {
  epoch = 1;
  isUpToDate = false;
  isTokenKnown = true;
  /** In the order of the log. */
  taken: string[] = [];
  atRegion = new Set<string>();
  /** First takings of an epoch, in their order. */
  firsts: { readonly epoch: number; readonly tablet: string; readonly n: number }[] = [];

  answer({ tablet, entries }: Batch): WorkAnswer | Failure {
    if (!this.isTokenKnown) return { key: 'http.sign-in', status: 401 };
    if (entries.some((entry) => entry.kind === 'poison')) return { key: 'http.bad-input', status: 400 };
    if (entries.some((entry) => entry.kind === 'bomb')) return { key: 'http.unexpected', status: 500 };
    const results = entries.map((entry) => this.take(entry));
    return { results, node: 'school', epoch: this.epoch, region: this.regionOf(tablet.tablet) };
  }

  sync(many: number): void {
    for (const name of this.taken.filter((each) => !this.atRegion.has(each)).slice(0, many)) this.atRegion.add(name);
  }

  restore(): void {
    this.epoch++;
    this.taken = this.taken.filter((name) => this.atRegion.has(name));
  }

  private take(entry: Entry): EntryResult {
    const { n, tablet } = entry;
    if (this.taken.includes(nameOf(entry))) return { n, state: 'taken' };
    const isRefused = entry.kind === 'refused' || (entry.kind === 'later' && !this.isUpToDate);
    if (isRefused) return { n, state: 'parked', key: 'no' };
    this.taken.push(nameOf(entry));
    this.firsts.push({ epoch: this.epoch, tablet, n });
    return { n, state: 'taken' };
  }

  /** As people/routes-tablets.ts counts it. */
  private regionOf(tablet: string): number {
    const numbers = this.taken.filter((name) => name.startsWith(`${tablet}-`));
    const numberIn = (name: string): number => Number(name.slice(tablet.length + 1));
    const missing = numbers.filter((name) => !this.atRegion.has(name)).map(numberIn);
    return missing.length > 0 ? Math.min(...missing) - 1 : Math.max(0, ...numbers.map(numberIn));
  }
}

/** What survives when windows die: the transactions of outbox-store.ts, on maps. */
export class SimDisk {
  rows: TabletRow[];
  entries = new Map<string, Entry>();
  contents = new Map<string, Content>();
  lease: Lease | undefined;
  /** Nothing can be written; what is there can be read. */
  isFull = false;
  /** Hears of every change of an entry; `after` is absent where it goes. */
  onChange: (before: Entry, after: Entry | undefined, isNewServer: boolean) => void = () => undefined;

  constructor(row: TabletRow = aRow()) {
    this.rows = [row];
  }

  today(): TabletRow {
    return this.rows.at(-1) as TabletRow;
  }

  setTablet(tablet: string): void {
    this.rows = [...this.rows, aRow({ tablet, order: this.rows.length + 1 })];
  }

  add(given: NewEntry, now: number): Entry {
    const { row, entry, content } = numbered(this.today(), given, now);
    this.putRow(row);
    this.entries.set(nameOf(entry), entry);
    this.contents.set(nameOf(entry), content);
    return entry;
  }

  hold(me: string, wall: number): boolean {
    const lease = held(this.lease, me, wall);
    if (!this.isFull) this.lease = lease ?? this.lease;
    return lease !== undefined;
  }

  look({ limit, without, after }: Extract<Command, { do: 'look' }>): Found {
    const atSchool: TabletRow[] = [];
    for (const row of this.rows.toReversed().filter(({ tablet }) => !without.includes(tablet))) {
      const entries = this.of(row)
        .filter((entry) => entry.toSend && entry.n > (after.find(({ tablet }) => tablet === row.tablet)?.n ?? 0))
        .slice(0, limit.entries);
      if (entries.length > 0) return { batch: { tablet: row, entries: batchOf(entries, limit) }, atSchool };
      if (this.of(row).some((entry) => entry.light === 'school')) atSchool.push(row);
    }
    return { atSchool };
  }

  toSend(entries: readonly Entry[]): readonly SentEntry[] {
    return entries.map((entry) => sentPart(entry, this.contents.get(nameOf(entry)) as Content));
  }

  absorb(tablet: string, answer: WorkAnswer, asked: number, now: number): void {
    const row = this.rows.find((each) => each.tablet === tablet) as TabletRow;
    const done = absorb(row, this.of(row), answer, asked, now);
    this.putRow(done.row);
    for (const entry of done.changed) this.put(entry, row.server?.epoch !== answer.epoch);
  }

  park(entry: Entry, key: string, now: number): void {
    const found = this.entries.get(nameOf(entry));
    if (found?.toSend && !this.isFull) this.put(parkedAs(found, key, now));
  }

  unpark(): void {
    if (this.isFull) return;
    for (const entry of this.entries.values()) if (entry.light === 'parked') this.put({ ...entry, toSend: 1 });
  }

  trim(now: number, mostCount: number): void {
    const done = [...this.entries.values()]
      .filter((entry) => entry.light === 'region')
      .toSorted((a, b) => a.since - b.since);
    const most = { count: mostCount, bytes: 1_000_000 };
    for (const entry of done.slice(0, trimmed({ count: this.entries.size, bytes: 0 }, done, now, { days: 30, most }))) {
      this.entries.delete(nameOf(entry));
      this.contents.delete(nameOf(entry));
      this.onChange(entry, undefined, false);
    }
  }

  private of({ tablet }: TabletRow): Entry[] {
    return [...this.entries.values()].filter((entry) => entry.tablet === tablet).toSorted((a, b) => a.n - b.n);
  }

  private put(entry: Entry, isNewServer = false): void {
    const before = this.entries.get(nameOf(entry)) as Entry;
    this.entries.set(nameOf(entry), entry);
    this.onChange(before, entry, isNewServer);
  }

  private putRow(row: TabletRow): void {
    this.rows = this.rows.map((each) => (each.tablet === row.tablet ? row : each));
  }
}

/** What may befall a request. `half`: the server did it, and the reply was lost. */
export type Fate = 'fine' | 'lost' | 'half';

type Job = (fate: Fate) => void;

/** A window with its sender; what it began and what is not yet over waits in `jobs`, and dies with it. */
export class SimWindow {
  readonly me: string;
  readonly world: SimWorld;
  sender: Sender = freshSender;
  jobs: Job[] = [];
  /** How many requests are under way, and how many there were at most. */
  under = { now: 0, most: 0 };

  constructor(me: string, world: SimWorld) {
    this.me = me;
    this.world = world;
    this.happen({ type: 'tick', now: world.now });
  }

  happen(event: Event): void {
    const { sender, commands } = decide(this.sender, event);
    if (sender.isMine && !this.sender.isMine) this.world.disk.unpark();
    this.sender = sender;
    for (const command of commands) this.begin(command);
  }

  /** Does one of the things that are under way; they are done by others, in any order. */
  work(fate: Fate, which = 0): void {
    this.jobs.splice(which % Math.max(1, this.jobs.length), 1)[0]?.(fate);
  }

  private begin(command: Command): void {
    const { world } = this;
    if (command.do === 'hold') {
      this.jobs.push(() => this.happen({ type: 'held', now: world.now, isMine: world.disk.hold(this.me, world.wall) }));
    } else if (command.do === 'look') {
      this.jobs.push(() => this.happen({ type: 'found', now: world.now, found: world.disk.look(command) }));
    } else if (command.do === 'park') {
      this.jobs.push(() => {
        world.disk.park(command.entry, command.key, world.now);
        this.happen({ type: 'answered', now: world.now, isUseful: true });
      });
    } else if (command.do !== 'wake') {
      this.request(command.do === 'send' ? command.batch : { tablet: command.tablet, entries: [] });
    }
  }

  private request(batch: Batch): void {
    const { world } = this;
    this.under = { now: this.under.now + 1, most: Math.max(this.under.most, this.under.now + 1) };
    world.requests.push({ me: this.me, at: world.now, entries: batch.entries.map(nameOf) });
    const fail = (failure: Failure): void => this.happen({ type: 'failed', now: world.now, failure, batch, dice: 0.5 });
    this.jobs.push((fate) => {
      const answer = fate === 'lost' ? { key: 'web.no-server', status: 0 } : world.server.answer(batch);
      this.jobs.push(() => {
        this.under = { ...this.under, now: this.under.now - 1 };
        if (fate === 'half') return fail({ key: 'web.no-server', status: 0 });
        if ('status' in answer) return fail(answer);
        if (world.disk.isFull) return this.happen({ type: 'unstored', now: world.now, batch, dice: 0.5 });
        world.disk.absorb(batch.tablet.tablet, answer, batch.tablet.answers, world.now);
        this.happen({ type: 'answered', now: world.now, isUseful: true });
      });
    });
  }
}

/** One tablet with its windows, and its server. */
export class SimWorld {
  /** Time that only goes on, and the clock that somebody may set. */
  now = 1_000_000;
  wall = 1_000_000;
  readonly disk = new SimDisk();
  readonly server = new SimServer();
  windows: SimWindow[] = [];
  requests: { readonly me: string; readonly at: number; readonly entries: readonly string[] }[] = [];
  private opened = 0;

  open(): void {
    this.windows = [...this.windows, new SimWindow(`w${++this.opened}`, this)];
  }

  /** Undefined where there is no room. */
  put(kind: Kind): Entry | undefined {
    if (this.disk.isFull) return undefined;
    const entry = this.disk.add({ credential: 'o1.p.123456', kind, body: 0 }, this.now);
    for (const window of this.windows) window.happen({ type: 'news', now: this.now });
    return entry;
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
    this.wall += milliseconds;
    for (const window of this.windows) window.happen({ type: 'tick', now: this.now });
  }

  /** Whether something is still to be sent, or to be heard of the region. */
  isBusy(): boolean {
    return [...this.disk.entries.values()].some((entry) => entry.toSend || entry.light === 'school');
  }

  /** Whatever is under way comes to its end, without mishap. */
  settle(): void {
    while (this.windows.some((window) => window.jobs.length > 0))
      for (const window of this.windows) window.work('fine');
  }
}
