import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SchoolId } from '#kernel/ids.ts';
import { aNode, anAdult, registerSchool, signIn, type Call, type TestNode } from './testing.ts';

type Refusal = { error: { key: string } };
type Schools = {
  schools: {
    school: string;
    names: { kk: string };
    kind: string;
    relations: { school: string; other: string; relation: string; since: string; until: string | null }[];
  }[];
};

async function atRegion(test: (ask: Call, node: TestNode) => Promise<void>): Promise<void> {
  const node = await aNode('r1');
  try {
    await anAdult(node.house, 'coordinator', ['coordinator']);
    const token = await signIn(node.call, 'coordinator');
    for (const school of ['s1', 's2']) await registerSchool(node.house, school as SchoolId);
    await test((method, path, options = {}) => node.call(method, path, { token, ...options }), node);
  } finally {
    await node.close();
  }
}

const village = {
  names: { kk: 'Ақкемер мектебі', ru: 'Школа Аккемер', en: 'Akkemer school' },
  kato: '154833100',
  district: { kk: 'Хромтау ауданы', ru: 'Хромтауский район', en: 'Khromtau district' },
  kind: 'basic',
  medium: 'kk',
};

describe('the region', () => {
  it('PPL-36: registers schools and changes them; hub-of and magnet-of are relations with days', async () => {
    await atRegion(async (ask) => {
      const { school } = (await ask<{ school: string }>('POST', '/region/schools', { body: village })).body;
      assert.equal(
        (await ask<Refusal>('POST', '/region/schools', { body: { ...village, school } })).body.error.key,
        'people.school-exists',
      );
      assert.equal(
        (await ask('PUT', `/region/schools/${school}`, { body: { ...village, kind: 'general' } })).status,
        200,
      );
      const relate = async (change: object) => {
        const body = { school: 's1', other: school, relation: 'hub-of', from: '2026-09-01', ...change };
        return (await ask<Refusal>('POST', '/region/relations', { body })).body.error?.key;
      };
      assert.equal(await relate({}), undefined);
      assert.equal(
        await relate({ relation: 'magnet-of', school, other: 's1', from: '2026-09-02', to: '2027-06-01' }),
        undefined,
      );
      assert.equal(await relate({ other: 's1' }), 'people.relation-with-itself');
      assert.equal(await relate({ to: '2026-08-31' }), 'people.relation-days');
      assert.equal(await relate({ other: 'nowhere' }), 'people.no-such-school');
      assert.equal(await relate({ relation: 'hub' }), 'http.bad-input');
      const found = (await ask<Schools>('GET', '/region/schools')).body.schools.find((each) => each.school === school);
      assert.deepEqual(
        [found?.kind, found?.relations.map((each) => [each.school, each.relation, each.until])],
        [
          'general',
          [
            ['s1', 'hub-of', null],
            [school, 'magnet-of', '2027-06-01'],
          ],
        ],
      );
    });
  });

  it('PPL-36: a methodist sees the schools of their own district, a funder all, and both change nothing', async () => {
    await atRegion(async (ask, { call }) => {
      await ask('POST', '/region/schools', { body: village });
      const person = { name: { family: 'Ким', given: 'Аня' }, language: 'ru' };
      const enter = async (body: object) => {
        const given = (
          await ask<{ login: string; password: string } & Refusal>('POST', '/region/people', {
            body: { ...person, ...body },
          })
        ).body;
        return given.error ? given.error.key : signIn(call, given.login, given.password);
      };
      assert.equal(await enter({ role: 'methodist', district: 'Айдағы аудан' }), 'people.district-unknown');
      assert.equal(await enter({ role: 'methodist' }), 'people.district-unknown');
      assert.equal(await enter({ role: 'head' }), 'people.role-of-school');
      assert.equal(await enter({ role: 'әдіскер' }), 'people.role-unknown');
      const methodist = await enter({ role: 'methodist', district: 'Хромтауский район' });
      const funder = await enter({ role: 'funder' });
      const seen = async (token: string) =>
        (await call<Schools>('GET', '/region/schools', { token })).body.schools.length;
      assert.deepEqual([await seen(methodist), await seen(funder)], [1, 3]);
      for (const token of [methodist, funder]) {
        assert.equal((await call('POST', '/region/schools', { token, body: village })).status, 403);
        assert.equal((await call('GET', '/region/people', { token })).status, 403);
      }
    });
  });

  it('PPL-36: the register of schools lies at every node, for those who have to name a school', async () => {
    const school = await aNode('n1', { school: 's1' });
    try {
      await registerSchool(school.house, 's2' as SchoolId);
      await anAdult(school.house, 'deputy', ['deputy-head']);
      await anAdult(school.house, 'teacher', ['teacher']);
      const ask = async (login: string) =>
        school.call<Schools>('GET', '/schools', { token: await signIn(school.call, login) });
      assert.deepEqual(
        (await ask('deputy')).body.schools.map((each) => each.school),
        ['s1', 's2'],
      );
      assert.equal((await ask('teacher')).status, 403);
    } finally {
      await school.close();
    }
  });

  it('PPL-36: its own people are listed, their posts end; one coordinator stays', async () => {
    await atRegion(async (ask) => {
      const { person } = (
        await ask<{ person: string }>('POST', '/region/people', {
          body: { name: { family: 'Ким', given: 'Аня' }, language: 'ru', role: 'funder' },
        })
      ).body;
      const people = async () =>
        (await ask<{ people: { person: string; name: string; posts: { role: string }[] }[] }>('GET', '/region/people'))
          .body.people;
      const coordinator = (await people()).find((each) => each.posts.some((post) => post.role === 'coordinator'));
      assert.equal((await people()).find((each) => each.person === person)?.name, 'Ким Аня');
      assert.equal((await ask('DELETE', `/region/people/${person}/posts/funder`)).status, 200);
      assert.deepEqual(
        (await people()).map((each) => each.person),
        [coordinator?.person],
      );
      const last = await ask<Refusal>('DELETE', `/region/people/${coordinator?.person}/posts/coordinator`);
      assert.equal(last.body.error.key, 'people.last-coordinator');
    });
  });

  it('PPL-36: a region has no pupils of its own: what a school’s office does is refused with a sentence', async () => {
    await atRegion(async (_ask, { house, call }) => {
      await anAdult(house, 'head', ['head']);
      const token = await signIn(call, 'head');
      for (const [method, path] of [
        ['GET', '/office/people'],
        ['GET', '/move-up'],
        ['GET', '/transfers'],
        ['POST', '/import?dry=1'],
      ] as const) {
        const { status, body } = await call<Refusal>(method, path, {
          token,
          ...(method === 'POST' ? { body: new Uint8Array(3) } : {}),
        });
        assert.deepEqual([status, body.error.key], [409, 'people.schools-only'], path);
      }
    });
  });
});
