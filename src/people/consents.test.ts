import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonId } from '#kernel/ids.ts';
import { shownName } from './names.ts';
import { hasConsent } from './queries-consents.ts';
import { aNode, anAdult, aPupil, signIn, type Call, type TestNode } from './testing.ts';

type Consents = {
  purposes: { purpose: string; off: { what: string; isBuilt: boolean }[] }[];
  pupils: {
    person: string;
    name: string;
    consents: Record<string, { state: string; by: string; on: string; withdrawnOn: string }>;
  }[];
};
type Refusal = { error: { key: string } };

async function withClass(
  test: (setting: { node: TestNode; ask: Call; pupils: PersonId[]; see: () => Promise<Consents> }) => Promise<void>,
): Promise<void> {
  const node = await aNode('n1', { school: 's1' });
  try {
    await anAdult(node.house, 'head', ['head']);
    const token = await signIn(node.call, 'head');
    const ask: Call = (method, path, options = {}) => node.call(method, path, { token, ...options });
    const pupils = [];
    for (const given of ['Әлия', 'Бекзат', 'Ғани'])
      pupils.push((await aPupil(node.house, { family: 'Сейіт', given }, 5)).person);
    await test({ node, ask, pupils, see: async () => (await ask<Consents>('GET', '/consents?class=5')).body });
  } finally {
    await node.close();
  }
}

const by = 'Сейітова Жанар';
const purpose = 'learning-records';

describe('consents', () => {
  it('PPL-23: many are entered at once, all or none; each can be withdrawn and given again', async () => {
    await withClass(async ({ ask, pupils, see }) => {
      const consents = pupils.map((person) => ({ person, purpose, by, on: '2026-09-01' }));
      const states = async () => (await see()).pupils.map((each) => each.consents[purpose]?.state);
      const bad = await ask<Refusal>('POST', '/consents', {
        body: { consents: [...consents, { ...consents[0], person: 'nobody000001' }] },
      });
      assert.deepEqual(
        [bad.status, bad.body.error.key, await states()],
        [404, 'people.no-such-pupil', ['none', 'none', 'none']],
      );
      assert.equal((await ask<{ done: number }>('POST', '/consents', { body: { consents } })).body.done, 3);
      assert.deepEqual((await see()).pupils[0]?.consents[purpose], {
        state: 'given',
        by,
        on: '2026-09-01',
        withdrawnOn: '',
      });
      const withdraw = (on: string) =>
        ask<Refusal>('POST', '/consents/withdraw', { body: { consents: [{ person: pupils[1], purpose, on }] } });
      assert.equal((await withdraw('2026-08-31')).body.error.key, 'people.consent-before-given');
      assert.equal((await withdraw('2026-09-01')).status, 200);
      assert.equal((await withdraw('2026-09-01')).body.error.key, 'people.consent-none');
      assert.deepEqual(await states(), ['given', 'withdrawn', 'given']);
      await ask('POST', '/consents', { body: { consents: [consents[1]] } });
      assert.deepEqual(await states(), ['given', 'given', 'given']);
    });
  });

  it('PPL-23: a day ahead and an unknown purpose are refused; the screen hears what works without', async () => {
    await withClass(async ({ ask, pupils, see }) => {
      const keyOf = async (change: object) => {
        const consent = { person: pupils[0], purpose, by, on: '2026-09-01', ...change };
        return (await ask<Refusal>('POST', '/consents', { body: { consents: [consent] } })).body.error?.key;
      };
      assert.equal(await keyOf({ on: '2026-09-02' }), 'people.day-ahead');
      assert.equal(await keyOf({ on: '1 қыркүйек' }), 'http.bad-input');
      assert.equal(await keyOf({ purpose: 'everything' }), 'http.bad-input');
      assert.equal(await keyOf({ by: ' ' }), 'people.name-missing');
      assert.equal(await keyOf({ by: 'Сейітова Ж4' }), 'people.name-unreadable');
      const off = Object.fromEntries((await see()).purposes.map((each) => [each.purpose, each.off]));
      assert.deepEqual(off[purpose], [{ what: 'region-names', isBuilt: true }]);
    });
  });

  it('PPL-23: a class teacher sees and enters those of their own class alone', async () => {
    await withClass(async ({ node, pupils }) => {
      const other = await aPupil(node.house, { family: 'Ким', given: 'Аня' }, 6);
      await anAdult(node.house, 'own', ['class-teacher'], { class: '5' });
      const token = await signIn(node.call, 'own');
      const enter = (person: string | undefined) =>
        node.call('POST', '/consents', { token, body: { consents: [{ person, purpose, by, on: '2026-09-01' }] } });
      assert.deepEqual([(await enter(pupils[0])).status, (await enter(other.person)).status], [200, 404]);
      assert.equal((await node.call('GET', '/consents?class=6', { token })).status, 404);
      const summary = await node.call<{ classes: { class: string; pupils: number; given: Record<string, number> }[] }>(
        'GET',
        '/consents/summary',
        { token },
      );
      assert.deepEqual(
        summary.body.classes.map((each) => [each.class, each.pupils, each.given[purpose]]),
        [['5', 3, 1]],
      );
    });
  });

  it('PPL-23: who signed lies sealed in record and table', async () => {
    await withClass(async ({ node, ask, pupils }) => {
      await ask('POST', '/consents', { body: { consents: [{ person: pupils[0], purpose, by, on: '2026-09-01' }] } });
      const records = await node.house.log.read.all<{ bytes: Uint8Array }>('select bytes from log_records');
      assert.ok(records.every((row) => !Buffer.from(row.bytes).includes('Жанар')));
    });
  });

  it('PPL-24: the region shows a pupil’s name with results only with consent; the school always', async () => {
    await withClass(async ({ node, ask, pupils }) => {
      const [first, second] = pupils as [PersonId, PersonId];
      await ask('POST', '/consents', { body: { consents: [{ person: first, purpose, by, on: '2026-09-01' }] } });
      const region = { ...node.house, self: { ...node.house.self, kind: 'region' as const } };
      assert.deepEqual([await shownName(region, first), await shownName(region, second)], ['Сейіт Әлия', '']);
      assert.equal(await shownName(node.house, second), 'Сейіт Бекзат');
      await ask('POST', '/consents/withdraw', { body: { consents: [{ person: first, purpose, on: '2026-09-01' }] } });
      assert.deepEqual(
        [await shownName(region, first), await hasConsent(node.house.log.read, first, purpose)],
        ['', false],
      );
    });
  });
});
