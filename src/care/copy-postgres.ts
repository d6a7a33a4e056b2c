import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import pg from 'pg';
import { makeCoreTables } from '#log/log.ts';
import { openPostgresStore } from '#log/postgres/store.ts';
import { createSql } from '#log/sqlite/sql.ts';
import { columnsOf, type PhysicalTable, type PlacedOp } from '#log/store.ts';
import type { Row } from '#log/projection.ts';
import { coreTables, projectionsTable } from '#log/tables.ts';

/** Rows that are in memory at a time: at most 16 KB each. */
const portion = 2000;
const int8 = 20;

/** What a copy holds: the log's own tables. What is derived from them is derived again (LOG-11). */
const copied = coreTables.filter((target) => target !== projectionsTable);

/**
 * CARE-8: one moment of a node's log in a PostgreSQL database, as the file of SQLite that a copy of a school's store is
 * too: so it is read whole, pruned and freed of erased persons' keys in the same way. The node serves meanwhile.
 */
export async function copyPostgres(url: string, to: string): Promise<void> {
  const parsers = new pg.TypeOverrides();
  parsers.setTypeParser(int8, Number);
  const client = new pg.Client({ connectionString: url, types: parsers });
  await client.connect();
  const copy = new DatabaseSync(to);
  try {
    copy.exec('pragma journal_mode = off; pragma synchronous = off');
    for (const target of coreTables) for (const sql of createSql(target)) copy.exec(sql);
    await client.query('begin transaction isolation level repeatable read read only');
    for (const target of copied) await copyTable(client, copy, target);
    await client.query('commit');
  } finally {
    copy.close();
    await client.end();
  }
}

async function copyTable(client: pg.Client, copy: DatabaseSync, target: PhysicalTable): Promise<void> {
  const names = columnsOf(target).map(([name]) => name);
  const quoted = names.map((name) => `"${name}"`).join(', ');
  const marks = names.map(() => '?').join(', ');
  const insert = copy.prepare(`insert into "${target.physical}" (${quoted}) values (${marks})`);
  await client.query(`declare copied no scroll cursor for select ${quoted} from "${target.physical}"`);
  for (;;) {
    const { rows } = await client.query<Record<string, SQLInputValue>>(`fetch ${portion} from copied`);
    copy.exec('begin');
    for (const row of rows) insert.run(...names.map((name) => row[name] as SQLInputValue));
    copy.exec('commit');
    if (rows.length < portion) break;
  }
  await client.query('close copied');
}

/** Puts a copy into an empty database, all or nothing; false where the database holds a log already. */
export async function loadPostgres(url: string, file: string): Promise<boolean> {
  const store = await openPostgresStore(url);
  const copy = new DatabaseSync(file, { readOnly: true });
  try {
    await makeCoreTables(store);
    if (await store.get('select id from log_streams limit 1')) return false;
    await store.transaction(async (tx) => {
      for (const target of copied) {
        for (const rows of portionsOf(copy, target)) {
          await tx.apply(
            rows.map((row): PlacedOp => ({ target, op: { op: 'insert', table: target.physical, row }, origin: 0 })),
          );
        }
      }
    });
    return true;
  } finally {
    copy.close();
    await store.close();
  }
}

function* portionsOf(copy: DatabaseSync, target: PhysicalTable): Generator<readonly Row[]> {
  let rows: Row[] = [];
  for (const row of copy.prepare(`select * from "${target.physical}"`).iterate() as Iterable<Row>) {
    rows.push({ ...row });
    if (rows.length < portion) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}
