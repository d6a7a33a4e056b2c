import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PersonId } from '#kernel/ids.ts';
import { peopleProjection } from '#people/index.ts';
import { anAdult, aPupil, aTablet, signIn, type Call, type TestPupil } from '#people/testing.ts';
import { dumpRows } from './logs.ts';
import { lessonsOf, peopleOf, publishLessons, signedIn, work } from './moving.ts';
import { aRealRegion, type TestRegion } from './region.ts';

type Refusal = { error?: { key: string } };
type Pair = { likeness: string; entries: { person: string; school: string; birth: string }[] };
type History = { histories: { isOpen: boolean; from: string; attempts: unknown[] }[] };

const name = { family: 'Сейітова', given: 'Әлия' };
const birth = '2014-03-14';

let all: TestRegion;
let old: Call;
let next: Call;
let coordinator: Call;
let atNext: ReturnType<typeof lessonsOf>;

before(async () => {
  all = await aRealRegion('old', 'next');
  for (const school of ['old', 'next']) await anAdult(all.school(school).house, 'head', ['head']);
  await anAdult(all.region.house, 'coordinator', ['coordinator']);
  await publishLessons(all.region, { one: 'Бөлшектер' });
  await all.meet('old', 'next');
  old = peopleOf(all.school('old'), await signedIn(all.school('old'), 'head'));
  const head = await signedIn(all.school('next'), 'head');
  next = peopleOf(all.school('next'), head);
  atNext = lessonsOf(all.school('next'), head);
  coordinator = peopleOf(all.region, await signIn(peopleOf(all.region), 'coordinator'));
});

after(() => all.close());

/** A child whom both schools entered: nobody asked for a transfer. */
async function twins(given: string): Promise<{ there: TestPupil; here: TestPupil }> {
  const there = await aPupil(all.school('old').house, { ...name, given }, 5, { birth });
  await work(all.school('old'), there.person, { attempt: `${there.person}-1`, lesson: 'one', mark: 4 });
  const here = await aPupil(all.school('next').house, { ...name, given }, 5, { birth });
  await all.meet('old', 'next');
  return { there, here };
}

async function pairOf(...people: PersonId[]): Promise<Pair | undefined> {
  const { pairs } = (await coordinator<{ pairs: Pair[] }>('GET', '/region/twice')).body;
  return pairs.find(({ entries }) => entries.every((entry) => people.includes(entry.person as PersonId)));
}

async function listed(call: Call): Promise<string[]> {
  const { body } = await call<{ classes: { pupils: { person: string }[] }[] }>('GET', '/office/people');
  return body.classes.flatMap((each) => each.pupils.map((pupil) => pupil.person));
}

describe('one child whom two schools have entered', () => {
  it('PPL-40, PPL-41: the region finds and joins them; the other school ends its place; the child signs in, works and is seen as before', async () => {
    const { there, here } = await twins('Әлия');
    const open = peopleOf(all.school('next'));
    const tablet = await aTablet(
      (method, path, options) => (options?.token ? next(method, path) : open(method, path, options)),
      'head',
    );
    const enter = () =>
      open<{ token: string; person: string; credential: string }>('POST', '/sign-in/pupil', {
        token: tablet.token,
        body: { person: here.person, secret: here.given },
      });
    const before = (await enter()).body;
    const pair = await pairOf(there.person, here.person);
    assert.deepEqual([pair?.likeness, pair?.entries.map(({ school }) => school).toSorted()], ['same', ['next', 'old']]);
    const body = { kept: here.person, joined: there.person };
    assert.equal((await coordinator('POST', '/region/joins', { body })).status, 200);
    assert.equal(
      (await coordinator<Refusal>('POST', '/region/joins', { body })).body.error?.key,
      'people.joined-already',
    );
    assert.equal(await pairOf(there.person, here.person), undefined);
    await all.meet('old', 'next');
    assert.deepEqual([await listed(old), await listed(next)], [[], [here.person]]);
    const me = await open<{ person: string; class: string }>('GET', '/me', { token: before.token });
    assert.deepEqual([me.body.person, me.body.class], [here.person, '5']);
    const again = await enter();
    assert.deepEqual([again.status, again.body.person], [200, here.person]);
    const shown = (await atNext<History>('GET', `/history/${here.person}`)).body.histories;
    assert.deepEqual(
      shown.map(({ from, isOpen, attempts }) => [from, isOpen, attempts.length]),
      [['old', true, 1]],
      'what the other school knows comes as a history',
    );
    assert.equal((await coordinator('DELETE', `/joins/${there.person}`)).status, 200);
    await all.meet('old', 'next');
    const closed = (await atNext<History>('GET', `/history/${here.person}`)).body.histories;
    assert.deepEqual(closed.map(({ isOpen }) => isOpen).filter(Boolean), [], 'parted, it is closed');
  });

  it('PPL-41: parted before the other school has heard, its place stays until it says itself', async () => {
    const { there, here } = await twins('Дана');
    await coordinator('POST', '/region/joins', { body: { kept: here.person, joined: there.person } });
    await coordinator('DELETE', `/joins/${there.person}`);
    await all.meet('old', 'next');
    assert.ok((await listed(old)).includes(there.person));
    const { outgoing } = (await old<{ outgoing: { person: string; due: string }[] }>('GET', '/transfers')).body;
    assert.equal(outgoing.find(({ person }) => person === there.person)?.due, 'answer');
  });

  it('PPL-41: joined the other way round, the child is at the old school, and the new one’s node ends its place', async () => {
    const { there, here } = await twins('Айша');
    await coordinator('POST', '/region/joins', { body: { kept: there.person, joined: here.person } });
    await all.meet('old', 'next');
    assert.ok((await listed(old)).includes(there.person));
    assert.ok(
      !(await listed(next)).includes(here.person),
      'its node has ended the place, for the child is at the old one',
    );
  });

  it('PPL-42: who is told apart is not asked about again, at any school', async () => {
    const { there, here } = await twins('Мариям');
    assert.ok(await pairOf(there.person, here.person));
    const apart = { one: here.person, other: there.person };
    assert.equal((await coordinator('POST', '/region/apart', { body: apart })).status, 200);
    assert.equal(await pairOf(there.person, here.person), undefined);
    await all.meet('old', 'next');
    const sql = 'select one from people_apart where one = ? or other = ?';
    const known = await all.school('old').house.log.read.all(sql, here.person, here.person);
    assert.equal(known.length, 1);
  });

  it('PPL-41: who is nobody, or erased, is not joined; a school does not join for the region', async () => {
    const { there, here } = await twins('Рамина');
    const join = (call: Call, kept: string, joined: string) =>
      call<Refusal>('POST', '/region/joins', { body: { kept, joined } });
    assert.equal((await join(coordinator, here.person, 'nobody000001')).body.error?.key, 'people.no-such-person');
    assert.equal((await join(old, here.person, there.person)).status, 403);
    await coordinator('POST', `/persons/${there.person}/erase`, { body: { name: 'Сейітова Рамина' } });
    assert.equal((await join(coordinator, here.person, there.person)).body.error?.key, 'people.no-such-person');
  });

  it('PPL-40 … PPL-42: a rebuild of every node makes the same rows', async () => {
    for (const { house } of [all.region, all.school('old'), all.school('next')]) {
      const rows = await dumpRows(house.log.read, peopleProjection);
      await house.log.rebuild('people');
      assert.deepEqual(await dumpRows(house.log.read, peopleProjection), rows);
    }
  });
});
