import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { labs } from '../src/rooms/labs/labs/list.ts';
import { replay } from '../src/rooms/labs/model/replay.ts';
import { judged } from '../src/rooms/labs/model/rubric/rubric.ts';
import { tasksOf, type honestRuns } from '../src/rooms/labs/testing/honest-runs.ts';
import { chromiumEnvironment, chromiumFlags, findChromium } from '../tools/test/chromium.ts';
import { inLabProcess } from './lab-process.ts';
import type { LabAgreement } from './rubric-lab.ts';
import { printTable } from './table.ts';

/** TIREK_BENCH_SEEDS and TIREK_BENCH_HONEST make a shorter look; only 20 and 5 000 are the figure. */
const seeds = Number(process.env['TIREK_BENCH_SEEDS'] ?? 20);
const honest = Number(process.env['TIREK_BENCH_HONEST'] ?? 5000);
const atOnce = 2;
const atATime = 25;

/**
 * Twelve kinds of scripted pupils at every task of every lab: how often all six skills have the points that were meant. Then
 * honest pupils, who work in Chromium: how many of them are told by the server in Node that they invented a number. And of
 * those who did invent or copy, how many are found.
 */
export async function bench(): Promise<void> {
  const queue = labs.map(({ lab }) => lab);
  const found: LabAgreement[] = [];
  const next = async (): Promise<void> => {
    for (let lab = queue.shift(); lab !== undefined; lab = queue.shift())
      found.push(await inLabProcess<LabAgreement>('rubric-lab.ts', lab, seeds));
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  const byLab = found.toSorted((a, b) => a.lab.localeCompare(b.lab));
  printTable(
    ['lab', 'works', 'as meant', 'invented', 'found'],
    byLab.map(({ lab, kinds }) => [
      lab,
      String(sumOf(kinds, 'of')),
      shareOf(sumOf(kinds, 'same'), sumOf(kinds, 'of')),
      String(sumOf(kinds, 'invented')),
      String(sumOf(kinds, 'found')),
    ]),
  );
  const all = byLab.flatMap(({ kinds }) => kinds);
  console.log();
  printTable(
    ['pupil', 'works', 'as meant', 'else, for example'],
    [...Map.groupBy(all, ({ kind }) => kind)].map(([kind, of]) => [
      kind,
      String(sumOf(of, 'of')),
      shareOf(sumOf(of, 'same'), sumOf(of, 'of')),
      of.find(({ example }) => example !== '')?.example ?? '',
    ]),
  );
  const runs = await honestInChromium();
  console.log();
  console.log(
    `${runs.count} honest runs in Chromium ${runs.version}: ${runs.accused} accused, ${runs.readings} readings, ${runs.differing} other in Node`,
  );
  for (const each of runs.examples) console.log(`  ${each}`);
  console.log(
    JSON.stringify({
      agreement: round(sumOf(all, 'same') / sumOf(all, 'of')),
      false_invented: runs.accused,
      found_invented: round(sumOf(all, 'found') / sumOf(all, 'invented')),
      honest_runs: runs.count,
      differing_readings: runs.differing,
      works: sumOf(all, 'of'),
    }),
  );
}

type Counted = 'of' | 'same' | 'invented' | 'found';
const sumOf = (all: LabAgreement['kinds'], name: Counted): number => all.reduce((sum, each) => sum + each[name], 0);
const round = (value: number): number => Math.round(1e4 * value) / 1e4;
const shareOf = (part: number, whole: number): string => (whole === 0 ? '–' : ((100 * part) / whole).toFixed(1));

async function honestInChromium() {
  const entry = join(import.meta.dirname, '..', 'src', 'rooms', 'labs', 'testing', 'honest-runs.ts');
  const built = (await build({
    root: join(import.meta.dirname, '..'),
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'chrome114',
      lib: { entry, formats: ['iife'], name: 'tirek' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput[];
  const [chunk] = built.flatMap(({ output }) => output);
  if (chunk?.type !== 'chunk') throw new Error('the models were not built');
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: chromiumFlags,
    env: chromiumEnvironment,
  });
  const page = await browser.newPage();
  await page.addScriptTag({ content: chunk.code });
  const tasks = await tasksOf();
  const specs = new Map(await Promise.all(labs.map(async ({ lab, load }) => [lab, await load()] as const)));
  const found = {
    count: 0,
    accused: 0,
    readings: 0,
    differing: 0,
    examples: [] as string[],
    version: browser.version(),
  };
  const each = Math.ceil(honest / tasks.length);
  for (const { lab, task: name } of tasks) {
    const spec = specs.get(lab);
    const task = spec?.tasks.find((one) => one.task === name);
    if (!spec || !task) throw new Error(`no task ${name} in ${lab}`);
    for (let from = 0; from < each && found.count < honest; from += atATime) {
      const own = Array.from({ length: Math.min(atATime, each - from) }, (_, k) => [
        from + k,
        11,
        22,
        33,
        44,
        55,
        66,
        77,
      ]);
      const runs = await page.evaluate(
        `tirek.honestRuns(${JSON.stringify(lab)}, ${JSON.stringify(name)}, ${JSON.stringify(own)})`,
      );
      for (const { seed, actions, notebook, readings } of runs as Awaited<ReturnType<typeof honestRuns>>) {
        found.count++;
        const strange = judged({ spec, task, seed, actions, notebook, isReal: false })[3]?.reasons.find(
          ({ key }) => key === 'labs.why.strange',
        );
        if (strange) {
          found.accused++;
          if (found.examples.length < 10)
            found.examples.push(`${lab}, ${name}, seed ${seed[0]}: rows ${strange.rows.join(' ')}`);
        }
        const here = replay(spec, seed, actions).readings;
        found.readings += readings.length;
        found.differing +=
          readings.filter((reading, k) => reading.shown !== here[k]?.shown).length +
          Math.abs(here.length - readings.length);
      }
    }
  }
  await browser.close();
  return found;
}
