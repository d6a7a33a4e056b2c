import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SchoolId } from '#kernel/ids.ts';
import { attackCell, protectCell, type CellRelease, type Member } from './release.ts';

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
    const size = fc.nat({ max: 14 });
    const school = fc.record({ reached: size, not: size, left: fc.nat({ max: 12 }), joined: fc.nat({ max: 12 }) });
    fc.assert(
      fc.property(fc.array(school, { minLength: 4, maxLength: 9 }), (schools) => {
        const start: Member[] = [];
        const end: Member[] = [];
        const grown: Member[] = [];
        for (const [n, { reached, not, left, joined }] of schools.entries()) {
          const name = `d${n % 3}s${n}`;
          const first = pupils(name, reached, not);
          const stayed = first.slice(Math.min(left, first.length));
          start.push(...first);
          end.push(...stayed, ...pupils(name, joined, 0, 100));
          grown.push(...stayed);
        }
        const one = released('start', start);
        const two = released('growth', plain(grown), [one]);
        const three = released('end', end, [one, two]);
        assert.deepEqual(attackCell([one, two, three], districtOf), []);
      }),
      { numRuns: 12 },
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
