import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { GroupId, SchoolId } from '#kernel/ids.ts';
import { schoolScope } from '#kernel/ids.ts';
import { anAdult } from '#people/testing.ts';
import { groupSet } from '#people/records.ts';
import { answerOffers } from '#rooms/lessons/plan-sharing.ts';
import { aPlan } from '#rooms/lessons/plan/testing.ts';
import { lessonsOf, signedIn } from './moving.ts';
import { aRegion, type TestRegion } from './region.ts';

type Listed = { plans: { plan: string; isOwn: boolean; title: string; lanes: { grade: number }[] }[] };
type Ask = ReturnType<typeof lessonsOf>;

describe('a plan that a school shares', () => {
  let all: TestRegion;
  let atFirst: Ask;
  let atSecond: Ask;
  let atRegion: Ask;
  let plan = '';
  let school = '';

  before(async () => {
    all = await aRegion('first', 'second');
    const [first, second] = [all.school('first'), all.school('second')];
    const teacher = await anAdult(first.house, 'ustaz', ['teacher']);
    await anAdult(second.house, 'ustaz', ['teacher']);
    await anAdult(all.region.house, 'coordinator', ['coordinator']);
    school = first.house.self.school ?? '';
    const group = 'group-five' as GroupId;
    const body = { group, subject: 'mathematics', grades: [5, 6], teacher, with: [], without: [], year: 2026 };
    const draft = groupSet.draft(schoolScope(first.house.self.school as SchoolId), teacher, body);
    await first.house.log.write(() => ({ records: [draft], answer: undefined }));
    atFirst = lessonsOf(first, await signedIn(first, 'ustaz'));
    atSecond = lessonsOf(second, await signedIn(second, 'ustaz'));
    atRegion = lessonsOf(all.region, await signedIn(all.region, 'coordinator'));
    const drawn = aPlan([5, 6], ['5 s s', '15 t i', '15 i t', '5 s s']);
    const content = { ...drawn, lanes: drawn.lanes.map((lane) => ({ ...lane, group })) };
    plan = (await atFirst<{ plan: string }>('POST', '/plans', { content })).body.plan;
  });
  after(() => all.close());

  const listed = async (ask: Ask): Promise<Listed['plans']> => (await ask<Listed>('GET', '/shared-plans')).body.plans;
  const goRound = async (): Promise<void> => {
    await all.meet('first', 'second');
    await answerOffers(all.region.house);
    await all.meet('first', 'second');
  };
  const offer = async (isOpen: boolean): Promise<string> => {
    return (await atFirst<{ offer: string }>('POST', `/plans/${plan}/offer`, { isOpen })).body.offer;
  };

  it('LES-58: goes to every school by way of the region, without the groups of its own', async () => {
    assert.equal(await offer(true), 'asked');
    assert.deepEqual(await listed(atSecond), []);
    await goRound();
    const [shared] = await listed(atSecond);
    assert.deepEqual([shared?.plan, shared?.isOwn, shared?.lanes.map(({ grade }) => grade)], [plan, false, [5, 6]]);
    const whole = await atSecond<{ content: { lanes: { group: string }[] } }>('GET', `/shared-plans/${school}/${plan}`);
    assert.deepEqual(
      whole.body.content.lanes.map(({ group }) => group),
      ['shared-a', 'shared-b'],
    );
    assert.equal((await atFirst<{ offer: string }>('GET', `/plans/${plan}`)).body.offer, 'open');
  });

  it('LES-58: goes when its school takes it back, and comes again when it is offered again', async () => {
    await offer(false);
    await goRound();
    assert.deepEqual(await listed(atSecond), []);
    await offer(true);
    await goRound();
    assert.equal((await listed(atSecond)).length, 1);
  });

  it('LES-58: what a coordinator took down stays down', async () => {
    assert.equal((await atSecond('POST', `/shared-plans/${school}/${plan}/close`)).status, 403);
    assert.equal((await atRegion('POST', `/shared-plans/${school}/${plan}/close`)).status, 200);
    await offer(true);
    await goRound();
    assert.deepEqual(await listed(atSecond), []);
    assert.equal((await atFirst<{ offer: string }>('GET', `/plans/${plan}`)).body.offer, 'taken-down');
  });
});
