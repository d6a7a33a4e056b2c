import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chiShare, chiSquare } from '../../model/chi-square.ts';
import { aSeed, fullPoints, neverNaN, recovered } from '../../testing.ts';
import { cross } from './lab.ts';
import { crossModel, expected, harvested, type Garden } from './model.ts';

const garden: Garden = { pair: 0, recombination: 0.2, cross: 'di', seeds: 160 };

describe('crosses of peas', () => {
  it('χ² of Mendel’s own counts (Versuche über Pflanzen-Hybriden, 1866)', () => {
    const known: readonly (readonly [number, number, number])[] = [
      [5474, 1850, 0.2629],
      [6022, 2001, 0.015],
      [705, 224, 0.3907],
    ];
    for (const [a, b, chi] of known) assert.ok(Math.abs(chiSquare([a, 0, b, 0], expected.own) - chi) < 6e-5);
    assert.ok(Math.abs(chiSquare([315, 101, 108, 32], expected.di) - 0.47) < 6e-5);
  });

  it('the shares of χ² are those of the tables: 5 % and 1 % for 1 and 3 degrees of freedom (NIST e-Handbook, 1.3.6.7.4)', () => {
    const known = [
      [3.841458820694124, 1, 0.05],
      [6.634896601021214, 1, 0.01],
      [7.814727903251179, 3, 0.05],
      [11.344866730144373, 3, 0.01],
    ] as const;
    for (const [chi, free, p] of known) assert.ok(Math.abs(chiShare(chi, free) - p) < 1e-9, `${chi}`);
  });

  it('of true 9 : 3 : 3 : 1 crosses one in twenty is called false', () => {
    let alarms = 0;
    for (let n = 1; n <= 2000; n++)
      if (chiShare(chiSquare(harvested(garden, aSeed(1), n), expected.di), 3) < 0.05) alarms++;
    assert.ok(alarms > 70 && alarms < 130, `${alarms} of 2000`);
  });

  it('LAB-2: nothing is NaN, and nothing is counted before a harvest', () => {
    neverNaN(cross, 40);
    assert.equal(crossModel.value(garden, 'greenRound', aSeed(1), 1), undefined);
  });

  it('LAB-10: a careful pupil finds each share, and has all points', () => {
    for (const task of ['mono', 'linked']) {
      const inside = recovered(cross, task, 40);
      assert.ok(inside >= 34, `${task}: ${inside} of 40`);
    }
    fullPoints(cross, aSeed(3));
  });
});
