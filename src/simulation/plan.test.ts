import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diceOf } from './dice.ts';
import { inventPeople } from './people.ts';
import { lastGrade, planRegion, smallSchools } from './plan.ts';

const plan = planRegion('1');
const sizeOf = (grades: readonly number[]): number => grades.reduce((sum, each) => sum + each, 0);
const small = plan.schools.filter((school) => !school.isHub);

describe('the sample region', () => {
  it('has 12 hub schools and 134 small ones, 21 of them with more than 80 pupils and none with exactly 80', () => {
    assert.equal(plan.schools.length - small.length, 12);
    assert.equal(small.length, smallSchools);
    assert.equal(small.filter((school) => sizeOf(school.grades) > 80).length, 21);
    assert.equal(small.filter((school) => sizeOf(school.grades) === 80).length, 0);
  });
  it('has 10 400 pupils in its small schools', () => {
    assert.equal(
      small.reduce((sum, school) => sum + sizeOf(school.grades), 0),
      10_400,
    );
  });
  it('has schools of every kind and medium; only general ones have grades 10 and 11', () => {
    assert.deepEqual(new Set(small.map((school) => school.kind)), new Set(['primary', 'basic', 'general']));
    assert.deepEqual(new Set(small.map((school) => school.medium)), new Set(['kk', 'ru', 'mixed']));
    for (const school of plan.schools) assert.equal(school.grades.length, lastGrade(school.kind));
  });
  it('stands in different real places', () => {
    assert.equal(new Set(plan.schools.map((school) => school.kato)).size, plan.schools.length);
  });
  it('is the same from the same seed, and another from another', () => {
    assert.deepEqual(planRegion('1'), plan);
    assert.notDeepEqual(planRegion('2'), plan);
    const [first] = plan.schools;
    assert.ok(first);
    assert.deepEqual(inventPeople(first, diceOf('x')), inventPeople(first, diceOf('x')));
  });
  it('gives every pupil a teaching group in every subject of their grade, and no group more than four grades', () => {
    for (const school of plan.schools) {
      const { groups, pupils } = inventPeople(school, diceOf(school.school));
      assert.ok(groups.every((group) => group.grades.length >= 1 && group.grades.length <= 4));
      for (const grade of new Set(pupils.map((pupil) => pupil.grade))) {
        assert.ok(
          groups.some((group) => group.grades.includes(grade)),
          `${school.school} grade ${grade}`,
        );
      }
    }
  });
});
