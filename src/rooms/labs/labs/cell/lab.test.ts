import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anyLab } from '../../model/lab.ts';
import { playCareful } from '../../model/careful.ts';
import { judged } from '../../model/rubric/rubric.ts';
import { aSeed, neverNaN, recovered } from '../../testing.ts';
import { cell } from './lab.ts';
import { cellModel, voltageOf } from './model.ts';

const cellOf = (metal: string, concentration: number) => ({ ...cellModel.begin({}), metal, concentration });

describe('the galvanic cell', () => {
  it('zinc and copper at 1 mol/L give 1.104 V (CRC Handbook: 0.3419 + 0.7618), lead and copper 0.468 V', () => {
    assert.ok(Math.abs(voltageOf(cellOf('zinc', 1)) - 1.1037) < 1e-12);
    assert.ok(Math.abs(voltageOf(cellOf('lead', 1)) - 0.4681) < 1e-12);
  });

  it('a tenth of the copper ions takes away 0.0592 V / 2 at 25 °C (Nernst 1889; IUPAC: RT·ln 10/F = 59.16 mV)', () => {
    const lost = voltageOf(cellOf('zinc', 1)) - voltageOf(cellOf('zinc', 0.1));
    assert.ok(Math.abs(lost - 0.05916 / 2) < 1e-5, String(lost));
  });

  it('LAB-2: nothing is NaN; without bridge and wires the voltmeter shows nothing; swapped wires give a minus', () => {
    neverNaN(cell, 100);
    const done = (state: ReturnType<typeof cellModel.begin>, name: string) => {
      const after = cellModel.act(state, { do: name }, aSeed(1), 1);
      assert.ok(after.ok);
      return cellModel.advance(after.value, 60_000);
    };
    const begun = cellModel.begin({});
    const shown = (state: typeof begun) => cellModel.value(state, 'voltmeter', aSeed(1), 1);
    assert.equal(shown(begun), undefined);
    const bridged = done(begun, 'bridge');
    assert.equal(shown(bridged), undefined);
    const whole = done(bridged, 'wires');
    assert.ok(Math.abs((shown(whole) ?? 0) - 1.1037) < 1e-6);
    assert.ok(Math.abs((shown(done(whole, 'swap')) ?? 0) + 1.1037) < 1e-6);
    const refused = cellModel.act(begun, { do: 'swap' }, aSeed(1), 1);
    assert.ok(!refused.ok && refused.error.key === 'labs.cell.no.wires');
  });

  it('LAB-10: a careful pupil finds the potential within what they state, and has all points', () => {
    const inside = recovered(cell, 'potential', 100);
    assert.ok(inside >= 89, `${inside} of 100`);
    for (const task of cell.tasks) {
      const { actions, notebook } = playCareful(cell, task, aSeed(4));
      const scores = judged({ spec: anyLab(cell), task, seed: aSeed(4), actions, notebook, isReal: false });
      assert.deepEqual(
        scores.map(({ score }) => score),
        [3, 3, 3, 3, 3, 3],
        JSON.stringify(scores.filter(({ score }) => score < 3)),
      );
    }
  });
});
