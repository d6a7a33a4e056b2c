import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.ts';
import { findChromium } from './chromium.ts';
import { startPostgres } from './postgres.ts';
import { buildWeb } from '../../src/cli/build-web.ts';

/** A part of the tests with its budget: a part that takes longer has grown past what everybody should wait for. */
type Part = { readonly name: string; readonly files: readonly string[]; readonly seconds: number };

const parts: readonly Part[] = [
  { name: 'kernel', files: ['src/kernel/**/*.test.ts'], seconds: 10 },
  { name: 'tools', files: ['tools/**/*.test.ts'], seconds: 20 },
  { name: 'log', files: ['src/log/**/*.test.ts'], seconds: 60 },
  { name: 'http', files: ['src/http/**/*.test.ts'], seconds: 20 },
  { name: 'people', files: ['src/people/**/*.test.ts'], seconds: 90 },
  { name: 'sync', files: ['src/sync/**/*.test.ts'], seconds: 90 },
  { name: 'lock', files: ['src/lock/**/*.test.ts'], seconds: 30 },
  { name: 'releases', files: ['src/releases/**/*.test.ts'], seconds: 180 },
  { name: 'care', files: ['src/care/**/*.test.ts'], seconds: 60 },
  { name: 'library', files: ['src/rooms/library/**/*.test.ts'], seconds: 30 },
  { name: 'lessons', files: ['src/rooms/lessons/**/*.test.ts'], seconds: 30 },
  { name: 'monitoring', files: ['src/rooms/monitoring/**/*.test.ts'], seconds: 30 },
  { name: 'web', files: ['src/web/**/*.test.ts'], seconds: 30 },
  { name: 'simulation', files: ['src/simulation/*.test.ts', 'src/cli/**/*.test.ts', 'src/*.test.ts'], seconds: 60 },
  { name: 'simulated', files: ['src/simulation/world/**/*.test.ts'], seconds: 60 },
  { name: 'boot', files: ['src/boot/**/*.test.ts'], seconds: 30 },
  { name: 'house', files: ['src/testing/**/*.test.ts'], seconds: 90 },
  { name: 'e2e', files: ['e2e/**/*.test.ts'], seconds: 240 },
];

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
  const chromium = chosen.some((part) => part.name === 'e2e') ? findChromium() : '';
  await buildWeb();
  const postgres = await startPostgres();
  // What several test files begin from is made once for all of them, here.
  const shared = mkdtempSync(join(tmpdir(), 'tirek-test-'));
  const brought = { TIREK_TEST_POSTGRES: postgres.url, TIREK_CHROMIUM: chromium, TIREK_TEST_RUN: shared };
  const environment = { ...process.env, ...more, ...brought };
  const failed: string[] = [];
  const began = Date.now();
  let passed = 0;
  try {
    for (const part of chosen) {
      const result = await runPart(part, environment, more['TIREK_PROOF'] !== undefined);
      passed += result.passed;
      if (!result.isFine) failed.push(part.name);
    }
  } finally {
    await postgres.stop();
    rmSync(shared, { recursive: true, force: true });
  }
  console.log(
    `\n${chosen.length} parts in ${Math.round((Date.now() - began) / 1000)} s${failed.length > 0 ? `; FAILED: ${failed.join(', ')}` : ''}`,
  );
  console.log(`${passed} passed, ${failed.length} failed`);
  return failed.length === 0 && passed > 0 ? 0 : 1;
}

function assertEveryTestHasItsPart(): void {
  const known = new Set(parts.flatMap((part) => globSync([...part.files])));
  const lost = globSync(['src/**/*.test.ts', 'tools/**/*.test.ts', 'e2e/**/*.test.ts', 'bench/**/*.test.ts']).filter(
    (file) => !known.has(file),
  );
  if (lost.length > 0) throw new Error(`no part of the tests runs ${lost.join(', ')}: name it in tools/test/run.ts`);
}

type PartResult = { readonly isFine: boolean; readonly passed: number };

async function runPart(part: Part, environment: NodeJS.ProcessEnv, isProof: boolean): Promise<PartResult> {
  const files = globSync([...part.files]);
  if (files.length === 0) return { isFine: true, passed: 0 };
  const began = Date.now();
  const lanes = part.name === 'e2e' ? 1 : cpus().length;
  const args = ['--test', `--test-concurrency=${lanes}`, '--test-reporter=tap', ...files];
  const { code, output } = await collect(args, environment);
  const took = (Date.now() - began) / 1000;
  const passed = Number(/^# pass (\d+)$/m.exec(output)?.[1] ?? 0);
  const skipped =
    Number(/^# skipped (\d+)$/m.exec(output)?.[1] ?? 0) + Number(/^# todo (\d+)$/m.exec(output)?.[1] ?? 0);
  const isInBudget = isProof || took <= part.seconds;
  const isFine = code === 0 && passed > 0 && skipped === 0;
  if (!isFine) console.log(failuresIn(output));
  const budget = isInBudget ? '' : `, over its budget of ${part.seconds} s`;
  console.log(
    `${isFine ? 'ok  ' : 'FAIL'} ${part.name}: ${passed} passed${skipped > 0 ? `, ${skipped} skipped` : ''} (${took.toFixed(1)} s${budget})`,
  );
  return { isFine, passed };
}

function collect(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(output).toString() }));
  });
}

/** The failed tests of a TAP stream with what they say, without the passed ones. */
function failuresIn(tap: string): string {
  const lines = tap.split('\n');
  const shown: string[] = [];
  let isShowing = false;
  for (const line of lines) {
    if (/^\s*(not )?ok \d+/.test(line)) isShowing = /^\s*not ok/.test(line);
    if (isShowing) shown.push(line);
  }
  return shown.slice(0, 400).join('\n');
}
