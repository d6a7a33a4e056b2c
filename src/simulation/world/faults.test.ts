import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faults } from './faults.ts';
import { simulate } from './simulate.ts';
import { makeTemplate } from './template.ts';

/** Each story is made shorter in the long form; in the short one that of the first fault. */
const isLong = process.env['TIREK_PROOF'] !== undefined;

const made = makeTemplate();

describe('a region with a planted fault', () => {
  for (const [n, [name, { about, broken }]] of Object.entries(faults).entries()) {
    it(`is found out within 1000 seeds, by a story of few steps: ${name}`, { timeout: 3_600_000 }, async () => {
      const shrinks = isLong || n === 0;
      const { found, stories } = await simulate({ seed: 1, seeds: 1000, template: await made, broken, shrinks });
      assert.ok(found, `${about}: nobody noticed in ${stories} stories`);
      const { length } = found.shortest.steps;
      if (shrinks) assert.ok(length <= 12, `the shortest story has ${length} steps`);
    });
  }
});
