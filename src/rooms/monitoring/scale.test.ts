import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { mintId, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { seededRandomness } from '#testing/logs.ts';
import { places } from '#testing/stores.ts';
import {
  aLesson,
  anAttempt,
  coordinator,
  enrolment,
  endorsed,
  registered,
  testRegion,
  type TestRegion,
} from './testing.ts';

const isProof = process.env['TIREK_PROOF'] !== undefined;
/** PostgreSQL takes minutes to fill: the whole figure there in the proof only. */
const attemptsOn = { sqlite: 10_000, postgres: isProof ? 10_000 : 250 };
const schools = 146;

async function fill(region: TestRegion, attempts: number): Promise<number> {
  const attemptsOfSchool = Math.ceil(attempts / schools);
  const dice = seededRandomness('scale');
  const grades = [5, 6, 7, 8, 9];
  await region.write(
    ...grades.map((grade) => aLesson(`lesson-${grade}`, grade < 7 ? 'mathematics' : 'physics', grade)),
  );
  let answers = 0;
  for (let n = 0; n < schools; n++) {
    const school = `school-${n}` as SchoolId;
    const pupils = Array.from({ length: 70 }, () => mintId<PersonId>(dice));
    await region.write(
      registered(school, `district ${n % 12}`),
      endorsed(school),
      ...pupils.map((person) => enrolment(school, person)),
    );
    const drafts = Array.from({ length: attemptsOfSchool }, (_, k) => {
      const person = pupils[k % pupils.length] as PersonId;
      return anAttempt(school, person, `lesson-${grades[k % 5]}`, 10, (n + k) % 11);
    });
    answers += attemptsOfSchool * 10;
    await region.write(...drafts.flat());
  }
  return answers;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 5; n++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b)[2] as number;
}

describe('a region of 146 schools', () => {
  for (const [engine, place] of [
    ['sqlite', places.sqlite],
    ['postgres', places.postgres],
  ] as const) {
    it(`MON-12: its list and its totals come within 300 ms, on ${engine}`, async () => {
      const at = await place();
      {
        await using region = await testRegion(at.open);
        const answers = await fill(region, attemptsOn[engine]);
        const { body } = await region.call(coordinator, 'GET', '/totals');
        const { work, bySubject } = body as { work: { answers: number }; bySubject: unknown[] };
        assert.equal(work.answers, answers);
        assert.ok(bySubject.length > 0);
        const list = await milliseconds(() => region.call(coordinator, 'GET', '/schools'));
        const totals = await milliseconds(() => region.call(coordinator, 'GET', '/totals'));
        // A busy machine may be slow: the time is held against the rule only where nothing else runs.
        if (isProof) assert.ok(list < 300 && totals < 300, `list ${list} ms, totals ${totals} ms`);
      }
      await at.remove();
    });
  }
});
