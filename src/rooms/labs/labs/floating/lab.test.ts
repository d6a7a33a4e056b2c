import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aSeed, fullPoints, neverNaN, recovered } from '../../testing.ts';
import { floating } from './lab.ts';
import { floatingModel, isAfloat, levelOf, massOf, stuffs, volumeOf, type Tray } from './model.ts';

const tray = (stuff: Tray['stuff']): Tray => {
  return { own: 1.5, cut: 0, stuff, piece: 5, where: 'water', isPushed: false };
};

describe('what sinks and floats', () => {
  it('cork, wood and wax float, glass, aluminium and iron sink; 40 cm³ of iron weigh 314.8 g', () => {
    // Kaye and Laby: iron 7.87, aluminium 2.70, cork 0.24 g/cm³.
    assert.deepEqual(
      stuffs.filter((stuff) => stuff !== 'own' && isAfloat(tray(stuff))),
      ['cork', 'wood', 'wax'],
    );
    assert.equal(volumeOf(0, 5), 40);
    assert.ok(Math.abs(massOf(tray('iron')) - 314.8) < 1e-9);
  });

  it('what floats makes room for its own mass of water, what is held under for its own volume (Archimedes)', () => {
    assert.ok(Math.abs((levelOf(tray('wood')) - 100) * 0.998 - massOf(tray('wood'))) < 1e-9);
    assert.equal(levelOf({ ...tray('wood'), isPushed: true }), 140);
    assert.equal(levelOf(tray('iron')), 140);
  });

  it('LAB-2: nothing is NaN, and what is dry is not pushed under', () => {
    neverNaN(floating);
    const refused = floatingModel.act({ ...tray('cork'), where: 'table' }, { do: 'push' }, aSeed(1), 1);
    assert.ok(!refused.ok && refused.error.key === 'labs.floating.no.dry');
  });

  it('LAB-10: a careful pupil finds the density, and has all points in each task', () => {
    const inside = recovered(floating, 'density', 200);
    assert.ok(inside >= 180, `${inside} of 200`);
    for (let k = 1; k <= 20; k++) fullPoints(floating, aSeed(k));
  });
});
