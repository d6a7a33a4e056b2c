import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NodeId } from '#kernel/ids.ts';
import { answerRequest, askOwner, selectRequests } from './requests.ts';
import { meet, testRegion, type TestNode } from './testing.ts';

const body = Uint8Array.of(1, 2, 3);

async function ask(node: TestNode, to: string): Promise<string> {
  const { self, log } = node.house;
  return log.write((on) => {
    const asked = askOwner(
      on,
      { self, authority: node.desk.authority },
      { to: to as NodeId, about: 'people.transfer', body, actor: 'head' },
    );
    assert.ok(asked.ok);
    return { records: asked.value.records, answer: asked.value.request };
  });
}

async function answer(node: TestNode, request: string, isAccepted: boolean): Promise<string> {
  const { self, log } = node.house;
  return log.write(async (on) => {
    const said = await answerRequest(
      on,
      { self, authority: node.desk.authority },
      { request, isAccepted, reason: 'people.not-here', actor: 'head' },
    );
    return said.ok ? { records: said.value, answer: 'said' } : { records: [], answer: said.error.key };
  });
}

describe('requests to an owner', () => {
  it('SYN-17: a school asks another by the region, is shown who is waited for, and hears the answer', async () => {
    await using world = await testRegion(3);
    const [one, two, other] = world.schools as [TestNode, TestNode, TestNode];
    for (const each of world.schools) await meet(each, world.region);
    const request = await ask(one, 'node2');
    const waiting = await selectRequests(one.house.log.read, { from: 'node1' as NodeId, isPending: true });
    assert.deepEqual(
      waiting.map(({ to, about }) => [to, about]),
      [['node2', 'people.transfer']],
    );
    for (const each of [one, two, other]) await meet(each, world.region);
    assert.deepEqual(
      (await selectRequests(other.house.log.read)).length,
      0,
      'whom it does not concern does not see it',
    );
    const [asked] = await selectRequests(two.house.log.read, { to: 'node2' as NodeId, isPending: true });
    assert.deepEqual(asked && Buffer.from(asked.body), Buffer.from(body));
    assert.equal(await answer(two, request, false), 'said');
    assert.equal(await answer(two, request, true), 'sync.already-answered');
    for (const each of [two, one]) await meet(each, world.region);
    const [told] = await selectRequests(one.house.log.read, { request });
    assert.deepEqual([told?.answer?.isAccepted, told?.answer?.reason], [false, 'people.not-here']);
    assert.equal((await selectRequests(world.region.house.log.read, { isPending: true })).length, 0);
  });

  it("SYN-17: the region and a school ask each other in the school's scope; only who was asked answers", async () => {
    await using world = await testRegion(2);
    const [one, two] = world.schools as [TestNode, TestNode];
    const request = await ask(world.region, 'node1');
    await meet(one, world.region);
    await meet(two, world.region);
    assert.equal(await answer(two, request, true), 'sync.no-such-request');
    assert.equal(await answer(one, request, true), 'said');
    await meet(one, world.region);
    const [told] = await selectRequests(world.region.house.log.read, { request });
    assert.equal(told?.answer?.isAccepted, true);
    const up = await ask(one, 'region');
    await meet(one, world.region);
    assert.equal((await selectRequests(world.region.house.log.read, { request: up, isPending: true })).length, 1);
  });
});
