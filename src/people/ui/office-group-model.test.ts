import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OfficeClass, OfficePupil } from '../office/lists.ts';
import { draftOf, groupBody, pupilsMeant, teachersOf, toggled, type GroupShown } from './office-group-model.ts';
import type { Lists } from './office-roles.ts';

const pupil = (person: string) => ({ person, name: person }) as unknown as OfficePupil;
const aClass = (grade: number, letter: string, ...pupils: string[]): OfficeClass => {
  return { class: letter ? `${grade} ${letter}` : String(grade), grade, letter, pupils: pupils.map(pupil) };
};
const lists = {
  classes: [aClass(5, 'А', 'a', 'b'), aClass(5, 'Ә', 'c'), aClass(6, '', 'd')],
  adults: [
    { person: 't', name: 'Т', posts: [{ role: 'teacher' }] },
    { person: 'h', name: 'Х', posts: [{ role: 'head' }] },
    { person: 'x', name: 'Ж', posts: [{ role: 'technician' }] },
  ],
} as unknown as Lists;
const group: GroupShown = {
  id: 'g',
  subject: 'physics',
  grades: [5, 6],
  classes: [],
  teacher: 't',
  teacherName: 'Т',
  size: 3,
};
const membersOf = (...persons: string[]) => ({ members: persons.map((person) => ({ person })), elsewhere: ['z'] });

describe('putting a teaching group together', () => {
  it('PPL-18: a group is all pupils of its grades, or of the classes that it names', () => {
    const people = (classes: string[]) =>
      pupilsMeant(lists.classes, { grades: [5, 6], classes }).map((each) => each.person as string);
    assert.deepEqual(people([]), ['a', 'b', 'c', 'd']);
    assert.deepEqual(people(['5 Ә', '6']), ['c', 'd']);
  });
  it('PPL-18: a group that is opened and saved keeps its members', () => {
    const draft = draftOf(group, membersOf('a', 'c', 'd'), lists);
    assert.deepEqual([draft.without, draft.with], [['b'], ['z']]);
    const body = groupBody(draft, lists);
    assert.deepEqual([body.grades, body.with, body.without], [[5, 6], ['z'], ['b']]);
    assert.equal('classes' in body, false);
  });
  it('PPL-18: a pupil of another grade who takes part is an exception, until that grade is meant', () => {
    const narrow = draftOf({ ...group, grades: [6] }, membersOf('d', 'a'), lists);
    assert.deepEqual(groupBody(narrow, lists).with, ['a', 'z']);
    const wide = { ...narrow, grades: [6, 5], without: ['b', 'nobody'] };
    assert.deepEqual([groupBody(wide, lists).with, groupBody(wide, lists).without], [['z'], ['b']]);
  });
  it('PPL-18: classes of grades that are not chosen any more are not named', () => {
    const draft = { ...draftOf(group, membersOf(), lists), grades: [6], classes: ['5 А', '6'] };
    assert.deepEqual(groupBody(draft, lists).classes, [{ grade: 6, letter: '' }]);
  });
  it('offers everybody who may teach, and knows whose post it is', () => {
    assert.deepEqual(
      teachersOf(lists).map(({ person, teaches }) => [person, teaches]),
      [
        ['t', true],
        ['h', false],
      ],
    );
  });
  it('toggles', () => {
    assert.deepEqual([toggled([1, 2], 2, false), toggled([1], 2, true), toggled([1], 1, true)], [[1], [1, 2], [1]]);
  });
});
