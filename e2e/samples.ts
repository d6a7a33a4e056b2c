import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { readSample, type Sample } from '../src/simulation/sample.ts';

/**
 * The sample region in a folder: with all lessons and a past where no `packs` are named. Without any it is bare, with
 * people who did nothing yet in a region of a few schools. All journeys of a test run begin from the same two: they are
 * made once, in the folder that the test runner gives, and copied. Where its region is, nodes are told when they start.
 */
export async function sampleIn(folder: string, packs: readonly string[] | undefined): Promise<Sample> {
  const run = process.env['TIREK_TEST_RUN'];
  const isShared = packs === undefined || packs.length === 0;
  const place = run && isShared ? sharedPlace(run, packs) : folder;
  const made = readSample(place) ?? (await make(place, packs));
  if (place !== folder) cpSync(place, folder, { recursive: true });
  return made;
}

function sharedPlace(run: string, packs: readonly string[] | undefined): string {
  return join(run, packs ? 'sample-bare' : 'sample');
}

/** Loads what makes samples only here: most journeys find theirs made. */
async function make(folder: string, packs: readonly string[] | undefined): Promise<Sample> {
  const { shippedPacks } = await import('#rooms/library/index.ts');
  const { makeSample } = await import('../src/simulation/region.ts');
  return makeSample({
    folder,
    seed: '1',
    packs: packs ?? shippedPacks(join(import.meta.dirname, '..', 'content')),
    hasPast: packs === undefined,
    regionUrl: 'http://127.0.0.1',
    lively: packs ? 1 : 4,
    besides: packs ? 2 : 14,
    progress: () => undefined,
  });
}

// The test runner has both made before the journeys begin.
if (import.meta.main) {
  const run = process.env['TIREK_TEST_RUN'];
  if (!run) throw new Error('the samples are made in the folder of a test run (TIREK_TEST_RUN)');
  for (const packs of [[], undefined]) await make(sharedPlace(run, packs), packs);
}
