import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { play } from './play.ts';
import { simulate, tellFound } from './simulate.ts';
import { storyOf } from './story.ts';
import { makeTemplate } from './template.ts';
import { traceOf } from './trace.ts';

const seeds = process.env['TIREK_PROOF'] ? 5000 : 300;

describe('a simulated region', () => {
  it(`keeps its word through the stories of ${seeds} seeds`, { timeout: 3_600_000 }, async () => {
    const { found } = await simulate({ seed: 1, seeds });
    assert.equal(found && tellFound(found), undefined);
  });

  it('a seed always tells the same story, to the last byte on every disk', async () => {
    const template = await makeTemplate();
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
