import { onConflict, type Run } from '../fold.ts';
import { schemaOf, type PhysicalTable } from '../store.ts';

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

/** The statement that writes a row of a run; runs of equal shape have equal text, so that it is prepared once. */
export function runSql(run: Run): string {
  let cached = sqlCache.get(run.target);
  if (!cached) sqlCache.set(run.target, (cached = new Map()));
  let sql = cached.get(run.shape);
  if (!sql) cached.set(run.shape, (sql = composeSql(run)));
  return sql;
}

function composeSql(run: Run): string {
  const { target, columns } = run;
  const quoted = columns.map((name) => `"${name}"`);
  if (run.kind === 'delete') {
    return `delete from "${target.physical}" where ${quoted.map((name) => `${name} = ?`).join(' and ')}`;
  }
  const insert = `insert into "${target.physical}" as stored (${quoted.join(', ')})`;
  return `${insert} values (${quoted.map(() => '?').join(', ')}) ${onConflict(run)}`;
}
