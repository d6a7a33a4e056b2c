import { execFileSync, spawn } from 'node:child_process';
import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { memoryFlags } from '../src/cli/node-process.ts';
import { rebuildOnPostgres } from './rebuild-postgres.ts';
import { printJson, printTable, quantile } from './table.ts';
import { runTabletsUntil } from './tablets.ts';
import { aSchoolWithAYear, yearRecords, type YearSchool } from './year.ts';

/** 100 tablets, each with an answer every two seconds: a whole school at work. */
const pauseMilliseconds = 2_000;
const fullPostgres = 10 * yearRecords;

/**
 * All tables of a school's year derived anew by its own node while 100 tablets send answers; then ten such schools on
 * PostgreSQL. A record counts once, however many tables it has an effect on: records a second are the records of the log
 * divided by the time in which all tables were rebuilt. TIREK_BENCH_RECORDS lowers the number on PostgreSQL for a quick
 * look (0 leaves it out); only that of 10 million is the figure.
 */
export async function bench(): Promise<void> {
  const school = await aSchoolWithAYear();
  const sqlite = await rebuildOnSqlite(school);
  rmSync(school.folder, { recursive: true, force: true });
  const asked = Number(process.env['TIREK_BENCH_RECORDS'] ?? fullPostgres);
  const postgres = asked > 0 ? await rebuildOnPostgres(asked, school.lessons) : undefined;
  printTable(
    ['rebuild', 'records', 'records/s', 'bare inserts of its rows, records/s', 'answers/s', 'answers p99 ms'],
    [
      ['SQLite', school.records, sqlite.speed, sqlite.floor, sqlite.answers, sqlite.p99],
      ...(postgres ? [['PostgreSQL', postgres.records, postgres.speed, postgres.floor, '–', '–']] : []),
    ],
  );
  if (asked !== fullPostgres) console.log(`A quick look: the figure on PostgreSQL is that of ${fullPostgres} records.`);
  printJson({
    records_per_s: sqlite.speed,
    bare_records_per_s: sqlite.floor,
    answers_p99_ms: sqlite.p99,
    answers_per_s: sqlite.answers,
    ...(postgres
      ? { pg_records: postgres.records, pg_records_per_s: postgres.speed, pg_bare_per_s: postgres.floor }
      : {}),
  });
}

type Side = { readonly speed: number; readonly floor: number; readonly answers: number; readonly p99: number };

async function rebuildOnSqlite({ folder, records, tablets }: YearSchool): Promise<Side> {
  const node = await startRebuilder(folder);
  await firstBackup(folder);
  let isOver = false;
  const load = runTabletsUntil(node.port, tablets, () => isOver, pauseMilliseconds);
  const speed = (records * 1000) / (await node.rebuild());
  isOver = true;
  const { latencies, answers, seconds } = await load;
  await node.stop();
  const program = join(import.meta.dirname, 'bare-rows.ts');
  const bare = execFileSync(process.execPath, [program, join(folder, 'node.db'), join(folder, 'bare.db')]);
  const floor = (records * 1000) / Number(bare);
  return { speed, floor, answers: answers / seconds, p99: quantile(latencies, 0.99) };
}

/** A node without a backup makes one at once, beside the rest, which a school that lives has behind it: a minute at most. */
async function firstBackup(folder: string): Promise<void> {
  const backups = join(folder, 'backups');
  for (let waited = 0; waited < 120 && globSync('*.json', { cwd: backups }).length === 0; waited++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** The real node in a process with the real flags, which rebuilds when it is told to. */
async function startRebuilder(folder: string) {
  const env = { ...process.env, TIREK_DATA: folder, TIREK_PORT: '0' };
  const program = join(import.meta.dirname, 'rebuild-node.ts');
  const child = spawn(process.execPath, [...memoryFlags, program], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const saying = async (word: string): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`the node ended with ${child.exitCode ?? child.signalCode}`);
      if (value.startsWith(`${word} `)) return value.slice(word.length + 1);
    }
  };
  const address = await saying('listening');
  const rebuild = async (): Promise<number> => {
    child.stdin.write('rebuild\n');
    return Number(await saying('rebuilt'));
  };
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin.end();
    await ended;
  };
  return { port: Number(new URL(address).port), rebuild, stop };
}
