import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SchoolId } from '#kernel/ids.ts';
import { attackCell, protectCell, type CellRelease, type Member } from './release.ts';
import type { ReleasedFigure } from './rests.ts';

/** Schools `d1s2`: the second school of the first district. */
const districtOf = (school: SchoolId): string => school.split('s')[0] ?? '';

function pupils(school: string, reached: number, not: number, from = 0): Member[] {
  return Array.from({ length: reached + not }, (_, n) => {
    return { person: `${school}p${from + n}`, school: school as SchoolId, reached: n < reached };
  });
}

function released(release: string, members: readonly Member[], earlier: readonly CellRelease[] = []): CellRelease {
  return { release, members, ...protectCell(earlier, members, districtOf) };
}

/** Where only the number of pupils is told: growth. */
const plain = (members: readonly Member[]): Member[] => members.map(({ person, school }) => ({ person, school }));

/** What becomes of a school from the start of a year to its end; of each seven who stay, `up` more reach the mark. */
type Change = { readonly [name in 'reached' | 'not' | 'left' | 'joined' | 'up']: number };
const size = fc.nat({ max: 14 });
const few = fc.nat({ max: 12 });
const change = fc.record({ reached: size, not: size, left: few, joined: few, up: fc.nat({ max: 5 }) });

/** A year's three releases, each protected beside those before it. */
function releasesOf(schools: readonly Change[]): readonly CellRelease[] {
  const [start, grown, end]: Member[][] = [[], [], []];
  for (const [n, { reached, not, left, joined, up }] of schools.entries()) {
    const name = `d${n % 3}s${n}`;
    const first = pupils(name, reached, not);
    const stayed = first.slice(Math.min(left, first.length)).map((member, place) => {
      return { ...member, reached: member.reached === true || place % 7 < up };
    });
    start?.push(...first);
    grown?.push(...stayed);
    end?.push(...stayed, ...pupils(name, joined, 0, 100));
  }
  const one = released('start', start ?? []);
  const two = released('growth', plain(grown ?? []), [one]);
  return [one, two, released('end', end ?? [], [one, two])];
}

/** Schools whose releases once gave a small group away, or could not be made. */
const foundOnce: readonly (readonly Change[])[] = [
  ['0 2 2 0', '3 10 3 0', '2 8 0 0', '5 3 8 0'],
  ['4 6 0 0', '1 1 0 0', '0 1 0 0', '5 2 1 0'],
  ['0 4 4 0', '5 5 2 0', '2 8 1 0', '3 3 6 0'],
  ['0 14 3 0', '0 11 1 0', '0 2 2 0', '5 2 7 10'],
  ['10 0 0 0', '6 4 10 0', '0 0 0 0', '1 10 1 0', '0 12 2 0'],
  ['0 1 0 1', '0 7 3 1', '0 4 3 0', '4 5 0 0', '2 5 1 0', '2 10 3 2'],
  ['1 0 1 0', '5 5 1 1', '9 11 10 0', '6 3 1 1'],
  ['6 4 0 0', '0 3 2 0', '10 0 2 0', '0 0 0 0', '0 8 8 0', '0 10 0 0'],
].map((schools) =>
  schools.map((school) => {
    const [reached = 0, not = 0, left = 0, joined = 0] = school.split(' ').map(Number);
    return { reached, not, left, joined, up: 0 };
  }),
);

/** All groups that two tables make, of every set of schools: two to the power of schools times some seventy. */
function everySet(figures: readonly ReleasedFigure[]): readonly (readonly number[])[] {
  const columns = figures.filter(({ unit }) => unit === 'region');
  const kinds = columns.flatMap(({ release, atoms }) => [
    atoms,
    ...columns.flatMap((other) => {
      if (other.release === release) return [];
      const isThere = (atom: number): boolean => other.atoms.includes(atom);
      return [atoms.filter(isThere), atoms.filter((atom) => !isThere(atom))];
    }),
  ]);
  const schools = Map.groupBy(
    figures.filter(({ unit }) => unit.startsWith('school:')),
    ({ unit }) => unit,
  );
  const own = [...schools.values()].map((of) => new Set(of.flatMap(({ atoms }) => atoms)));
  const sets = Array.from({ length: 2 ** own.length - 1 }, (_, n) => own.filter((__, bit) => ((n + 1) >> bit) & 1));
  return sets.flatMap((set) => kinds.map((kind) => kind.filter((atom) => set.some((school) => school.has(atom)))));
}

/** The same schools each time: a rare find is for the long form, which looks at others, and not for a stranger's change. */
const isLong = process.env['TIREK_PROOF'] !== undefined;
const [runs, seed] = isLong ? [1500, Date.now() % 1_000_000] : [60, 1];

describe('a release of one cell', () => {
  it('RES-1: a share near 0 or 100 of a large group is bounded by 5 per cent, of a small one hidden', () => {
    const members = [
      ...pupils('d1s1', 4, 300),
      ...pupils('d1s2', 12, 13),
      ...pupils('d2s1', 40, 41),
      ...pupils('d2s2', 2, 20),
    ];
    const { shown, bounded } = released('r', members);
    assert.ok(shown.has('school:d1s1:all') && !shown.has('school:d1s1:reached'));
    assert.ok(bounded.has('school:d1s1:reached'));
    assert.ok(!bounded.has('school:d2s2:reached'), 'a fiftieth of 22 pupils says nobody');
  });

  it('RES-4: the attacker finds nothing in a release, nor in several that follow each other', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 4, maxLength: 9 }), (schools) => {
        assert.deepEqual(attackCell(releasesOf(schools), districtOf), []);
      }),
      { numRuns: runs, seed, examples: foundOnce.map((schools) => [schools]) },
    );
  });

  it('RES-4: an attacker who asks of every set of schools finds nothing that the other one does not', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 4, maxLength: 6 }), (schools) => {
        assert.deepEqual(attackCell(releasesOf(schools), districtOf, everySet), []);
      }),
      { numRuns: runs, seed, examples: foundOnce.map((schools) => [schools]) },
    );
  });

  it('RES-5, a control that must be caught: releases protected each for itself are subtracted', () => {
    const start = [...pupils('d1s1', 15, 15), ...pupils('d1s2', 20, 20), ...pupils('d2s1', 30, 30)];
    const grown = plain(start.slice(2));
    const one = released('start', start);
    const alone = released('growth', grown);
    const found = attackCell([one, alone], districtOf);
    assert.ok(
      found.some(({ count, low, high }) => count === 2 && low === 2 && high === 2),
      'two pupils left',
    );
    assert.deepEqual(attackCell([one, released('growth', grown, [one])], districtOf), []);
  });

  it('RES-5: the same pupils again may be told of again', () => {
    const start = [...pupils('d1s1', 15, 15), ...pupils('d1s2', 20, 20), ...pupils('d2s1', 30, 30)];
    const one = released('start', start);
    assert.deepEqual(released('again', start, [one]).shown, one.shown);
  });
});
