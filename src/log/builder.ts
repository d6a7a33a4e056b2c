import { buildOf, fingerprint, placeEffects, type Build } from './house.ts';
import type { Projection } from './projection.ts';
import { decodeRecord, type LogRecord } from './record.ts';
import type { Registry } from './registry.ts';
import { repeatsIn } from './repeats.ts';
import type { PhysicalTable, PlacedOp, Store, Transaction } from './store.ts';
import { projectionsTable } from './tables.ts';
import type { JobOutcome, WriteQueue } from './write-queue.ts';

export type Progress = { readonly ready: boolean; readonly done: number; readonly total: number };

/** Builds projections anew beside the shown ones, from the log, in slices between which the node serves. */
export interface Builder {
  /** The builds that new records take effect in. */
  shown(): readonly Build[];
  /** The shown builds and those under way: what a dropped stream leaves rows in. */
  builds(): readonly Build[];
  /** Says whether it was carried to its end: a log that closes breaks it off. */
  rebuild(name: string): Promise<boolean>;
  progress(name: string): Progress;
  stop(): Promise<void>;
}

/** Bounds a slice so that a pupil's answer waits at most this long behind it. */
const sliceRecords = 2000;
const sliceMilliseconds = 40;

type Needs = {
  readonly store: Store;
  readonly queue: WriteQueue;
  readonly registry: Registry;
  readonly projections: readonly Projection[];
  readonly takes: (record: LogRecord) => boolean;
};
type StoredBuild = { name: string; state: string; fingerprint: string; build: number; tables: string };

export async function builderOf(needs: Needs): Promise<Builder> {
  const { store, queue, registry, projections, takes } = needs;
  const shown = new Map<string, Build>();
  const progress = new Map<string, Progress>();
  const underWay = new Map<string, Promise<boolean>>();
  const building = new Map<string, Build>();
  let isStopping = false;
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

  const build = async (projection: Projection): Promise<boolean> => {
    const next = buildOf(projection, ++lastBuild);
    const positions = new Map<number, number>();
    const total = (): number => registry.all().reduce((sum, head) => sum + head.next - 1, 0);
    let done = 0;
    await queue.add(async (tx) => {
      for (const target of next.targets.values()) await tx.create(target);
      await tx.apply([buildOp(next, 'building')]);
      return finished(undefined, () => building.set(projection.name, next));
    });
    let isComplete = false;
    while (!isComplete && !isStopping) {
      isComplete = await queue.add(async (tx) => {
        const slice = await readSlice(tx, registry, positions);
        const repeats = await repeatsIn(
          tx,
          registry,
          slice.map(({ record }) => record),
        );
        const effective = slice.filter(({ record }) => takes(record) && !repeats.has(record));
        await tx.apply(effective.flatMap(({ record, origin }) => placeEffects(next, record, origin)));
        done += slice.length;
        const isLast = registry.all().every((head) => (positions.get(head.id) ?? 1) >= head.next);
        if (isLast) await swap(tx, next);
        return finished(isLast, () => {
          if (!isLast) return;
          shown.set(projection.name, next);
          building.delete(projection.name);
        });
      });
      progress.set(projection.name, { ready: shown.has(projection.name), done, total: total() });
      await new Promise((resolve) => setImmediate(resolve));
    }
    return isComplete;
  };

  const rebuild = (name: string): Promise<boolean> => {
    const projection = projections.find((each) => each.name === name);
    if (!projection) throw new Error(`there is no projection ${name}`);
    const running = underWay.get(name) ?? build(projection).finally(() => underWay.delete(name));
    underWay.set(name, running);
    return running;
  };

  for (const projection of projections) {
    const current = stored.find((each) => each.name === projection.name && each.state === 'shown');
    const halfBuilt = stored.filter((each) => each.name === projection.name && each.state === 'building');
    if (halfBuilt.length > 0) await queue.add((tx) => discard(tx, halfBuilt));
    if (current?.fingerprint === fingerprint(projection))
      shown.set(projection.name, buildOf(projection, current.build));
    else await rebuild(projection.name);
  }
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

type Read = { readonly record: LogRecord; readonly origin: number };

/** The next records to replay, stream after stream; `positions` moves on. */
async function readSlice(tx: Transaction, registry: Registry, positions: Map<number, number>): Promise<Read[]> {
  const slice: Read[] = [];
  const began = performance.now();
  for (const head of registry.all()) {
    const from = positions.get(head.id) ?? 1;
    if (from >= head.next) continue;
    const sql = 'select seq, bytes from log_records where stream = ? and seq >= ? order by seq limit ?';
    const rows = await tx.all<{ seq: number; bytes: Uint8Array }>(sql, head.id, from, sliceRecords - slice.length);
    const origin = registry.originOf(head.stream.node, head.stream.scope) ?? 0;
    for (const { seq, bytes } of rows) {
      const record = decodeRecord(head.stream, seq, bytes);
      if (record) slice.push({ record, origin });
      positions.set(head.id, seq + 1);
    }
    if (slice.length >= sliceRecords || performance.now() - began > sliceMilliseconds) break;
  }
  return slice;
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
