import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { regionScope, schoolScope, type NodeId, type PersonId, type SchoolId, type Scope } from '#kernel/ids.ts';
import { dumpRows } from '#testing/logs.ts';
import { announced, joined, sampleProjection, scored } from '#testing/sample-room.ts';
import { decodeMessage, encodeMessage } from './message.ts';
import { granted, grantEnded, nodeEndorsed, nodeRevoked } from './records.ts';
import { asKnown, meet, testRegion, type TestNode } from './testing.ts';

const lesson = 'lesson:l1' as Scope;

function points(scope: Scope, person: string, task: string, points = 1) {
  return scored.draft(scope, person, { person, task, points });
}

async function scores(node: TestNode): Promise<string[]> {
  const rows = await node.house.log.read.all<{ person: string; task: string; points: number }>(
    'select person, task, points from sample_points order by person, task',
  );
  return rows.map(({ person, task, points }) => `${person} ${task} ${points}`);
}

describe('what nodes say to each other', () => {
  it("SYN-6: records of a school come to the region, and the region's to the school", async () => {
    await using world = await testRegion(2);
    const [one, two] = world.schools as [TestNode, TestNode];
    await one.write(points(one.scope, 'p1', 't1', 3));
    await world.region.write(announced.draft(regionScope, 'region', { text: 'hello' }));
    await meet(one, world.region);
    await meet(two, world.region);
    assert.deepEqual(await scores(world.region), ['p1 t1 3']);
    assert.deepEqual(await scores(two), [], 'another school is not told');
    for (const node of [one, two]) {
      assert.equal((await node.house.log.read.all('select text from sample_news')).length, 1);
    }
    const stream = { ...one.house.log.self, scope: one.scope };
    assert.equal(one.desk.exchange.acknowledged('region' as NodeId, stream), 2);
  });

  it('SYN-11: keys of persons go with the scope, and names open at the region', async () => {
    await using world = await testRegion(2);
    const [one, two] = world.schools as [TestNode, TestNode];
    const person = 'person1' as PersonId;
    await one.house.log.write((on) => ({
      records: [joined.draft(one.scope, 'x', { person, name: on.seal(person, one.scope, 'Әлия') })],
      answer: 0,
    }));
    await meet(one, world.region);
    await meet(two, world.region);
    const row = await world.region.house.log.read.get<{ name: Uint8Array }>('select name from sample_people');
    assert.equal(world.region.house.log.vault.open(person, row?.name as Uint8Array), 'Әлия');
    assert.equal(two.house.log.vault.has(person), false);
    const known = await asKnown(world.region);
    assert.deepEqual((await one.desk.exchange.compose(known, 64_000, true)).keys, [], 'a receipt ends the sending');
  });

  it('SYN-8: when nothing happened a message holds nothing', async () => {
    await using world = await testRegion(1);
    const [one] = world.schools as [TestNode];
    await one.write(points(one.scope, 'p1', 't1'));
    await meet(one, world.region);
    const message = await one.desk.exchange.compose(await asKnown(world.region), 64_000);
    assert.deepEqual(
      [message.wants, message.bundles, message.keys, message.ended, message.hasMore],
      [[], [], [], [], false],
    );
    assert.ok(encodeMessage(message).length < 30);
  });

  it('SYN-10: after both restart, nothing is sent twice', async () => {
    await using world = await testRegion(1);
    const [one] = world.schools as [TestNode];
    await one.write(points(one.scope, 'p1', 't1'));
    await meet(one, world.region);
    const again = await world.reopen(one);
    const message = await again.desk.exchange.compose(await asKnown(world.region), 64_000, true);
    assert.deepEqual(message.bundles, []);
  });

  it('SYN-2, SYN-12: a shared lesson goes by the region to whom its writer opened it, and to nobody else', async () => {
    await using world = await testRegion(3);
    const [hub, small, other] = world.schools as [TestNode, TestNode, TestNode];
    await hub.write(
      points(lesson, 'hubpupil', 't1'),
      granted.draft(hub.scope, 'x', { scope: lesson, to: 'region' as NodeId }),
      granted.draft(hub.scope, 'x', { scope: lesson, to: small.house.self.node }),
    );
    for (let n = 0; n < 400; n++) await hub.write(points(lesson, `p${n % 9}`, `t${n}`));
    await meet(hub, world.region, 2000);
    for (const each of [small, other]) await meet(each, world.region);
    assert.equal((await scores(small)).length, 401);
    assert.deepEqual(await scores(other), []);
    const head = small.house.log.head({ ...hub.house.log.self, scope: lesson });
    assert.equal(head?.next, 402);
  });

  it('SYN-2: who grants itself what another wrote gets nothing', async () => {
    await using world = await testRegion(2);
    const [one, two] = world.schools as [TestNode, TestNode];
    await one.write(points(lesson, 'p', 't'), granted.draft(one.scope, 'x', { scope: lesson, to: 'region' as NodeId }));
    await two.write(
      granted.draft(two.scope, 'x', { scope: lesson, to: two.house.self.node }),
      granted.draft(two.scope, 'x', { scope: one.scope, to: two.house.self.node }),
    );
    await meet(one, world.region);
    await meet(two, world.region);
    await meet(two, world.region);
    assert.deepEqual(await scores(two), []);
  });

  it('SYN-9: a grant taken back takes the rows, and given again it brings them back', async () => {
    await using world = await testRegion(2);
    const [hub, small] = world.schools as [TestNode, TestNode];
    const to = small.house.self.node;
    await hub.write(
      points(lesson, 'p', 't'),
      granted.draft(hub.scope, 'x', { scope: lesson, to: 'region' as NodeId }),
      granted.draft(hub.scope, 'x', { scope: lesson, to }),
    );
    await meet(hub, world.region);
    await meet(small, world.region);
    assert.deepEqual(await scores(small), ['p t 1']);
    await hub.write(grantEnded.draft(hub.scope, 'x', { scope: lesson, to }));
    await meet(hub, world.region);
    await meet(small, world.region);
    assert.deepEqual(await scores(small), []);
    assert.deepEqual(await scores(world.region), ['p t 1'], 'the region keeps its own grant');
    assert.equal(small.house.log.head({ ...hub.house.log.self, scope: lesson }), undefined);
    await meet(small, world.region);
    const quiet = await world.region.desk.exchange.compose(await asKnown(small), 64_000);
    assert.deepEqual(quiet.ended, [], 'said until it is heard, not for ever');
    await hub.write(granted.draft(hub.scope, 'x', { scope: lesson, to }));
    await meet(hub, world.region);
    await meet(small, world.region);
    assert.deepEqual(await scores(small), ['p t 1']);
  });

  it('SYN-9: a stream dropped while its tables are being built leaves no row in them', async () => {
    await using world = await testRegion(2);
    const [hub, small] = world.schools as [TestNode, TestNode];
    const to = small.house.self.node;
    await hub.write(
      granted.draft(hub.scope, 'x', { scope: lesson, to: 'region' as NodeId }),
      granted.draft(hub.scope, 'x', { scope: lesson, to }),
    );
    for (let n = 0; n < 10; n++) {
      await hub.write(...Array.from({ length: 700 }, (_, m) => points(lesson, `p${m % 30}`, `t${n}`)));
    }
    await meet(hub, world.region, 1024 * 1024);
    await meet(small, world.region, 1024 * 1024);
    const { log } = small.house;
    const rebuilding = log.rebuild('sample');
    // Some slices have been replayed, others not.
    while (log.progress('sample').done < 2000) await new Promise((resolve) => setImmediate(resolve));
    await log.drop(hub.house.self.node, lesson);
    await rebuilding;
    assert.deepEqual(await scores(small), []);
  });

  it("SYN-1: a school that writes in another school's scope is refused, and it is shown", async () => {
    await using world = await testRegion(2);
    const [one, two] = world.schools as [TestNode, TestNode];
    const foreign = schoolScope('s2x' as SchoolId);
    await one.write(
      points(foreign, 'p', 't'),
      granted.draft(one.scope, 'x', { scope: foreign, to: 'region' as NodeId }),
    );
    // The school's own program would send it: it thinks that the region may read what it wrote.
    await two.write(granted.draft(two.scope, 'x', { scope: foreign, to: 'region' as NodeId }));
    const known = await asKnown(one);
    one.desk.authority.mayRead = () => true;
    const message = await one.desk.exchange.compose(await asKnown(world.region), 64_000, true);
    const absorbed = await world.region.desk.exchange.absorb(known, message);
    assert.deepEqual(
      absorbed.rejected.map(({ stream, why }) => [stream.scope, why]),
      [[foreign, 'not-its-scope']],
    );
    await world.region.desk.heard(known.node, 5, absorbed);
    assert.equal(world.region.desk.contacts().get(known.node)?.rejected.length, 1);
    assert.deepEqual(await scores(world.region), []);
  });

  it('SYN-13: a forged checkpoint, an unknown writer and a revoked key are refused, what came before stays', async () => {
    await using world = await testRegion(2);
    const [one, two] = world.schools as [TestNode, TestNode];
    const { region } = world;
    await one.write(points(one.scope, 'p', 'early'));
    await meet(one, region);
    await one.write(points(one.scope, 'p', 'late'));
    const known = await asKnown(one);
    const message = await one.desk.exchange.compose(await asKnown(region), 64_000, true);
    const [bundle] = message.bundles;
    assert.ok(bundle);
    const why = async (changed: typeof bundle) => {
      return (await region.desk.exchange.absorb(known, { ...message, bundles: [changed] })).rejected.map(
        (each) => each.why,
      );
    };
    const signature = new Uint8Array(bundle.signature);
    signature[5] = (signature[5] ?? 0) ^ 1;
    assert.deepEqual(await why({ ...bundle, signature }), ['forged']);
    const foreign = { ...bundle, stream: { ...bundle.stream, node: 'stranger' as NodeId } };
    assert.deepEqual(await why(foreign), ['unknown-node']);
    assert.deepEqual(await why({ ...bundle, stream: { ...bundle.stream, node: two.house.self.node } }), [
      'not-its-scope',
    ]);
    assert.deepEqual(await why({ ...bundle, from: bundle.from + 1 }), ['gap']);
    assert.deepEqual(await why({ ...bundle, packed: bundle.packed.subarray(0, -3) }), ['damaged']);
    const { next = 0 } = region.house.log.head(bundle.stream) ?? {};
    const heads: [number, Scope, number][] = [[1, one.scope, next - 1]];
    await region.write(nodeRevoked.draft(regionScope, 'x', { node: known.node, through: 1, reason: 'lost', heads }));
    assert.deepEqual(await why(bundle), ['revoked']);
    assert.deepEqual(await scores(region), ['p early 1']);
    assert.equal(region.desk.authority.find(known.node)?.isRevoked, true);
    const restarted = await world.reopen(region);
    assert.equal(restarted.desk.authority.find(known.node)?.isRevoked, true);
    assert.deepEqual(await scores(restarted), ['p early 1']);
  });

  it('SYN-13: what a revoked node wrote before is passed on to who may read it', async () => {
    await using world = await testRegion(2);
    const [hub, small] = world.schools as [TestNode, TestNode];
    await hub.write(
      points(lesson, 'p', 't'),
      granted.draft(hub.scope, 'x', { scope: lesson, to: 'region' as NodeId }),
      granted.draft(hub.scope, 'x', { scope: lesson, to: small.house.self.node }),
    );
    await meet(hub, world.region);
    const heads: [number, Scope, number][] = [[1, lesson, 1]];
    const body = { node: hub.house.self.node, through: 1, reason: 'lost' as const, heads };
    await world.region.write(nodeRevoked.draft(regionScope, 'x', body));
    await meet(small, world.region);
    assert.deepEqual(await scores(small), ['p t 1']);
  });

  it('SYN-10: a node with a new key and epoch gets its own earlier records back', async () => {
    await using world = await testRegion(2);
    const [one, two] = world.schools as [TestNode, TestNode];
    await one.write(points(one.scope, 'p', 'before the fire'));
    await meet(one, world.region);
    // The same node id in another epoch, with a key of its own: as a restored server would be.
    const { node, school } = one.house.self;
    const fresh = await asKnown(two);
    await world.region.write(
      nodeRevoked.draft(regionScope, 'x', { node, through: 1, reason: 'lost', heads: [[1, one.scope, 2]] }),
      nodeEndorsed.draft(regionScope, 'x', {
        node,
        kind: 'school',
        key: fresh.key,
        age: fresh.age,
        epoch: 2,
        ...(school ? { school } : {}),
      }),
    );
    const restored = world.region.desk.authority.find(node);
    assert.deepEqual([restored?.epoch, restored?.isRevoked], [2, false]);
    assert.ok(restored);
    const asks = await two.desk.exchange.compose(await asKnown(world.region), 0, true);
    await world.region.desk.exchange.absorb(restored, { ...asks, epoch: 2 });
    const reply = await world.region.desk.exchange.compose(restored, 64_000, true);
    assert.ok(reply.bundles.some(({ stream }) => stream.node === node && stream.epoch === 1));
  });

  it('SYN-10: who says that it has less is sent it again; who has more than the writer is noticed', async () => {
    await using world = await testRegion(1);
    const [one] = world.schools as [TestNode];
    await one.write(points(one.scope, 'p', 't'));
    await meet(one, world.region);
    const region = await asKnown(world.region);
    const said = await world.region.desk.exchange.compose(await asKnown(one), 0, true);
    const less = await one.desk.exchange.absorb(region, { ...said, wants: [] });
    assert.deepEqual(less.less, [[one.house.self.node, 1, one.scope, 1]]);
    assert.equal((await one.desk.exchange.compose(region, 64_000)).bundles.length, 1);
    const more = await one.desk.exchange.absorb(region, { ...said, wants: [[one.house.self.node, 1, one.scope, 99]] });
    assert.deepEqual(
      more.ahead.map((want) => want[3]),
      [99],
    );
  });

  it('SYN-1: who may write is known from the records alone, when the tables are gone', async () => {
    await using world = await testRegion(1);
    const [one] = world.schools as [TestNode];
    await one.write(points(one.scope, 'p', 't'));
    await meet(one, world.region);
    const before = await dumpRows(world.region.house.log.read, sampleProjection);
    // As an update would that changes the tables of sync itself.
    const { Authority } = await import('./authority.ts');
    const authority = new Authority(world.region.house.self);
    const { read } = world.region.house.log;
    const without = {
      get: read.get,
      all: <R>(sql: string, ...parameters: never[]): Promise<R[]> => {
        return sql.includes('sync_') ? Promise.reject(new Error('no such column')) : read.all<R>(sql, ...parameters);
      },
    };
    await authority.load(without);
    assert.equal(authority.mayWrite({ ...one.house.log.self, scope: one.scope }, 'school'), true);
    assert.equal(authority.mayRead(one.house.self.node, { node: 'region' as NodeId, scope: regionScope }), true);
    assert.deepEqual(await dumpRows(world.region.house.log.read, sampleProjection), before);
  });

  it('SYN-6: bytes that are no message, and one from a newer release, are told apart', () => {
    assert.deepEqual(decodeMessage(Buffer.from('nonsense')), { ok: false, error: 'unreadable' });
    const empty = {
      epoch: 1,
      term: 1,
      isAll: true,
      wants: [],
      bundles: [],
      keys: [],
      keysTaken: { epoch: 0, upTo: [] },
      ended: [],
      files: [],
      hasMore: false,
      differs: [],
    };
    const bytes = encodeMessage(empty);
    assert.deepEqual(decodeMessage(bytes), { ok: true, value: empty });
    const newer = new Uint8Array(bytes);
    newer[1] = 9;
    assert.deepEqual(decodeMessage(newer), { ok: false, error: 'newer' });
  });
});
