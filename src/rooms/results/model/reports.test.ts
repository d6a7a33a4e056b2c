import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { bandOf } from './band.ts';
import { changeOf } from './change.ts';
import { diceOf } from './dice.ts';
import type { Grown } from './measured.ts';
import { nextFor, objectiveTable, type Evidence } from './objectives.ts';
import { pooled, shownOf, workedOut, type OwnNumber } from './working.ts';

const aidana = 'aidana' as PersonId;
const bolat = 'bolat' as PersonId;

function grown(from: number, to: number, error: number): Grown {
  const at = { person: aidana, school: 's' as SchoolId, cell: 'mathematics-6' };
  const measured = (score: number) => ({ ...at, score, error, plausible: [score] });
  return { ...at, start: measured(from), end: measured(to) };
}

const link = { error: 6, freedom: 20, share: 0 };

describe('a pupil’s page', () => {
  it('RES-14: a band is an interval, and the zones that it touches', () => {
    const { low, high, zones } = bandOf({ score: 480, error: 40 });
    assert.deepEqual([Math.round(low), Math.round(high), zones], [402, 558, ['second', 'third']]);
    assert.deepEqual(bandOf({ score: 150, error: 20 }).zones, ['first']);
  });

  it('RES-14: inside the error a pupil neither fell nor rose, however the scores lie', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 800 }),
        fc.double({ min: -0.99, max: 0.99, noNaN: true }),
        (from, share) => {
          const error = Math.hypot(42, 42, 6);
          assert.equal(changeOf(grown(from, from + share * 1.96 * error, 42), link).kind, 'within');
        },
      ),
      { numRuns: 50 },
    );
    assert.equal(changeOf(grown(400, 560, 42), link).kind, 'higher');
    assert.equal(changeOf(grown(560, 400, 42), link).kind, 'lower');
  });

  it('RES-14: what to learn next stands in the order of the programme, three things at most', () => {
    const answer = (objective: string, points: number): Evidence => ({ person: aidana, objective, points, of: 2 });
    const evidence = [answer('6.1', 0), answer('5.9', 0), answer('5.1', 2), answer('x.1', 0), answer('6.2', 0)];
    const next = nextFor([...evidence, { ...answer('5.1', 0), person: bolat }], aidana, ['5.1', '5.9', '6.2', '6.1']);
    assert.deepEqual(
      next.map(({ objective }) => objective),
      ['5.9', '6.2', '6.1'],
    );
  });
});

describe('a class’s page', () => {
  it('RES-15: objectives × pupils, and what to teach again: fewer than half of the points in three answers or more', () => {
    const answer = (person: string, objective: string, points: number): Evidence => {
      return { person: person as PersonId, objective, points, of: 1 };
    };
    const table = objectiveTable(
      [
        answer('a', '5.1.2.13', 0),
        answer('b', '5.1.2.13', 0),
        answer('c', '5.1.2.13', 1),
        answer('a', '5.1.2.9', 0),
        answer('b', '5.1.2.9', 0),
      ],
      [],
    );
    assert.deepEqual(
      table.objectives.map(({ objective, points, of, isWeak }) => [objective, points, of, isWeak]),
      [
        ['5.1.2.9', 0, 2, false],
        ['5.1.2.13', 1, 3, true],
      ],
    );
    assert.deepEqual(table.rows.get('c' as PersonId)?.get('5.1.2.13'), { points: 1, of: 1, answers: 1 });
  });
});

describe('working access', () => {
  const pupils = (school: string, count: number, value = 500): OwnNumber[] => {
    return Array.from({ length: count }, (_, n) => {
      return {
        person: `${school}-${n}`,
        school: school as SchoolId,
        value: value + (n % 2 === 0 ? 40 : -40),
        error: 40,
      };
    });
  };
  const region = ['s1', 's2', 's3', 's4', 's5', 's6'].flatMap((school) => pupils(school, 12));

  it('RES-22: ten pupils have a value, five where they stand, four nothing', () => {
    const worked = workedOut([...region, ...pupils('nine', 9), ...pupils('four', 4)]);
    const shown = ['s1', 'nine', 'four'].map((school) => {
      const valued = worked?.schools.get(school as SchoolId);
      return valued && shownOf(valued);
    });
    assert.deepEqual(
      shown.map((each) => each?.kind),
      ['value', 'standing', 'few'],
    );
    assert.deepEqual(Object.keys(shown[1] ?? {}), ['kind', 'standing']);
  });

  it('RES-22: pooled over grades a pupil counts once, and a hard cell does not count against who sat it', () => {
    const dice = diceOf(8);
    const easy = region.map((row) => ({ ...row, value: row.value + 60 + dice.normal() }));
    const hard = pupils('s1', 12, 380);
    const rows = pooled([easy, hard]);
    assert.equal(rows.length, region.length);
    const own = rows.filter(({ school }) => school === 's1');
    const mean = own.reduce((all, { value }) => all + value, 0) / own.length;
    const all = [...easy, ...hard].reduce((sum, { value }) => sum + value, 0) / (easy.length + hard.length);
    assert.ok(Math.abs(mean - all) < 2, `${mean} beside ${all}`);
  });

  it('RES-22: of four schools no spread is told, so nothing is shown', () => {
    assert.equal(workedOut(region.slice(0, 48)), undefined);
  });
});
