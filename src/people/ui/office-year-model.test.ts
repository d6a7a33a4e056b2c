import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countsOf, shownYear, type MovePlan, type YearException } from './office-year-model.ts';

const plan: MovePlan = {
  year: 2026,
  classes: [
    { class: '8', pupils: 5, next: '9' },
    { class: '9', pupils: 4, next: '' },
  ],
  finishes: 4,
  groups: [],
  endedGroups: 0,
  last: null,
};
const of = (of: string) => ({ person: of, name: of, class: of });

describe('the counts of a moving up', () => {
  it('PPL-25: a rule and its exceptions', () => {
    assert.deepEqual(countsOf(plan, []), { moves: 5, stays: 0, leaves: 0, finishes: 4 });
    const exceptions: YearException[] = [
      { ...of('8'), does: 'leaves' },
      { ...of('9'), does: 'stays' },
      { ...of('9'), does: 'goes', grade: 9, letter: 'А' },
    ];
    assert.deepEqual(countsOf(plan, exceptions), { moves: 5, stays: 1, leaves: 1, finishes: 2 });
  });
  it('writes a school year as papers do', () => {
    assert.deepEqual([shownYear(2026), shownYear(2099)], ['2026/27', '2099/00']);
  });
});
