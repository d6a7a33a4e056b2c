import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { systemRandomness } from '#kernel/ids.ts';
import { systemClock } from '#kernel/time.ts';
import type { KnownNode } from '#sync/index.ts';
import { buildWeb } from '../src/cli/build-web.ts';
import { startNodeProcess, stopNodeProcess, type NodeProcess } from '../src/cli/node-process.ts';
import { openNode } from '../src/main.ts';
import { settingsFrom } from '../src/settings.ts';
import { samplePassword } from '../src/simulation/sample.ts';
import type { HerdLine, HerdTask } from './herd-schools.ts';
import { herdStores, type HerdStores } from './herd-stores.ts';
import { freePort } from '../tools/test/postgres.ts';
import { cpuSeconds, peakMegabytes } from './processes.ts';
import { printJson, printTable, quantile } from './table.ts';

/** The schools share so many processes: 134 of Node would measure the machine's memory. */
const processes = 2;

/**
 * The region's server comes back after an outage, and 134 schools have a day each to send. The region is a real process on
 * SQLite; each school has its own store, session and keeper, which felt the outage. Meanwhile a signed-in coordinator
 * asks for the overview, over and over. Beside it the same bundles, taken in one after the other without HTTP.
 */
export async function bench(): Promise<void> {
  await buildWeb();
  const stores = fewer(await herdStores((line) => console.log(line)));
  const folder = mkdtempSync(join(tmpdir(), 'tirek-herd-'));
  try {
    copyStores(stores, folder);
    const port = await freePort();
    const region = (): Promise<NodeProcess> => startNodeProcess(join(folder, 'region'), { TIREK_PORT: String(port) });
    const before = await region();
    const token = await signIn(before);
    const calm = await pagesWhile(before, token, new Promise((resolve) => setTimeout(resolve, 5000)));
    await stopNodeProcess(before);
    const herds = await startSchools(folder, stores, port);
    const back = await region();
    const began = performance.now();
    const idle = herds.map(({ pid }) => cpuSeconds(pid));
    const again = await signIn(back);
    const done = Promise.all(herds.map((herd) => herd.done));
    const pages = await pagesWhile(back, again, done);
    const seconds = (performance.now() - began) / 1000;
    const rss = peakMegabytes(back.child.pid);
    const regionCpu = cpuSeconds(back.child.pid);
    const schoolsCpu = herds.reduce((sum, { pid }, n) => sum + cpuSeconds(pid) - (idle[n] ?? 0), 0);
    for (const herd of herds) herd.end();
    await Promise.all(herds.map((herd) => herd.ended));
    await stopNodeProcess(back);
    rmSync(folder, { recursive: true });
    copyStores(stores, folder);
    const floor = await withoutHttp(folder, stores);
    report({ stores, seconds, rss, regionCpu, schoolsCpu, calm, pages, floor, lines: (await done).flat() });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** TIREK_BENCH_SCHOOLS lowers the number of schools for a quick look; only all of them are the figure. */
function fewer({ folder, schools }: HerdStores): HerdStores {
  return { folder, schools: schools.slice(0, Number(process.env['TIREK_BENCH_SCHOOLS'] ?? schools.length)) };
}

/** Each run works on a copy. The schools have the shelf's files already, as after any earlier day: one folder for all. */
function copyStores(stores: HerdStores, folder: string): void {
  cpSync(stores.folder, folder, { recursive: true });
  for (const { school } of stores.schools) {
    const files = join(folder, 'schools', school, 'files');
    rmSync(files, { recursive: true, force: true });
    symlinkSync(join(folder, 'region', 'files'), files);
  }
}

type Measured = {
  readonly stores: HerdStores;
  readonly seconds: number;
  readonly rss: number;
  readonly regionCpu: number;
  readonly schoolsCpu: number;
  readonly calm: readonly number[];
  readonly pages: readonly number[];
  readonly floor: number;
  readonly lines: readonly { readonly waited: number; readonly mostBehind: number }[];
};

function report({ stores, seconds, rss, regionCpu, schoolsCpu, calm, pages, floor, lines }: Measured): void {
  const records = stores.schools.reduce((sum, school) => sum + school.records, 0);
  const pupils = stores.schools.reduce((sum, school) => sum + school.pupils, 0);
  printTable(
    [`${stores.schools.length} schools, ${pupils} pupils, ${records} records`, 'seconds', 'records a second'],
    [
      ['all at once over HTTP, back after an outage', seconds, records / seconds],
      ['the same bundles one school after another, without HTTP', floor, records / floor],
    ],
  );
  console.log('');
  printTable(
    ['seconds of processor meanwhile', ''],
    [
      ['the region, with its start', regionCpu],
      ['the schools, which have machines of their own in life', schoolsCpu],
    ],
  );
  console.log('');
  printTable(
    ['the coordinator’s overview, ms', 'asked', 'median', 'p99', 'longest'],
    [
      ['before, with nobody else', calm.length, quantile(calm, 0.5), quantile(calm, 0.99), Math.max(...calm)],
      ['while all schools send', pages.length, quantile(pages, 0.5), quantile(pages, 0.99), Math.max(...pages)],
    ],
  );
  const waited = lines.map((line) => line.waited);
  console.log(
    `\n${waited.filter((each) => each > 0).length} schools were told a place, the last of them ${Math.max(...lines.map((line) => line.mostBehind))}; ` +
      `they waited ${quantile(waited, 0.5).toFixed(0)} s in the median, ${Math.max(...waited).toFixed(0)} s at most.`,
  );
  printJson({
    all_min: seconds / 60,
    p99_page_ms: quantile(pages, 0.99),
    rss_mb: rss,
    records_per_s: records / seconds,
    floor_min: floor / 60,
    region_cpu_s: regionCpu,
    schools_cpu_s: schoolsCpu,
    calm_p99_page_ms: quantile(calm, 0.99),
  });
}

type Herd = {
  readonly pid: number | undefined;
  readonly done: Promise<readonly { readonly waited: number; readonly mostBehind: number }[]>;
  readonly ended: Promise<unknown>;
  end(): void;
};

/** Resolves when all schools have felt the outage. They share the machine with the region, as they do not in life. */
async function startSchools(folder: string, { schools }: HerdStores, port: number): Promise<Herd[]> {
  const url = `http://127.0.0.1:${port}`;
  const herds: Herd[] = [];
  const failing: Promise<unknown>[] = [];
  for (let n = 0; n < processes; n++) {
    const own = schools.filter((_, at) => at % processes === n);
    const task: HerdTask = { url, folders: own.map(({ school }) => join(folder, 'schools', school)) };
    const told = join(folder, `herd${n}.json`);
    writeFileSync(told, JSON.stringify(task));
    const child = spawn(process.execPath, [join(import.meta.dirname, 'herd-schools.ts'), told], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const felt = Promise.withResolvers<void>();
    const done = (async () => {
      const arrived: Extract<HerdLine, { school: string }>[] = [];
      for await (const text of createInterface({ input: child.stdout })) {
        const line = JSON.parse(text) as HerdLine;
        if (!('state' in line)) arrived.push(line);
        else if (line.state === 'open') child.stdin.write('go\n');
        else felt.resolve();
        if (arrived.length === own.length) return arrived;
      }
      throw new Error('the schools ended before everything had arrived');
    })();
    failing.push(Promise.race([felt.promise, done]));
    herds.push({ pid: child.pid, done, ended, end: () => void child.stdin.write('end\n') });
  }
  await Promise.all(failing);
  return herds;
}

async function signIn({ address }: NodeProcess): Promise<string> {
  const response = await fetch(`${address}/api/people/sign-in/adult`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'coordinator', password: samplePassword }),
  });
  if (!response.ok) throw new Error(`the coordinator could not sign in: ${response.status}`);
  return ((await response.json()) as { token: string }).token;
}

/** What a coordinator's overview asks for, until `end`; the milliseconds of each answer to its last byte. */
async function pagesWhile({ address }: NodeProcess, token: string, end: Promise<unknown>): Promise<number[]> {
  const paths = ['/api/monitoring/schools', '/api/monitoring/totals', '/api/sync/status', '/'];
  const took: number[] = [];
  let isOver = false;
  void end.finally(() => (isOver = true));
  for (let n = 0; !isOver; n++) {
    const began = performance.now();
    const response = await fetch(`${address}${paths[n % paths.length]}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await response.arrayBuffer();
    took.push(performance.now() - began);
    if (!response.ok) throw new Error(`the overview answered ${response.status}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await end;
  return took;
}

/** Seconds that the region alone takes for the same records, one school after the other. */
async function withoutHttp(folder: string, { schools }: HerdStores): Promise<number> {
  const world = { clock: systemClock, randomness: systemRandomness, hasJobs: false };
  const region = await openNode(settingsFrom({ TIREK_DATA: join(folder, 'region') }), world);
  let milliseconds = 0;
  for (const { school } of schools) {
    const node = await openNode(settingsFrom({ TIREK_DATA: join(folder, 'schools', school) }), world);
    const to = node.desk.authority.region as KnownNode;
    const from = region.desk.authority.find(node.house.self.node) as KnownNode;
    for (let hasMore = true; hasMore;) {
      const up = await node.desk.exchange.compose(to, 1024 * 1024);
      const began = performance.now();
      await region.desk.exchange.absorb(from, up);
      milliseconds += performance.now() - began;
      await node.desk.exchange.absorb(to, await region.desk.exchange.compose(from, 0));
      hasMore = up.hasMore;
    }
    await node.close();
  }
  await region.close();
  return milliseconds / 1000;
}

if (import.meta.main) await bench();
