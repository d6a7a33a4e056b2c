import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onceBroken } from './once-broken.ts';
import { play } from './play.ts';
import type { Step } from './steps/step.ts';
import { simulate, tellFound } from './simulate.ts';
import { storyOf } from './story.ts';
import { makeTemplate } from './template.ts';
import { traceOf } from './trace.ts';

const seeds = process.env['TIREK_PROOF'] ? 5000 : 120;

/** What happens on a day, each once. */
const day: readonly Step[] = [
  { do: 'answer', school: 1, tablet: 0, pupil: 0, task: 1, points: 5 },
  { do: 'send', school: 1, tablet: 0, jobs: 6, fate: 'fine' },
  { do: 'write', place: 0, what: 'scores', pupil: 0, points: 1 },
  { do: 'round', school: 1, turns: 2, fates: [] },
  { do: 'move', from: 1, to: 2, pupil: 1, what: 'opens' },
  { do: 'round', school: 1, turns: 2, fates: [] },
  { do: 'round', school: 2, turns: 2, fates: [] },
  { do: 'erase', place: 1, school: 1, pupil: 2 },
  { do: 'write-stick', stick: 0, from: 1, to: 0, isTorn: false },
  { do: 'read-stick', stick: 0, place: 0, isBackwards: false },
  { do: 'rebuild', place: 1 },
];
/** Nodes, and how often their disks are written to and flushed on it. */
const dayCuts = [
  [0, 170, 25],
  [1, 320, 26],
] as const;

function upTo(most: number, step: number): number[] {
  return Array.from({ length: Math.ceil(most / step) }, (_, n) => 1 + n * step);
}

const made = makeTemplate();

describe('a simulated region', () => {
  it(`keeps its word through the stories of ${seeds} seeds`, { timeout: 3_600_000 }, async () => {
    const { found } = await simulate({ seed: 1, seeds, template: await made });
    assert.equal(found && tellFound(found), undefined);
  });

  it('keeps its word through the stories in which it once did not', async () => {
    for (const { about, ...story } of onceBroken) assert.equal(await play(story, await made), undefined, about);
  });

  it(
    'keeps its word through a day in which the power fails at each write and flush',
    { timeout: 3_600_000 },
    async () => {
      const template = await made;
      const losses = ['all', 'nothing', 'tail', 'any'] as const;
      // All of them in the long form; every flush, and some of the writes, in the short one.
      const every = process.env['TIREK_PROOF'] ? 1 : 40;
      for (const [place, writes, flushes] of dayCuts) {
        const at = [
          ...upTo(writes, every).map((k) => ({ at: 'write', k })),
          ...upTo(flushes, every > 1 ? 4 : 1).flatMap((k) => [
            { at: 'flush', k },
            { at: 'flushed', k },
          ]),
        ];
        for (const [n, fuse] of at.entries()) {
          const failing = { do: 'fuse', place, ...fuse, loss: losses[n % losses.length], salt: n };
          const story = { seed: n, schools: [1, 2], old: [], endsUpdated: false, steps: [failing, ...day] };
          assert.deepEqual(await play(story, template), undefined, JSON.stringify(failing));
        }
      }
    },
  );

  it('a seed always tells the same story, to the last byte on every disk', async () => {
    const template = await made;
    const traceOfSeed = async (seed: number): Promise<string> => {
      let trace = '';
      await play(storyOf(seed), template, {}, (world) => (trace = traceOf(world)));
      return trace;
    };
    const first = [await traceOfSeed(7), await traceOfSeed(8)];
    assert.notEqual(first[0], first[1]);
    assert.deepEqual([await traceOfSeed(7), await traceOfSeed(8)], first);
  });
});
