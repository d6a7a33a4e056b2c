import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sayer } from '#web/words.ts';
import { gradesText, groupText, minutesOf, subjectOf, titleOf } from './teacher-say.ts';

const say = sayer({ 'people.subject.physics': 'Физика', 'lessons.group': '{subject}, {grades}-сынып' });

describe('how the teacher’s screens name things', () => {
  it('grades in a row, with a gap, alone, and classes', () => {
    assert.equal(gradesText([5, 6, 7]), '5–7');
    assert.equal(gradesText([5, 7]), '5, 7');
    assert.equal(gradesText([5, 6, 8]), '5, 6, 8');
    assert.equal(gradesText([7]), '7');
    assert.equal(gradesText([5], ['5 А', '5 Ә']), '5 А, 5 Ә');
  });
  it('groups by subject and grades; a subject that nobody named by its id', () => {
    assert.equal(groupText(say, { subject: 'physics', grades: [10, 11], classes: [] }), 'Физика, 10–11-сынып');
    assert.equal(subjectOf(say, 'astronomy'), 'astronomy');
  });
  it('titles in the reader’s language, else in one that there is', () => {
    assert.equal(titleOf({ kk: 'Бөлшек', ru: 'Дробь' }, 'ru'), 'Дробь');
    assert.equal(titleOf({ en: 'Colours' }, 'kk'), 'Colours');
    assert.equal(titleOf({}, 'kk'), '');
  });
  it('whole minutes, never below none', () => {
    assert.equal(minutesOf(119_999), 1);
    assert.equal(minutesOf(-5), 0);
  });
});
