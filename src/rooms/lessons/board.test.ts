import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minute } from '#kernel/time.ts';
import {
  byNeed,
  countsOf,
  needOf,
  pausedMilliseconds,
  readingMilliseconds,
  placeOf,
  repeatedTries,
  shownAttempt,
  sinceOf,
  situationOf,
  stateOf,
  stillMilliseconds,
  type AttemptState,
} from './board.ts';

const now = 1_000 * minute;

function anAttempt(changes: Partial<AttemptState> = {}): AttemptState {
  const begun = { beganAt: now - 10 * minute, lastAt: now - minute, finishedAt: 0, hand: 0 };
  return { ...begun, answered: 2, right: 1, questions: 8, wrongTries: 0, lastQuestion: 'q2', ...changes };
}

describe('the board', () => {
  it('LES-7: a hand comes before repeated mistakes, these before silence', () => {
    const silent = { lastAt: now - stillMilliseconds - 1 };
    const stuck = { ...silent, wrongTries: repeatedTries };
    assert.equal(needOf(anAttempt({ ...stuck, hand: now - 1 }), now), 'hand');
    assert.equal(needOf(anAttempt(stuck), now), 'repeating');
    assert.equal(needOf(anAttempt(silent), now), 'still');
    assert.equal(needOf(anAttempt(), now), 'none');
  });
  it('LES-7: two wrong tries, and exactly four minutes of silence, are no reason yet', () => {
    assert.equal(needOf(anAttempt({ wrongTries: repeatedTries - 1 }), now), 'none');
    assert.equal(needOf(anAttempt({ lastAt: now - stillMilliseconds }), now), 'none');
  });
  it('LES-7: before the first answer a pupil reads, and may be silent for twelve minutes', () => {
    const reading = { answered: 0, lastQuestion: '' };
    assert.equal(needOf(anAttempt({ ...reading, lastAt: now - readingMilliseconds }), now), 'none');
    assert.equal(needOf(anAttempt({ ...reading, lastAt: now - readingMilliseconds - 1 }), now), 'still');
  });
  it('LES-7: who has finished, or not begun, needs nobody', () => {
    assert.equal(needOf(anAttempt({ finishedAt: now, hand: now, wrongTries: 9 }), now), 'none');
    assert.equal(needOf(undefined, now), 'none');
  });
  it('LES-8: silent for longer than a lesson is paused, and needs nobody, with a raised hand too', () => {
    const gone = anAttempt({ lastAt: now - pausedMilliseconds - 1, wrongTries: 5 });
    assert.equal(stateOf(gone, now), 'paused');
    assert.equal(needOf(gone, now), 'none');
    const forgotten = anAttempt({ lastAt: now - 3 * pausedMilliseconds, hand: now - pausedMilliseconds - 1 });
    assert.equal(needOf(forgotten, now), 'none');
    assert.equal(needOf({ ...forgotten, hand: now - pausedMilliseconds }, now), 'hand');
  });
  it('LES-9: the question that a pupil is at: the next one once the last is right', () => {
    assert.equal(placeOf(anAttempt({ lastQuestion: '' })), 1);
    assert.equal(placeOf(anAttempt({ lastQuestion: 'q2', wrongTries: 0 })), 3);
    assert.equal(placeOf(anAttempt({ lastQuestion: 'q2', wrongTries: 1 })), 2);
    assert.equal(placeOf(anAttempt({ lastQuestion: 'q8' })), 8);
    assert.equal(placeOf(anAttempt({ lastQuestion: 'q8', questions: 0 })), 0);
  });
  it('LES-10: by kind of need, then who waits longest; the others stay where they are', () => {
    const seat = (name: string, need: 'hand' | 'repeating' | 'still' | 'none', since: number) => ({
      name,
      need,
      since,
    });
    const seats = [
      seat('b', 'none', 9),
      seat('a', 'none', 1),
      seat('c', 'still', 1),
      seat('d', 'hand', 8),
      seat('e', 'hand', 3),
      seat('f', 'repeating', 2),
    ];
    assert.deepEqual(
      seats.toSorted(byNeed).map((each) => each.name),
      ['e', 'd', 'f', 'c', 'b', 'a'],
    );
  });
  it('LES-10: who raised a hand waits since then, any other since the last answer', () => {
    const attempt = anAttempt({ hand: now - 5, lastAt: now - 9 });
    assert.equal(sinceOf(attempt, 'hand'), now - 5);
    assert.equal(sinceOf({ ...attempt, hand: 0 }, 'still'), now - 9);
  });
  it('counts each state and each need', () => {
    const pupils = [
      { state: 'working', need: 'hand' },
      { state: 'working', need: 'none' },
      { state: 'finished', need: 'none' },
    ] as const;
    const counts = countsOf(pupils);
    assert.deepEqual(counts, { hand: 1, repeating: 0, still: 0, 'not-begun': 0, working: 2, paused: 0, finished: 1 });
  });
});

describe('LES-11: the attempt that a board shows', () => {
  const purpose = { subject: 'physics', given: new Set(['week/project']), givenAt: now - 20 * minute };
  const at = (lesson: string, subject: string, changes: Partial<AttemptState> = {}) => {
    return { ...anAttempt(changes), pack: 'week', lesson, subject };
  };
  it('is the newest at the subject of the group, or at what it was given', () => {
    const older = at('motion', 'physics');
    const given = at('project', 'world');
    assert.equal(shownAttempt([given, older], purpose, now).shown, given);
    assert.equal(shownAttempt([older, given], purpose, now).shown, older);
  });
  it('a lesson of another subject is `elsewhere` while somebody works at it', () => {
    const physics = at('motion', 'physics', { lastAt: now - 30 * minute });
    const english = at('colours', 'english');
    assert.deepEqual(shownAttempt([english, physics], purpose, now), { shown: physics, elsewhere: english });
    const over = { ...english, finishedAt: now };
    assert.equal(shownAttempt([over, physics], purpose, now).elsewhere, undefined);
  });
  it('who is elsewhere has left this lesson, and needs nobody here', () => {
    const stuck = anAttempt({ wrongTries: repeatedTries });
    assert.deepEqual(situationOf(stuck, false, now), { state: 'working', need: 'repeating' });
    assert.deepEqual(situationOf(stuck, true, now), { state: 'paused', need: 'none' });
    assert.deepEqual(situationOf({ ...stuck, finishedAt: now }, true, now), { state: 'finished', need: 'none' });
    assert.deepEqual(situationOf(undefined, true, now), { state: 'not-begun', need: 'none' });
  });
  it('what was finished before something new was given says nothing', () => {
    const before = at('motion', 'physics', { finishedAt: purpose.givenAt - 1 });
    assert.equal(shownAttempt([before], purpose, now).shown, undefined);
    assert.equal(shownAttempt([before], { ...purpose, givenAt: 0 }, now).shown, before);
  });
});
