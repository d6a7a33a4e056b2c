import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chiShare } from '../../model/chi-square.ts';
import { aSeed, fullPoints, neverNaN, recovered } from '../../testing.ts';
import { hardy } from './lab.ts';
import { chiOf, frequencyAfter, frequencyIn, sharesAt } from './model.ts';

describe('a field of snapdragons', () => {
  it('counts of 298, 489 and 213 have the frequency 0.5425 of the first allele, and χ² 0.2215', () => {
    assert.ok(Math.abs(1 - frequencyIn([298, 489, 213]) - 0.5425) < 1e-12);
    assert.ok(Math.abs(chiOf([298, 489, 213]) - 0.2215) < 6e-5);
    assert.ok(chiShare(chiOf([298, 489, 213]), 1) > 0.6);
  });

  it('what is in the shares of Hardy and Weinberg stays there; without offspring of rr, q becomes q/(1 + q) each time', () => {
    for (let q = 0.05; q < 1; q += 0.1) {
      const [red = 0, pink = 0, white = 0] = sharesAt(q);
      assert.ok(Math.abs(red + pink + white - 1) < 1e-12);
      assert.ok(Math.abs(frequencyIn([red, pink, white]) - q) < 1e-12);
      assert.ok(Math.abs(pink / 2 / (red + pink) - frequencyAfter(q, 1)) < 1e-12);
      assert.ok(Math.abs(frequencyAfter(frequencyAfter(q, 3), 4) - frequencyAfter(q, 7)) < 1e-12);
    }
  });

  it('LAB-2: nothing is NaN', () => neverNaN(hardy, 40));

  it('LAB-10: a careful pupil finds the frequency, and has all points', () => {
    const inside = recovered(hardy, 'frequency', 40);
    assert.ok(inside >= 34, `${inside} of 40`);
    const first = recovered(hardy, 'selection', 20);
    assert.ok(first >= 16, `${first} of 20`);
    fullPoints(hardy, aSeed(3));
  });
});
