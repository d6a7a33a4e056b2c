import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faults } from './faults.ts';
import { simulate } from './simulate.ts';

describe('a region with a planted fault', () => {
  for (const [name, { about, broken }] of Object.entries(faults)) {
    it(`is found out within 1000 seeds, by a story of few steps: ${name}`, { timeout: 3_600_000 }, async () => {
      const { found, stories } = await simulate({ seed: 1, seeds: 1000, broken });
      assert.ok(found, `${about}: nobody noticed in ${stories} stories`);
      assert.ok(found.shortest.steps.length <= 12, `the shortest story has ${found.shortest.steps.length} steps`);
    });
  }
});
