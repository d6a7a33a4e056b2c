import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minute, second } from '#kernel/time.ts';
import { aNode, anAdult, aPupil, aTablet, password, signIn, type TestNode } from './testing.ts';

const aliya = { family: 'Сейітова', given: 'Әлия' };
type Session = {
  token: string;
  credential: string;
  person: string;
  name: string;
  posts: { role: string }[];
  class: string;
};

async function withSchool(
  test: (node: TestNode, head: string, tablet: { tablet: string; token: string }) => Promise<void>,
): Promise<void> {
  const node = await aNode('n1', { school: 's1' });
  try {
    await anAdult(node.house, 'head', ['head']);
    const head = await signIn(node.call, 'head');
    await test(node, head, await aTablet(node.call, head));
  } finally {
    await node.close();
  }
}

describe('signing in', () => {
  it('PPL-1: shows a tablet no list of names before the school has enrolled it', async () => {
    await withSchool(async ({ house, call }, _head, tablet) => {
      await aPupil(house, aliya, 5);
      assert.equal((await call('GET', '/tablet/pupils?class=5')).status, 401);
      assert.equal((await call('GET', '/tablet/pupils?class=5', { token: 't1.made-up' })).status, 401);
      assert.equal((await call('POST', '/tablets', { body: { code: '12345678' } })).status, 403);
      const { body } = await call<{ pupils: { name: string; method: string }[] }>('GET', '/tablet/pupils?class=5', {
        token: tablet.token,
      });
      assert.deepEqual(
        body.pupils.map(({ name, method }) => [name, method]),
        [['Сейітова Әлия', 'pin']],
      );
    });
  });

  it('PPL-47: a server whose people are still on their way says so, and counts no wrong try', async () => {
    const { house, call, close } = await aNode('n1', { school: 's1' });
    const enter = () =>
      call<{ error: { key: string } }>('POST', '/sign-in/adult', { body: { login: 'head', password } });
    for (let tries = 0; tries < 8; tries++) {
      const { status, body } = await enter();
      assert.deepEqual([status, body.error.key], [503, 'people.sign-in.nobody-yet']);
    }
    await anAdult(house, 'head', ['head']);
    assert.equal((await enter()).status, 200);
    await close();
  });

  it('PPL-2: a tablet code ends after two hours, and all codes after twenty wrong ones', async () => {
    await withSchool(async ({ call, clock }, head) => {
      const make = async () => (await call<{ code: string }>('POST', '/tablet-codes', { token: head })).body.code;
      const enrol = async (code: string) => (await call('POST', '/tablets', { body: { code } })).status;
      const code = await make();
      assert.match(code, /^\d{8}$/);
      assert.equal(await enrol(code), 200);
      assert.equal(await enrol(code), 200, 'one code serves a trolley of tablets');
      clock.advance(121 * minute);
      assert.equal(await enrol(code), 403);
      const next = await make();
      for (let n = 0; n < 20; n++) await enrol('00000000');
      assert.equal(await enrol(next), 403);
    });
  });

  it('PPL-3: a session survives a restart; no token lies in the store', async () => {
    const node = await aNode('n1', { school: 's1' });
    await anAdult(node.house, 'head', ['head']);
    const token = await signIn(node.call, 'head');
    const again = await node.restart();
    assert.equal((await again.call('GET', '/me', { token })).status, 200);
    const state = await again.house.log.read.all<{ name: string; value: Uint8Array }>(
      'select name, value from log_state',
    );
    for (const { name, value } of state)
      assert.ok(!name.includes(token) && !Buffer.from(value).includes(token.slice(3)));
    assert.equal((await again.call('POST', '/sign-out', { token })).status, 200);
    assert.equal((await again.call('GET', '/me', { token })).status, 401);
    await again.close();
  });

  it('PPL-4: a token of one school is nobody at another, and a forged one is nobody anywhere', async () => {
    await withSchool(async ({ call }, head, tablet) => {
      const other = await aNode('n2', { school: 's2' });
      assert.equal((await other.call('GET', '/me', { token: head })).status, 401);
      assert.equal((await other.call('GET', '/tablet/classes', { token: tablet.token })).status, 401);
      await other.close();
      for (const forged of [`${head}x`, `s1.${'A'.repeat(32)}`, 's1.', '', 'null', head.replace('s1', 't1')]) {
        assert.equal((await call('GET', '/me', { token: forged })).status, 401, forged);
      }
    });
  });

  it('PPL-5: a session ends with a newer secret, with the end of the posts its rights, and with its tablet', async () => {
    await withSchool(async ({ house, call }, head, tablet) => {
      const pupil = await aPupil(house, aliya, 5);
      const enter = (secret: string) =>
        call<Session>('POST', '/sign-in/pupil', { token: tablet.token, body: { person: pupil.person, secret } });
      const { body } = await enter(pupil.given);
      assert.equal((await call('GET', '/me', { token: body.token })).status, 200);
      const reset = await call<{ secret: { pin: string } }>('POST', `/pupils/${pupil.person}/reset`, { token: head });
      assert.equal((await call('GET', '/me', { token: body.token })).status, 401);
      assert.equal((await enter(pupil.given)).status, 401);
      assert.equal((await enter(reset.body.secret.pin)).status, 200);
      await call('DELETE', `/tablets/${tablet.tablet}`, { token: head });
      assert.equal((await enter(reset.body.secret.pin)).status, 401);
    });
  });

  it('PPL-6: the owner changes the password; older sessions end', async () => {
    await withSchool(async ({ call }, head) => {
      const change = (current: string, next: string) =>
        call<{ token: string; error: { key: string } }>('POST', '/password', { token: head, body: { current, next } });
      assert.equal((await change(password, 'қысқа')).body.error.key, 'people.password.short');
      assert.equal((await change(password, password)).body.error.key, 'people.password.same');
      assert.equal((await change('бөтен құпиясөз', 'жаңа құпиясөз 2')).status, 401);
      const changed = await change(password, 'жаңа құпиясөз 2');
      assert.equal((await call('GET', '/me', { token: head })).status, 401);
      assert.equal((await call('GET', '/me', { token: changed.body.token })).status, 200);
      await assert.rejects(signIn(call, 'head'));
      await signIn(call, 'HEAD ', 'жаңа құпиясөз 2');
    });
  });

  it('PPL-7: pictures in order for grades 1–4, a PIN from grade 5', async () => {
    await withSchool(async ({ house, call }, _head, tablet) => {
      const small = await aPupil(house, { family: 'Ким', given: 'Аня' }, 2);
      const large = await aPupil(house, aliya, 5);
      assert.match(small.given, /^[a-z]+ [a-z]+ [a-z]+$/);
      assert.match(large.given, /^\d{4}$/);
      const enter = (person: string, secret: string) =>
        call<Session>('POST', '/sign-in/pupil', { token: tablet.token, body: { person, secret } });
      assert.equal((await enter(small.person, small.given.split(' ').toReversed().join(' '))).status, 401);
      const { body } = await enter(small.person, small.given);
      assert.deepEqual([body.name, body.class, body.posts.map((post) => post.role)], ['Ким Аня', '2', ['pupil']]);
      assert.match(body.credential, /^w1\./);
      assert.equal((await enter(large.person, large.given)).status, 200);
    });
  });

  it('PPL-9: guesses are slowed for one pupil on one tablet, and nobody locks a class out', async () => {
    await withSchool(async ({ house, call, clock }, head, tablet) => {
      const victim = await aPupil(house, aliya, 5);
      const neighbour = await aPupil(house, { family: 'Ким', given: 'Аня' }, 5);
      const enter = (token: string, person: string, secret: string) =>
        call<{ error: { values: { seconds: number } } }>('POST', '/sign-in/pupil', { token, body: { person, secret } });
      for (let n = 0; n < 5; n++) assert.equal((await enter(tablet.token, victim.person, 'x')).status, 401);
      const waiting = await enter(tablet.token, victim.person, victim.given);
      assert.deepEqual([waiting.status, waiting.body.error.values.seconds], [429, 15]);
      assert.equal((await enter(tablet.token, neighbour.person, neighbour.given)).status, 200);
      const second2 = await aTablet(call, head);
      assert.equal((await enter(second2.token, victim.person, victim.given)).status, 200, 'at another tablet at once');
      clock.advance(16 * second);
      assert.equal((await enter(tablet.token, victim.person, victim.given)).status, 200);
    });
  });

  it('PPL-9: wrong tries at an adult’s login are slowed, for at most a minute from other places', async () => {
    await withSchool(async ({ call, clock }) => {
      const tryWith = (secret: string) => call('POST', '/sign-in/adult', { body: { login: 'head', password: secret } });
      for (let n = 0; n < 5; n++) assert.equal((await tryWith('бөтен')).status, 401);
      assert.equal((await tryWith(password)).status, 429);
      clock.advance(16 * second);
      assert.equal((await tryWith(password)).status, 200);
      assert.equal((await call('POST', '/sign-in/adult', { body: { login: 'nobody', password } })).status, 401);
    });
  });

  it('PPL-9: a class of 30 signs in on 30 tablets at once', async (t) => {
    await withSchool(async ({ house, call }, head) => {
      const pupils = [];
      for (let n = 0; n < 30; n++)
        pupils.push(await aPupil(house, { family: `Оқушы${n}`, given: 'Бала' }, n < 15 ? 3 : 6));
      const tablets = await Promise.all(pupils.map(() => aTablet(call, head)));
      const began = performance.now();
      const answers = await Promise.all(
        pupils.map(async ({ person, given }, n) => {
          const token = tablets[n]?.token;
          await call('GET', '/tablet/classes', { token });
          await call('GET', `/tablet/pupils?class=${n < 15 ? 3 : 6}`, { token });
          const { body, status } = await call<Session>('POST', '/sign-in/pupil', {
            token,
            body: { person, secret: given },
          });
          return [status, (await call('GET', '/me', { token: body.token })).status];
        }),
      );
      const took = performance.now() - began;
      t.diagnostic(`30 pupils signed in within ${Math.round(took)} ms`);
      assert.deepEqual(
        answers,
        pupils.map(() => [200, 200]),
      );
      assert.ok(took < minute, `${took} ms`);
    });
  });

  it('PPL-9: twenty adults sign in within seconds of one another, one password hash at a time', async (t) => {
    await withSchool(async ({ house, call }) => {
      for (let n = 0; n < 20; n++) await anAdult(house, `teacher${n}`, ['teacher']);
      const began = performance.now();
      await Promise.all(Array.from({ length: 20 }, (_, n) => signIn(call, `teacher${n}`)));
      const took = performance.now() - began;
      t.diagnostic(`20 adults signed in within ${Math.round(took)} ms`);
      assert.ok(took < minute, `${took} ms`);
    });
  });
});
