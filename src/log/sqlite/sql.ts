import type { Row, RowOp, Value } from '../projection.ts';
import { keyOf, schemaOf, type PhysicalTable, type PlacedOp } from '../store.ts';

const types: Readonly<Record<string, string>> = {
  text: "text not null default ''",
  int: 'integer not null default 0',
  real: 'real not null default 0',
  blob: "blob not null default x''",
  'text?': 'text',
  'int?': 'integer',
  'real?': 'real',
  'blob?': 'blob',
};

/** A row operation as one statement; statements of equal shape have equal text, so that they are prepared once. */
export type SqlOp = { readonly sql: string; readonly parameters: readonly Value[] };

export function sqlOp({ target, op, origin }: PlacedOp): SqlOp {
  const values = op.op === 'add' ? { ...op.key, ...op.add } : op.op === 'delete' ? op.key : op.row;
  const parameters = Object.values(values);
  if (target.hasOrigin) parameters.unshift(origin);
  return { sql: sqlOf(target, op, values), parameters };
}

export function createSql(target: PhysicalTable): readonly string[] {
  return schemaOf(target, types);
}

export function dropSql(target: PhysicalTable): string {
  return `drop table if exists "${target.physical}"`;
}

export function showSql(target: PhysicalTable): readonly string[] {
  const { name } = target.table;
  return [`drop view if exists "${name}"`, `create view "${name}" as select * from "${target.physical}"`];
}

/** With the origin as its one parameter. */
export function forgetSql(target: PhysicalTable): string {
  return `delete from "${target.physical}" where _origin = ?`;
}

const sqlCache = new WeakMap<PhysicalTable, Map<string, string>>();

function sqlOf(target: PhysicalTable, op: RowOp, values: Row): string {
  let cached = sqlCache.get(target);
  if (!cached) sqlCache.set(target, (cached = new Map()));
  const signature = `${op.op} ${Object.keys(values).join(' ')}`;
  let sql = cached.get(signature);
  if (!sql) cached.set(signature, (sql = composeSql(target, op, Object.keys(values))));
  return sql;
}

function composeSql(target: PhysicalTable, op: RowOp, names: readonly string[]): string {
  const columns = target.hasOrigin ? ['_origin', ...names] : names;
  const quoted = columns.map((name) => `"${name}"`);
  if (op.op === 'delete') {
    return `delete from "${target.physical}" where ${quoted.map((name) => `${name} = ?`).join(' and ')}`;
  }
  const insert = `insert into "${target.physical}" (${quoted.join(', ')}) values (${quoted.map(() => '?').join(', ')})`;
  const key = keyOf(target);
  const rest = columns.filter((name) => !key.includes(name));
  const conflict = `on conflict (${key.map((name) => `"${name}"`).join(', ')})`;
  if (op.op === 'insert' || rest.length === 0) return `${insert} ${conflict} do nothing`;
  const set = rest.map((name) => `"${name}" = ${op.op === 'add' ? `"${name}" + ` : ''}excluded."${name}"`);
  return `${insert} ${conflict} do update set ${set.join(', ')}`;
}
