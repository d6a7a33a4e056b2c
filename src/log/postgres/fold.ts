import type { Row, RowOp, Value } from '../projection.ts';
import { keyOf, type PhysicalTable, type PlacedOp } from '../store.ts';

/** Operations of one kind on the same columns of one table, with at most one for each key: one statement. */
export type Run = {
  readonly target: PhysicalTable;
  readonly op: RowOp['op'];
  readonly columns: readonly string[];
  readonly rows: Value[][];
};

/**
 * Folds operations into few statements with the same effect as one by one. Operations on different tables commute, so
 * each table has its own line of runs; a run ends where the kind or the columns change.
 */
export function foldOps(ops: readonly PlacedOp[]): Run[] {
  const runs: OpenRun[] = [];
  const last = new Map<PhysicalTable, OpenRun>();
  for (const placed of ops) {
    const row = rowOf(placed);
    const columns = Object.keys(row);
    let run = last.get(placed.target);
    if (!run || run.op !== placed.op.op || run.columns.join() !== columns.join()) {
      run = { target: placed.target, op: placed.op.op, columns, rows: [], places: new Map() };
      runs.push(run);
      last.set(placed.target, run);
    }
    addTo(run, row);
  }
  return runs;
}

type OpenRun = Run & { readonly places: Map<string, number> };

function rowOf({ target, op, origin }: PlacedOp): Row {
  const own = op.op === 'add' ? { ...op.key, ...op.add } : op.op === 'delete' ? op.key : op.row;
  return target.hasOrigin ? { _origin: origin, ...own } : own;
}

function addTo(run: OpenRun, row: Row): void {
  const key = JSON.stringify(keyOf(run.target).map((name) => keyPart(row[name])));
  const place = run.places.get(key);
  const values = Object.values(row);
  if (place === undefined) {
    run.places.set(key, run.rows.length);
    run.rows.push(values);
  } else {
    run.rows[place] = merge(run, run.rows[place] as Value[], values);
  }
}

function keyPart(value: Value | undefined): string | number | null {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : (value ?? null);
}

function merge(run: Run, earlier: Value[], later: Value[]): Value[] {
  if (run.op === 'insert' || run.op === 'delete') return earlier;
  if (run.op === 'upsert') return later;
  const key = keyOf(run.target);
  return later.map((value, n) => {
    return key.includes(run.columns[n] as string) ? value : Number(earlier[n]) + Number(value);
  });
}
