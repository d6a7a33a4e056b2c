import { identityToRecipient } from 'age-encryption';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Scope } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { decrypt } from '#log/vault.ts';
import { openCredentialKey, openSecret } from '#people/credentials.ts';
import { personErased } from '#people/records.ts';
import { anAdult, aPupil, aTablet, signIn, type Call, type TestPupil } from '#people/testing.ts';
import { tracesOf } from './erased.ts';
import { peopleOf } from './moving.ts';
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

describe('erasing a person', () => {
  it('PPL-33: the name has to be typed; sessions end, the person is in no list and signs in no more, held work stays shut', async () => {
    await withPupil(async ({ all, head, aliya, neighbour }) => {
      const school = peopleOf(all.school('one'));
      const tablet = await tabletOf(all.school('one'), head);
      const enter = () =>
        school<{ token: string }>('POST', '/sign-in/pupil', {
          token: tablet.token,
          body: { person: aliya.person, secret: aliya.given },
        });
      const { token } = (await enter()).body;
      assert.equal((await school('GET', '/me', { token })).status, 200);
      const erase = (typed: string) =>
        head<Refusal>('POST', `/persons/${aliya.person}/erase`, { body: { name: typed } });
      assert.equal((await erase('Сейітова')).body.error.key, 'people.erase-name');
      assert.equal((await erase(' сейітова  әлия ')).status, 200);
      const list = await head<{ classes: { pupils: { person: string }[] }[] }>('GET', '/office/people');
      assert.deepEqual(
        list.body.classes.flatMap((each) => each.pupils.map((pupil) => pupil.person)),
        [neighbour.person],
      );
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

  it('PPL-34: a school erases for itself whom it passed on; elsewhere a coordinator is asked, and says yes', async () => {
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
