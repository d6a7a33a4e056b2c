import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonId } from '#kernel/ids.ts';
import { idsOf, keptOf } from './queries.ts';
import { aNode, anAdult, aPupil, aTablet, signIn, type Call, type TestNode, type TestPupil } from './testing.ts';

type Refusal = { error: { key: string } };
type Setting = { node: TestNode; head: string; ask: Call; first: TestPupil; second: TestPupil };

const name = { family: 'Сейітова', given: 'Әлия' };

async function withTwins(test: (setting: Setting) => Promise<void>): Promise<void> {
  const node = await aNode('n1', { school: 's1' });
  try {
    await anAdult(node.house, 'head', ['head'], { name: { family: 'Қасымова', given: 'Гүлнар' } });
    const first = await aPupil(node.house, name, 5, { birth: '2014-03-14' });
    const second = await aPupil(node.house, name, 5, { birth: '2014-03-14' });
    const head = await signIn(node.call, 'head');
    await test({
      node,
      head,
      first,
      second,
      ask: (method, path, options = {}) => node.call(method, path, { token: head, ...options }),
    });
  } finally {
    await node.close();
  }
}

async function listed(ask: Call): Promise<string[]> {
  const { body } = await ask<{ classes: { pupils: { person: string }[] }[] }>('GET', '/office/people');
  return body.classes.flatMap((each) => each.pupils.map((pupil) => pupil.person));
}

describe('the same child entered twice', () => {
  it('PPL-31: is found by names and date of birth, joined, listed once, and parted again', async () => {
    await withTwins(async ({ ask, first, second }) => {
      const twice = async () =>
        (await ask<{ twice: { person: string }[][] }>('GET', '/joins')).body.twice.map((group) => group.length);
      assert.deepEqual(await twice(), [2]);
      await ask('POST', '/joins', { body: { kept: first.person, joined: second.person } });
      assert.deepEqual([await listed(ask), await twice()], [[first.person], []]);
      const { body } = await ask<{ joins: { kept: string; joined: string; joinedName: string }[] }>('GET', '/joins');
      assert.deepEqual(body.joins, [
        { kept: first.person, joined: second.person, keptName: 'Сейітова Әлия', joinedName: 'Сейітова Әлия' },
      ]);
      assert.equal((await ask('DELETE', `/joins/${second.person}`)).status, 200);
      assert.deepEqual((await listed(ask)).length, 2);
      assert.equal((await ask<Refusal>('DELETE', `/joins/${second.person}`)).body.error.key, 'people.no-such-join');
    });
  });

  it('PPL-31: nobody is joined to themselves, twice, in a ring, or to nobody', async () => {
    await withTwins(async ({ node, ask, first, second }) => {
      const third = await aPupil(node.house, name, 6);
      const join = async (kept: string, joined: string) =>
        (await ask<Refusal>('POST', '/joins', { body: { kept, joined } })).body.error?.key;
      assert.equal(await join(first.person, first.person), 'people.joined-already');
      assert.equal(await join(first.person, 'nobody000001'), 'people.no-such-person');
      assert.equal(await join(first.person, second.person), undefined);
      assert.equal(await join(first.person, second.person), 'people.joined-already');
      assert.equal(await join(second.person, first.person), 'people.joined-already');
      assert.equal(await join(third.person, second.person), 'people.joined-already');
      assert.equal(await join(third.person, first.person), undefined, 'the kept one may be joined on');
      assert.equal(await join(second.person, third.person), 'people.joined-already');
      assert.equal(await keptOf(node.house.log.read, second.person), third.person);
      assert.deepEqual(await idsOf(node.house.log.read, first.person), [third.person, first.person, second.person]);
      assert.deepEqual(await listed(ask), [third.person]);
    });
  });

  it('PPL-32: the newer secret signs in; a session and work of the joined id count as the kept one’s', async () => {
    await withTwins(async ({ node, head, ask, first, second }) => {
      const tablet = await aTablet(node.call, head);
      const enter = (person: PersonId, secret: string) =>
        node.call<{ token: string; person: string; credential: string }>('POST', '/sign-in/pupil', {
          token: tablet.token,
          body: { person, secret },
        });
      const before = (await enter(second.person, second.given)).body;
      await ask('POST', '/joins', { body: { kept: first.person, joined: second.person } });
      const me = await node.call<{ person: string }>('GET', '/me', { token: before.token });
      assert.equal(me.body.person, first.person);
      const entries = [{ n: 1, credential: before.credential, kind: 'echo.say', at: 1, body: { words: 'иә' } }];
      const sent = await node.call<{ results: { state: string }[] }>('POST', '/work', {
        token: tablet.token,
        body: { entries },
      });
      assert.deepEqual(
        sent.body.results.map((each) => each.state),
        ['taken'],
      );
      const reset = await ask<{ secret: { pin: string } }>('POST', `/pupils/${first.person}/reset`);
      assert.equal((await enter(first.person, reset.body.secret.pin)).status, 200);
      const old = [first.given, second.given].filter((pin) => pin !== reset.body.secret.pin);
      for (const pin of old) assert.equal((await enter(first.person, pin)).status, 401);
      assert.equal((await enter(second.person, second.given)).status, 401, 'the joined one is on no list');
      await ask('DELETE', `/joins/${second.person}`);
      assert.equal((await enter(second.person, second.given)).status, 200, 'parted, each has their own again');
    });
  });

  it('PPL-31: an adult entered twice has the posts of both, under the kept name', async () => {
    await withTwins(async ({ node, ask }) => {
      const teacher = await anAdult(node.house, 'teacher', ['teacher'], {
        name: { family: 'Маратов', given: 'Ерлан' },
      });
      const technician = await anAdult(node.house, 'technician', ['technician'], {
        name: { family: 'Маратов', given: 'Е' },
      });
      await ask('POST', '/joins', { body: { kept: teacher, joined: technician } });
      const { body } = await ask<{ adults: { person: string; posts: { role: string }[] }[] }>('GET', '/office/people');
      const shown = body.adults.find((each) => each.person === teacher);
      assert.deepEqual(shown?.posts.map((post) => post.role).toSorted(), ['teacher', 'technician']);
      assert.ok(body.adults.every((each) => each.person !== technician));
    });
  });
});
