import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { analysisOf } from './analysis.ts';
import { inForce, markOf, periodsOf, quartersIn, schemeOf } from './formula.ts';
import { qualityBy, qualityOf, withoutSmall, type MarkGiven } from './quality.ts';
import { together, weighted, wholeMean, wholePercent, type Ratio } from './ratio.ts';
import { periodResult, yearResult, type Work } from './result.ts';
import { analysisForms, formulas } from '../rules.ts';

const formula = inForce(formulas, '2026-11-02');
const [analysisForm] = analysisForms;
const score = fc
  .integer({ min: 1, max: 60 })
  .chain((of) => fc.record({ part: fc.integer({ min: 0, max: of }), of: fc.constant(of) }));
const some = fc.array(score, { minLength: 1, maxLength: 20 });
const none = { section: 0, quarter: 0 };

/** As a person would count with fractions, by another way than the model: over one common denominator, in BigInt. */
function byHand(work: Work): number {
  const sum = (ratios: readonly Ratio[]): readonly [bigint, bigint] => [
    BigInt(ratios.reduce((all, each) => all + each.part, 0)),
    BigInt(ratios.reduce((all, each) => all + each.of, 0)),
  ];
  const [f, s, q] = [sum(work.formative), sum(work.section), sum(work.quarter)];
  const { formative, section, quarter } = formula.quarter;
  const part =
    BigInt(formative) * f[0] * s[1] * q[1] +
    BigInt(section) * s[0] * f[1] * q[1] +
    BigInt(quarter) * q[0] * f[1] * s[1];
  const of = f[1] * s[1] * q[1];
  const whole = part / of;
  return Number((part - whole * of) * 2n >= of ? whole + 1n : whole);
}

describe('results', () => {
  it('JRN-3: the result of any points is what exact fractions by hand give', () => {
    fc.assert(
      fc.property(some, some, some, (formative, section, quarter) => {
        const work = { formative, section, quarter, owed: none };
        const { proposal } = periodResult(formula, 'quarter', work, true);
        assert.equal(proposal.kind, 'proposed');
        if (proposal.kind !== 'proposed') return;
        assert.equal(proposal.percent, byHand(work));
        assert.equal(proposal.mark, markOf(formula, proposal.percent));
        assert.ok(Number.isSafeInteger(proposal.share.part) && Number.isSafeInteger(proposal.share.of));
      }),
    );
  });

  it('JRN-3: one point more never lowers a result, and all points are 100 per cent', () => {
    fc.assert(
      fc.property(some, some, some, fc.nat(), (formative, section, quarter, at) => {
        const n = at % quarter.length;
        const more = quarter.map((each, m) => (m === n ? { ...each, part: Math.min(each.of, each.part + 1) } : each));
        const percentOf = (points: readonly Ratio[]): number => {
          const { proposal } = periodResult(
            formula,
            'quarter',
            { formative, section, quarter: points, owed: none },
            true,
          );
          return proposal.kind === 'proposed' ? proposal.percent : -1;
        };
        assert.ok(percentOf(more) >= percentOf(quarter));
        const full = (ratios: readonly Ratio[]) => ratios.map(({ of }) => ({ part: of, of }));
        const best = { formative: full(formative), section: full(section), quarter: full(quarter), owed: none };
        const { proposal } = periodResult(formula, 'quarter', best, true);
        assert.deepEqual(proposal, { kind: 'proposed', share: { part: 1, of: 1 }, percent: 100, mark: 5 });
      }),
    );
  });

  it('JRN-3: edges: halves go upwards once, at the end', () => {
    const marks = [
      [{ part: 395, of: 1000 }, 40, 3],
      [{ part: 3949, of: 10_000 }, 39, 2],
      [{ part: 645, of: 1000 }, 65, 4],
      [{ part: 64_499, of: 100_000 }, 64, 3],
      [{ part: 845, of: 1000 }, 85, 5],
      [{ part: 8449, of: 10_000 }, 84, 4],
      [{ part: 0, of: 1 }, 0, 2],
      [{ part: 1, of: 1 }, 100, 5],
    ] as const;
    for (const [share, percent, mark] of marks) {
      assert.equal(wholePercent(share), percent);
      assert.equal(markOf(formula, percent), mark);
    }
    // 39.4 % and 39.6 % and 39.5 %: rounded each for itself they would be 39, 40 and 40.
    const ratios = [
      { part: 394, of: 1000 },
      { part: 396, of: 1000 },
      { part: 395, of: 1000 },
    ] as const;
    const [formative, section, quarter] = ratios;
    const share = weighted(
      [
        { weight: 25, ratio: formative },
        { weight: 25, ratio: section },
        { weight: 50, ratio: quarter },
      ],
      100,
    );
    assert.deepEqual(share, { part: 79, of: 200 });
    assert.equal(wholePercent(share), 40);
  });

  it('JRN-3: the example that schools teach with: 8 of 12, 5 of 10 and 10 of 12 in sections, 15 of 20 in the quarter', () => {
    const section = [
      { part: 8, of: 12 },
      { part: 5, of: 10 },
      { part: 10, of: 12 },
    ];
    assert.deepEqual(together(section), { part: 23, of: 34 });
    const work = { formative: [], section, quarter: [{ part: 15, of: 20 }], owed: none };
    const old = inForce(formulas, '2023-11-01');
    const { proposal } = periodResult(old, 'quarter', work, true);
    assert.deepEqual(proposal, { kind: 'proposed', share: { part: 97, of: 136 }, percent: 71, mark: 4 });
  });

  it('JRN-3: what is missing is said, and no weight moves elsewhere', () => {
    const work = { formative: [], section: [{ part: 8, of: 10 }], quarter: [{ part: 9, of: 20 }], owed: none };
    const said = (of: Partial<Work>) => periodResult(formula, 'quarter', { ...work, ...of }, true).proposal;
    assert.deepEqual(said({}), { kind: 'missing', missing: ['formative'] });
    assert.deepEqual(said({ quarter: [] }), { kind: 'missing', missing: ['formative', 'quarter'] });
    const owed = said({ formative: [{ part: 7, of: 10 }], owed: { section: 1, quarter: 0 } });
    assert.deepEqual(owed, { kind: 'missing', missing: ['section-owed'] });
  });

  it('JRN-2: one-hour subjects go by half-years, some are only passed, and grades without marks have none', () => {
    const work = { formative: [{ part: 7, of: 10 }], section: [{ part: 6, of: 10 }], quarter: [], owed: none };
    const half = periodResult(formula, 'half-year', work, true).proposal;
    assert.deepEqual(half, { kind: 'proposed', share: { part: 13, of: 20 }, percent: 65, mark: 4 });
    assert.deepEqual(periodsOf('half-year').map(quartersIn), [
      [1, 2],
      [3, 4],
      [1, 2, 3, 4],
    ]);
    assert.equal(schemeOf(formula, 'music', undefined), 'pass');
    assert.equal(schemeOf(formula, 'music', 'quarter'), 'quarter');
    assert.equal(schemeOf(formula, 'informatics', undefined, 1), 'half-year');
    assert.equal(schemeOf(formula, 'algebra', undefined, 3), 'quarter');
    assert.equal(schemeOf(formula, 'german', undefined, undefined), 'quarter');
    assert.equal(periodResult(formula, 'pass', work, true).proposal.kind, 'not-counted');
    assert.equal(periodResult(formula, 'quarter', work, false).proposal.kind, 'not-counted');
  });

  it('JRN-4: the year is the mean of its periods, halves upwards; none is guessed', () => {
    const year = (...marks: (number | undefined)[]) =>
      yearResult(
        'quarter',
        marks.map((mark, n) => ({ period: `q${n + 1}`, mark })),
        true,
      );
    assert.deepEqual(year(3, 4, 3, 4), { kind: 'proposed', sum: 14, count: 4, mark: 4 });
    assert.deepEqual(year(3, 4, 3, 3), { kind: 'proposed', sum: 13, count: 4, mark: 3 });
    assert.deepEqual(year(5, undefined, 4, undefined), { kind: 'missing', missing: ['q2', 'q4'] });
    assert.equal(wholeMean([4, 5]), 5);
  });

  it('JRN-1: the rule is that of the day, and each is whole', () => {
    assert.equal(inForce(formulas, '2024-05-25').id, 'kz-125-2022');
    assert.equal(inForce(formulas, '2025-04-30').id, 'kz-125-2025');
    for (const { quarter, halfYear, scale, source } of formulas) {
      for (const weights of [quarter, halfYear])
        assert.equal(weights.formative + weights.section + weights.quarter, 100);
      assert.deepEqual(
        scale.map(({ mark }) => mark),
        [2, 3, 4, 5],
      );
      assert.equal(scale[0]?.from, 0);
      assert.ok(Object.values(source).every((words) => words.length > 40));
    }
  });
});

const given = fc.array(
  fc.record({
    person: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    grade: fc.constantFrom(5, 6, 7),
    letter: fc.constant(''),
    subject: fc.constantFrom('algebra', 'physics', 'english'),
    mark: fc.integer({ min: 2, max: 5 }),
  }),
  { maxLength: 40 },
);

describe('quality and progress', () => {
  it('JRN-5: the two readings are kept apart', () => {
    const marks = [5, 4, 2, 5].map((mark, n): MarkGiven => ({
      person: n < 2 ? 'a' : 'b',
      grade: 7,
      letter: '',
      subject: `s${n}`,
      mark,
    }));
    assert.deepEqual(qualityOf(marks), {
      marks: { quality: { part: 3, of: 4 }, progress: { part: 3, of: 4 } },
      pupils: { quality: { part: 1, of: 2 }, progress: { part: 1, of: 2 } },
    });
  });

  it('JRN-5: rows of marks add up to the whole, whatever they are sorted by', () => {
    fc.assert(
      fc.property(given, (marks) => {
        const rows = qualityBy(marks, ({ grade }) => String(grade));
        assert.deepEqual(together(rows.map(({ quality }) => quality.marks.quality)), qualityOf(marks).marks.quality);
        for (const { quality } of rows) {
          assert.ok(quality.pupils.quality.part <= quality.pupils.progress.part);
          assert.ok(quality.marks.quality.part <= quality.marks.progress.part);
        }
      }),
    );
  });

  it('JRN-6: no small row is shown, and no single hidden row follows from the total', () => {
    fc.assert(
      fc.property(given, (marks) => {
        const rows = withoutSmall(
          qualityBy(marks, ({ subject }) => subject),
          4,
        );
        const hidden = rows.filter(({ isHidden }) => isHidden);
        assert.ok(rows.every((row) => row.isHidden || row.quality.pupils.quality.of >= 4));
        assert.ok(hidden.length !== 1 || rows.length === 1);
      }),
    );
  });
});

describe('the analysis of an assessment', () => {
  it('JRN-7: levels, quality and objectives as the form has them', () => {
    assert.ok(analysisForm);
    const descriptors = [
      { objective: '6.5.2.1', text: '', max: 4 },
      { objective: '6.1.2.6', text: '', max: 4 },
      { objective: '6.5.2.1', text: '', max: 2 },
    ];
    const written = [
      [4, 4, 2],
      [4, 2, 1],
      [2, 1, 0],
      [4, 2, 0],
    ].map((points, n) => ({ person: `p${n}`, points }));
    const found = analysisOf(analysisForm, descriptors, written, 5);
    assert.deepEqual(found, {
      pupils: 5,
      wrote: 4,
      max: 10,
      levels: { low: ['p2'], middle: ['p1', 'p3'], high: ['p0'] },
      quality: { part: 2, of: 4 },
      progress: { part: 3, of: 4 },
      objectives: [
        { objective: '6.5.2.1', share: { part: 17, of: 24 }, isReached: true },
        { objective: '6.1.2.6', share: { part: 9, of: 16 }, isReached: false },
      ],
    });
  });

  it('JRN-7: everybody who wrote stands on exactly one level', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 13 }))), (rows) => {
        if (!analysisForm) return;
        const descriptors = [
          { objective: 'x', text: '', max: 7 },
          { objective: 'y', text: '', max: 13 },
        ];
        const written = rows.map((points, n) => ({ person: `p${n}`, points }));
        const { levels, wrote, quality, progress } = analysisOf(analysisForm, descriptors, written, rows.length);
        const all = [...levels.low, ...levels.middle, ...levels.high];
        assert.equal(new Set(all).size, wrote);
        assert.equal(all.length, wrote);
        assert.ok(quality.part <= progress.part && progress.part === wrote - levels.low.length);
      }),
    );
  });
});
