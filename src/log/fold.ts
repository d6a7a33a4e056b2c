import type { Row, RowOp, Value } from './projection.ts';
import { columnsOf, keyOf, type PhysicalTable, type PlacedOp } from './store.ts';

/**
 * What happens to a column of a row that is there already: it is `set`, or `add`ed to, or keeps its value because the
 * one given here is only for a new row (`init`). Columns of the key say which row.
 */
export type Mode = 'key' | 'init' | 'set' | 'add';

/** Rows of one table that are written alike, at most one for each key: one statement. */
export type WriteRun = {
  readonly kind: 'write';
  readonly target: PhysicalTable;
  readonly columns: readonly string[];
  readonly modes: readonly Mode[];
  /** Tells runs of one table apart that are written by different statements. */
  readonly shape: string;
  readonly rows: Value[][];
};

/** Deletes the rows that have these values in these columns. */
export type DeleteRun = {
  readonly kind: 'delete';
  readonly target: PhysicalTable;
  readonly columns: readonly string[];
  readonly shape: string;
  readonly rows: Value[][];
};

export type Run = WriteRun | DeleteRun;

/**
 * LOG-8: folds row operations into few statements with the same effect as one by one in their order. Rows of different
 * tables or keys never meet, so only operations on one key are put together, each row being written once at the end:
 * what was set counts as last set, what was added is summed, and a delete comes after all that came before it.
 */
export function foldOps(ops: Iterable<PlacedOp>): Run[] {
  const runs: Run[] = [];
  const open = new Map<PhysicalTable, OpenTable>();
  for (const { target, op, origin } of ops) {
    let table = open.get(target);
    if (!table)
      open.set(target, (table = { plan: planOf(target), rows: new Map(), last: undefined, deleting: undefined }));
    if (op.op === 'delete') fold(table, op, origin, runs);
    else if (!place(table, op, origin)) {
      emit(table, runs);
      place(table, op, origin);
    }
  }
  for (const table of open.values()) emit(table, runs);
  return runs;
}

const unused = 0;
const init = 1;
const set = 2;
const add = 3;
const modeNames: readonly Mode[] = ['key', 'init', 'set', 'add'];

/** A row in the making, by column number: its values, and what happens to each (0: nothing). */
type OpenRow = { readonly values: Value[]; readonly modes: number[] };

type OpenTable = {
  readonly plan: Plan;
  readonly rows: Map<string, OpenRow>;
  /** The row that was worked on last: the operations of one record are often on one row. */
  last: OpenRow | undefined;
  deleting: DeleteRun | undefined;
};

/** What folding needs to know of a table, worked out once. */
type Plan = {
  readonly target: PhysicalTable;
  readonly names: readonly string[];
  readonly places: ReadonlyMap<string, number>;
  readonly isNullable: readonly boolean[];
  readonly key: readonly string[];
  readonly isKey: readonly boolean[];
  /** A row of which nothing is given yet. */
  readonly noValues: readonly Value[];
  readonly noModes: readonly number[];
};

const plans = new WeakMap<PhysicalTable, Plan>();

function planOf(target: PhysicalTable): Plan {
  let plan = plans.get(target);
  if (plan) return plan;
  const columns = columnsOf(target);
  const names = columns.map(([name]) => name);
  const places = new Map(names.map((name, n) => [name, n]));
  const key = keyOf(target);
  const isNullable = columns.map(([, type]) => type.endsWith('?'));
  const isKey = names.map((name) => key.includes(name));
  const empty = { noValues: names.map(() => null), noModes: names.map(() => unused) };
  plan = { target, names, places, isNullable, key: target.table.key, isKey, ...empty };
  plans.set(target, plan);
  return plan;
}

type WriteOp = Exclude<RowOp, { readonly op: 'delete' }>;

/** Puts an operation to what its row has so far; false where the two cannot be one statement. */
function place(table: OpenTable, op: WriteOp, origin: number): boolean {
  const { plan, rows } = table;
  const given = op.op === 'add' ? op.key : op.row;
  const key = isRow(plan, table.last, given, origin) ? undefined : keyText(plan, given, origin);
  let row = key === undefined ? table.last : rows.get(key);
  const isNew = row === undefined;
  if (!row) {
    row = { values: plan.noValues.slice(), modes: plan.noModes.slice() };
    if (plan.target.hasOrigin) row.values[0] = origin;
    for (const name of plan.key) row.values[placeOf(plan, name)] = given[name] ?? null;
  }
  if (op.op === 'add') {
    for (const name in op.add) if (!mayAdd(plan, row, placeOf(plan, name), isNew)) return false;
    for (const name in op.add) addTo(row, placeOf(plan, name), op.add[name] as number);
  } else if (op.op === 'upsert' || isNew) {
    const mode = op.op === 'upsert' ? set : init;
    for (const name in op.row) {
      const n = placeOf(plan, name);
      if (plan.isKey[n]) continue;
      row.values[n] = op.row[name] ?? null;
      row.modes[n] = mode;
    }
  }
  if (key !== undefined && isNew) rows.set(key, row);
  table.last = row;
  return true;
}

function isRow(plan: Plan, row: OpenRow | undefined, given: Row, origin: number): boolean {
  if (!row || (plan.target.hasOrigin && row.values[0] !== origin)) return false;
  for (const name of plan.key) if (row.values[placeOf(plan, name)] !== (given[name] ?? null)) return false;
  return true;
}

function keyText(plan: Plan, given: Row, origin: number): string {
  let key = String(origin);
  for (const name of plan.key) key += keyPart(given[name] ?? null);
  return key;
}

function placeOf(plan: Plan, name: string): number {
  const place = plan.places.get(name);
  if (place === undefined) throw new Error(`${plan.target.table.name} has no column ${name}`);
  return place;
}

/** With its length, so that no two keys are told the same. */
function keyPart(value: Value): string {
  const text = typeof value === 'string' ? value : value instanceof Uint8Array ? hexOf(value) : String(value);
  return `/${text.length}/${text}`;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

/**
 * A sum on a value that only a new row would have depends on whether the row is there, and so does a sum on a column
 * that a new row leaves null.
 */
function mayAdd(plan: Plan, row: OpenRow, n: number, isNew: boolean): boolean {
  if (row.modes[n] === init) return false;
  return isNew || row.modes[n] !== unused || !plan.isNullable[n];
}

function addTo(row: OpenRow, n: number, amount: number): void {
  const before = row.values[n];
  if (row.modes[n] === unused) {
    row.values[n] = amount;
    row.modes[n] = add;
  } else if (before !== null) {
    row.values[n] = Number(before) + amount;
  }
}

function fold(table: OpenTable, op: Extract<RowOp, { op: 'delete' }>, origin: number, runs: Run[]): void {
  const { target } = table.plan;
  emit(table, runs);
  const row = target.hasOrigin ? { _origin: origin, ...op.key } : op.key;
  const columns = Object.keys(row);
  const shape = `delete ${columns.join(' ')}`;
  if (table.deleting?.shape !== shape) {
    table.deleting = { kind: 'delete', target, columns, shape, rows: [] };
    runs.push(table.deleting);
  }
  table.deleting.rows.push(Object.values(row));
}

/** Writes down what is open of a table; what comes later comes after it. */
function emit(table: OpenTable, runs: Run[]): void {
  if (table.rows.size === 0) return;
  const { plan, rows } = table;
  const byShape = new Map<string, { readonly run: WriteRun; readonly used: readonly number[] }>();
  for (const { values, modes } of rows.values()) {
    const shape = modes.join('');
    let found = byShape.get(shape);
    if (!found) {
      const used = [...modes.keys()].filter((n) => plan.isKey[n] || modes[n] !== unused);
      const columns = used.map((n) => plan.names[n] as string);
      const named = used.map((n) => modeNames[modes[n] as number] as Mode);
      found = { run: { kind: 'write', target: plan.target, columns, modes: named, shape, rows: [] }, used };
      byShape.set(shape, found);
      runs.push(found.run);
    }
    found.run.rows.push(found.used.map((n) => values[n] as Value));
  }
  rows.clear();
  table.last = undefined;
  table.deleting = undefined;
}

/**
 * What a statement that inserts a run's rows does about those that are there: SQL that both engines share, in which the
 * table is named `stored`.
 */
export function onConflict({ target, columns, modes }: WriteRun): string {
  const conflict = `on conflict (${keyOf(target)
    .map((name) => `"${name}"`)
    .join(', ')})`;
  const changes = columns.flatMap((name, n) => {
    if (modes[n] === 'set') return [`"${name}" = excluded."${name}"`];
    return modes[n] === 'add' ? [`"${name}" = stored."${name}" + excluded."${name}"`] : [];
  });
  return changes.length > 0 ? `${conflict} do update set ${changes.join(', ')}` : `${conflict} do nothing`;
}
