import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Scope, TabletId } from '#kernel/ids.ts';
import { announced, scored } from '#testing/sample-room.ts';
import { regionScope } from '#kernel/ids.ts';
import { signCheckpoint } from '#log/chain.ts';
import { nothingAbsorbed } from './exchange.ts';
import { nextEpoch } from './identity.ts';
import { stickRead, stickWrite } from './stick.ts';
import { meet, testRegion, type TestNode, type TestRegion } from './testing.ts';

/** Puts a copy of a node's folder back in its place. */
function putBack(world: TestRegion, node: TestNode, backup: string): Promise<TestNode> {
  return world.reopen(node, () => {
    rmSync(node.folder, { recursive: true });
    cpSync(backup, node.folder, { recursive: true });
  });
}

async function backupOf(world: TestRegion, node: TestNode): Promise<{ node: TestNode; backup: string }> {
  const backup = `${node.folder}-backup`;
  return { node: await world.reopen(node, () => cpSync(node.folder, backup, { recursive: true })), backup };
}

function points(node: TestNode, task: string, n?: number) {
  const via = n === undefined ? undefined : { tablet: 't' as TabletId, n };
  return scored.draft(node.scope, 'x', { person: 'anna', task, points: 1 }, via);
}

async function tasksOf(node: TestNode): Promise<string[]> {
  const rows = await node.house.log.read.all<{ task: string; times: number }>(
    'select task, times from sample_points order by task',
  );
  return rows.map(({ task, times }) => `${task}${Number(times) === 1 ? '' : ` ×${times}`}`);
}

/** The epoch that the node itself went on to, opened as the program would. */
async function inNextEpoch(world: TestRegion, node: TestNode): Promise<TestNode> {
  assert.equal(node.epochsAsked(), 1, 'it goes on to another epoch by itself');
  return world.reopen(node, () => nextEpoch(node.folder));
}

async function assertWhole(node: TestNode, region: TestNode, tasks: readonly string[]): Promise<void> {
  await node.desk.recovery.idle();
  await region.desk.recovery.idle();
  assert.equal(node.desk.recovery.isGoingOn(), false, 'the recovery is over');
  assert.deepEqual(await tasksOf(node), tasks);
  assert.deepEqual(await tasksOf(region), tasks);
  for (const each of [node, region]) {
    const before = await each.rows();
    await each.house.log.rebuild('sample');
    assert.deepEqual(await each.rows(), before);
  }
}

describe('a node that comes back', () => {
  it('SYN-20: an old backup put back hears that the region knows more, opens a new epoch and has it back', async () => {
    await using world = await testRegion(1);
    let [school] = world.schools as [TestNode];
    await school.write(points(school, 'a', 1), points(school, 'b', 2));
    await meet(school, world.region);
    const copied = await backupOf(world, school);
    school = copied.node;
    await school.write(points(school, 'c', 3), points(school, 'd'));
    await meet(school, world.region);
    school = await putBack(world, school, copied.backup);
    await meet(school, world.region);
    school = await inNextEpoch(world, school);
    assert.equal(school.desk.recovery.state()?.why, 'ahead');
    // Entry 3 comes again from its tablet, before the region has given it back.
    await school.write(points(school, 'c', 3), points(school, 'e', 4));
    await meet(school, world.region);
    await meet(school, world.region);
    await assertWhole(school, world.region, ['a', 'b', 'c', 'd', 'e']);
  });

  it('SYN-21: a backup that went on by itself: what only it has finds a place, what the region has stays', async () => {
    await using world = await testRegion(1);
    let [school] = world.schools as [TestNode];
    await school.write(points(school, 'a', 1));
    await meet(school, world.region);
    const copied = await backupOf(world, school);
    school = copied.node;
    await school.write(points(school, 'b', 2));
    await meet(school, world.region);
    school = await putBack(world, school, copied.backup);
    for (const task of ['x', 'y', 'z']) await school.write(points(school, task));
    await meet(school, world.region);
    school = await inNextEpoch(world, school);
    assert.equal(school.desk.recovery.state()?.why, 'differs');
    for (let n = 0; n < 4; n++) await meet(school, world.region);
    await school.desk.recovery.idle();
    await meet(school, world.region);
    await assertWhole(school, world.region, ['a', 'b', 'x', 'y', 'z']);
    assert.equal(school.desk.recovery.state()?.takenBack, 3);
  });

  it('SYN-20: a copy put back that wrote as much again as it lost is noticed by what is written, not by how much', async () => {
    await using world = await testRegion(1);
    let [school] = world.schools as [TestNode];
    await school.write(points(school, 'a'));
    await meet(school, world.region);
    const copied = await backupOf(world, school);
    school = copied.node;
    await school.write(points(school, 'b'));
    await meet(school, world.region);
    school = await putBack(world, school, copied.backup);
    await school.write(points(school, 'x'));
    await meet(school, world.region);
    school = await inNextEpoch(world, school);
    assert.equal(school.desk.recovery.state()?.why, 'differs');
    for (let n = 0; n < 4; n++) await meet(school, world.region);
    await school.desk.recovery.idle();
    await meet(school, world.region);
    await assertWhole(school, world.region, ['a', 'b', 'x']);
  });

  it('SYN-21: what is open to other schools alone never comes to the region: a recovery does not wait for it', async () => {
    await using world = await testRegion(1);
    let [school] = world.schools as [TestNode];
    const lesson = { person: 'anna', task: 'k', points: 1 };
    await school.write(points(school, 'a'), scored.draft('lesson:l' as Scope, 'x', lesson));
    await meet(school, world.region);
    const copied = await backupOf(world, school);
    school = copied.node;
    await school.write(points(school, 'b'));
    await meet(school, world.region);
    school = await putBack(world, school, copied.backup);
    await school.write(points(school, 'x'));
    await meet(school, world.region);
    school = await inNextEpoch(world, school);
    for (let n = 0; n < 4; n++) await meet(school, world.region);
    await school.desk.recovery.idle();
    assert.equal(school.desk.recovery.state()?.takenBack, 1);
  });

  it('SYN-10, SYN-15: a stick of an earlier epoch, by the key that the node still has, brings what nobody else knows', async () => {
    await using world = await testRegion(1);
    let [school] = world.schools as [TestNode];
    const folder = mkdtempSync(join(tmpdir(), 'tirek-old-epoch-'));
    await school.write(points(school, 'a', 1));
    const copied = await backupOf(world, school);
    school = copied.node;
    await school.write(points(school, 'c', 2));
    assert.ok((await stickWrite(school, folder)).ok);
    school = await world.reopen(school, () => {
      rmSync(school.folder, { recursive: true });
      cpSync(copied.backup, school.folder, { recursive: true });
      nextEpoch(school.folder);
    });
    await school.write(points(school, 'b', 3));
    await meet(school, world.region);
    const read = await stickRead(world.region, folder);
    assert.deepEqual(read.ok && read.value.rejected, []);
    assert.deepEqual(read.ok && read.value.read.map(({ refusal }) => refusal), [undefined]);
    for (let n = 0; n < 3; n++) await meet(school, world.region);
    await assertWhole(school, world.region, ['a', 'b', 'c']);
    // Read once more it changes nothing: what it says of the links was overtaken.
    assert.ok((await stickRead(world.region, folder)).ok);
    await meet(school, world.region);
    await assertWhole(school, world.region, ['a', 'b', 'c']);
    rmSync(folder, { recursive: true });
  });

  it('SYN-20: a region believes no school that claims more of its stream without the region’s own signature', async () => {
    await using world = await testRegion(1);
    const { region } = world;
    const [school] = world.schools as [TestNode];
    await region.write(announced.draft(regionScope, 'x', { text: 'one' }));
    await meet(school, region);
    const { node, epoch } = region.house.self;
    const stream = { node, epoch, scope: regionScope };
    const hash = new Uint8Array(32).fill(7);
    const forged = signCheckpoint(school.house.self.signingKey, stream, 99, hash);
    const old = await region.house.log.checkpoint(stream);
    const claims = [[{ seq: 99, hash }], [forged], [{ ...forged, signature: old.signature }], [old]];
    for (const marks of claims) {
      const ahead = [[node, epoch, regionScope, 100] as const];
      await region.desk.recovery.after(school.house.self.node, {
        ...nothingAbsorbed,
        ahead,
        differing: [{ stream, marks }],
      });
    }
    assert.equal(region.epochsAsked(), 0);
  });

  it('SYN-20: a region put back believes its own signature, which one school shows, and has back what it had given', async () => {
    await using world = await testRegion(2);
    let { region } = world;
    const [hub, small] = world.schools as [TestNode, TestNode];
    await region.write(announced.draft(regionScope, 'x', { text: 'one' }));
    for (const school of [hub, small]) await meet(school, region);
    const copied = await backupOf(world, region);
    region = copied.node;
    await region.write(announced.draft(regionScope, 'x', { text: 'two' }));
    for (const school of [hub, small]) await meet(school, region);
    region = await putBack(world, region, copied.backup);
    await meet(hub, region);
    region = await inNextEpoch(world, region);
    await region.write(announced.draft(regionScope, 'x', { text: 'three' }));
    for (const school of [hub, small, hub]) await meet(school, region);
    await region.desk.recovery.idle();
    for (const school of [hub, small]) await meet(school, region);
    for (const node of [region, hub, small]) {
      await node.desk.recovery.idle();
      assert.equal((await node.rows())['sample_news']?.length, 3, node.house.self.node);
    }
  });
});
