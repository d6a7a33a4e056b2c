import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { anAdult, aPupil, aTablet, signIn, type Call, type TestPupil } from '#people/testing.ts';
import { aRegion, type TestMember, type TestRegion } from './region.ts';

type Refusal = { error: { key: string } };
type Setting = {
  readonly all: TestRegion;
  readonly head: Call;
  readonly coordinator: Call;
  readonly aliya: TestPupil;
  readonly neighbour: TestPupil;
};

const name = { family: 'Сейітова', given: 'Әлия', patronymic: 'Серікқызы' };
const texts = ['Сейітова', 'Әлия', 'Серікқызы', '2014-03-14', 'Жанар'];

function peopleOf(member: TestMember, token?: string): Call {
  return async (method, path, options = {}) => {
    const answer = await member.call(method, `/people${path}`, { ...(token ? { token } : {}), ...options });
    return { ...answer, bytes: new Uint8Array() } as never;
  };
}

/** A pupil with a name, a birthday, a consent, held work and a group, known at school and region. */
async function withPupil(test: (setting: Setting) => Promise<void>): Promise<void> {
  const all = await aRegion('one', 'two');
  try {
    const { house } = all.school('one');
    await anAdult(house, 'head', ['head'], { name: { family: 'Қасымова', given: 'Гүлнар' } });
    await anAdult(all.school('two').house, 'head', ['head']);
    await anAdult(all.region.house, 'coordinator', ['coordinator'], { name: { family: 'Оспанов', given: 'Нұрлан' } });
    const aliya = await aPupil(house, name, 5, { birth: '2014-03-14' });
    const neighbour = await aPupil(house, { family: 'Ким', given: 'Аня' }, 5);
    const head = peopleOf(all.school('one'), await signIn(peopleOf(all.school('one')), 'head'));
    const coordinator = peopleOf(all.region, await signIn(peopleOf(all.region), 'coordinator'));
    const consent = { person: aliya.person, purpose: 'learning-records', by: 'Сейітова Жанар', on: '2026-09-01' };
    await head('POST', '/consents', { body: { consents: [consent] } });
    const { code } = (await head<{ code: string }>('GET', '/outage-code')).body;
    const tablet = await tabletOf(all.school('one'), head);
    const entries = [
      {
        n: 1,
        credential: `o1.${aliya.person}.${code}`,
        kind: 'lessons.finished',
        at: 1,
        body: { attempt: 'x-1', words: 'Жанар' },
      },
    ];
    await peopleOf(all.school('one'), tablet.token)('POST', '/work', { body: { entries } });
    await all.meet('one', 'two');
    await test({ all, head, coordinator, aliya, neighbour });
  } finally {
    await all.close();
  }
}

function tabletOf(member: TestMember, staff: Call) {
  return aTablet(
    (method, path, options) => (options?.token ? staff(method, path) : peopleOf(member)(method, path, options)),
    'head',
  );
}

/** Every readable trace of a person at a node: texts in any table, and bytes that some key of the node opens. */
async function tracesOf({ log }: House, person: PersonId): Promise<string[]> {
  const tables = await log.read.all<{ name: string }>("select name from sqlite_master where type = 'table'");
  const traces: string[] = [];
  for (const { name: table } of tables) {
    for (const row of await log.read.all<Record<string, unknown>>(`select * from "${table}"`)) {
      for (const [column, value] of Object.entries(row)) {
        const plain = value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value);
        const opened = value instanceof Uint8Array ? (log.vault.open(person, value) ?? '') : '';
        const found = texts.find((text) => plain.includes(text) || opened.includes(text));
        if (found) traces.push(`${table}.${column}: ${found}`);
      }
    }
  }
  return traces;
}

describe('erasing a person', () => {
  it('PPL-33: nothing of the name is readable in any table of any node, nor after a rebuild', async () => {
    await withPupil(async ({ all, head, aliya, neighbour }) => {
      const nodes = [all.region, all.school('one'), all.school('two')];
      assert.ok((await tracesOf(all.region.house, aliya.person)).length >= 2, 'the test can find traces');
      const erase = (typed: string) =>
        head<Refusal>('POST', `/persons/${aliya.person}/erase`, { body: { name: typed } });
      assert.equal((await erase('Сейітова')).body.error.key, 'people.erase-name');
      assert.equal((await erase(' сейітова  әлия ')).status, 200);
      assert.deepEqual(await tracesOf(all.school('one').house, aliya.person), []);
      await all.meet('one', 'two');
      for (const { house } of nodes) {
        assert.deepEqual(await tracesOf(house, aliya.person), [], house.self.node);
        await house.log.rebuild('people');
        await house.log.rebuild('lessons');
        assert.deepEqual(await tracesOf(house, aliya.person), [], `${house.self.node} rebuilt`);
      }
      const list = await head<{ classes: { pupils: { person: string }[] }[] }>('GET', '/office/people');
      assert.deepEqual(
        list.body.classes.flatMap((each) => each.pupils.map((pupil) => pupil.person)),
        [neighbour.person],
      );
    });
  });

  it('PPL-33: sessions end, the person signs in no more, and held work cannot be opened', async () => {
    await withPupil(async ({ all, head, aliya }) => {
      const school = peopleOf(all.school('one'));
      const tablet = await tabletOf(all.school('one'), head);
      const enter = () =>
        school<{ token: string }>('POST', '/sign-in/pupil', {
          token: tablet.token,
          body: { person: aliya.person, secret: aliya.given },
        });
      const { token } = (await enter()).body;
      assert.equal((await school('GET', '/me', { token })).status, 200);
      await head('POST', `/persons/${aliya.person}/erase`, { body: { name: 'Сейітова Әлия' } });
      assert.equal((await school('GET', '/me', { token })).status, 401);
      assert.equal((await enter()).status, 401);
      const [held] = (await head<{ held: { tablet: string; name: string }[] }>('GET', '/held')).body.held;
      assert.equal(held?.name, '');
      const confirmed = await head<{ stays: { key: string }[] }>('POST', '/held/confirm', {
        body: { tablet: held?.tablet, person: aliya.person },
      });
      assert.deepEqual(
        confirmed.body.stays.map((each) => each.key),
        ['people.held.unreadable'],
      );
      assert.equal(
        (await head<Refusal>('POST', `/persons/${aliya.person}/erase`, { body: { name: '' } })).body.error.key,
        'people.no-such-person',
      );
    });
  });

  it('PPL-33: the last head is not erased, nobody erases by the deputy’s hand', async () => {
    await withPupil(async ({ all, head }) => {
      const { adults } = (await head<{ adults: { person: string; name: string }[] }>('GET', '/office/people')).body;
      const self = adults.find((each) => each.name.startsWith('Қасымова'));
      const { body } = await head<Refusal>('POST', `/persons/${self?.person}/erase`, { body: { name: self?.name } });
      assert.equal(body.error.key, 'people.last-head');
      await anAdult(all.school('one').house, 'deputy', ['deputy-head']);
      const deputy = await signIn(peopleOf(all.school('one')), 'deputy');
      const denied = await all
        .school('one')
        .call('POST', `/people/persons/${self?.person}/erase`, { token: deputy, body: { name: self?.name } });
      assert.equal(denied.status, 403);
    });
  });

  it('PPL-34: a person erased by the region is unreadable at the schools; a school erases also what it passed on', async () => {
    await withPupil(async ({ all, coordinator, aliya }) => {
      const move = { person: aliya.person, to: 'two', grade: 5, letter: '', medium: 'kk' };
      await coordinator('POST', '/region/transfers', { body: move });
      await all.meet('one', 'two');
      assert.ok((await tracesOf(all.school('two').house, aliya.person)).length > 0);
      await coordinator('POST', `/persons/${aliya.person}/erase`, { body: { name: 'Сейітова Әлия' } });
      await all.meet('one', 'two');
      for (const { house } of [all.region, all.school('one'), all.school('two')]) {
        assert.deepEqual(await tracesOf(house, aliya.person), [], house.self.node);
      }
    });
    await withPupil(async ({ all, head, coordinator, aliya }) => {
      await coordinator('POST', '/region/transfers', {
        body: { person: aliya.person, to: 'two', grade: 5, letter: '', medium: 'kk' },
      });
      await all.meet('one', 'two');
      await head('POST', `/persons/${aliya.person}/erase`, { body: { name: 'Сейітова Әлия' } });
      await all.meet('one', 'two');
      assert.deepEqual(await tracesOf(all.school('two').house, aliya.person), []);
    });
  });
});
