import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fromCbor } from '#log/record.ts';
import { buildWeb } from '../src/cli/build-web.ts';
import { startNodeProcess, stopNodeProcess, type NodeProcess } from '../src/cli/node-process.ts';
import { aBurntSchool, type BurntSchool } from './restore-stores.ts';
import { printJson, printTable, quantile } from './table.ts';
import { thinLine, type ThinLine } from './thin-line.ts';

const line = { bitsPerSecond: 1_000_000, roundTrip: 600 };
/** Whoever measures longer than this measures that it does not work. */
const longest = 100 * 60_000;

/**
 * A school's server burnt. `tirek restore` puts an empty one in its place, from a region that has its year of a million
 * records, over a line of 1 Mbit/s each way with 600 ms there and back. Measured from the start of that command: until a
 * pupil signs in with the old PIN on an old tablet and has the newest lesson's file; and until all streams are those of the
 * region and their tables are derived anew. Meanwhile the pupil's screen asks for its day every two seconds.
 */
export async function bench(records?: number): Promise<void> {
  await buildWeb();
  const burnt = await aBurntSchool((text) => console.error(text), records);
  const folder = join(burnt.folder, 'school');
  const region = await startNodeProcess(join(burnt.folder, 'region'), {});
  const thin = await thinLine(region.port, line);
  try {
    const began = performance.now();
    const since = (): number => (performance.now() - began) / 1000;
    await restore(folder, `http://127.0.0.1:${thin.port}`, burnt.ticket);
    const school = await startNodeProcess(folder, {});
    const started = since();
    const { token, people } = await firstLesson(school, burnt, since);
    const first = since();
    const firstBytes = { ...thin.carried };
    console.error(`the first lesson after ${first.toFixed(1)} s`);
    let isWhole = false;
    const screens = screensOf(school, token, () => isWhole);
    await whole(burnt.folder, since);
    isWhole = true;
    report({ burnt, started, people, first, firstBytes, whole: since(), thin, screens: await screens });
    await stopNodeProcess(school);
  } finally {
    await stopNodeProcess(region);
    await thin.close();
    rmSync(burnt.folder, { recursive: true, force: true });
  }
}

async function restore(folder: string, url: string, ticket: string): Promise<void> {
  const program = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts');
  const env = { ...process.env, TIREK_DATA: folder };
  const child = spawn(process.execPath, [program, 'restore', url, ticket], { env, stdio: 'inherit' });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`tirek restore ended with ${code}`);
}

/** What an old tablet does: the pupil signs in with the old PIN, sees the day, opens the newest lesson. Again until it can. */
async function firstLesson({ address }: NodeProcess, { tablet, pupil, pin, newest }: BurntSchool, since: () => number) {
  const ask = async <T>(path: string, token: string, body?: unknown): Promise<T | undefined> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const answer = await fetch(`${address}/api${path}`, { headers, ...init });
    const bytes = await answer.text();
    return answer.ok ? (JSON.parse(bytes) as T) : undefined;
  };
  let session: { readonly token: string } | undefined;
  let people = 0;
  for (; since() * 1000 < longest; await pause(250)) {
    session ??= await ask<{ token: string }>('/people/sign-in/pupil', tablet, { person: pupil, secret: pin });
    if (!session) continue;
    people ||= since();
    const today = await ask<{ tasks: readonly { assignment: string }[] }>('/lessons/today', session.token);
    if (today?.tasks[0]?.assignment !== newest.assignment) continue;
    if (await ask(`/library/files/${newest.file}`, session.token)) return { token: session.token, people };
  }
  throw new Error('no pupil could open a lesson');
}

/** Milliseconds of each answer to a pupil's screen, until `isOver`. */
async function screensOf({ address }: NodeProcess, token: string, isOver: () => boolean): Promise<number[]> {
  const took: number[] = [];
  while (!isOver()) {
    const began = performance.now();
    const answer = await fetch(`${address}/api/lessons/today`, { headers: { authorization: `Bearer ${token}` } });
    await answer.arrayBuffer();
    took.push(answer.ok ? performance.now() - began : Number.POSITIVE_INFINITY);
    await pause(2000);
  }
  return took;
}

type Head = { readonly node: string; readonly epoch: number; readonly scope: string; readonly next: number };

/** Resolves when the school has each of its streams of before as the region has it, hashes and all, and says so itself. */
async function whole(folder: string, since: () => number): Promise<void> {
  const [school, region] = ['school', 'region'].map(
    (name) => new DatabaseSync(join(folder, name, 'node.db'), { readOnly: true }),
  );
  if (!school || !region) return;
  const heads = (store: DatabaseSync): Map<string, string> => {
    const rows = store
      .prepare('select node, epoch, scope, next, hex(hash) as hash from log_streams where epoch = 1')
      .all();
    const all = rows as unknown as (Head & { readonly hash: string })[];
    return new Map(all.map(({ node, epoch, scope, next, hash }) => [`${node}/${epoch}/${scope}`, `${next} ${hash}`]));
  };
  const isOver = (): boolean => {
    const state = school.prepare("select value from log_state where name = 'recovery'").get() as { value: Uint8Array };
    return (fromCbor(state.value) as { wholeAt?: number }).wholeAt !== undefined;
  };
  for (let n = 0; since() * 1000 < longest; n++) {
    const [here, there] = [heads(school), heads(region)];
    if ([...there].every(([stream, head]) => here.get(stream) === head) && isOver()) {
      school.close();
      region.close();
      return;
    }
    if (n % 30 === 0)
      console.error(`${since().toFixed(0)} s: ${[...here.values()].map((head) => head.split(' ')[0]).join(', ')}`);
    await pause(1000);
  }
  throw new Error('the school did not become whole');
}

type Measured = {
  readonly burnt: BurntSchool;
  readonly started: number;
  readonly people: number;
  readonly first: number;
  readonly firstBytes: ThinLine['carried'];
  readonly whole: number;
  readonly thin: ThinLine;
  readonly screens: readonly number[];
};

function report({ burnt, started, people, first, firstBytes, whole: all, thin, screens }: Measured): void {
  const seconds = (bytes: number): number => (bytes * 8) / line.bitsPerSecond;
  printTable(
    [`${burnt.records} records over 1 Mbit/s, 600 ms`, 'seconds', 'bytes down', 'the bytes alone, s'],
    [
      ['the server listens', started, '', ''],
      ['a pupil signs in with the old PIN', people, '', ''],
      ['and opens the newest lesson', first, firstBytes.down, seconds(firstBytes.down)],
      ['everything is as at the region', all, thin.carried.down, seconds(thin.carried.down)],
    ],
  );
  console.log('');
  printTable(
    ['a pupil’s day asked for meanwhile, ms', 'asked', 'median', 'p99', 'longest'],
    [['', screens.length, quantile(screens, 0.5), quantile(screens, 0.99), Math.max(...screens)]],
  );
  printJson({
    first_lesson_s: first,
    whole_min: all / 60,
    bytes_per_record: thin.carried.down / burnt.records,
    first_mb: firstBytes.down / 1e6,
    whole_mb: thin.carried.down / 1e6,
    up_mb: thin.carried.up / 1e6,
    first_floor_s: seconds(firstBytes.down),
    whole_floor_min: seconds(thin.carried.down) / 60,
    screen_p99_ms: quantile(screens, 0.99),
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
