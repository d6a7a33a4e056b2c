import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { regionScope, type PersonId } from '#kernel/ids.ts';
import { anAdult, password, registerSchool } from '#people/testing.ts';
import { personErased } from '#people/records.ts';
import { peopleProjection } from '#people/index.ts';
import { makeIdentity } from '#sync/index.ts';
import { dumpRows, fakeClock, seededRandomness } from '#testing/logs.ts';
import { postgresPlace } from '#testing/stores.ts';
import { openNode, type OpenNode } from '../main.ts';
import type { CareStatus } from './routes.ts';
import { restoreIntoPostgres } from './restore-postgres.ts';
import { answerOf, factsOf, scratch, settingsOf } from './testing.ts';
import { forgetErased } from './work.ts';

const clock = fakeClock();
const note = (text: string) => ({ scope: regionScope, actor: 'test', type: 'test.note', version: 1, body: { text } });

function openAt(folder: string, postgres: string): Promise<OpenNode> {
  const world = { clock, randomness: seededRandomness(`dice ${Math.random()}`), hasJobs: false };
  return openNode({ ...settingsOf(folder), postgres }, world);
}

describe('copies of a region on PostgreSQL', () => {
  it('CARE-3, CARE-8: one moment of it while it writes, read whole; put into an empty database the region is back, in the next epoch', async () => {
    using place = scratch();
    const folder = join(place.folder, 'region');
    await makeIdentity(folder, { kind: 'region' }, seededRandomness('region'));
    const [first, second] = [await postgresPlace(), await postgresPlace()];
    try {
      const node = await openAt(folder, first.url);
      const { house, care } = node;
      await registerSchool(house, 'one' as never);
      await anAdult(house, 'coordinator', ['coordinator'], { name: { family: 'Оспанов', given: 'Нұрлан' } });
      const gone = await anAdult(house, 'gone', ['methodist'], {
        name: { family: 'Ким', given: 'Аня' },
        district: 'x',
      });
      const ask = answerOf(node);
      const signedIn = await ask('POST', '/people/sign-in/adult', { body: { login: 'coordinator', password } });
      const token = signedIn.body.token as string;
      const finding = async () =>
        ((await ask('GET', '/care/status', { token })).body as CareStatus).findings.find(
          ({ name }) => name === 'backup',
        );
      assert.equal((await finding())?.key, 'care.backup.none');
      for (let n = 0; n < 3000; n += 100) {
        const records = Array.from({ length: 100 }, (_, k) => note(`note ${n + k}`));
        await house.log.write(() => ({ records, answer: undefined }));
      }
      let isOver = false;
      const writing = (async () => {
        while (!isOver) await house.log.write(() => ({ records: [note('meanwhile')], answer: undefined }));
      })();
      const made = await care.backups.make(clock.now()).finally(() => (isOver = true));
      await writing;
      assert.ok(made.ok);
      const file = join(folder, 'backups', made.value.name);
      const facts = await factsOf(file);
      assert.ok(facts.records > 3000 && facts.records === made.value.records);
      assert.equal((await finding())?.key, 'care.backup.good');

      // Somebody is erased after it: the key goes out of the copy too.
      const key = await house.log.read.get<{ sealed: Uint8Array }>(
        'select sealed from log_keys where person = ?',
        gone,
      );
      assert.ok(key && readFileSync(file).includes(Buffer.from(key.sealed)));
      const erased = personErased.draft(regionScope, 'x', { person: gone as PersonId });
      await house.log.write(() => ({ records: [erased], answer: undefined }));
      await forgetErased(house, care);
      assert.ok(!readFileSync(file).includes(Buffer.from(key.sealed)));
      const rows = await dumpRows(house.log.read, peopleProjection);
      await node.close();

      const other = await restoreIntoPostgres(folder, first.url, file);
      assert.equal(other.ok ? 'taken' : other.error.key, 'care.restore.not-empty');
      assert.ok((await restoreIntoPostgres(folder, second.url, file)).ok);
      const back = await openAt(folder, second.url);
      assert.equal(back.house.self.epoch, 2);
      const again = await dumpRows(back.house.log.read, peopleProjection);
      assert.deepEqual(again['people_persons'], rows['people_persons']);
      assert.deepEqual(again['people_posts'], rows['people_posts']);
      const enters = answerOf(back)('POST', '/people/sign-in/adult', { body: { login: 'coordinator', password } });
      assert.equal((await enters).status, 200);
      await back.close();
      assert.equal(readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.part')).length, 0);
    } finally {
      await first.remove();
      await second.remove();
    }
  });
});
