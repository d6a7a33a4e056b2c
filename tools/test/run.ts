import { spawn } from 'node:child_process';
import { globSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { buildWeb } from '../../src/cli/build-web.ts';
import { runChecks } from './check.ts';
import { findChromium } from './chromium.ts';
import { runFiles, type FileResult } from './files.ts';
import { folderOfRun } from './folder.ts';
import { parts, type Part } from './parts.ts';
import { startPostgres } from './postgres.ts';

/**
 * `npm test`: the checks, then every part's tests, with what they need brought first. A test that cannot run fails:
 * without PostgreSQL or Chromium nothing is skipped, the whole run fails and says what to type.
 */
export async function runTests(asked: readonly string[]): Promise<number> {
  return run(asked, {});
}

/** `npm run proof`: the same with the long forms of the proofs, which read TIREK_PROOF. */
export async function runProof(): Promise<number> {
  return run([], { TIREK_PROOF: '1' });
}

async function run(asked: readonly string[], more: Readonly<Record<string, string>>): Promise<number> {
  const chosen = asked.length > 0 ? parts.filter((part) => asked.includes(part.name)) : parts;
  assertEveryTestHasItsPart();
  if (asked.length === 0 && (await runChecks()) !== 0) return 1;
  const isProof = more['TIREK_PROOF'] !== undefined;
  const folder = folderOfRun(!isProof);
  process.env['TMPDIR'] = folder;
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // A run that is broken off leaves nothing in memory.
    process.once(signal, () => {
      remove();
      process.exit(1);
    });
  }
  const hasJourneys = chosen.some(isJourney);
  const chromium = hasJourneys ? findChromium() : '';
  await buildWeb();
  const postgres = await startPostgres();
  // What several test files begin from is made once for all of them, in the folder of the run.
  const brought = { TIREK_TEST_POSTGRES: postgres.url, TIREK_CHROMIUM: chromium, TIREK_TEST_RUN: folder };
  const environment = { ...process.env, ...more, ...brought };
  const began = Date.now();
  try {
    const results = await runParts(chosen, environment, isProof);
    const failed = chosen.filter(({ name }) => !results.get(name)?.isFine).map(({ name }) => name);
    const passed = [...results.values()].reduce((sum, result) => sum + result.passed, 0);
    const failures = failed.length > 0 ? `; FAILED: ${failed.join(', ')}` : '';
    console.log(`\n${chosen.length} parts in ${Math.round((Date.now() - began) / 1000)} s${failures}`);
    console.log(`${passed} passed, ${failed.length} failed`);
    return failed.length === 0 && passed > 0 ? 0 : 1;
  } finally {
    await postgres.stop();
    remove();
  }
}

function assertEveryTestHasItsPart(): void {
  const known = new Set(parts.flatMap((part) => globSync([...part.files])));
  const lost = globSync(['src/**/*.test.ts', 'tools/**/*.test.ts', 'e2e/**/*.test.ts', 'bench/**/*.test.ts']).filter(
    (file) => !known.has(file),
  );
  if (lost.length > 0) throw new Error(`no part of the tests runs ${lost.join(', ')}: name it in tools/test/parts.ts`);
}

type PartResult = { readonly isFine: boolean; readonly passed: number };
type Job = { readonly part: Part; readonly files: readonly string[] };

const isJourney = ({ name }: Part): boolean => name === 'e2e';

/** What is run in one process: a file that stands alone, or all others of a part. What takes longest begins first. */
function jobsOf(chosen: readonly Part[]): Job[] {
  const jobs = chosen.map((part) => {
    const alone = globSync([...(part.alone ?? [])]);
    const rest = globSync([...part.files]).filter((file) => !alone.includes(file));
    return { alone: alone.map((file): Job => ({ part, files: [file] })), rest: { part, files: rest } };
  });
  return [...jobs.flatMap(({ alone }) => alone), ...jobs.map(({ rest }) => rest)].filter(
    ({ files }) => files.length > 0,
  );
}

/**
 * One process more at a time than the machine has cores. The journeys wait more than they compute, so all lanes but one
 * take them first: most of the time some of them run beside tests that compute.
 */
async function runParts(
  chosen: readonly Part[],
  environment: NodeJS.ProcessEnv,
  isProof: boolean,
): Promise<ReadonlyMap<string, PartResult>> {
  const jobs = jobsOf(chosen);
  const journeys = jobs.filter(({ part }) => isJourney(part));
  const others = jobs.filter(({ part }) => !isJourney(part));
  const samples = journeys.length > 0 ? makeSamples(environment) : Promise.resolve();
  const done = new Map<Part, FileResult[]>(chosen.map((part) => [part, []]));
  const results = new Map<string, PartResult>();
  const lane = async (...queues: readonly Job[][]): Promise<void> => {
    for (const queue of queues) {
      if (queue === journeys) await samples;
      for (let job = queue.shift(); job; job = queue.shift()) {
        const { part } = job;
        const files = done.get(part) ?? [];
        files.push(...(await runFiles(job.files, environment)));
        for (const { file, failures } of files.slice(-job.files.length))
          if (failures) console.log(`${file}\n${failures}`);
        const isPartDone = jobs.flatMap((each) => (each.part === part ? each.files : [])).length === files.length;
        if (isPartDone) results.set(part.name, report(part, files, isProof));
      }
    }
  };
  const waiting = Array.from({ length: cpus().length }, () => lane(journeys, others));
  await Promise.all([lane(others, journeys), ...waiting]);
  return results;
}

/** A file that takes longer, in seconds, is named: there time is to be won. */
const slowFile = 20;

function report(part: Part, files: readonly FileResult[], isProof: boolean): PartResult {
  const total = (what: 'passed' | 'skipped' | 'seconds'): number => files.reduce((sum, file) => sum + file[what], 0);
  const isFine = files.every((file) => file.isFine);
  const [passed, skipped, took] = [total('passed'), total('skipped'), total('seconds')];
  const budget = isProof || took <= part.seconds ? '' : `, over its budget of ${part.seconds} s`;
  const left = skipped > 0 ? `, ${skipped} skipped` : '';
  const slow = files.filter(({ seconds }) => seconds > slowFile).toSorted((a, b) => b.seconds - a.seconds);
  const slowest = slow.map(({ file, seconds }) => `\n     ${file} ${seconds.toFixed(0)} s`).join('');
  console.log(
    `${isFine ? 'ok  ' : 'FAIL'} ${part.name}: ${passed} passed${left} (${took.toFixed(1)} s${budget})${slowest}`,
  );
  return { isFine, passed };
}

/** The sample regions that journeys begin from. */
function makeSamples(environment: NodeJS.ProcessEnv): Promise<void> {
  const program = join(import.meta.dirname, '..', '..', 'e2e', 'samples.ts');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the samples ended with ${code}`))));
  });
}
