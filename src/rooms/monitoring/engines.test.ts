import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { StorePlace } from '#testing/stores.ts';
import { places } from '#testing/stores.ts';
import { day } from '#kernel/time.ts';
import { aLesson, anAssignment, anAttempt, coordinator, funder, methodistOf, testRegion } from './testing.ts';

/** What every kind of reader is answered about the same small region. */
async function answersOn(place: StorePlace): Promise<string[]> {
  await using region = await testRegion(place.open);
  await region.write(aLesson('physics-7', 'physics', 7), aLesson('maths-5', 'mathematics', 5));
  const sizes = { alga: 24, oiyl: 9, qobda: 13 };
  for (const [name, pupils] of Object.entries(sizes)) {
    const school = await region.addSchool(name, {
      pupils,
      district: `${name} ауданы`,
      ...(name === 'alga' ? {} : { hub: 'alga' }),
    });
    await school.write(anAssignment(school.school, `a-${name}`, 'physics-7'));
    for (const lesson of ['physics-7', 'maths-5']) {
      await school.write(
        ...school.pupils.flatMap((person, n) =>
          anAttempt(school.school, person, lesson, 1 + (n % 7), n % 3, n % 4 > 0),
        ),
      );
    }
    await school.sync();
    region.clock.advance(3 * day);
  }
  await region.call(coordinator, 'POST', '/schools/oiyl/silence', {
    reason: 'line-down',
    from: '2026-11-30',
    until: '2026-12-09',
  });
  const asked = ['/schools', '/totals', '/schools/alga', '/schools/oiyl', '/calendars'];
  const answers: string[] = [];
  for (const post of [coordinator, funder, methodistOf('qobda ауданы')]) {
    for (const path of asked) answers.push(JSON.stringify(await region.call(post, 'GET', path)));
  }
  return answers;
}

describe('the region on both engines', () => {
  it('MON-11: SQLite and PostgreSQL answer the same to everybody', async () => {
    const [sqlite, postgres] = [await places.sqlite(), await places.postgres()];
    const expected = await answersOn(sqlite);
    assert.ok(expected[0]?.includes('"answers":') && expected[0].includes('"hidden"'));
    assert.deepEqual(await answersOn(postgres), expected);
    await sqlite.remove();
    await postgres.remove();
  });
});
