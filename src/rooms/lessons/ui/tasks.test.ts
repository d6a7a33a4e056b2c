import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newProgress, type Progress } from './progress.ts';
import { dayOf, inLanguage, languageOf, shownTask, withoutOwner, type ShownTask, type Task } from './tasks.ts';

function aTask(lesson: string, more: Partial<Task> = {}): Task {
  const about = {
    subject: 'physics',
    titles: { kk: lesson },
    files: { kk: 'f' },
    minutes: 40,
    questions: 8,
    teacher: '',
  };
  return { assignment: `a-${lesson}`, pack: 'p', lesson, ...about, due: '', done: null, ...more };
}

function aDone(more: Partial<NonNullable<Task['done']>> = {}): NonNullable<Task['done']> {
  return { attempt: 't-1', state: 'working', answered: 2, right: 1, mark: null, comment: '', isHandUp: false, ...more };
}

function aProgress(more: Partial<Progress> = {}): Progress {
  return { ...newProgress('t-1', 'a-x', 'kk'), ...more };
}

const right = { answer: { kind: 'single', choice: 0 }, tries: 1, points: 1, of: 1 } as const;
const wrong = { ...right, points: 0 };
const shown = (task: Task, state: ShownTask['state'] = 'new'): ShownTask => ({
  ...task,
  state,
  tally: { right: 0, answered: 0 },
});

describe('what a task shows', () => {
  it('LES-23: what the tablet knows of the same attempt comes before what the school knows', () => {
    const kept = aProgress({ tried: { q1: right, q2: right, q3: wrong }, finishedAt: 5 });
    const task = shownTask(aTask('x', { done: aDone() }), kept);
    assert.deepEqual([task.state, task.tally], ['finished', { right: 2, answered: 3 }]);
  });
  it('LES-23: an attempt on another tablet is the school’s to know', () => {
    const task = shownTask(
      aTask('x', { done: aDone({ attempt: 'other-7' }) }),
      aProgress({ tried: { q1: right }, finishedAt: 5 }),
    );
    assert.deepEqual([task.state, task.tally], ['working', { right: 1, answered: 2 }]);
  });
  it('LES-23: while the school knows of none, the tablet’s counts if it is of this assignment', () => {
    assert.equal(shownTask(aTask('x'), aProgress()).state, 'working');
    assert.equal(shownTask(aTask('x', { assignment: 'newer' }), aProgress({ finishedAt: 5 })).state, 'new');
    assert.equal(shownTask(aTask('x'), undefined).state, 'new');
  });
});

describe('a day', () => {
  it('LES-24: begun work first, then what is due first, then what was given first', () => {
    const newestFirst = [
      shown(aTask('given-last')),
      shown(aTask('due-late', { due: '2026-12-01' })),
      shown(aTask('due-soon', { due: '2026-11-24' })),
      shown(aTask('begun'), 'working'),
      shown(aTask('given-first')),
    ];
    const { next, later } = dayOf(newestFirst);
    assert.deepEqual(
      [next, ...later].map((task) => task?.lesson),
      ['begun', 'due-soon', 'due-late', 'given-first', 'given-last'],
    );
  });
  it('LES-24: lessons of one assignment keep the order in which it names them', () => {
    const both = ['one', 'two'].map((lesson) => shown(aTask(lesson, { assignment: 'week' })));
    const { next, later } = dayOf([shown(aTask('newer')), ...both]);
    assert.deepEqual(
      [next, ...later].map((task) => task?.lesson),
      ['one', 'two', 'newer'],
    );
  });
  it('LES-24: a lesson given twice stands once, as it was given last', () => {
    const again = shown(aTask('x', { assignment: 'second' }));
    const { next, finished } = dayOf([again, shown(aTask('x', { assignment: 'first' }), 'finished')]);
    assert.deepEqual([next?.assignment, finished], ['second', []]);
  });
  it('LES-24: there is no next task when all is finished', () => {
    const { next, later, finished } = dayOf([shown(aTask('x'), 'finished')]);
    assert.deepEqual([next, later.length, finished.length], [undefined, 0, 1]);
  });
});

describe('languages of a lesson', () => {
  it('shows the reader’s, else Kazakh, else what there is', () => {
    assert.equal(inLanguage({ kk: 'қ', ru: 'р' }, 'ru'), 'р');
    assert.equal(inLanguage({ kk: 'қ', ru: 'р' }, 'en'), 'қ');
    assert.equal(languageOf({ ru: 'f' }, 'kk'), 'ru');
  });
});

it('a classmate sees the tasks of a day without whose work they were', () => {
  const today = { tasks: [aTask('x', { done: aDone({ comment: 'жарайсың', mark: 5 }) })], media: 's' };
  assert.equal(withoutOwner(today).tasks[0]?.done, null);
});
