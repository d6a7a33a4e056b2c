import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { dayOf, weekOf } from './model/day.ts';
import type { Dimension } from './queries.ts';
import { aLesson, anAttempt, testRegion } from './testing.ts';
import { workSumsOf } from './work-sums.ts';

const dimensions: readonly Dimension[] = ['school', 'subject', 'grade', 'week', 'all'];

it('MON-14: sums that are kept are those that are added up from the beginning, whatever came since', async () => {
  await using region = await testRegion();
  const { log, clock } = region.house;
  const kept = workSumsOf(log);
  const sinceWeek = weekOf(dayOf(clock.now())) - 3;
  const [alga, oiyl] = [await region.addSchool('alga'), await region.addSchool('oiyl')];
  const changes = [
    async () => region.write(aLesson('physics-7', 'physics', 7)),
    async () => alga.write(...alga.pupils.flatMap((person) => anAttempt(alga.school, person, 'physics-7', 4, 3))),
    async () => oiyl.write(...oiyl.pupils.flatMap((person) => anAttempt(oiyl.school, person, 'later-9', 5, 1))),
    async () => region.write(aLesson('later-9', 'chemistry', 9)),
    async () => alga.write(...anAttempt(alga.school, oiyl.pupils[0] ?? ('' as never), 'later-9', 2, 2)),
    async () => log.rebuild('monitoring'),
    async () => log.drop('node-alga' as never, 'school:alga' as never),
  ];
  for (const change of changes) {
    await change();
    await Promise.all([alga.sync(), oiyl.sync()]);
    for (const by of dimensions) {
      const anew = await workSumsOf(log)(by, { sinceWeek });
      assert.deepEqual(await kept(by, { sinceWeek }), anew, by);
    }
    const schools = [oiyl.school];
    assert.deepEqual(await kept('week', { sinceWeek, schools }), await workSumsOf(log)('week', { sinceWeek, schools }));
  }
});
