import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Deed } from '../../model/world.ts';
import { aSeed, fullPoints, meetsPublished, neverNaN, recovered } from '../../testing.ts';
import { gel } from './lab.ts';
import { gelModel, placeOf, type Gel } from './model.ts';
import { published } from './published.ts';

const begun = gelModel.begin({ swift: 12, slope: 7.4, unknown: 1800 });
function after(state: Gel, ...deeds: readonly Deed[]): Gel {
  return deeds.reduce<Gel>((now, deed) => {
    const done = gelModel.act(now, deed, aSeed(1), 1);
    assert.ok(done.ok, JSON.stringify(deed));
    return done.value;
  }, state);
}
const refusal = (state: Gel, deed: Deed): string => {
  const done = gelModel.act(state, deed, aSeed(1), 1);
  return done.ok ? '' : done.error.key;
};
const connect = (to: string): Deed => ({ set: 'poles', to });
const hour = 3_600_000;

describe('the gel', () => {
  it('LAB-2: bands lie on the line of lengths', () => meetsPublished(published()));

  it('DNA goes to the positive pole: with the poles exchanged it leaves the gel at its wells', () => {
    const [right, wrong] = ['minus', 'plus'].map((to) => after(begun, connect(to), { do: 'ladder' }, { do: 'start' }));
    assert.ok(right && wrong);
    assert.ok(placeOf(gelModel.advance(right, hour), 1000) > 20);
    const lost = after(gelModel.advance(wrong, hour), { do: 'stop' }, { do: 'light' });
    assert.equal(gelModel.value(lost, 'ladder', aSeed(1), 1), undefined);
  });

  it('what is not connected, not loaded or already begun is refused with a word', () => {
    assert.equal(refusal(begun, { do: 'start' }), 'labs.gel.no.wires');
    assert.equal(refusal(after(begun, connect('minus')), { do: 'start' }), 'labs.gel.no.empty');
    const running = after(begun, connect('minus'), { do: 'sample' }, { do: 'start' });
    assert.equal(refusal(running, { do: 'ladder' }), 'labs.gel.no.begun');
    assert.equal(refusal(running, { set: 'voltage', to: 150 }), 'labs.gel.no.running');
    assert.equal(refusal(running, { do: 'light' }), 'labs.gel.no.running');
  });

  it('LAB-2: two runs go as far as one, and nothing is NaN', () => {
    const loaded = after(begun, connect('minus'), { do: 'ladder' });
    const once = after(gelModel.advance(after(loaded, { do: 'start' }), hour), { do: 'stop' });
    const half = after(gelModel.advance(after(loaded, { do: 'start' }), hour / 2), { do: 'stop' });
    const twice = after(gelModel.advance(after(half, { do: 'start' }), hour / 2), { do: 'stop' });
    assert.ok(Math.abs(placeOf(once, 1000) - placeOf(twice, 1000)) < 1e-12);
    neverNaN(gel, 100);
  });

  it('LAB-10: a careful pupil finds the length within what they state, and has all points', () => {
    const inside = recovered(gel, 'unknown', 200);
    assert.ok(inside >= 180, `${inside} of 200`);
    fullPoints(gel, aSeed(4));
  });
});
