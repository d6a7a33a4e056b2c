import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Purpose } from './office-consent-model.ts';
import { missingOf, type SchoolFacts } from './office-missing.ts';

const lists = {
  classes: [{ class: '5', grade: 5, letter: '', pupils: [{ method: 'pin' }, { method: null }] }],
  adults: [
    { person: 't', name: 'Т', posts: [{ role: 'teacher' }], hasLogin: true },
    { person: 'n', name: 'Н', posts: [{ role: 'teacher' }], hasLogin: false },
    { person: 'p', name: 'П', posts: [{ role: 'parent' }], hasLogin: false },
  ],
} as unknown as NonNullable<SchoolFacts['lists']>;
const keysOf = (facts: SchoolFacts): string[] =>
  missingOf(facts).map(({ key }) => key.replace('people.office.missing.', ''));

describe('what is missing at a school', () => {
  it('says nothing of what has not been answered yet', () => {
    assert.deepEqual(keysOf({}), []);
  });
  it('asks for the roster before anything else of the office', () => {
    assert.deepEqual(keysOf({ lists: { ...lists, classes: [] }, tablets: [], link: { hasRegion: false } }), [
      'roster',
      'no-region',
    ]);
  });
  it('counts who cannot sign in; parents get their logins when they come', () => {
    assert.deepEqual(
      missingOf({ lists }).map(({ key, values }) => [key.split('.').at(-1), values]),
      [
        ['no-secret', { count: 1 }],
        ['no-login', { count: 1 }],
      ],
    );
  });
  it('names teachers without a group only when groups are known', () => {
    const groups = [{ id: 'g', subject: 'physics', grades: [5], classes: [], teacher: 't', teacherName: 'Т', size: 1 }];
    assert.deepEqual(missingOf({ lists, groups }).find(({ to }) => to === '/office/groups')?.values, { count: 1 });
  });
  it('puts a failing link first, with since when and why', () => {
    const [first] = missingOf({
      lists,
      tablets: [],
      link: { hasRegion: true, failingSince: 17, why: 'sync.no-answer' },
    });
    assert.deepEqual(
      [first?.tone, first?.since, first?.why, first?.to],
      ['wrong', 17, 'sync.no-answer', '/office/sync'],
    );
    assert.deepEqual(keysOf({ link: { hasRegion: true } }), []);
  });
  it('a school whose tablets were all retired has none', () => {
    assert.deepEqual(keysOf({ tablets: [{ isRetired: true }] }), ['tablets']);
    assert.deepEqual(keysOf({ tablets: [{ isRetired: false }, { isRetired: true }] }), []);
  });
  it('PPL-23: counts the pupils who miss the consent that most miss', () => {
    const built = (purpose: Purpose, isBuilt: boolean) => ({ purpose, off: [{ what: 'x', isBuilt }] });
    const classes = [
      { class: '5', pupils: 4, given: { 'learning-records': 4, 'remote-lessons': 1 } },
      { class: '6', pupils: 2, given: {} },
    ];
    const summary = (isBuilt: boolean) => ({
      purposes: [built('learning-records', true), built('remote-lessons', isBuilt)],
      classes,
    });
    assert.deepEqual(missingOf({ consents: summary(true) })[0]?.values, { count: 5 });
    assert.deepEqual(
      missingOf({ consents: summary(false) })[0]?.values,
      { count: 2 },
      'what no room offers yet holds nothing up',
    );
  });
  it('PPL-25: says when the school is still in last year’s classes, and whose work waits for a teacher', () => {
    const held = [
      { state: 'held', person: 'a' },
      { state: 'held', person: 'a' },
      { state: 'refused', person: 'b' },
    ];
    assert.deepEqual(
      missingOf({ year: { year: 2026, pupils: 70 }, held }).map(({ values }) => values),
      [{ count: 1 }, { year: '2026/27', count: 70 }],
    );
    assert.deepEqual(keysOf({ year: { year: 2026, pupils: 0 }, held: [] }), []);
  });
});
