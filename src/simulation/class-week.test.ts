import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diceOf } from './dice.ts';
import { hold, simulateWeek } from './class-week.ts';

/** Five lessons a day in every set of grades is a whole week; one is enough to see a rule broken. */
const lessonsADay = process.env['TIREK_PROOF'] ? 5 : 1;

describe('a week of the whole region', () => {
  it('LES-60 … LES-68: no lane is lost, the teacher is in one place, and everybody agrees once they have heard', () => {
    const { faults, schools, lessons, cut, commands } = simulateWeek('1', lessonsADay);
    assert.deepEqual(faults.slice(0, 5), []);
    assert.ok(schools === 146 && lessons > 2000 && commands > 10 * lessons);
    assert.ok(cut > lessons / 4, `servers lost power in ${cut} of ${lessons} lessons`);
  });
  it('is the same from the same seed', () => {
    assert.deepEqual(hold(diceOf('one lesson'), [4, 3, 2]), hold(diceOf('one lesson'), [4, 3, 2]));
  });
});
