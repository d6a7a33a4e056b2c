import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { schoolScope, type SchoolId, type TabletId } from '#kernel/ids.ts';
import type { Losses } from '#people/losses.ts';
import { anAdult, aPupil, aTablet, signIn, type Call } from '#people/testing.ts';
import { stickRead, stickWrite, type Filling } from '#sync/index.ts';
import { aRegion, type TestMember } from './region.ts';

function peopleOf(member: TestMember, token?: string): Call {
  return async (method, path, options = {}) => {
    const answer = await member.call(method, `/people${path}`, { ...(token ? { token } : {}), ...options });
    return { ...answer, bytes: new Uint8Array() } as never;
  };
}

type SignedIn = { readonly token: string; readonly credential: string };

describe('a school whose server burnt', () => {
  it('SYN-23, PPL-8: comes back with its id, a new key and epoch; all sign in as before, tablets send again, once', async () => {
    const all = await aRegion('one', 'two');
    try {
      let member = all.school('one');
      // Whoever is entered first makes the school's credential key: it is sealed to the region too.
      const regionAge = member.desk.authority.region?.age ?? '';
      await anAdult(member.house, 'head', ['head'], { regionAge });
      const aliya = await aPupil(member.house, { family: 'Сейітова', given: 'Әлия' }, 5);
      const head = peopleOf(member, await signIn(peopleOf(member), 'head'));
      const tablet = await aTablet(
        (method, path, options) => (options?.token ? head(method, path) : peopleOf(member)(method, path, options)),
        'head',
      );
      const enter = (at: TestMember) =>
        peopleOf(at)<SignedIn>('POST', '/sign-in/pupil', {
          token: tablet.token,
          body: { person: aliya.person, secret: aliya.given },
        });
      const { credential } = (await enter(member)).body;
      const entry = (n: number) => ({
        n,
        credential,
        kind: 'lessons.begun',
        at: n,
        body: { attempt: `${tablet.tablet}-${n}`, pack: 'p', lesson: 'l', file: 'a'.repeat(64), language: 'kk' },
      });
      const send = (at: TestMember, ...entries: number[]) =>
        peopleOf(at)<{ results: { state: string }[]; region: number; epoch: number }>('POST', '/work', {
          token: tablet.token,
          body: { entries: entries.map(entry) },
        });
      await send(member, 1, 2);
      await all.meet('one');
      // The last two answers of the day were still to go up when the server burnt.
      await send(member, 3, 4);
      const before = member.house.self;

      member = await all.burn('one');
      const { self } = member.house;
      assert.deepEqual([self.node, self.epoch, self.school], [before.node, 2, 'one']);
      assert.equal((await enter(member)).status, 401, 'not even the tablet is known yet');
      await all.meet('one');
      await member.desk.recovery.idle();
      await all.meet('one');
      assert.equal(member.desk.recovery.isGoingOn(), false);
      assert.equal(member.desk.recovery.state()?.why, 'restored');

      const pupil = await enter(member);
      assert.equal(pupil.status, 200, 'the picture or PIN is the old one');
      const token = await signIn(peopleOf(member), 'head');
      const seen = await member.call<{ filling: Filling }>('GET', '/sync/recovery', { token });
      const care = await member.call<{ findings: { key: string }[] }>('GET', '/care/status', { token });
      assert.ok(care.body.findings.some(({ key }) => key === 'care.filling.good'));
      const { state, works, records } = seen.body.filling;
      assert.deepEqual([state, works], ['whole', { people: true, lessons: true, all: true }]);
      assert.ok(records.of > 0 && records.here === records.of, 'SYN-24: so many of so many');
      assert.equal((await member.call('GET', '/sync/recovery', { token: pupil.body.token })).status, 403);
      const again = await send(member, 2, 3, 4);
      assert.deepEqual(
        again.body.results.map(({ state }) => state),
        ['taken', 'taken', 'taken'],
        'under the credential that the burnt server signed',
      );
      await all.meet('one');
      for (const { house } of [member, all.region]) {
        const rows = await house.log.read.all<{ attempt: string }>(
          'select attempt from lessons_attempts order by attempt',
        );
        assert.deepEqual(
          rows.map(({ attempt }) => attempt),
          [1, 2, 3, 4].map((n) => `${tablet.tablet}-${n}`),
        );
      }
      const first = { node: self.node, epoch: 1, scope: schoolScope('one' as SchoolId) };
      assert.equal(member.house.log.head(first)?.next, all.region.house.log.head(first)?.next);
    } finally {
      await all.close();
    }
  });

  it('PPL-44 to PPL-46: what only devices know: a tablet enrolled too late goes on under its old id, what is gone is named', async () => {
    const all = await aRegion('one');
    try {
      let member = all.school('one');
      const regionAge = member.desk.authority.region?.age ?? '';
      await anAdult(member.house, 'head', ['head'], { regionAge, name: { family: 'Серікқызы', given: 'Айгүл' } });
      const aliya = await aPupil(member.house, { family: 'Сейітова', given: 'Әлия' }, 5);
      const berik = await aPupil(member.house, { family: 'Ахметов', given: 'Берік' }, 6);
      const enrolled = async (was?: string) => {
        const head = await signIn(peopleOf(member), 'head');
        const { code } = (await peopleOf(member, head)<{ code: string }>('POST', '/tablet-codes')).body;
        const body = { code, ...(was ? { was } : {}) };
        return (await peopleOf(member)<{ tablet: string; token: string }>('POST', '/tablets', { body })).body;
      };
      const enter = async (token: string) => {
        const body = { person: aliya.person, secret: aliya.given };
        return (await peopleOf(member)<SignedIn>('POST', '/sign-in/pupil', { token, body })).body;
      };
      const early = await enrolled();
      await all.meet('one');
      const late = await enrolled();
      const { credential } = await enter(late.token);
      const send = (token: string, ...entries: number[]) => {
        const entry = (n: number) => {
          const body = { attempt: `${late.tablet}-${n}`, pack: 'p', lesson: 'l', file: 'a'.repeat(64), language: 'kk' };
          return { n, credential, kind: 'lessons.begun', at: n, body };
        };
        const body = { entries: entries.map(entry) };
        return peopleOf(member)<{ results: { state: string }[] }>('POST', '/work', { token, body });
      };
      await send(late.token, 1, 2);
      await peopleOf(member, await signIn(peopleOf(member), 'head'))('POST', `/pupils/${berik.person}/reset`);
      const asked = await peopleOf(member, await signIn(peopleOf(member), 'head'))<{ receipts: string[] }>(
        'GET',
        '/receipts',
      );
      const { receipts } = asked.body;
      assert.equal(receipts.length, 3, 'two tablets and a PIN; what pupils did has its own witness');

      member = await all.burn('one');
      await all.meet('one');
      await member.desk.recovery.idle();
      await all.meet('one');
      assert.equal(
        (await send(late.token, 1)).status,
        401,
        'the tablet is told to be enrolled again, and keeps its work',
      );
      const forged = credential.replace(/\.[^.]*$/, '.AAAA');
      assert.notEqual((await enrolled(forged)).tablet, late.tablet, 'nobody becomes a tablet by its name alone');
      const again = await enrolled(credential);
      assert.equal(again.tablet, late.tablet);
      assert.notEqual((await enrolled(credential)).tablet, late.tablet, 'nor a second time');
      const taken = await send(again.token, 1, 2, 3);
      assert.deepEqual(
        taken.body.results.map(({ state }) => state),
        ['taken', 'taken', 'taken'],
      );
      const sql = 'select count(*) as n from lessons_attempts';
      assert.equal((await member.house.log.read.get<{ n: number }>(sql))?.n, 3);

      const token = await signIn(peopleOf(member), 'head');
      const head = peopleOf(member, token);
      const wrong = [receipts[0]?.replace('r1.', 'r1.A') ?? '', 'r1.x.y', 'x'];
      assert.equal((await head('POST', '/receipts', { body: { receipts: [...receipts, ...wrong] } })).status, 200);
      assert.equal(
        (await peopleOf(member)('POST', '/receipts', { token: again.token, body: { receipts } })).status,
        401,
      );
      const seen = (await head<Losses>('GET', '/losses')).body;
      const listed = ({ losses }: Losses) => losses.map(({ kind, actor, person }) => [kind, actor, person]);
      assert.deepEqual(
        listed(seen),
        [
          ['people.tablet-enrolled', 'Серікқызы Айгүл', undefined],
          ['people.credential-set', 'Серікқызы Айгүл', 'Ахметов Берік'],
        ],
        'what the region never had, and no more',
      );
      await head('POST', `/persons/${berik.person}/erase`, { body: { name: 'Ахметов Берік' } });
      assert.deepEqual(listed((await head<Losses>('GET', '/losses')).body)[1]?.[2], '', 'an erased person has no name');
      const silent = new Set(seen.silent.map(({ tablet }) => tablet));
      assert.ok(silent.has(early.tablet as TabletId) && !silent.has(late.tablet as TabletId));
      assert.ok(seen.knownUntil && seen.cameBack && seen.knownUntil <= seen.cameBack.since);
    } finally {
      await all.close();
    }
  });

  it('SYN-15, SYN-23: comes back from a stick alone, where there is no line', async () => {
    const all = await aRegion('one');
    try {
      const regionAge = all.school('one').desk.authority.region?.age ?? '';
      await anAdult(all.school('one').house, 'head', ['head'], { regionAge });
      await all.meet('one');
      const member = await all.burn('one');
      const folder = join(member.folder, 'stick');
      const carry = async (from: TestMember, to: TestMember): Promise<void> => {
        const written = await stickWrite(from, folder, [to.house.self.node]);
        assert.ok(written.ok);
        const read = await stickRead(to, folder);
        assert.ok(read.ok);
        assert.deepEqual(read.value.rejected, []);
        await to.desk.recovery.idle();
        await to.settle();
      };
      await carry(all.region, member);
      assert.equal(member.desk.recovery.isGoingOn(), false, 'one stick brings all');
      await signIn(peopleOf(member), 'head');
      await carry(member, all.region);
      const { self, log } = member.house;
      const stream = { node: self.node, epoch: 2, scope: schoolScope('one' as SchoolId) };
      assert.equal(all.region.house.log.head(stream)?.next, log.head(stream)?.next);
    } finally {
      await all.close();
    }
  });

  it('SYN-13, SYN-23: the burnt server’s key is good for nothing more, and its ticket for nobody else', async () => {
    const all = await aRegion('one');
    try {
      const old = all.school('one').house.self;
      await all.burn('one');
      const stream = { node: old.node, epoch: 1, scope: schoolScope('one' as SchoolId) };
      const { authority } = all.region.desk;
      const had = (all.region.house.log.head(stream)?.next ?? 1) - 1;
      assert.ok(had > 0 && authority.keyOf(stream, had), 'what the region had stays good');
      assert.equal(authority.keyOf(stream, had + 1), undefined);
      const known = authority.find(old.node);
      assert.deepEqual([known?.epoch, known?.isRevoked], [2, false]);
      await all.burn('one');
      assert.equal(authority.find(old.node)?.epoch, 3, 'and once more');
    } finally {
      await all.close();
    }
  });
});
