import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { regionScope, type NodeId, type PersonId, type Scope } from '#kernel/ids.ts';
import { joined } from '#testing/sample-room.ts';
import { schoolServers } from './grants.ts';
import { granted, grantEnded, nodeEndorsed, nodeRevoked } from './records.ts';
import { stickWrite } from './stick.ts';
import { asKnown, meet, testRegion, type TestNode } from './testing.ts';

const lesson = 'lesson:l1' as Scope;

/** A person of a lesson that a hub school shares, named there under a key of their own. */
async function enter(hub: TestNode, person: string): Promise<void> {
  const id = person as PersonId;
  await hub.house.log.write((on) => {
    const name = on.seal(id, lesson, `name of ${person}`);
    return { records: [joined.draft(lesson, 'x', { person: id, name })], answer: undefined };
  });
}

/** What the region would say to a node now, from the beginning: scopes of records, of keys, of what has ended. */
async function saidTo(region: TestNode, to: TestNode) {
  const { bundles, keys, ended } = await region.desk.exchange.compose(await asKnown(to), 1024 * 1024, true);
  const about = <T extends { toString(): string }>(scopes: readonly T[]) => [...new Set(scopes)].toSorted();
  return {
    bundles: about(bundles.map(({ stream }) => stream.scope)),
    keys: about(keys.map(([scope]) => scope)),
    ended: about(ended.map(([, scope]) => scope)),
  };
}

describe('after a grant ended or a node was revoked', () => {
  it('SYN-9, SYN-11: nothing more of that scope is sent or sealed for the receiver, whatever comes in later', async () => {
    await using world = await testRegion(2);
    const [hub, small] = world.schools as [TestNode, TestNode];
    const to = small.house.self.node;
    await enter(hub, 'person1');
    const grants = ['region' as NodeId, to].map((node) => granted.draft(hub.scope, 'x', { scope: lesson, to: node }));
    await hub.write(...grants);
    await meet(hub, world.region);
    assert.deepEqual((await saidTo(world.region, small)).keys, [lesson], 'the test sees what is sealed');
    await meet(small, world.region);
    await hub.write(grantEnded.draft(hub.scope, 'x', { scope: lesson, to }));
    await enter(hub, 'person2');
    await meet(hub, world.region);
    assert.ok(world.region.house.log.vault.has('person2'), 'the region has the key that it must not pass on');
    assert.deepEqual(await saidTo(world.region, small), { bundles: [], keys: [], ended: [lesson] });
    for (let round = 0; round < 2; round++) await meet(small, world.region);
    await enter(hub, 'person3');
    await meet(hub, world.region);
    assert.deepEqual(await saidTo(world.region, small), { bundles: [], keys: [], ended: [] });
    assert.ok(['person1', 'person2', 'person3'].every((person) => !small.house.log.vault.has(person)));
  });

  it('SYN-13: a revoked node is sealed nothing: no message, no stick, no key of a school’s secrets', async () => {
    await using world = await testRegion(1);
    const { region } = world;
    const [one] = world.schools as [TestNode];
    const { node, school } = one.house.self;
    const known = await asKnown(one);
    // A server that came back once already, so that its school counts as restored.
    const back = { node, kind: 'school' as const, school, key: known.key, age: known.age, epoch: 2 };
    await region.write(nodeRevoked.draft(regionScope, 'x', { node, through: 1, reason: 'lost', heads: [] }));
    await region.write(nodeEndorsed.draft(regionScope, 'x', back));
    assert.equal((await schoolServers(region.house.log.read)).length, 1);
    const folder = mkdtempSync(join(tmpdir(), 'tirek-ended-'));
    assert.ok((await stickWrite(region, folder, [node])).ok);
    rmSync(folder, { recursive: true });

    await region.write(nodeRevoked.draft(regionScope, 'x', { node, through: 2, reason: 'lost', heads: [] }));
    assert.deepEqual(await saidTo(region, one), { bundles: [], keys: [], ended: [] });
    const stick = await stickWrite(region, folder, [node]);
    assert.equal(stick.ok ? 'written' : stick.error.key, 'sync.stick-for-whom');
    assert.ok(!existsSync(folder));
    assert.deepEqual(await schoolServers(region.house.log.read), []);
  });
});
