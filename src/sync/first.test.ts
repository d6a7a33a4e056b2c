import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { regionScope, type TabletId } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import { announced, scored } from '#testing/sample-room.ts';
import { decodeFirstAsked, decodeFirstPage, encodeFirstPage } from './first.ts';
import { doorOf, fakeTimers, keeperAt } from './keeper-testing.ts';
import { linkClient } from './link-client.ts';
import { burn, hung, meet, testRegion, type TestNode } from './testing.ts';
import { realWrapping } from './wrapping.ts';

function points(node: TestNode, task: string, n?: number) {
  const via = n === undefined ? undefined : { tablet: 't' as TabletId, n };
  return scored.draft(node.scope, 'x', { person: 'anna', task, points: 1 }, via);
}

/** The tasks of a node, but for those of the filling. */
async function tasksOf(node: TestNode): Promise<string[]> {
  const rows = await node.house.log.read.all<{ task: string; times: number }>(
    'select task, times from sample_points where length(task) < 100 order by task',
  );
  return rows.map(({ task, times }) => (Number(times) === 1 ? task : `${task} ×${times}`));
}

async function openDoor(region: TestNode) {
  const door = await doorOf(region);
  return Object.assign(door, { [Symbol.asyncDispose]: () => door.close() });
}

/** A school that has taught for some days, its region, and a picture of it. */
async function aTaughtSchool() {
  const world = await testRegion(2);
  const [school, other] = world.schools as [TestNode, TestNode];
  const picture = randomBytes(5000);
  const hash = await world.region.house.files.put(picture);
  await world.region.write(announced.draft(regionScope, 'x', { text: 'hello' }));
  await school.write(points(school, 'old', 1), hung.draft(school.scope, 'x', { hash, bytes: picture.length }));
  // More than the first rounds carry, so that what is new would come last.
  const filling = Array.from({ length: 100 }, () => points(school, randomBytes(4000).toString('hex')));
  await school.write(...filling);
  world.clock.advance(20 * day);
  for (let n = 2; n <= 5; n++) await school.write(points(school, `new${n}`, n));
  await school.write(points(school, 'paper'));
  for (const each of [school, other]) await meet(each, world.region);
  return { world, school, other, hash };
}

describe('what a restored school needs first', () => {
  it('SYN-22: comes ahead of its place, its files next, and in the end all is as at the region', async () => {
    const { world, school, hash } = await aTaughtSchool();
    await using _ = world;
    const restored = await burn(world, school);
    await using door = await openDoor(world.region);
    await restored.house.log.setState('region-url', Buffer.from(door.url));
    const keeper = keeperAt(restored, fakeTimers(world.clock));
    /** What was asked, and what stood here then. */
    const asked: { path: string; tasks: string[] }[] = [];
    door.answer = async (request) => {
      const path = new URL(request.url).pathname.replace(/\/[0-9a-f]{64}/, '').replace('/api/sync/', '');
      asked.push({ path, tasks: await tasksOf(restored) });
      return world.region.app.fetch(request);
    };
    await keeper.turn();
    const file = asked.find(({ path }) => path === 'files');
    assert.deepEqual(file?.tasks, ['new2', 'new3', 'new4', 'new5', 'paper'], 'newest records are here before files');
    assert.ok(await restored.house.files.has(hash));
    await restored.desk.recovery.idle();
    const { first, wholeAt, why } = restored.desk.recovery.state() ?? {};
    assert.equal(why, 'restored');
    assert.ok(first?.records !== undefined && first.files !== undefined && wholeAt !== undefined);
    assert.deepEqual(await tasksOf(restored), ['new2', 'new3', 'new4', 'new5', 'old', 'paper']);
    assert.deepEqual(await restored.house.log.read.all('select * from log_loose'), []);
    // A tablet sends again what the region had, and what it never had.
    await restored.write(points(restored, 'only-tablet', 6));
    await keeper.turn();
    const before = await world.region.rows();
    assert.deepEqual((await restored.rows())['sample_points'], before['sample_points']);
    assert.equal((await tasksOf(world.region)).filter((task) => task === 'only-tablet').length, 1);
    await keeper.stop();
  });

  it('SYN-22: nobody gets records of another node, nor any before the region knows that its own have come', async () => {
    const { world, school, other } = await aTaughtSchool();
    await using _ = world;
    const restored = await burn(world, school);
    await using door = await openDoor(world.region);
    const ask = async (node: TestNode) => {
      const { self, clock } = node.house;
      const link = linkClient({
        url: door.url,
        self,
        clock,
        exchange: node.desk.exchange,
        peer: () => node.desk.authority.region,
      });
      const reply = await link.askSealed('first', Buffer.from('82656669727374f6', 'hex'));
      link.close();
      return decodeFirstPage(reply, realWrapping);
    };
    const stranger = await ask(other);
    assert.deepEqual([stranger?.streams, stranger?.next], [[], undefined]);
    await world.region.write(announced.draft(regionScope, 'x', { text: 'more' }));
    const page = await ask(restored);
    assert.ok(page?.isTooEarly || (page?.streams.length ?? 0) > 0);
  });

  it('SYN-22: a page is no larger than a page, and the next one begins where it ended', async () => {
    const records = Array.from({ length: 400 }, (_, n) => ({ seq: n + 1, bytes: randomBytes(2000) }));
    const streams = [{ epoch: 1, scope: 'school:a' as TestNode['scope'], records }];
    const packed = await encodeFirstPage({ isTooEarly: false, streams, next: undefined }, realWrapping);
    assert.ok(packed.length <= 257 * 1024);
    const page = await decodeFirstPage(packed, realWrapping);
    const last = page?.streams[0]?.records.at(-1)?.seq ?? 0;
    assert.ok(last > 50);
    assert.deepEqual(page?.next, { epoch: 1, scope: 'school:a', seq: last + 1 });
    assert.equal(await decodeFirstPage(randomBytes(300), realWrapping), undefined);
    for (const wrong of [randomBytes(30), Buffer.from('8101', 'hex')]) assert.equal(decodeFirstAsked(wrong), undefined);
  });
});
