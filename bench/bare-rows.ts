import { rmSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/**
 * The floor of a rebuild: the rows that it ends with, read before the clock starts and then inserted by the bare engine,
 * one prepared statement a table, as many in a transaction as a rebuild has. Says the milliseconds. Run by rebuild.ts.
 */
const [from = '', to = ''] = process.argv.slice(2);
const rowsOfTransaction = 2_000;
const source = new DatabaseSync(from, { readOnly: true });
const target = new DatabaseSync(to);
target.exec('pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -8192');
const tables = source
  .prepare("select name, sql from sqlite_master where type = 'table' and name like '%\\_\\_%' escape '\\'")
  .all() as { name: string; sql: string }[];
const indexes = source
  .prepare(
    "select sql from sqlite_master where type = 'index' and sql is not null and tbl_name like '%\\_\\_%' escape '\\'",
  )
  .all() as { sql: string }[];
for (const { sql } of [...tables, ...indexes]) target.exec(sql);

let spent = 0;
for (const { name } of tables) {
  const rows = source.prepare(`select * from "${name}"`).all() as Record<string, SQLInputValue>[];
  const [first] = rows;
  if (!first) continue;
  const insert = target.prepare(
    `insert into "${name}" values (${Object.keys(first)
      .map(() => '?')
      .join(', ')})`,
  );
  const began = performance.now();
  for (let n = 0; n < rows.length; n += rowsOfTransaction) {
    target.exec('begin');
    for (const row of rows.slice(n, n + rowsOfTransaction)) insert.run(...Object.values(row));
    target.exec('commit');
  }
  spent += performance.now() - began;
}
console.log(spent);
target.close();
rmSync(to, { force: true });
