import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addSums, hiddenParts, minimumGroup, noSums, shareError, workOf, type Sums } from './share.ts';

/** What `pupils` with these answers and right answers come to. */
function sumsOf(pupils: readonly (readonly [n: number, r: number])[]): Sums {
  return pupils
    .map(([n, r]): Sums => ({
      pupils: n > 0 ? 1 : 0,
      begun: 1,
      finished: 0,
      answers: n,
      right: r,
      rr: r * r,
      rn: r * n,
      nn: n * n,
    }))
    .reduce(addSums, noSums);
}

function group(pupils: number): Sums {
  return sumsOf(Array.from({ length: pupils }, () => [10, 6] as const));
}

const somePupils = fc.array(
  fc.integer({ min: 0, max: 40 }).chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n }))),
  { maxLength: 40 },
);

describe('the share of right answers', () => {
  it('MON-8: its error is the ratio estimator over pupils, told in the long way', () => {
    fc.assert(
      fc.property(somePupils, (pupils) => {
        const error = shareError(sumsOf(pupils));
        const answering = pupils.filter(([n]) => n > 0);
        const answers = answering.reduce((sum, [n]) => sum + n, 0);
        if (answering.length < 2) return assert.equal(error, null);
        const share = answering.reduce((sum, [, r]) => sum + r, 0) / answers;
        const spread = answering.reduce((sum, [n, r]) => sum + (r - share * n) ** 2, 0);
        const expected = Math.sqrt((answering.length / (answering.length - 1)) * spread) / answers;
        assert.ok(Math.abs((error ?? -1) - expected) < 1e-6);
      }),
    );
  });

  it('MON-8: the same answers from fewer pupils are less certain', () => {
    const many = sumsOf(Array.from({ length: 40 }, (_, n) => [5, n % 2 === 0 ? 5 : 1] as const));
    const few = sumsOf(Array.from({ length: 10 }, (_, n) => [20, n % 2 === 0 ? 20 : 4] as const));
    assert.equal(many.right / many.answers, few.right / few.answers);
    assert.ok((shareError(few) ?? 0) > (shareError(many) ?? 1));
  });
});

describe('small groups', () => {
  it('MON-7: nine pupils are hidden, ten are shown, none is no secret', () => {
    assert.equal(workOf(group(minimumGroup - 1)).state, 'hidden');
    assert.equal(workOf(group(minimumGroup)).state, 'shown');
    assert.equal(workOf(noSums).state, 'none');
  });

  it('MON-7: twelve who began of whom three answered are a group of three', () => {
    const sums = sumsOf([...Array.from({ length: 9 }, () => [0, 0] as const), [5, 1], [5, 2], [5, 3]]);
    assert.equal(workOf(sums).state, 'hidden');
  });

  it('MON-7: one small part is not told by taking the others from the whole', () => {
    assert.deepEqual([...hiddenParts([group(4), group(25), group(12)], true)].toSorted(), [0, 2]);
    assert.deepEqual([...hiddenParts([group(6), group(7), group(30)], true)].toSorted(), [0, 1]);
    assert.deepEqual([...hiddenParts([group(6), group(7), group(30)], false)].toSorted(), [0, 1, 2]);
    assert.deepEqual([...hiddenParts([group(12), group(30)], true)], []);
  });

  it('MON-7: what is hidden among parts without a common pupil is about enough pupils, or all is hidden', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }), (sizes) => {
        const hidden = hiddenParts(sizes.map(group), true);
        const shown = sizes.filter((size, n) => size > 0 && !hidden.has(n));
        const together = sizes.reduce((sum, size, n) => sum + (hidden.has(n) ? size : 0), 0);
        assert.ok(shown.every((size) => size >= minimumGroup));
        assert.ok(hidden.size === 0 || together >= minimumGroup || shown.length === 0);
      }),
    );
  });
});
