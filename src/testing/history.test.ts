import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { schoolScope, type NodeId, type PersonId, type SchoolId, type Scope } from '#kernel/ids.ts';
import { day, hour } from '#kernel/time.ts';
import { shownName } from '#people/index.ts';
import { anAdult, aPupil, type Call } from '#people/testing.ts';
import { groupSet, posted } from '#people/records.ts';
import { historyTold } from '#rooms/lessons/records-history.ts';
import { lessons } from '#rooms/lessons/index.ts';
import { granted } from '#sync/index.ts';
import { dumpRows } from './logs.ts';
import { lessonsOf, peopleOf, publishLessons, signedIn, work } from './moving.ts';
import { aRealRegion, type TestMember, type TestRegion } from './region.ts';

type Shown = {
  readonly name: string;
  readonly histories: readonly {
    readonly transfer: string;
    readonly from: string;
    readonly isOpen: boolean;
    readonly reason: string;
    readonly through: string;
    readonly tellers: readonly { by: string; upTo: number }[];
    readonly places: readonly { grade: number; from: string; to?: string; why?: string }[];
    readonly attempts: readonly { attempt: string; title: string; grade: number; right: number; mark?: number }[];
  }[];
};
type Listed = {
  readonly transfer: string;
  readonly person: string;
  readonly name: string;
  readonly isOpen: boolean;
  readonly reason: string;
};
type Refusal = { error: { key: string } };
type Ask = ReturnType<typeof lessonsOf>;

const name = { family: 'Сейітова', given: 'Әлия', patronymic: 'Серікқызы' };

let all: TestRegion;
let atOld: Ask;
let atNext: Ask;
let atRegion: Ask;
let coordinator: Call;
let tablets = 0;

before(async () => {
  all = await aRealRegion('old', 'next');
  const [old, next] = [all.school('old'), all.school('next')];
  for (const member of [old, next]) await anAdult(member.house, 'head', ['head']);
  await anAdult(all.region.house, 'coordinator', ['coordinator']);
  await publishLessons(all.region, { one: 'Бөлшектер', two: 'Теңдеулер', three: 'Пайыз' });
  await all.meet('old', 'next');
  const token = await signedIn(all.region, 'coordinator');
  coordinator = peopleOf(all.region, token);
  atRegion = lessonsOf(all.region, token);
  atOld = lessonsOf(old, await signedIn(old, 'head'));
  atNext = lessonsOf(next, await signedIn(next, 'head'));
});

after(() => all.close());

type Leaver = { readonly person: PersonId; readonly tablet: string };

/** A pupil of the old school who worked at two lessons there, of which the region knows. */
async function aLeaver(): Promise<Leaver> {
  const old = all.school('old');
  const { person } = await aPupil(old.house, name, 5, { birth: '2014-03-14' });
  const tablet = `tab${++tablets}`;
  await work(old, person, { attempt: `${tablet}-1`, lesson: 'one', mark: 5 });
  await work(old, person, { attempt: `${tablet}-5`, lesson: 'two', right: 1 });
  await all.meet('old');
  return { person, tablet };
}

/** The region moves the pupil, and those schools hear of it. */
async function move({ person }: Leaver, school: string, ...those: string[]): Promise<void> {
  const body = { person, to: school, grade: 5, letter: '', medium: 'kk' };
  assert.equal((await coordinator('POST', '/region/transfers', { body })).status, 200);
  await all.meet(...those);
}

async function seen(ask: Ask, { person }: Leaver): Promise<Shown['histories']> {
  const { body, status } = await ask<Shown>('GET', `/history/${person}`);
  assert.equal(status, 200);
  return body.histories;
}

/** The one history that the region opened of a pupil, as an office sees it. */
async function listedOf(ask: Ask, { person }: Leaver): Promise<Listed> {
  const { histories } = (await ask<{ histories: Listed[] }>('GET', '/histories')).body;
  const own = histories.find((each) => each.person === person);
  assert.ok(own);
  return own;
}

/** What a member's store still holds of a scope: records, rows, keys. */
async function tracesOf({ house }: TestMember, scope: string): Promise<Record<string, number>> {
  const count = async (sql: string) => (await house.log.read.all(sql, scope)).length;
  const rows = await dumpRows(house.log.read, lessons.projection);
  const told = [...(rows['lessons_histories'] ?? []), ...(rows['lessons_history_attempts'] ?? [])];
  return {
    streams: await count('select id from log_streams where scope = ?'),
    keys: await count('select person from log_keys where scope = ?'),
    rows: told.filter((row) => row.includes(scope)).length,
  };
}

describe('what the previous school tells of a pupil', () => {
  it('LES-30, LES-31: the old school tells results, marks and places; the next sees one history, from when to when and by whom', async () => {
    const aliya = await aLeaver();
    await move(aliya, 'next', 'old', 'next');
    const [history] = await seen(atNext, aliya);
    assert.deepEqual(
      [history?.from, history?.isOpen, history?.through, history?.tellers.map(({ by }) => by)],
      ['old', true, '2027-07-31', ['school']],
    );
    assert.deepEqual(
      history?.attempts
        .map(({ attempt, title, grade, right, mark }) => [attempt, title, grade, right, mark])
        .toSorted(),
      [
        [`${aliya.tablet}-1`, 'Бөлшектер', 5, 2, 5],
        [`${aliya.tablet}-5`, 'Теңдеулер', 5, 1, undefined],
      ],
    );
    assert.deepEqual(history?.places, [
      { grade: 5, letter: '', medium: 'kk', year: 2026, from: '2026-09-01', to: '2026-09-01', why: 'transferred' },
    ]);
    const { log } = all.school('next').house;
    const told = await log.read.get<{ name: Uint8Array }>(
      'select name from lessons_histories where person = ?',
      aliya.person,
    );
    assert.deepEqual(
      JSON.parse(log.vault.open(aliya.person, told?.name as Uint8Array) ?? ''),
      name,
      'the name stands sealed under the person’s key, which came with the scope',
    );
  });

  it('LES-31: late records of the old school are told when they come in, and stay the old school’s', async () => {
    const aliya = await aLeaver();
    await move(aliya, 'next', 'old', 'next');
    await work(all.school('old'), aliya.person, { attempt: `${aliya.tablet}-9`, lesson: 'three', mark: 4 });
    await all.meet('old', 'next');
    const [history] = await seen(atNext, aliya);
    assert.equal(history?.attempts.length, 3);
    const own = await all.school('next').house.log.read.all('select attempt from lessons_attempts');
    assert.deepEqual(own, [], 'nothing of it counts as work of the new school');
  });

  it('LES-32: where the old school is silent the region tells what it has; the school’s own word then takes its place', async () => {
    const aliya = await aLeaver();
    const first = [`${aliya.tablet}-1`, `${aliya.tablet}-5`];
    // Work that the region has not heard of.
    await work(all.school('old'), aliya.person, { attempt: `${aliya.tablet}-9`, lesson: 'three', mark: 4 });
    all.clock.advance(3 * hour);
    await move(aliya, 'next', 'next');
    const [byRegion] = await seen(atNext, aliya);
    assert.deepEqual(
      byRegion?.tellers.map(({ by }) => by),
      ['region'],
    );
    assert.deepEqual(byRegion?.attempts.map(({ attempt }) => attempt).toSorted(), first);
    all.clock.advance(2 * day);
    await all.meet('old', 'next');
    const [history] = await seen(atNext, aliya);
    assert.deepEqual(
      history?.tellers.map(({ by }) => by),
      ['school', 'region'],
    );
    assert.deepEqual(history?.attempts.map(({ attempt }) => attempt).toSorted(), [...first, `${aliya.tablet}-9`]);
  });

  it('LES-33, SYN-9: the old school’s head closes it: nothing of it is left at the new school; open again, it is whole', async () => {
    const aliya = await aLeaver();
    await move(aliya, 'next', 'old', 'next');
    const next = all.school('next');
    const listed = await listedOf(atOld, aliya);
    assert.deepEqual([listed.name, listed.isOpen], ['Сейітова Әлия', true]);
    const scope = `history:${listed.transfer}`;
    assert.deepEqual(await tracesOf(next, scope), { streams: 1, keys: 1, rows: 3 });
    const close = await atOld('POST', `/histories/${listed.transfer}/close`, { reason: 'asked' });
    assert.equal(close.status, 200);
    await all.meet('old', 'next');
    assert.deepEqual(await tracesOf(next, scope), { streams: 0, keys: 0, rows: 0 });
    const [closed] = await seen(atNext, aliya);
    assert.deepEqual([closed?.isOpen, closed?.reason, closed?.attempts], [false, 'asked', []]);
    assert.equal(next.house.log.vault.has(aliya.person), true, 'who is a pupil here stays readable');
    const refusedAgain = await atRegion<Refusal>('POST', `/histories/${listed.transfer}/open`, {
      reader: 'next',
    });
    assert.equal(refusedAgain.body.error.key, 'lessons.history-closed-by-school');
    await atOld('POST', `/histories/${listed.transfer}/open`, {});
    await all.meet('old', 'next');
    assert.equal((await seen(atNext, aliya))[0]?.attempts.length, 2);
    assert.deepEqual(await tracesOf(next, scope), { streams: 1, keys: 1, rows: 3 });
  });

  it('LES-33, LES-35: a coordinator closes it while the old school is silent, and opens it again', async () => {
    const aliya = await aLeaver();
    await move(aliya, 'next', 'old', 'next');
    const listed = await listedOf(atRegion, aliya);
    await atRegion('POST', `/histories/${listed.transfer}/close`, { reason: 'mistake', reader: 'next' });
    await all.meet('next');
    assert.deepEqual(await tracesOf(all.school('next'), `history:${listed.transfer}`), {
      streams: 0,
      keys: 0,
      rows: 0,
    });
    await all.meet('old', 'next');
    assert.equal((await seen(atNext, aliya))[0]?.isOpen, false, 'and stays closed');
    await atRegion('POST', `/histories/${listed.transfer}/open`, { reader: 'next' });
    await all.meet('next');
    assert.equal((await seen(atNext, aliya))[0]?.attempts.length, 2);
  });

  it('LES-33: who moves on takes it along; who comes back finds their own work, and the other school’s history', async () => {
    const aliya = await aLeaver();
    await move(aliya, 'next', 'old', 'next');
    await work(all.school('next'), aliya.person, { attempt: `${aliya.tablet}b-1`, lesson: 'three' });
    all.clock.advance(30 * day);
    await move(aliya, 'old', 'next', 'old');
    assert.equal((await atNext<Refusal>('GET', `/history/${aliya.person}`)).body.error.key, 'lessons.no-such-pupil');
    const left = await all
      .school('next')
      .house.log.read.all('select transfer from lessons_histories where person = ?', aliya.person);
    assert.equal(left.length, 1, 'only its own telling is left');
    const back = await seen(atOld, aliya);
    assert.deepEqual(
      back.map(({ from, attempts }) => [from, attempts.map(({ attempt }) => attempt)]),
      [['next', [`${aliya.tablet}b-1`]]],
    );
  });

  it('LES-33: an erased pupil’s history closes', async () => {
    const aliya = await aLeaver();
    await move(aliya, 'next', 'old', 'next');
    await coordinator('POST', `/persons/${aliya.person}/erase`, { body: { name: 'Сейітова Әлия' } });
    await all.meet('next', 'old');
    await all.meet('next', 'old');
    const sql = `select attempt from lessons_history_attempts where attempt like '${aliya.tablet}-%'`;
    assert.deepEqual(await all.school('next').house.log.read.all(sql), []);
  });

  it('LES-34: who does not teach the pupil does not see it; a teacher of their group and their class teacher do', async () => {
    const aliya = await aLeaver();
    await move(aliya, 'next', 'old', 'next');
    const next = all.school('next');
    const scope = schoolScope('next' as SchoolId);
    const statuses: Record<string, number> = {};
    for (const login of ['stranger', 'teaches', 'leads']) {
      const person = await anAdult(next.house, login, [login === 'leads' ? 'class-teacher' : 'teacher']);
      const body = {
        group: 'group0000001' as never,
        subject: 'physics',
        grades: [5],
        teacher: person,
        with: [],
        without: [],
        year: 2026,
      };
      const records = [
        ...(login === 'teaches' ? [groupSet.draft(scope, 'office', body)] : []),
        ...(login === 'leads'
          ? [posted.draft(scope, 'office', { person, role: 'class-teacher', school: 'next' as SchoolId, class: '5' })]
          : []),
      ];
      await next.house.log.write(() => ({ records, answer: undefined }));
      const ask = lessonsOf(next, await signedIn(next, login));
      statuses[login] = (await ask('GET', `/history/${aliya.person}`)).status;
    }
    assert.deepEqual(statuses, { stranger: 404, teaches: 200, leads: 200 });
  });

  it('LES-30: what a third school writes under the same scope is nobody’s history', async () => {
    const aliya = await aLeaver();
    await move(aliya, 'next', 'old', 'next');
    const [before] = await seen(atNext, aliya);
    const scope = `history:${before?.transfer}` as Scope;
    const forger = all.school('next');
    await forger.house.log.write((on) => ({
      records: [
        historyTold.draft(scope, 'x', {
          transfer: before?.transfer as string,
          person: aliya.person,
          name: on.seal(aliya.person, scope, '{}'),
          school: 'old' as SchoolId,
          upTo: 1,
          places: [],
        }),
        granted.draft(schoolScope('next' as SchoolId), 'x', { scope, to: all.region.house.self.node as NodeId }),
      ],
      answer: undefined,
    }));
    await all.meet('next');
    assert.deepEqual(await seen(atNext, aliya), [before]);
  });

  it('LES-31: rows and answers are the same after a rebuild of every node', async () => {
    const aliya = await aLeaver();
    await move(aliya, 'next', 'old', 'next');
    for (const { house } of [all.region, all.school('old'), all.school('next')]) {
      const before = await dumpRows(house.log.read, lessons.projection);
      await house.log.rebuild('lessons');
      assert.deepEqual(await dumpRows(house.log.read, lessons.projection), before);
    }
  });

  it('PPL-23, PPL-24: the region asks anew each time: a consent withdrawn, or left behind at a school, holds no more', async () => {
    const aliya = await aLeaver();
    const [old, purpose] = [all.school('old'), 'learning-records'] as const;
    const office = peopleOf(old, await signedIn(old, 'head'));
    const word = { person: aliya.person, purpose, on: '2026-09-01' };
    const say = async (path: string, body: object): Promise<string> => {
      assert.equal((await office('POST', path, { body: { consents: [body] } })).status, 200);
      await all.meet('old', 'next');
      await all.region.house.log.rebuild('people');
      return shownName(all.region.house, aliya.person);
    };
    const given = { ...word, by: 'Сейітова Жанар' };
    assert.equal(await say('/consents', given), 'Сейітова Әлия');
    assert.equal(await say('/consents/withdraw', word), '');
    assert.equal(await say('/consents', given), 'Сейітова Әлия');
    await move(aliya, 'next', 'old', 'next');
    assert.equal(await shownName(all.region.house, aliya.person), '', 'the next school has not been given it');
    const { read } = all.school('next').house.log;
    assert.deepEqual(await read.all('select purpose from people_consents where person = ?', aliya.person), []);
  });

  it('LES-33: it closes by itself when its time is over', async () => {
    const aliya = await aLeaver();
    await move(aliya, 'next', 'old', 'next');
    all.clock.advance(290 * day);
    await all.meet('next');
    assert.equal((await seen(atNext, aliya))[0]?.isOpen, true, 'through the last day of the school year');
    all.clock.advance(60 * day);
    await all.meet('next');
    const [closed] = await seen(atNext, aliya);
    assert.deepEqual([closed?.isOpen, closed?.reason], [false, 'time']);
  });
});
