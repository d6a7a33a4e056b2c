import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitting, gradesWithout, openFor, type OpenAssignment, type ShelfLesson } from './assign-data.ts';

const lesson = (name: string, subject: string, grade: number, kk = name): ShelfLesson => {
  return { pack: 'week', lesson: name, subject, grade, minutes: 20, questions: 10, titles: { kk } };
};
const shelf = [
  lesson('e5', 'english', 5),
  lesson('m5', 'mathematics', 5, 'Жай бөлшектер'),
  lesson('m6', 'mathematics', 6),
  lesson('m7', 'mathematics', 7),
];
const group = { subject: 'mathematics', grades: [5, 6] };
const names = (found: readonly ShelfLesson[]): string[] => found.map((each) => each.lesson);
const all = { subject: undefined, grades: undefined, text: '' };

describe('choosing lessons', () => {
  it('those of the group’s subject and grades come first, the shelf’s order stays', () => {
    assert.deepEqual(names(fitting(shelf, all, group)), ['m5', 'm6', 'm7', 'e5']);
  });
  it('by subject, by grade, and by a piece of the title in any letters', () => {
    assert.deepEqual(names(fitting(shelf, { ...all, subject: 'english' }, group)), ['e5']);
    assert.deepEqual(names(fitting(shelf, { ...all, grades: [7] }, group)), ['m7']);
    assert.deepEqual(names(fitting(shelf, { ...all, text: ' болшек ' }, group)), ['m5']);
    assert.deepEqual(names(fitting(shelf, { ...all, text: 'геометрия' }, group)), []);
  });
  it('LES-2: says which grade would get nothing; a lesson of no grade of the group is for all', () => {
    const [e5, m5, m6, m7] = shelf as [ShelfLesson, ShelfLesson, ShelfLesson, ShelfLesson];
    assert.deepEqual(gradesWithout([5, 6], [m5]), [6]);
    assert.deepEqual(gradesWithout([5, 6], [m5, m6]), []);
    assert.deepEqual(gradesWithout([5, 6], [e5, m7]), []);
    assert.deepEqual(gradesWithout([5, 6], []), []);
  });
  it('LES-5: what is open for one grade can be given to the other', () => {
    const at = { pack: 'week', titles: {}, finished: 0, of: 1, pupils: [] };
    const open: OpenAssignment[] = [
      {
        assignment: 'a',
        grades: [5, 6],
        due: '',
        at: 0,
        teacher: '',
        lessons: [
          { ...at, lesson: 'm5', grade: 5 },
          { ...at, lesson: 'old', grade: 4 },
        ],
      },
    ];
    assert.deepEqual([...openFor(open, [5])], ['week/m5', 'week/old']);
    assert.deepEqual([...openFor(open, [6])], ['week/old']);
    assert.deepEqual([...openFor(open, [7])], []);
  });
});
