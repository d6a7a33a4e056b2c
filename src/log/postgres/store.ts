import pg from 'pg';
import { foldOps, onConflict, type Run } from '../fold.ts';
import type { Value } from '../projection.ts';
import { columnsOf, schemaOf, StoreInUse, type Reader, type Store, type Transaction } from '../store.ts';

const types: Readonly<Record<string, string>> = {
  text: `text collate "C" not null default ''`,
  int: 'bigint not null default 0',
  real: 'double precision not null default 0',
  blob: `bytea not null default ''`,
  'text?': 'text collate "C"',
  'int?': 'bigint',
  'real?': 'double precision',
  'blob?': 'bytea',
};
const arrayTypes: Readonly<Record<string, string>> = {
  text: 'text[]',
  int: 'bigint[]',
  real: 'double precision[]',
  blob: 'bytea[]',
};

const int8 = 20;
const numeric = 1700;
/** One number that all nodes of Tirek agree on: it guards a database against a second program. */
const lockNumber = 0x7191e6;

/** Opens a node's store in a PostgreSQL database. Throws StoreInUse when another process has it open. */
export async function openPostgresStore(url: string): Promise<Store> {
  const parsers = new pg.TypeOverrides();
  parsers.setTypeParser(int8, Number);
  parsers.setTypeParser(numeric, Number);
  const writer = new pg.Client({ connectionString: url, types: parsers });
  // A connection that the server ends says so by the next query on it; without a listener it would end the program.
  writer.on('error', () => undefined);
  await writer.connect();
  const locked = await writer.query('select pg_try_advisory_lock($1) as held', [lockNumber]);
  if (!locked.rows[0].held) {
    await writer.end();
    throw new StoreInUse('another program has this database open');
  }
  await writer.query('set client_min_messages = warning');
  const pool = new pg.Pool({ connectionString: url, types: parsers, max: 4 });
  pool.on('error', () => undefined);

  const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const scrubbed = new Set<string>();
    let answer;
    await writer.query('begin');
    try {
      answer = await work(transactionOn(writer, (table) => scrubbed.add(table)));
      await writer.query('commit');
    } catch (error) {
      await writer.query('rollback').catch(() => undefined);
      throw error;
    }
    // Writes the table anew without what was deleted. What is committed stays so even where this fails.
    for (const table of scrubbed) await writer.query(`vacuum full "${table}"`).catch(() => undefined);
    return answer;
  };
  const close = async (): Promise<void> => {
    await pool.end();
    await writer.end();
  };
  return { engine: 'postgres', ...readerOf(pool), transaction, close };
}

type Queryable = Pick<pg.Client | pg.Pool, 'query'>;

function readerOf(connection: Queryable): Reader {
  const all = async <R>(sql: string, ...parameters: readonly Value[]): Promise<R[]> => {
    const answer = await (connection as pg.Client).query(numbered(sql), parameters.map(toPg));
    return answer.rows as R[];
  };
  return { all, get: async <R>(sql: string, ...parameters: readonly Value[]) => (await all<R>(sql, ...parameters))[0] };
}

function toPg(value: Value): unknown {
  return value instanceof Uint8Array ? Buffer.from(value) : value;
}

/** `?` becomes `$1`, `$2` …: SQL of the rooms has no question marks in literals. */
function numbered(sql: string): string {
  let n = 0;
  return sql.replaceAll('?', () => `$${++n}`);
}

/** `scrubs` hears of tables from which something went that must not be found in their files. */
function transactionOn(client: pg.Client, scrubs: (table: string) => void): Transaction {
  const exec = async (sql: string): Promise<void> => void (await client.query(sql));
  return {
    ...readerOf(client),
    apply: async (ops) => {
      for (const run of foldOps(ops)) {
        await client.query(composeSql(run), parametersOf(run));
        if (run.kind === 'delete' && run.target.isScrubbed) scrubs(run.target.physical);
      }
    },
    create: async (target) => {
      for (const sql of schemaOf(target, types)) await exec(sql);
    },
    drop: (target) => exec(`drop table if exists "${target.physical}"`),
    show: async (target) => {
      await exec(`drop view if exists "${target.table.name}"`);
      await exec(`create view "${target.table.name}" as select * from "${target.physical}"`);
    },
    forget: async (target, origin) => {
      await client.query(`delete from "${target.physical}" where _origin = $1`, [origin]);
    },
  };
}

function parametersOf(run: Run): unknown[] {
  return run.columns.map((_, n) => run.rows.map((row) => toPg(row[n] as Value)));
}

function composeSql(run: Run): string {
  const { target, columns } = run;
  const declared = new Map(columnsOf(target));
  const arrays = columns.map((name, n) => `$${n + 1}::${arrayTypes[(declared.get(name) as string).replace('?', '')]}`);
  const quoted = columns.map((name) => `"${name}"`);
  const from = `unnest(${arrays.join(', ')}) as given(${quoted.join(', ')})`;
  if (run.kind === 'delete') {
    const match = quoted.map((name) => `stored.${name} = given.${name}`).join(' and ');
    return `delete from "${target.physical}" stored using ${from} where ${match}`;
  }
  const insert = `insert into "${target.physical}" as stored (${quoted.join(', ')}) select * from ${from}`;
  return `${insert} ${onConflict(run)}`;
}
