import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNodeProcess, stopNodeProcess } from '../src/cli/node-process.ts';
import { aSchoolWithTablets } from './school.ts';
import { median, printJson, printTable, quantile } from './table.ts';
import { slowFlushes } from './slow-flush.ts';
import { runTablets } from './tablets.ts';

const rounds = 5;
const bareSeconds = 2;
const loadSeconds = 4;
const tabletCount = 100;

type Side = { readonly bare: number[]; readonly answers: number[]; readonly latencies: number[]; readonly rss: number };

/**
 * 100 tablets send answers to a real school node, one a request, each durable before its reply; between the rounds the
 * bare engine commits single rows on the same disk. Then both again with 20 ms added to each flush.
 */
export async function bench(): Promise<void> {
  const quick = await measure({});
  const slow = await measure(slowFlushes(20));
  const rows = (name: string, side: Side): (string | number)[] => [
    name,
    median(side.bare),
    median(side.answers),
    median(side.answers) / median(side.bare),
    quantile(side.latencies, 0.5),
    quantile(side.latencies, 0.99),
    side.rss,
  ];
  printTable(
    ['disk', 'bare commits/s', 'answers/s', 'ratio', 'p50 ms', 'p99 ms', 'rss MB'],
    [rows('this one', quick), rows('20 ms a flush more', slow)],
  );
  printJson({
    ratio: median(quick.answers) / median(quick.bare),
    p99_ms: quantile(quick.latencies, 0.99),
    rss_mb: Math.max(quick.rss, slow.rss),
    slow_ratio: median(slow.answers) / median(slow.bare),
    slow_p99_ms: quantile(slow.latencies, 0.99),
    answers_per_s: median(quick.answers),
    bare_per_s: median(quick.bare),
  });
}

async function measure(environment: Readonly<Record<string, string>>): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-answers-'));
  const school = await aSchoolWithTablets(join(folder, 'node'), tabletCount);
  const node = await startNodeProcess(join(folder, 'node'), environment);
  const { child, port } = node;
  const bare: number[] = [];
  const answers: number[] = [];
  const latencies: number[] = [];
  await runTablets(port, school.tablets, 2);
  for (let round = 0; round < rounds; round++) {
    bare.push(bareCommits(join(folder, `bare-${round}.db`), environment));
    const load = await runTablets(port, school.tablets, loadSeconds);
    answers.push(load.answers / load.seconds);
    for (const each of load.latencies) latencies.push(each);
  }
  const rss = residentMegabytes(child.pid as number);
  await stopNodeProcess(node);
  rmSync(folder, { recursive: true, force: true });
  return { bare, answers, latencies, rss };
}

function bareCommits(file: string, environment: Readonly<Record<string, string>>): number {
  const program = join(import.meta.dirname, 'bare-commits.ts');
  const options = { env: { ...process.env, ...environment }, encoding: 'utf8' } as const;
  return Number(execFileSync(process.execPath, [program, file, String(bareSeconds)], options));
}

/** The largest resident size that the process had. */
function residentMegabytes(pid: number): number {
  const [, kibibytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) / 1024;
}
