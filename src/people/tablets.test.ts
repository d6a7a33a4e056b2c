import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minute } from '#kernel/time.ts';
import { aNode, anAdult, aPupil, aTablet, signIn, typed } from './testing.ts';

type Tablets = { tablets: { tablet: string; since: number; last: number | null; isRetired: boolean }[] };

describe('the list of tablets', () => {
  it('PPL-10: says when each last worked, and which are out of use', async () => {
    const node = await aNode('n1', { school: 's1' });
    try {
      await anAdult(node.house, 'technician', ['technician']);
      const token = await signIn(node.call, 'technician');
      const first = await aTablet(node.call, token);
      node.clock.advance(minute);
      const second = await aTablet(node.call, token);
      const pupil = await aPupil(node.house, { family: 'Сейітова', given: 'Әлия' }, 5);
      const body = { person: pupil.person, secret: typed(pupil.secret) };
      const session = await node.call<{ credential: string }>('POST', '/sign-in/pupil', { token: first.token, body });
      const send = (n: number) => {
        const entry = { n, credential: session.body.credential, kind: 'echo.say', at: 1, body: { words: 'сәлем' } };
        return node.call('POST', '/work', { token: first.token, body: { entries: [entry] } });
      };
      await send(1);
      node.clock.advance(minute);
      const now = node.house.clock.now();
      await send(2);
      node.clock.advance(minute);
      await node.call('DELETE', `/tablets/${second.tablet}`, { token });
      const { tablets } = (await node.call<Tablets>('GET', '/tablets', { token })).body;
      assert.deepEqual(
        tablets.map(({ tablet, last, isRetired }) => [tablet, last, isRetired]),
        [
          [first.tablet, now, false],
          [second.tablet, null, true],
        ],
      );
    } finally {
      await node.close();
    }
  });
});
