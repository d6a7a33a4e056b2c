import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mintId, regionScope, schoolScope, type GroupId, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { consentGiven, groupSet, schoolsRelated } from '#people/records.ts';
import { anAdult, aPupil } from '#people/testing.ts';
import { signedIn } from '#testing/moving.ts';
import { aRegion, type TestMember, type TestRegion } from '#testing/region.ts';
import { lessonScope } from './queries-hub.ts';
import { proposalAnswered } from './records-hub.ts';
import { refreshShared } from './sharing.ts';
import { heldFromAfar } from './testing.ts';
import type { ShownJournal } from './shown-journal.ts';

type Refusal = { error: { key: string } };
type Shared = {
  lessons: {
    lesson: string;
    pupils: { person: string; name: string }[];
    runs: { run: string }[];
    proposals: { proposal: string; state: string; reason: string; points: number }[];
  }[];
};
type Waiting = { proposals: { proposal: string; pupil: string; by: string; points: number; comment: string }[] };

describe('a hub teacher’s points', () => {
  let all: TestRegion;
  let small: TestMember;
  let hub: TestMember;
  const tokens: Record<string, string> = {};
  let group: GroupId;
  let agreed: PersonId;
  let silent: PersonId;

  const ask = <T = Refusal>(member: TestMember, who: string, method: string, path: string, body?: unknown) =>
    member.call<T>(method, `/journal${path}`, { token: tokens[who], ...(body === undefined ? {} : { body }) });
  const groupOf = async (member: TestMember, teacher: PersonId, subject: string): Promise<GroupId> => {
    const scope = schoolScope(member.house.self.school as SchoolId);
    const made = mintId<GroupId>(member.house.randomness);
    const body = { group: made, subject, grades: [7], teacher, with: [], without: [], year: 2026 };
    await member.house.log.write(() => ({ records: [groupSet.draft(scope, teacher, body)], answer: undefined }));
    return made;
  };
  const held = (day: string): Promise<string> => heldFromAfar(small.house, group, day);
  const shared = async () => (await ask<Shared>(hub, 'hub', 'GET', '/shared')).body.lessons;
  const pointsHere = async () => {
    const { body } = await ask<ShownJournal>(small, 'local', 'GET', `/groups/${group}`);
    return body.cells.map(({ person, points, isProposed }) => [person, points, isProposed]);
  };

  before(async () => {
    all = await aRegion('small', 'hub');
    [small, hub] = [all.school('small'), all.school('hub')];
    const local = await anAdult(small.house, 'local', ['teacher']);
    await anAdult(small.house, 'head', ['head']);
    const other = await anAdult(hub.house, 'hub', ['hub-teacher'], { name: { family: 'Оспанова', given: 'Дина' } });
    await anAdult(hub.house, 'stranger', ['hub-teacher']);
    for (const [member, login] of [
      [small, 'local'],
      [small, 'head'],
      [hub, 'hub'],
      [hub, 'stranger'],
    ] as const)
      tokens[login] = await signedIn(member, login);
    group = await groupOf(small, local, 'physics');
    await groupOf(hub, other, 'physics');
    agreed = (await aPupil(small.house, { family: 'Әлиева', given: 'Сая' }, 7)).person;
    silent = (await aPupil(small.house, { family: 'Бекова', given: 'Нұр' }, 7)).person;
    await small.house.log.write((on) => {
      const scope = schoolScope('small' as SchoolId);
      const by = on.seal(agreed, scope, 'Әлиев');
      const body = { person: agreed, purpose: 'remote-lessons' as const, by, on: '2026-09-01' };
      return { records: [consentGiven.draft(scope, 'head', body)], answer: undefined };
    });
  });
  after(() => all.close());

  it('JRN-13: only the head opens a group, and only to a hub of the school', async () => {
    const open = (who: string) => ask(small, who, 'POST', `/groups/${group}/hubs`, { hub: 'hub', isOpen: true });
    assert.equal((await open('local')).status, 403);
    assert.equal((await open('head')).body.error.key, 'journal.not-our-hub');
    const body = {
      school: 'hub' as SchoolId,
      other: 'small' as SchoolId,
      relation: 'hub-of' as const,
      from: '2026-09-01',
    };
    await all.region.house.log.write(() => ({
      records: [schoolsRelated.draft(regionScope, 'region', body)],
      answer: undefined,
    }));
    await all.meet('small', 'hub');
    await held('2026-09-01');
    // A school knows the nodes of others from the region's scope.
    assert.equal((await open('head')).status, 200);
    await all.meet('small', 'hub', 'small');
  });

  it('JRN-13: the hub teacher sees names of those who agreed, proposes, and nothing counts before the local word', async () => {
    const [lesson] = await shared();
    assert.deepEqual(
      lesson?.pupils.map(({ person, name }) => [person, name]),
      [[agreed, 'Әлиева Сая']],
    );
    assert.equal(lesson?.runs.length, 1);
    assert.deepEqual(
      (await ask<Shared>(hub, 'stranger', 'GET', '/shared')).body.lessons,
      [],
      'who teaches another subject',
    );
    const run = lesson?.runs[0]?.run ?? '';
    const propose = (cell: object) =>
      ask(hub, 'hub', 'POST', `/shared/${lesson?.lesson}/points`, {
        cells: [{ run, person: agreed, points: 9, of: 10, ...cell }],
      });
    assert.equal((await propose({ person: silent })).body.error.key, 'journal.no-such-pupil');
    assert.equal((await propose({ points: 11 })).body.error.key, 'journal.over-maximum');
    assert.equal((await propose({ comment: 'Жақсы түсіндірді' })).status, 200);
    await all.meet('hub', 'small');
    assert.deepEqual(await pointsHere(), []);
    const { body } = await ask<Waiting>(small, 'local', 'GET', '/proposals');
    assert.deepEqual(
      body.proposals.map(({ pupil, by, points, comment }) => [pupil, by, points, comment]),
      [['Әлиева Сая', 'Оспанова Дина', 9, 'Жақсы түсіндірді']],
    );
  });

  it('JRN-13: another school’s word in the scope is no answer', async () => {
    const [lesson] = await shared();
    const proposal = lesson?.proposals[0]?.proposal ?? '';
    const forged = { proposal, lesson: lesson?.lesson ?? '', isAccepted: true, person: agreed };
    const draft = proposalAnswered.draft(lessonScope(lesson?.lesson ?? ''), 'hub', forged);
    await hub.house.log.write(() => ({ records: [draft], answer: undefined }));
    await all.meet('hub', 'small');
    assert.equal((await shared())[0]?.proposals[0]?.state, 'waiting');
    assert.deepEqual(await pointsHere(), []);
  });

  it('JRN-13: accepted, they are the local teacher’s word; answered once; the hub hears of it', async () => {
    const [proposal] = (await ask<Waiting>(small, 'local', 'GET', '/proposals')).body.proposals;
    const answer = (body: object) => ask(small, 'local', 'POST', `/proposals/${proposal?.proposal}`, body);
    assert.equal((await answer({ isAccepted: false })).body.error.key, 'journal.refusal-needs-why');
    assert.equal((await answer({ isAccepted: true })).status, 200);
    assert.equal((await answer({ isAccepted: true })).body.error.key, 'journal.no-such-proposal');
    assert.deepEqual(await pointsHere(), [[agreed, 9, true]]);
    await all.meet('small', 'hub');
    assert.equal((await shared())[0]?.proposals[0]?.state, 'accepted');
  });

  it('JRN-13: refused with a reason; a new lesson reaches the hub by itself; closed, the names go', async () => {
    const run = await held('2026-09-02');
    await refreshShared(small.house);
    await all.meet('small', 'hub');
    const [lesson] = await shared();
    assert.equal(lesson?.runs.length, 2);
    const cells = [{ run, person: agreed, points: 3, of: 10 }];
    await ask(hub, 'hub', 'POST', `/shared/${lesson?.lesson}/points`, { cells });
    await all.meet('hub', 'small');
    const [proposal] = (await ask<Waiting>(small, 'local', 'GET', '/proposals')).body.proposals;
    const reason = 'Оқушы бұл сабақта болған жоқ';
    await ask(small, 'local', 'POST', `/proposals/${proposal?.proposal}`, { isAccepted: false, reason });
    await all.meet('small', 'hub');
    const said = (await shared())[0]?.proposals.find(({ points }) => points === 3);
    assert.deepEqual([said?.state, said?.reason], ['refused', reason]);
    assert.equal(
      (await ask(small, 'head', 'POST', `/groups/${group}/hubs`, { hub: 'hub', isOpen: false })).status,
      200,
    );
    await all.meet('small', 'hub', 'small', 'hub');
    assert.deepEqual(await shared(), []);
    const left = await hub.house.log.read.all('select person from journal_shared_pupils');
    assert.deepEqual(left, []);
    assert.equal((await ask(hub, 'hub', 'POST', `/shared/${lesson?.lesson}/points`, { cells })).status, 404);
  });
});
