import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { simulate, tellFound } from './simulate.ts';
import { storyOf } from './story.ts';

const seeds = process.env['TIREK_PROOF'] ? 5000 : 300;

describe('a simulated region', () => {
  it(`keeps its word through the stories of ${seeds} seeds`, { timeout: 3_600_000 }, async () => {
    const { found } = await simulate({ seed: 1, seeds });
    assert.equal(found && tellFound(found), undefined);
  });

  it('a seed always tells the same story', () => {
    assert.deepEqual(storyOf(7), storyOf(7));
    assert.notDeepEqual(storyOf(7), storyOf(8));
  });
});
