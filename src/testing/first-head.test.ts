import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hour } from '#kernel/time.ts';
import { anAdult, signIn, type Call } from '#people/testing.ts';
import { aRegion, type TestMember } from './region.ts';

function peopleOf(member: TestMember): Call {
  return async (method, path, options = {}) =>
    ({ ...(await member.call(method, `/people${path}`, options)), bytes: new Uint8Array() }) as never;
}

describe('a school without people', () => {
  it('PPL-36: is given its first head by the region, who signs in there, changes the password and is nobody at the region', async () => {
    const all = await aRegion('new');
    try {
      await anAdult(all.region.house, 'coordinator', ['coordinator']);
      const region = peopleOf(all.region);
      const school = peopleOf(all.school('new'));
      const token = await signIn(region, 'coordinator');
      const body = { name: { family: 'Қасымова', given: 'Гүлнар' }, language: 'kk' };
      const given = (
        await region<{ login: string; password: string }>('POST', '/region/schools/new/head', { token, body })
      ).body;
      await all.meet('new');
      await assert.rejects(signIn(region, given.login, given.password), 'not at the region');
      const head = await signIn(school, given.login, given.password);
      const adults = await school<{ adults: { name: string; posts: { isOfRegion: boolean }[] }[] }>(
        'GET',
        '/office/people',
        { token: head },
      );
      assert.deepEqual(
        adults.body.adults.map(({ name, posts }) => [name, posts[0]?.isOfRegion]),
        [['Қасымова Гүлнар', true]],
      );
      // The school's clock is hours behind the region's: the order of secrets does not ask a clock.
      all.clock.advance(-5 * hour);
      const change = { current: given.password, next: 'жаңа құпиясөз 2' };
      assert.equal((await school('POST', '/password', { token: head, body: change })).status, 200);
      await signIn(school, given.login, 'жаңа құпиясөз 2');
      await assert.rejects(signIn(school, given.login, given.password));
      await all.meet('new');
      const again = await region<{ login: string; password: string }>('POST', '/region/schools/new/head', {
        token,
        body,
      });
      assert.notEqual(again.body.login, given.login, 'logins of a school differ, also those that its node gave');
    } finally {
      await all.close();
    }
  });
});
