import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonId } from '#kernel/ids.ts';
import { peopleProjection } from '#people/index.ts';
import { anAdult, aPupil, aTablet, signIn, typed, type Call, type TestPupil } from '#people/testing.ts';
import type { Secret } from '#people/credentials.ts';
import { dumpRows } from './logs.ts';
import { peopleOf } from './moving.ts';
import { aRegion, type TestMember, type TestRegion } from './region.ts';

type Incoming = { transfer: string; name: string; person: string | null; class: string; state: string; reason: string };
type Outgoing = { transfer: string; person: string; name: string; due: string; to: string };
type AtRegion = {
  transfer: string;
  name: string;
  state: string;
  hasLeft: boolean;
  candidates: { person: string }[];
  from: string;
  to: string;
};
type Refusal = { error: { key: string } };

type Setting = {
  readonly all: TestRegion;
  readonly old: Call;
  readonly next: Call;
  readonly coordinator: Call;
  readonly aliya: TestPupil;
};

const born = '2014-03-14';
const name = { family: 'Сейітова', given: 'Әлия', patronymic: 'Серікқызы' };
const wanted = {
  from: 'old',
  name: { family: 'сейітова', given: 'Әлия' },
  birth: born,
  grade: 5,
  letter: '',
  medium: 'kk',
};

async function withTwoSchools(test: (setting: Setting) => Promise<void>): Promise<void> {
  const all = await aRegion('old', 'next');
  try {
    for (const school of ['old', 'next']) await anAdult(all.school(school).house, 'head', ['head']);
    await anAdult(all.region.house, 'coordinator', ['coordinator']);
    const aliya = await aPupil(all.school('old').house, name, 5, { birth: born });
    await all.meet('old', 'next');
    const signed = async (member: TestMember, login: string) => peopleOf(member, await signIn(peopleOf(member), login));
    await test({
      all,
      old: await signed(all.school('old'), 'head'),
      next: await signed(all.school('next'), 'head'),
      coordinator: await signed(all.region, 'coordinator'),
      aliya,
    });
  } finally {
    await all.close();
  }
}

async function listOf(call: Call): Promise<string[]> {
  const { body } = await call<{ classes: { class: string; pupils: { name: string }[] }[] }>('GET', '/office/people');
  return body.classes.flatMap((each) => each.pupils.map((pupil) => `${each.class} ${pupil.name}`));
}

const incoming = async (call: Call) => (await call<{ incoming: Incoming[] }>('GET', '/transfers')).body.incoming;
const outgoing = async (call: Call) => (await call<{ outgoing: Outgoing[] }>('GET', '/transfers')).body.outgoing;
const atRegion = async (call: Call) =>
  (await call<{ transfers: AtRegion[] }>('GET', '/region/transfers')).body.transfers;

describe('a pupil who changes schools', () => {
  it('PPL-28: is asked for, found, let go, and comes with the same id; each screen says who is waited for', async () => {
    await withTwoSchools(async ({ all, old, next, coordinator, aliya }) => {
      const { transfer } = (await next<{ transfer: string }>('POST', '/transfers', { body: wanted })).body;
      assert.deepEqual(
        (await incoming(next)).map((each) => [each.name, each.state]),
        [['Сейітова Әлия', 'region']],
      );
      await all.meet('next');
      assert.deepEqual(
        (await incoming(next)).map((each) => each.state),
        ['old-school'],
      );
      assert.deepEqual(
        (await atRegion(coordinator)).map((each) => each.state),
        ['old-school'],
      );
      assert.deepEqual(await outgoing(old), [], 'the old school has heard nothing yet');
      await all.meet('old');
      assert.deepEqual(
        (await outgoing(old)).map(({ person, due, to }) => [person, due, to]),
        [[aliya.person, 'answer', 'next']],
      );
      assert.equal((await old('POST', `/transfers/${transfer}/answer`, { body: { isAccepted: true } })).status, 200);
      assert.deepEqual(await listOf(old), []);
      assert.equal(
        (await old<Refusal>('POST', `/transfers/${transfer}/answer`, { body: { isAccepted: true } })).body.error.key,
        'people.transfer-answered',
      );
      await all.meet('old', 'next');
      assert.deepEqual(
        (await incoming(next)).map(({ person, state, name: shown }) => [person, state, shown]),
        [[aliya.person, 'arrived', 'Сейітова Әлия']],
      );
      assert.deepEqual(await listOf(next), ['5 Сейітова Әлия']);
      assert.deepEqual(
        (await atRegion(coordinator)).map((each) => [each.state, each.hasLeft]),
        [['arrived', true]],
      );
    });
  });

  it('PPL-30: signs in at the new school with what that school gives, and not with the old secret', async () => {
    await withTwoSchools(async ({ all, old, next, aliya }) => {
      const { transfer } = (await next<{ transfer: string }>('POST', '/transfers', { body: wanted })).body;
      await all.meet('next', 'old');
      await old('POST', `/transfers/${transfer}/answer`, { body: { isAccepted: true } });
      await all.meet('old', 'next');
      const cards = await next<{ pupils: { person: string; name: string; secret: Secret }[] }>(
        'GET',
        '/office/secrets?class=5',
      );
      const [card] = cards.body.pupils;
      assert.deepEqual([card?.person, card?.name], [aliya.person, 'Сейітова Әлия']);
      const open = peopleOf(all.school('next'));
      const tablet = await aTablet(
        (method, path, options) => (options?.token ? next(method, path) : open(method, path, options)),
        'head',
      );
      const enter = (secret: string) =>
        open<{ posts: unknown[]; class: string }>('POST', '/sign-in/pupil', {
          token: tablet.token,
          body: { person: aliya.person, secret },
        });
      const session = await enter(typed(card?.secret as Secret));
      assert.deepEqual([session.status, session.body.class], [200, '5']);
      if (aliya.given !== typed(card?.secret as Secret)) assert.equal((await enter(aliya.given)).status, 401);
    });
  });

  it('PPL-28: a refusal of the old school reaches the new one with its reason, and nothing has changed', async () => {
    await withTwoSchools(async ({ all, old, next }) => {
      const { transfer } = (await next<{ transfer: string }>('POST', '/transfers', { body: wanted })).body;
      await all.meet('next', 'old');
      await old('POST', `/transfers/${transfer}/answer`, { body: { isAccepted: false, reason: 'stays' } });
      await all.meet('old', 'next');
      assert.deepEqual(
        (await incoming(next)).map(({ state, reason }) => [state, reason]),
        [['refused', 'stays']],
      );
      assert.deepEqual([await listOf(old), await listOf(next)], [['5 Сейітова Әлия'], []]);
    });
  });

  it('PPL-29: arrives while the old school is silent; its node ends its own place when it hears, and keeps its late records', async () => {
    await withTwoSchools(async ({ all, old, next, coordinator, aliya }) => {
      const oldOpen = peopleOf(all.school('old'));
      const tablet = await aTablet(
        (method, path, options) => (options?.token ? old(method, path) : oldOpen(method, path, options)),
        'head',
      );
      const session = await oldOpen<{ credential: string }>('POST', '/sign-in/pupil', {
        token: tablet.token,
        body: { person: aliya.person, secret: aliya.given },
      });
      await next('POST', '/transfers', { body: wanted });
      await all.meet('next');
      const [waiting] = await atRegion(coordinator);
      const opening = {
        transfer: waiting?.transfer,
        person: aliya.person,
        to: 'next',
        grade: 5,
        letter: '',
        medium: 'kk',
      };
      assert.equal((await coordinator('POST', '/region/transfers', { body: opening })).status, 200);
      assert.equal(
        (await coordinator<Refusal>('POST', '/region/transfers', { body: opening })).status,
        404,
        'no place is opened twice',
      );
      await all.meet('next');
      assert.deepEqual([await listOf(next), await listOf(old)], [['5 Сейітова Әлия'], ['5 Сейітова Әлия']]);
      assert.deepEqual(
        (await atRegion(coordinator)).map((each) => [each.state, each.hasLeft]),
        [['arrived', false]],
      );
      // The old school's tablet comes out of a drawer: its work is still taken, there.
      const begun = { attempt: `${tablet.tablet}-1`, pack: 'p', lesson: 'l', file: 'a'.repeat(64), language: 'kk' };
      const entries = [{ n: 1, credential: session.body.credential, kind: 'lessons.begun', at: 1, body: begun }];
      const sent = await oldOpen<{ results: { state: string }[] }>('POST', '/work', {
        token: tablet.token,
        body: { entries },
      });
      assert.deepEqual(
        sent.body.results.map((each) => each.state),
        ['taken'],
      );
      await all.meet('old', 'next');
      assert.deepEqual([await listOf(next), await listOf(old)], [['5 Сейітова Әлия'], []]);
      const ended = await all
        .school('old')
        .house.log.read.get('select reason, until from people_enrolments where person = ?', aliya.person);
      assert.deepEqual({ ...(ended as object) }, { reason: 'transferred', until: '2026-09-01' });
      const attempt = await all.region.house.log.read.get<{ school: string }>(
        'select school from lessons_attempts where person = ?',
        aliya.person,
      );
      assert.equal(attempt?.school, 'old');
      assert.deepEqual(
        (await atRegion(coordinator)).map((each) => [each.state, each.hasLeft]),
        [['arrived', true]],
      );
    });
  });

  it('PPL-29: a coordinator moves a pupil whom no school has asked for; back again later too', async () => {
    await withTwoSchools(async ({ all, old, next, coordinator, aliya }) => {
      const move = (to: string) =>
        coordinator<Refusal>('POST', '/region/transfers', {
          body: { person: aliya.person, to, grade: 6, letter: 'а', medium: 'kk' },
        });
      assert.equal((await move('old')).body.error.key, 'people.transfer-own-school');
      await move('next');
      await all.meet('old', 'next');
      assert.deepEqual([await listOf(old), await listOf(next)], [[], ['6 А Сейітова Әлия']]);
      all.clock.advance(40 * 24 * 3600 * 1000);
      await move('old');
      await all.meet('next', 'old');
      await all.meet('next', 'old');
      assert.deepEqual([await listOf(old), await listOf(next)], [['6 А Сейітова Әлия'], []]);
    });
  });

  it('PPL-28: where two children answer to the name, a coordinator chooses; where none does, says so', async () => {
    await withTwoSchools(async ({ all, next, coordinator, aliya }) => {
      const twin = await aPupil(all.school('old').house, name, 6, { birth: born });
      await all.meet('old');
      await next('POST', '/transfers', { body: wanted });
      await next('POST', '/transfers', { body: { ...wanted, birth: '2013-01-01' } });
      await all.meet('next', 'old', 'next');
      const shown = await atRegion(coordinator);
      const both = shown.find((each) => each.candidates.length === 2);
      const none = shown.find((each) => each.candidates.length === 0);
      assert.deepEqual(
        new Set(both?.candidates.map((each) => each.person)),
        new Set<string>([aliya.person, twin.person]),
      );
      const body = { transfer: both?.transfer, person: twin.person, to: 'next', grade: 6, letter: '', medium: 'kk' };
      await coordinator('POST', '/region/transfers', { body });
      await coordinator('POST', `/region/transfers/${none?.transfer}/refuse`, { body: { reason: 'nobody-found' } });
      await all.meet('next');
      assert.deepEqual((await incoming(next)).map((each) => each.state).toSorted(), ['arrived', 'refused']);
      assert.deepEqual(await listOf(next), ['6 Сейітова Әлия']);
    });
  });

  it('PPL-28: the name that was typed to ask is readable nowhere once the child has come or is not asked for any more', async () => {
    await withTwoSchools(async ({ all, next, coordinator, aliya }) => {
      const { transfer } = (
        await next<{ transfer: string }>('POST', '/transfers', { body: { ...wanted, birth: '2013-01-01' } })
      ).body;
      const second = (await next<{ transfer: string }>('POST', '/transfers', { body: wanted })).body;
      await all.meet('next');
      await next('DELETE', `/transfers/${transfer}`);
      await coordinator('POST', '/region/transfers', {
        body: {
          transfer: second.transfer,
          person: aliya.person,
          to: 'next',
          grade: 5,
          letter: '',
          medium: 'kk',
        },
      });
      await all.meet('next');
      await all.meet('next');
      for (const member of [all.region, all.school('next')]) {
        const rows = await member.house.log.read.all<{ wanted: PersonId; name: Uint8Array }>(
          'select wanted, name from people_transfer_asks',
        );
        assert.deepEqual(
          rows.map((row) => member.house.log.vault.open(row.wanted, row.name)),
          [undefined, undefined],
        );
      }
    });
  });

  it('PPL-28, PPL-29: a rebuild of every node makes the same rows', async () => {
    await withTwoSchools(async ({ all, next, coordinator, aliya }) => {
      await next('POST', '/transfers', { body: wanted });
      await all.meet('next');
      await coordinator('POST', '/region/transfers', {
        body: { person: aliya.person, to: 'next', grade: 5, letter: '', medium: 'kk' },
      });
      await all.meet('next', 'old');
      for (const { house } of [all.region, all.school('old'), all.school('next')]) {
        const before = await dumpRows(house.log.read, peopleProjection);
        await house.log.rebuild('people');
        assert.deepEqual(await dumpRows(house.log.read, peopleProjection), before);
      }
    });
  });
});
