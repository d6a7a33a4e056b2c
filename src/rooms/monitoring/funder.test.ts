import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SchoolId } from '#kernel/ids.ts';
import { forFunder } from './funder.ts';
import { minimumGroup, noSums, workOf, type Sums } from './model/share.ts';
import type { SchoolView } from './overview.ts';

type Size = { readonly pupils: number; readonly working: number };

function sumsOf({ working }: Size): Sums {
  return { ...noSums, pupils: working, begun: working, answers: working * 10, right: working * 6 };
}

function views(sizes: readonly Size[]): SchoolView[] {
  return sizes.map((size, n) => {
    const facts = { school: `s${n}` as SchoolId, names: { kk: `s${n}`, ru: '', en: '' }, pupils: size.pupils };
    return { ...facts, work: workOf(sumsOf(size)), attention: 'silent', missedDays: 4, until: '2026-12-01' } as never;
  });
}

const someSizes = fc.array(
  fc
    .integer({ min: 1, max: 60 })
    .chain((pupils) => fc.record({ pupils: fc.constant(pupils), working: fc.integer({ min: 0, max: pupils }) })),
  { maxLength: 30 },
);

describe('what a funder sees of schools', () => {
  it('MON-9: never a row or a figure under the minimum, nor rests from which one follows', () => {
    fc.assert(
      fc.property(someSizes, (sizes) => {
        const sums = new Map(sizes.map((size, n) => [`s${n}` as SchoolId, sumsOf(size)]));
        const { schools, withheld } = forFunder(views(sizes), sums);
        assert.equal(schools.length + withheld, sizes.length);
        assert.ok(schools.every((row) => row.pupils >= minimumGroup));
        const isShown = new Set(schools.filter((row) => row.work.state === 'shown').map((row) => row.school));
        const isListed = new Set(schools.map((row) => row.school));
        const rest = sizes.filter((_, n) => !isListed.has(`s${n}` as SchoolId));
        const restPupils = rest.reduce((sum, { pupils }) => sum + pupils, 0);
        assert.ok(rest.length === 0 || restPupils >= minimumGroup || schools.length === 0);
        const restWorking = sizes.reduce(
          (sum, { working }, n) => sum + (isShown.has(`s${n}` as SchoolId) ? 0 : working),
          0,
        );
        assert.ok(restWorking === 0 || restWorking >= minimumGroup || isShown.size === 0);
      }),
      { numRuns: 1000 },
    );
  });

  it('MON-9: a row says neither what to look at nor what was said of a silence', () => {
    const sizes = [{ pupils: 40, working: 30 }];
    const { schools } = forFunder(views(sizes), new Map([['s0' as SchoolId, sumsOf(sizes[0] as Size)]]));
    assert.deepEqual(Object.keys(schools[0] ?? {}), ['school', 'names', 'pupils', 'work']);
  });
});
