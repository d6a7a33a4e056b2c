import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planFault, planSittings, type PlanNeeds } from './plan.ts';

const five = ['mathematics-8', 'physics-8', 'chemistry-8', 'biology-8', 'english-8'];
const days = ['07', '08', '09', '10', '11', '14', '15', '16', '17', '18'].map((day) => `2026-09-${day}`);

function needsOf(pupils: number, cells = five, more: Partial<PlanNeeds> = {}): PlanNeeds {
  return {
    cells: cells.map((cell) => ({ cell, forms: [`${cell}-a`, `${cell}-b`] })),
    pupils: Array.from({ length: pupils }, (_, n) => ({ person: `p${n}`, isJoined: false, before: [] })),
    mostSittings: 3,
    days,
    seed: 'x',
    ...more,
  };
}

function planOf(needs: PlanNeeds) {
  const plan = planSittings(needs);
  assert.ok(plan.ok);
  return plan.value;
}

describe('the plan of sittings', () => {
  it('ASM-5: at most three a pupil, one a day, whatever was sat before; every seat has a form of its cell', () => {
    fc.assert(
      fc.property(
        fc.array(fc.subarray(five, { maxLength: 3 }), { maxLength: 12 }),
        fc.subarray(five, { minLength: 1 }),
        fc.string({ maxLength: 4 }),
        (befores, cells, seed) => {
          const pupils = befores.map((before, n) => ({ person: `p${n}`, isJoined: n % 2 === 0, before }));
          const plan = planOf(needsOf(0, cells, { pupils, seed }));
          assert.equal(planFault(plan, 3), undefined);
          for (const [n, { sits }] of plan.pupils.entries()) {
            assert.equal(sits.length, Math.min(3, cells.length));
            for (const { cell, form } of sits) assert.ok(form.startsWith(cell));
            for (const cell of befores[n] ?? [])
              assert.ok(!cells.includes(cell) || sits.some((seat) => seat.cell === cell));
          }
          assert.deepEqual(plan, planOf(needsOf(0, cells, { pupils, seed })));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('ASM-5: of five cells each has its share of the pupils, and so has each pair', () => {
    const { pupils } = planOf(needsOf(10));
    const has = (cell: string) => pupils.filter(({ sits }) => sits.some((seat) => seat.cell === cell));
    assert.deepEqual(
      five.map((cell) => has(cell).length),
      [6, 6, 6, 6, 6],
    );
    for (const [at, a] of five.entries()) {
      for (const b of five.slice(at + 1)) {
        const both = has(a).filter(({ sits }) => sits.some((seat) => seat.cell === b)).length;
        assert.ok(both >= 2 && both <= 4, `${a} ${b} ${both}`);
      }
    }
    const maths = has('mathematics-8').map(({ sits }) =>
      sits.find(({ cell }) => cell === 'mathematics-8')?.form.at(-1),
    );
    assert.deepEqual(maths, ['a', 'b', 'a', 'b', 'a', 'b']);
  });

  it('ASM-5: too few days are refused, and a plan that a hand has spoilt is found', () => {
    assert.deepEqual(planSittings(needsOf(3, five, { days: days.slice(0, 4) })), {
      ok: false,
      error: { key: 'assessment.plan-days', status: 422, values: { have: 4, need: 5 } },
    });
    const plan = planOf(needsOf(2));
    const [day = ''] = days;
    assert.equal(
      planFault({ ...plan, days: five.map((cell) => ({ cell, day })) }, 3)?.key,
      'assessment.plan-two-a-day',
    );
    assert.equal(planFault(plan, 2)?.key, 'assessment.plan-many');
    assert.equal(planFault({ ...plan, days: [] }, 3)?.key, 'assessment.plan-no-day');
  });
});
