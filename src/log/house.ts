import { hash } from 'node:crypto';
import type { NodeId } from '#kernel/ids.ts';
import type { Effect, Projection, RecordType, Table } from './projection.ts';
import type { LogRecord, Owner, StreamId } from './record.ts';
import type { PhysicalTable, PlacedOp } from './store.ts';

/** A record type of which only what the log needs is known. */
export type KnownType = Pick<RecordType<never>, 'type' | 'owner' | 'version' | 'erases'>;

/** A projection as it is built: its tables under physical names of this build. */
export type Build = {
  readonly projection: Projection;
  readonly build: number;
  readonly targets: ReadonlyMap<string, PhysicalTable>;
  readonly effects: ReadonlyMap<string, Effect>;
};

/** Says whether the node of a stream may write records of an owner there (LOG-10). */
export type MayWrite = (stream: StreamId, owner: Owner) => boolean;

export function buildOf(projection: Projection, build: number): Build {
  const targets = new Map(
    projection.tables.map((table) => [table.name, { physical: `${table.name}__${build}`, table, hasOrigin: true }]),
  );
  const effects = new Map(projection.effects.map((effect) => [effect.type, effect]));
  return { projection, build, targets, effects };
}

/**
 * Changes when a projection must be built anew: its version, its tables, or the types and versions of records that it
 * understands (a record kept by an older program takes effect after the update).
 */
export function fingerprint(projection: Projection): string {
  let print = fingerprints.get(projection);
  if (print === undefined) {
    const known = projection.effects.map((effect) => `${effect.type}@${effect.version}`).sort();
    print = hash('sha256', JSON.stringify([projection.version, projection.tables, known]), 'hex').slice(0, 16);
    fingerprints.set(projection, print);
  }
  return print;
}

const fingerprints = new WeakMap<Projection, string>();

/** The row operations of one record in one build. Throws on a table that the projection does not have: a bug. */
export function placeEffects(build: Build, record: LogRecord, origin: number): PlacedOp[] {
  const placed: PlacedOp[] = [];
  addEffects(placed, build, record, origin);
  return placed;
}

/** Adds what `placeEffects` gives to others. */
export function addEffects(placed: PlacedOp[], build: Build, record: LogRecord, origin: number): void {
  const effect = build.effects.get(record.type);
  if (!effect) return;
  for (const op of effect.run(record)) {
    const target = build.targets.get(op.table);
    if (!target) throw new Error(`${record.type} writes to ${op.table}, which ${build.projection.name} does not have`);
    placed.push({ target, op, origin });
  }
}

/** LOG-10: an unknown type is kept without effect, a known one takes effect only from its owner. */
export function takesEffect(types: ReadonlyMap<string, KnownType>, mayWrite: MayWrite, record: LogRecord): boolean {
  const known = types.get(record.type);
  return known !== undefined && mayWrite(record.stream, known.owner);
}

/** Says whose key a record destroys here: an erasure that takes effect. */
export type ErasedBy = (record: LogRecord) => string | undefined;

export function erasuresBy(
  types: ReadonlyMap<string, KnownType>,
  takes: (record: LogRecord) => boolean,
  self: NodeId,
): ErasedBy {
  return (record) => {
    const erases = types.get(record.type)?.erases;
    return erases && takes(record) ? erases(record, record.stream.node === self) : undefined;
  };
}

/** Fails on a record type, table or effect that exists twice or without its type: the program must not start so. */
export function assertSound(types: readonly KnownType[], projections: readonly Projection[]): void {
  assertUnique(
    'record type',
    types.map((each) => each.type),
  );
  assertUnique(
    'projection',
    projections.map((each) => each.name),
  );
  assertUnique(
    'table',
    projections.flatMap((each) => each.tables.map((table: Table) => table.name)),
  );
  const known = new Set(types.map((each) => each.type));
  for (const projection of projections) {
    assertUnique(
      `effect of ${projection.name}`,
      projection.effects.map((each) => each.type),
    );
    for (const effect of projection.effects) {
      if (!known.has(effect.type))
        throw new Error(`${projection.name} has an effect for ${effect.type}, which no room declares`);
    }
  }
}

function assertUnique(what: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new Error(`${what} ${name} exists twice`);
    seen.add(name);
  }
}
