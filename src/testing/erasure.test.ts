import { identityToRecipient } from 'age-encryption';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonId, Scope } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { decrypt } from '#log/vault.ts';
import { openCredentialKey, openSecret } from '#people/credentials.ts';
import { personErased } from '#people/records.ts';
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
    const regionAge = await identityToRecipient(all.region.house.self.ageIdentity);
    await anAdult(house, 'head', ['head'], { name: { family: 'Қасымова', given: 'Гүлнар' }, regionAge });
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

/** Every byte of every file of a node. */
function filesOf({ folder }: TestMember): Buffer[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}

/** A person's key as it is, and as it lies sealed: what would open, or give, the name. */
async function keysOf({ house }: TestMember, person: PersonId): Promise<Buffer[]> {
  const rows = await house.log.read.all<{ scope: Scope; sealed: Uint8Array }>(
    'select scope, sealed from log_keys where person = ?',
    person,
  );
  const raw = rows.flatMap(({ scope }) => house.log.keysSince(scope, 0).filter(({ key }) => key.person === person));
  return [...rows.map(({ sealed }) => Buffer.from(sealed)), ...raw.map(({ key }) => Buffer.from(key.key))];
}

describe('erasing a person', () => {
  it('PPL-33: in no byte of any file of any node lies a key of the person, sealed or not, nor a word of them', async () => {
    await withPupil(async ({ all, head, aliya }) => {
      const nodes = [all.region, all.school('one'), all.school('two')];
      const keys = (await Promise.all(nodes.map((node) => keysOf(node, aliya.person)))).flat();
      const lies = (node: TestMember, bytes: Buffer): boolean => filesOf(node).some((file) => file.includes(bytes));
      assert.ok(keys.some((key) => lies(all.school('one'), key)) && keys.some((key) => lies(all.region, key)));
      await head('POST', `/persons/${aliya.person}/erase`, { body: { name: 'Сейітова Әлия' } });
      await all.meet('one', 'two');
      for (const node of nodes) {
        for (const key of keys) assert.ok(!lies(node, key), `${node.house.self.node} has a key on its disk`);
        for (const text of texts) {
          for (const bytes of [Buffer.from(text), Buffer.from(text, 'utf16le')]) assert.ok(!lies(node, bytes), text);
        }
        const scopes = await node.house.log.read.all<{ scope: Scope }>('select distinct scope from log_keys');
        const given = scopes.flatMap(({ scope }) => node.house.log.keysSince(scope, 0));
        assert.ok(!given.some(({ key }) => key.person === aliya.person), 'no message or stick can carry it');
        const row = await node.house.log.read.get('select person from log_erased where person = ?', aliya.person);
        assert.ok(row, 'the mark of the erasure is there');
      }
    });
  });

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
      assert.deepEqual(await tracesOf(all.school('one').house, aliya.person), [], 'the school’s word counts there');
      assert.ok((await tracesOf(all.school('two').house, aliya.person)).length > 0, 'she is a pupil of another school');
      const asked = await coordinator<{ asked: { person: string; name: string }[] }>('GET', '/region/erasures');
      assert.deepEqual(
        asked.body.asked.map(({ person, name }) => [person, name]),
        [[aliya.person, 'Сейітова Әлия']],
      );
      await coordinator('POST', `/region/erasures/${aliya.person}`, { body: { isErased: true } });
      await all.meet('one', 'two');
      for (const { house } of [all.region, all.school('one'), all.school('two')]) {
        assert.deepEqual(await tracesOf(house, aliya.person), [], house.self.node);
      }
    });
  });

  it('PPL-34: a school cannot erase another’s pupil at the region: a coordinator is asked, and declines', async () => {
    await withPupil(async ({ all, head, coordinator, aliya }) => {
      const two = all.school('two').house;
      const word = personErased.draft('school:two' as Scope, 'head', { person: aliya.person });
      await two.log.write(() => ({ records: [word], answer: undefined }));
      await all.meet('two', 'one');
      const asked = async () =>
        (await coordinator<{ asked: { person: string }[] }>('GET', '/region/erasures')).body.asked.map(
          ({ person }) => person,
        );
      for (const { house } of [all.region, all.school('one')]) {
        assert.ok((await tracesOf(house, aliya.person)).length > 0, house.self.node);
      }
      assert.deepEqual(await asked(), [aliya.person]);
      assert.equal((await head<Refusal>('GET', '/region/erasures')).status, 403);
      await coordinator('POST', `/region/erasures/${aliya.person}`, { body: { isErased: false } });
      await all.meet('two', 'one');
      assert.deepEqual(await asked(), []);
      assert.ok((await tracesOf(all.school('one').house, aliya.person)).length > 0);
      const again = await coordinator('POST', `/region/erasures/${aliya.person}`, { body: { isErased: true } });
      assert.equal(again.status, 404, 'what was decided is not decided again');
    });
  });

  it('PPL-33: the login of an erased adult opens with no credential key, at the school or the region', async () => {
    await withPupil(async ({ all, head }) => {
      const one = all.school('one').house;
      const person = await anAdult(one, 'zhanar.ospanova', ['teacher'], {
        name: { family: 'Оспанова', given: 'Жанар' },
      });
      await all.meet('one');
      const logins = async (house: House): Promise<number> => {
        const rows = await house.log.read.all<{ key_id: string; sealed: Uint8Array }>(
          'select key_id, sealed from people_credentials where person = ?',
          person,
        );
        let found = 0;
        for (const { key_id, sealed } of rows) {
          const keys = await house.log.read.all<{ sealed: Uint8Array }>(
            'select sealed from people_credential_keys where key_id = ?',
            key_id,
          );
          for (const each of keys) {
            const key = await openCredentialKey(each.sealed, house.self.ageIdentity);
            const bytes = decrypt(key, sealed, `password ${person}`) ?? decrypt(key, sealed, `credential ${person}`);
            assert.ok(bytes && !Buffer.from(bytes).includes('zhanar'), 'beneath the school’s key it is sealed too');
            if (openSecret(key, person, sealed, house.log.vault)) found++;
          }
        }
        return found;
      };
      assert.deepEqual([await logins(one), await logins(all.region.house)], [1, 1]);
      await head('POST', `/persons/${person}/erase`, { body: { name: 'Оспанова Жанар' } });
      await all.meet('one');
      assert.deepEqual([await logins(one), await logins(all.region.house)], [0, 0]);
    });
  });
});
