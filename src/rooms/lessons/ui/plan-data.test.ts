import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ranked } from '../plan/fill.ts';
import { nextLesson, sourcesOf, type ShelfWithObjectives } from './plan-data.ts';

function entry(pack: string, lesson: string, objectives: readonly string[]): ShelfWithObjectives {
  return { pack, lesson, subject: 'physics', grade: 7, minutes: 20, questions: 5, titles: {}, objectives };
}

test('LES-53: a test of the school is offered by objective, after what teaches the same, and is no next lesson', () => {
  const shelf = [
    entry('quiz-1', 'quiz-1-g7', ['7.2.1.3']),
    entry('week', 'other', ['7.9.9.9']),
    entry('week', 'speed', ['7.2.1.3']),
  ];
  const need = { group: 'g' as never, subject: 'physics', grade: 7, objectives: ['7.2.1.3'] };
  assert.deepEqual(
    ranked(sourcesOf(shelf, undefined), need).map(({ activity }) => activity.kind === 'lesson' && activity.lesson),
    ['speed', 'quiz-1-g7', 'other'],
  );
  assert.equal(nextLesson(shelf, undefined, need)?.lesson, 'other');
});
