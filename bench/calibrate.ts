import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitConditional } from '../src/rooms/scale/model/cml.ts';
import { fitMarginally } from '../src/rooms/scale/model/mml.ts';
import { answersOf, type Responses } from '../src/rooms/scale/model/responses.ts';
import { abilities, simulated, spreadItems } from '../src/rooms/scale/testing/simulated.ts';
import { median, printJson, printTable } from './table.ts';

const persons = 7_000;
const rounds = 5;

/** 7 000 × 40, complete; in two booklets with 28 items each, of which each answer is missing with a chance of 2 %. */
function tables(): { readonly whole: Responses; readonly booklets: Responses } {
  const items = spreadItems(40);
  const whole = simulated('calibrate', items, abilities('calibrate', persons));
  const gone = abilities('missing', persons * 40);
  const data = whole.data.map((points, at) => {
    const [person, item] = [Math.floor(at / 40), at % 40];
    // A standard normal number is above 2.054 twice in a hundred.
    return (person % 2 === 0 ? item < 28 : item >= 12) && gone[at]! < 2.054 ? points : -1;
  });
  return { whole, booklets: { ...whole, data } };
}

/**
 * What a region's calibration costs, in a process that has just begun as a worker has: the answers are there, the first round is
 * shown beside the median. Beside it the same tables in R (eRm, psychotools) where R is there, and one pass over the data.
 */
export async function bench(): Promise<void> {
  const { whole, booklets } = tables();
  const rasch = timed(() => fitConditional(given(whole)));
  const two = timed(() => fitConditional(given(booklets)));
  const free = timed(() => fitMarginally(given(whole), 'free'));
  const pass = timed(() => whole.data.reduce((sum, points) => sum + points, 0));
  const peers = inR({ whole, booklets });
  printTable(
    [`${persons} × 40`, 's', 'first', 'eRm, s', 'psychotools, s'],
    [
      ['Rasch CML, standard errors', rasch.middle, rasch.first, peers?.erm ?? '–', peers?.whole ?? '–'],
      ['two booklets, 2 % missing', two.middle, two.first, '–', peers?.booklets ?? '–'],
      ['2PL MML, 61 nodes, standard errors', free.middle, free.first, '–', '–'],
      ['one pass over the answers', pass.middle, pass.first, '–', '–'],
    ],
  );
  if (!peers) console.log('No peer in this run: Rscript with eRm and psychotools is not on this machine.');
  printJson({
    rasch_s: rasch.middle,
    booklets_s: two.middle,
    twopl_s: free.middle,
    ...(peers ? { erm_s: peers.erm, psychotools_s: peers.whole, psychotools_booklets_s: peers.booklets } : {}),
  });
}

function given(of: Responses): Parameters<typeof fitConditional>[0] {
  const table = answersOf(of, 'left-out');
  if (!table.ok) throw new Error(table.error.why);
  return table.value;
}

function timed(work: () => unknown): { readonly first: number; readonly middle: number } {
  const seconds = Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1000;
  });
  return { first: seconds[0]!, middle: median(seconds) };
}

type Peers = { readonly erm: number; readonly whole: number; readonly booklets: number };

const program = `
suppressMessages({library(eRm); library(psychotools)})
read <- function(name) as.matrix(read.csv(name, header = FALSE, na.strings = "-1"))
whole <- read("whole.csv"); booklets <- read("booklets.csv")
time <- function(work) median(replicate(3, system.time(work())[["elapsed"]]))
cat(time(function() RM(whole)), time(function() raschmodel(whole)), time(function() raschmodel(booklets)))
`;

/** The same work by R's packages; undefined where they are not there. */
function inR(of: { readonly whole: Responses; readonly booklets: Responses }): Peers | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'calibrate-'));
  for (const [name, { data }] of Object.entries(of)) {
    const rows = Array.from({ length: persons }, (_, person) => data.slice(person * 40, (person + 1) * 40).join());
    writeFileSync(join(folder, `${name}.csv`), rows.join('\n'));
  }
  writeFileSync(join(folder, 'peer.R'), program);
  const run = spawnSync('Rscript', ['peer.R'], { cwd: folder, encoding: 'utf8', timeout: 300_000 });
  rmSync(folder, { recursive: true, force: true });
  const [erm, whole, booklets] = (run.stdout ?? '').trim().split(' ').map(Number);
  return run.status === 0 && erm && whole && booklets ? { erm, whole, booklets } : undefined;
}
