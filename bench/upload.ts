import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { mintId, systemRandomness, type SchoolId } from '#kernel/ids.ts';
import { systemClock } from '#kernel/time.ts';
import { makeIdentity } from '#sync/index.ts';
import { startNodeProcess, stopNodeProcess } from '../src/cli/node-process.ts';
import { openNode } from '../src/main.ts';
import { readRun } from '../src/rooms/sitting/model/run.ts';
import { responsesOf } from '../src/rooms/sitting/responses.ts';
import { aForm, publishStudy } from '../src/rooms/sitting/testing.ts';
import { settingsFrom } from '../src/settings.ts';
import { setClock } from '../src/simulation/activity.ts';
import { diceOf } from '../src/simulation/dice.ts';
import { enrolAt, meet } from '../src/simulation/one-process.ts';
import { freePort } from '../tools/test/postgres.ts';
import type { HerdLine, HerdTask } from './herd-schools.ts';
import { lossyLine } from './lossy-line.ts';
import { peakMegabytes } from './processes.ts';
import { printJson, printTable } from './table.ts';
import { sit, withPupils, type Truth } from './upload-school.ts';

const pupils = 75;
const items = 40;
const loss = Number(process.env['TIREK_BENCH_LOSS'] ?? 0.3);
/** As in `herd`: 134 processes of Node would measure the machine's memory. */
const processes = 2;

/** TIREK_BENCH_SCHOOLS lowers the number of schools for a quick look; only all of them are the figure. */
const schoolCount = Number(process.env['TIREK_BENCH_SCHOOLS'] ?? 134);

/**
 * 134 schools have each held a test of 75 pupils and 40 items, and send it to the region on one morning over lines that
 * lose three requests in ten. The region is a real process on SQLite; each school has its own store, session and keeper.
 * All bytes on the wire are counted, over HTTPS, repeats and what was lost too. Then the region's answers are compared
 * with what the pupils did, one by one.
 */
export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-upload-'));
  try {
    const made = await makeSchools(folder);
    const region = await startNodeProcess(join(folder, 'region'), {});
    const dice = diceOf('lossy line');
    const port = await freePort();
    const herds = await startSchools(folder, port);
    const began = performance.now();
    const line = await lossyLine(region.port, loss, () => dice.int(1_000_000) / 1_000_000, port);
    await Promise.all(herds.map((herd) => herd.done));
    const seconds = (performance.now() - began) / 1000;
    const bytes = line.bytes();
    const rss = peakMegabytes(region.child.pid);
    for (const herd of herds) herd.end();
    await Promise.all(herds.map((herd) => herd.ended));
    await line.close();
    await stopNodeProcess(region);
    const found = await compare(folder, made);
    report({ bytes, seconds, rss, asked: line.asked, ...found });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A region with a study, and schools that the region knows, each with a sitting of which it has not heard. */
async function makeSchools(folder: string): Promise<Truth> {
  const world = { clock: systemClock, randomness: systemRandomness, hasJobs: false };
  await makeIdentity(join(folder, 'region'), { kind: 'region' }, systemRandomness);
  const region = await openNode(settingsFrom({ TIREK_DATA: join(folder, 'region') }), world);
  const form = aForm('bench-form', 'mathematics-6', '1', items);
  await publishStudy(region.house, [form]);
  const truth = new Map<string, readonly (readonly unknown[])[]>();
  for (let n = 0; n < schoolCount; n++) {
    const own = join(folder, 'schools', String(n));
    const school = mintId<SchoolId>(systemRandomness);
    await makeIdentity(own, { kind: 'school', school }, systemRandomness);
    const clock = setClock(Date.UTC(2026, 8, 1, 4));
    const node = await openNode(settingsFrom({ TIREK_DATA: own }), { ...world, clock });
    await enrolAt(region, node, school);
    const people = await withPupils(node, school, pupils);
    await meet(region, node);
    for (const [attempt, answers] of await sit(node, clock, school, people, form)) truth.set(attempt, answers);
    await node.close();
    if (n % 20 === 19) console.log(`${n + 1} schools have held their test`);
  }
  await region.close();
  return truth as Truth;
}

type Herd = { readonly done: Promise<void>; readonly ended: Promise<unknown>; end(): void };

/** Resolves when all schools have felt that the region is away. */
async function startSchools(folder: string, port: number): Promise<readonly Herd[]> {
  const all = Array.from({ length: schoolCount }, (_, n) => join(folder, 'schools', String(n)));
  const herds: Herd[] = [];
  const failing: Promise<unknown>[] = [];
  for (let n = 0; n < processes; n++) {
    const folders = all.filter((_, at) => at % processes === n);
    const task: HerdTask = { url: `https://127.0.0.1:${port}`, folders, isSilentAfter: true };
    const file = join(folder, `herd${n}.json`);
    writeFileSync(file, JSON.stringify(task));
    const child = spawn(process.execPath, [join(import.meta.dirname, 'herd-schools.ts'), file], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const felt = Promise.withResolvers<void>();
    const done = (async () => {
      let left = task.folders.length;
      for await (const text of createInterface({ input: child.stdout })) {
        const line = JSON.parse(text) as HerdLine;
        if (!('state' in line)) left--;
        else if (line.state === 'open') child.stdin.write('go\n');
        else felt.resolve();
        if (left === 0) return;
      }
      throw new Error('the schools ended before everything had arrived');
    })();
    failing.push(Promise.race([felt.promise, done]));
    herds.push({ done, ended, end: () => void child.stdin.write('end\n') });
  }
  await Promise.all(failing);
  return herds;
}

type Found = { readonly answers: number; readonly missing: number; readonly doubled: number };

/** What the region has against what the pupils did. */
async function compare(folder: string, truth: Truth): Promise<Found> {
  const world = { clock: systemClock, randomness: systemRandomness, hasJobs: false };
  const region = await openNode(settingsFrom({ TIREK_DATA: join(folder, 'region') }), world);
  const all = await responsesOf(region.house.log, 'start-2026');
  const rows = await region.house.log.read.all<{ attempt: string; device: string; first: number; run: Uint8Array }>(
    'select attempt, device, first, run from sitting_runs',
  );
  await region.close();
  let missing = 0;
  for (const [attempt, answers] of truth) {
    const own = all.find((each) => each.attempt === attempt);
    for (const [n, answer] of answers.entries()) {
      const there = own?.items[n];
      if (there?.state !== 'answered' || JSON.stringify(there.response) !== JSON.stringify(answer)) missing++;
    }
  }
  const seen = new Set<string>();
  let doubled = all.length - new Set(all.map(({ attempt }) => attempt)).size;
  for (const { attempt, device, first, run } of rows) {
    for (const n of (readRun(run) ?? []).keys()) {
      const event = `${attempt} ${device} ${first + n}`;
      if (seen.has(event)) doubled++;
      seen.add(event);
    }
  }
  return { answers: [...truth.values()].reduce((sum, each) => sum + each.length, 0), missing, doubled };
}

type Measured = Found & {
  readonly bytes: number;
  readonly seconds: number;
  readonly rss: number;
  readonly asked: { readonly all: number; readonly lost: number };
};

function report({ answers, missing, doubled, bytes, seconds, rss, asked }: Measured): void {
  printTable(
    [`${schoolCount} schools × ${pupils} pupils × ${items} items`, ''],
    [
      ['answers', String(answers)],
      ['bytes on the wire, with TLS, repeats and what was lost', String(bytes)],
      ['requests', String(asked.all)],
      ['of them lost', String(asked.lost)],
      ['seconds until all had arrived', seconds],
    ],
  );
  printJson({
    missing,
    doubled,
    bytes_per_answer: bytes / answers,
    lost_share: asked.lost / asked.all,
    all_min: seconds / 60,
    rss_mb: rss,
  });
}

if (import.meta.main) await bench();
