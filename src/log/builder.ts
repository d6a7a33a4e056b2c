import { erasureOps } from './core-ops.ts';
import { addEffects, buildOf, fingerprint, type Build, type ErasedBy } from './house.ts';
import type { Projection } from './projection.ts';
import type { LogRecord } from './record.ts';
import type { Registry } from './registry.ts';
import { repeatsIn } from './repeats.ts';
import { behind, readSlice, recordsOf, sliceRecords, type Positions, type Slice } from './replay.ts';
import type { PhysicalTable, PlacedOp, Store, Transaction } from './store.ts';
import { projectionsTable } from './tables.ts';
import type { Keyring } from './vault.ts';
import type { Job, JobOutcome, WriteQueue } from './write-queue.ts';

/** At most so many slices share a transaction: what is not committed costs memory, and is lost with the power. */
const slicesOfFlush = 16;

/** A request needs some turns of the event loop: its connection is taken in one, what it says is read in another. */
const turnsBetween = 64;

async function letOthersIn(): Promise<void> {
  for (let turn = 0; turn < turnsBetween; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export type Progress = { readonly ready: boolean; readonly done: number; readonly total: number };

/** Builds projections anew beside the shown ones, from the log, in slices between which the node serves. */
export interface Builder {
  /** The builds that new records take effect in. */
  shown(): readonly Build[];
  /** The shown builds and those under way: what a dropped stream leaves rows in. */
  builds(): readonly Build[];
  /**
   * Builds these projections (all, where none is named) in one pass over the records. Says whether it was carried to its end: a log that closes
   * breaks it off.
   */
  rebuild(...names: readonly string[]): Promise<boolean>;
  progress(name: string): Progress;
  stop(): Promise<void>;
}

type Needs = {
  readonly store: Store;
  readonly queue: WriteQueue;
  readonly registry: Registry;
  readonly projections: readonly Projection[];
  readonly takes: (record: LogRecord) => boolean;
  readonly erasedBy: ErasedBy;
  readonly keyring: Keyring;
};
type StoredBuild = { name: string; state: string; fingerprint: string; build: number; tables: string };

export async function builderOf(needs: Needs): Promise<Builder> {
  const { store, queue, registry, projections, takes, erasedBy, keyring } = needs;
  const shown = new Map<string, Build>();
  const progress = new Map<string, Progress>();
  const underWay = new Map<string, Promise<boolean>>();
  const building = new Map<string, Build>();
  let isStopping = false;
  const limit = sliceRecords[store.engine];
  const stored = await store.all<StoredBuild>('select name, state, fingerprint, build, tables from log_projections');
  let lastBuild = Math.max(0, ...stored.map((each) => each.build));

  const swap = async (tx: Transaction, next: Build): Promise<void> => {
    const before = await tx.all<StoredBuild>(
      'select name, state, fingerprint, build, tables from log_projections where name = ?',
      next.projection.name,
    );
    for (const target of next.targets.values()) await tx.show(target);
    for (const each of before) {
      if (each.build !== next.build) for (const target of targetsOf(each)) await tx.drop(target);
    }
    await tx.apply([buildOp(next, 'shown'), dropBuildOp(next.projection.name, 'building')]);
  };

  const total = (): number => registry.all().reduce((sum, head) => sum + head.next - 1, 0);

  /** Carries the records out; adds to `fresh` whose keys they took. */
  const replay = async (tx: Transaction, nexts: readonly Build[], slice: Slice, fresh: Set<string>): Promise<void> => {
    const stretches = slice.stretches.map((stretch) => {
      const mayRepeat = registry.hasEarlierEpoch(stretch.stream);
      return { ...stretch, mayRepeat, records: mayRepeat ? [...recordsOf(stretch)] : recordsOf(stretch) };
    });
    const candidates = stretches.flatMap(({ mayRepeat, records }) => (mayRepeat ? [...records] : []));
    const repeats = await repeatsIn(tx, registry, candidates);
    function* opsOfEach(): Generator<readonly PlacedOp[]> {
      for (const { records, origin } of stretches) {
        for (const record of records) {
          const ops: PlacedOp[] = [];
          // An erasure that an older program kept without knowing it destroys its key now.
          const person = erasedBy(record);
          if (person !== undefined && !keyring.isErased(person) && !fresh.has(person)) {
            fresh.add(person);
            ops.push(...erasureOps(person));
          }
          if (takes(record) && !repeats.has(record)) for (const next of nexts) addEffects(ops, next, record, origin);
          yield ops;
        }
      }
    }
    await tx.apply(oneByOne(opsOfEach()));
  };

  const build = async (wanted: readonly Projection[]): Promise<boolean> => {
    const nexts = wanted.map((projection) => buildOf(projection, ++lastBuild));
    await queue.add(async (tx) => {
      for (const next of nexts) for (const target of next.targets.values()) await tx.create(target);
      await tx.apply(nexts.map((next) => buildOp(next, 'building')));
      return finished(undefined, () => nexts.forEach((next) => building.set(next.projection.name, next)));
    });
    /** From here on records take effect in these: later ones of the same flush already, for the old tables are gone. */
    const settle = (): (() => void) => {
      const before = new Map(shown);
      for (const next of nexts) {
        shown.set(next.projection.name, next);
        building.delete(next.projection.name);
      }
      return () => {
        for (const next of nexts) {
          const old = before.get(next.projection.name);
          if (old) shown.set(next.projection.name, old);
          else shown.delete(next.projection.name);
          building.set(next.projection.name, next);
        }
      };
    };
    let from: Positions = new Map();
    const note = (upTo: Positions): void => {
      from = upTo;
      const done = total() - behind(registry, upTo);
      for (const { name } of wanted) progress.set(name, { ready: shown.has(name), done, total: total() });
    };
    /** Slice after slice in one transaction, until somebody waits; the last one puts the new tables in their place. */
    const advance: Job<boolean> = async (tx, isAwaited) => {
      const fresh = new Set<string>();
      let upTo = from;
      for (let n = 1; ; n++) {
        const slice = await readSlice(tx, registry, upTo, limit);
        await replay(tx, nexts, slice, fresh);
        upTo = slice.upTo;
        if (behind(registry, upTo) === 0 || n === slicesOfFlush) break;
        await letOthersIn();
        if (isAwaited() || isStopping) break;
      }
      const isLast = behind(registry, upTo) === 0;
      if (isLast) for (const next of nexts) await swap(tx, next);
      const undone = isLast ? settle() : () => undefined;
      const committed = (): void => {
        fresh.forEach((person) => keyring.erase(person));
        note(upTo);
      };
      return { answer: isLast, committed, undone };
    };
    let isComplete = false;
    while (!isComplete && !isStopping) {
      isComplete = await queue.add(advance, true);
      await letOthersIn();
    }
    return isComplete;
  };

  const rebuild = async (...names: readonly string[]): Promise<boolean> => {
    const unknown = names.find((name) => projections.every((each) => each.name !== name));
    if (unknown !== undefined) throw new Error(`there is no projection ${unknown}`);
    const wanted = names.length > 0 ? projections.filter(({ name }) => names.includes(name)) : projections;
    const idle = wanted.filter(({ name }) => !underWay.has(name));
    if (idle.length > 0) {
      const running = build(idle).finally(() => idle.forEach(({ name }) => underWay.delete(name)));
      for (const { name } of idle) underWay.set(name, running);
    }
    const all = await Promise.all(wanted.map(({ name }) => underWay.get(name)));
    return all.every((isDone) => isDone);
  };

  const changed: string[] = [];
  for (const projection of projections) {
    const current = stored.find((each) => each.name === projection.name && each.state === 'shown');
    const halfBuilt = stored.filter((each) => each.name === projection.name && each.state === 'building');
    if (halfBuilt.length > 0) await queue.add((tx) => discard(tx, halfBuilt));
    if (current?.fingerprint === fingerprint(projection))
      shown.set(projection.name, buildOf(projection, current.build));
    else changed.push(projection.name);
  }
  if (changed.length > 0) await rebuild(...changed);
  return {
    shown: () => [...shown.values()],
    builds: () => [...shown.values(), ...building.values()],
    rebuild,
    progress: (name) => progress.get(name) ?? { ready: shown.has(name), done: 0, total: 0 },
    stop: async () => {
      isStopping = true;
      await Promise.all(underWay.values());
    },
  };
}

/** What the lists hold. There are millions: not one object is made for any of them. */
function oneByOne<T>(lists: Iterator<readonly T[]>): Iterable<T> {
  let list: readonly T[] = [];
  let n = 0;
  const given = { done: false, value: undefined as T };
  const next = (): IteratorResult<T> => {
    while (n === list.length) {
      const more = lists.next();
      if (more.done) return { done: true, value: undefined };
      list = more.value;
      n = 0;
    }
    given.value = list[n++] as T;
    return given;
  };
  return { [Symbol.iterator]: () => ({ next }) };
}

function finished<T>(answer: T, committed: () => void = () => undefined): JobOutcome<T> {
  return { answer, committed, undone: () => undefined };
}

async function discard(tx: Transaction, builds: readonly StoredBuild[]): Promise<JobOutcome<void>> {
  for (const each of builds) {
    for (const target of targetsOf(each)) await tx.drop(target);
    await tx.apply([dropBuildOp(each.name, 'building')]);
  }
  return finished(undefined);
}

function targetsOf(stored: StoredBuild): PhysicalTable[] {
  const names = JSON.parse(stored.tables) as string[];
  return names.map((physical) => {
    const name = physical.replace(/__\d+$/, '');
    return { physical, table: { name, columns: {}, key: [] }, hasOrigin: true };
  });
}

function buildOp(build: Build, state: 'shown' | 'building'): PlacedOp {
  const tables = JSON.stringify([...build.targets.values()].map((target) => target.physical));
  const row = {
    name: build.projection.name,
    state,
    fingerprint: fingerprint(build.projection),
    build: build.build,
    tables,
  };
  return { target: projectionsTable, op: { op: 'upsert', table: 'log_projections', row }, origin: 0 };
}

function dropBuildOp(name: string, state: string): PlacedOp {
  return { target: projectionsTable, op: { op: 'delete', table: 'log_projections', key: { name, state } }, origin: 0 };
}
