import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { regionScope } from '#kernel/ids.ts';
import type { Post } from '#http/who.ts';
import { seededRandomness } from '#testing/logs.ts';
import { scored } from '#testing/sample-room.ts';
import { unpackBundle, type Bundle } from './bundle.ts';
import { linkClient } from './link-client.ts';
import { doorOf } from './keeper-testing.ts';
import { decodeMessage, encodeMessage, type Message } from './message.ts';
import { granted, nodeEndorsed, nodeRevoked } from './records.ts';
import { stickParts, stickRead, stickWrite, takeStickIn } from './stick.ts';
import { asKnown, meet, testRegion, type TestNode, type TestRegion } from './testing.ts';

const coordinator: Post = { role: 'coordinator' };
const head: Post = { role: 'head' };

function points(node: TestNode, task: string) {
  return scored.draft(node.scope, 'x', { person: 'p', task, points: 1 });
}

/** Everything that records made: heads with their running hashes, and the rows of all rooms. */
async function storeOf({ house: { log }, rows }: TestNode): Promise<string> {
  const heads = log.streams().map(({ stream, next, hash }) => [stream, next, Buffer.from(hash).toString('hex')]);
  const count = await log.read.get<{ n: number }>('select count(*) as n from log_records');
  return JSON.stringify([heads, count?.n, await rows()]);
}

/** A school with something to say, and the message that says it. */
async function withMessage(
  test: (of: { world: TestRegion; school: TestNode; message: Message; bundle: Bundle }) => Promise<void>,
): Promise<void> {
  await using world = await testRegion(2);
  const [school] = world.schools as [TestNode];
  await school.write(points(school, 'first'));
  await meet(school, world.region);
  for (let n = 0; n < 20; n++) await school.write(points(school, `t${n}`));
  const message = await school.desk.exchange.compose(await asKnown(world.region), 64_000, true);
  const [bundle] = message.bundles;
  assert.ok(bundle);
  await test({ world, school, message, bundle });
}

async function withStickFile(
  test: (of: {
    world: TestRegion;
    school: TestNode;
    folder: string;
    place: string;
    bytes: Uint8Array;
  }) => Promise<void>,
): Promise<void> {
  await using world = await testRegion(2);
  const [school] = world.schools as [TestNode];
  await school.write(points(school, 't'));
  const folder = mkdtempSync(join(tmpdir(), 'tirek-damage-'));
  try {
    const { name, bytes } = (await stickParts(school, await asKnown(world.region)).next()).value as {
      name: string;
      bytes: Uint8Array;
    };
    const place = join(folder, name);
    writeFileSync(place, bytes);
    await test({ world, school, folder, place, bytes });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Random places and bits, the same from the same seed. */
function* flips(seed: string, length: number, count: number): Generator<readonly [at: number, bit: number]> {
  const randomness = seededRandomness(seed);
  for (let n = 0; n < count; n++) {
    const bytes = Buffer.from(randomness.bytes(5));
    yield [bytes.readUInt32BE(0) % length, 1 << ((bytes[4] ?? 0) & 7)];
  }
}

function flipped(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  return new Uint8Array(bytes).with(at, (bytes[at] ?? 0) ^ bit);
}

describe('what is cut or flipped is refused whole', () => {
  it('SYN-5, SYN-35: a bundle cut at every byte, and flipped at a thousand places', async () => {
    await withMessage(async ({ world: { region }, school, message, bundle }) => {
      const known = await asKnown(school);
      const before = await storeOf(region);
      const refused = async (packed: Uint8Array, what: string): Promise<void> => {
        const { records, rejected } = await region.desk.exchange.absorb(known, {
          ...message,
          bundles: [{ ...bundle, packed }],
        });
        assert.deepEqual([records, rejected.length], [0, 1], what);
        assert.match(rejected[0]?.why ?? '', /^(damaged|forged|unreadable)$/, what);
      };
      for (let end = 0; end < bundle.packed.length; end++)
        await refused(bundle.packed.subarray(0, end), `cut at ${end}`);
      assert.equal(await storeOf(region), before);
      const genuine = await unpackBundle(region.house.log, bundle);
      let same = 0;
      for (const [at, bit] of flips('bundle', bundle.packed.length, 1000)) {
        const packed = flipped(bundle.packed, at, bit);
        // A few bits of zstd's head say nothing of what comes out: then these are the very records that were signed.
        if (isDeepStrictEqual(await unpackBundle(region.house.log, { ...bundle, packed }), genuine)) same++;
        else await refused(packed, `flipped at ${at}, ${bit}`);
      }
      assert.ok(same < 30, `${same}`);
      assert.equal(await storeOf(region), before);
      assert.equal((await region.desk.exchange.absorb(known, message)).records, 20);
    });
  });

  it('SYN-6, SYN-35: a message cut at every byte is none', async () => {
    await withMessage(async ({ message }) => {
      const bytes = encodeMessage(message);
      assert.ok(decodeMessage(bytes).ok);
      for (let end = 0; end < bytes.length; end++) {
        assert.deepEqual(decodeMessage(bytes.subarray(0, end)), { ok: false, error: 'unreadable' }, `cut at ${end}`);
      }
    });
  });

  it('SYN-15, SYN-35: a stick’s file cut at every byte, and flipped at five hundred places', async () => {
    await withStickFile(async ({ world: { region }, bytes }) => {
      const before = await storeOf(region);
      const keyOf = async (spoilt: Uint8Array): Promise<string> => {
        const taken = await takeStickIn(region, spoilt);
        return taken.ok ? 'taken in' : taken.error.key;
      };
      for (let end = 0; end < bytes.length; end++) {
        assert.equal(await keyOf(bytes.subarray(0, end)), 'sync.stick-damaged', `cut at ${end}`);
      }
      for (const [at, bit] of flips('stick', bytes.length, 500)) {
        assert.match(await keyOf(flipped(bytes, at, bit)), /^sync\.stick-/, `flipped at ${at}`);
      }
      assert.equal(await storeOf(region), before);
      assert.equal(await keyOf(bytes), 'taken in');
    });
  });
});

describe('what does not belong', () => {
  it('SYN-35: a checkpoint of another number, stream or author does not fit', async () => {
    await withMessage(async ({ world, school, message, bundle }) => {
      const [, other] = world.schools as [TestNode, TestNode];
      const { region } = world;
      const known = await asKnown(school);
      const before = await storeOf(region);
      const { log } = school.house;
      const last = bundle.from + bundle.count - 1;
      await other.write(points(other, 't'));
      const signatures = [
        (await log.checkpoint(bundle.stream, last - 1)).signature,
        (await other.house.log.checkpoint({ ...other.house.log.self, scope: other.scope }, 1)).signature,
      ];
      for (const signature of signatures) {
        const { records, rejected } = await region.desk.exchange.absorb(known, {
          ...message,
          bundles: [{ ...bundle, signature }],
        });
        assert.deepEqual([records, rejected.map(({ why }) => why)], [0, ['forged']]);
      }
      assert.equal(await storeOf(region), before);
    });
  });

  it('SYN-2, SYN-35: a grant in another school’s name is refused, and shown at the region', async () => {
    await withMessage(async ({ world, school, message, bundle }) => {
      const [, other] = world.schools as [TestNode, TestNode];
      const { region } = world;
      const self = school.house.self;
      await school.write(granted.draft(other.scope, 'x', { scope: other.scope, to: self.node }));
      const forged = { ...school.house.log.self, scope: other.scope };
      const [bytes] = await school.house.log.recordsFrom(forged, 1, 1);
      assert.ok(bytes);
      const { signature } = await school.house.log.checkpoint(forged, 1);
      const carried = { ...bundle, stream: forged, from: 1, count: 1, signature };
      const absorbed = await region.desk.exchange.absorb(await asKnown(school), { ...message, bundles: [carried] });
      assert.deepEqual(
        absorbed.rejected.map(({ why }) => why),
        ['not-its-scope'],
      );
      await region.desk.heard(self.node, 1, absorbed);
      assert.equal(
        region.desk.authority.mayRead(self.node, { node: other.house.self.node, scope: other.scope }),
        false,
      );
      const status = (await (await region.ask(coordinator, 'GET', '/status')).json()) as {
        contacts: { node: string; rejected: { why: string; scope: string }[] }[];
      };
      const shown = status.contacts.find(({ node }) => node === self.node)?.rejected[0];
      assert.deepEqual([shown?.why, shown?.scope], ['not-its-scope', other.scope]);
    });
  });

  it('SYN-10, SYN-35: a region that has less than it acknowledged is told, shown at both ends, and sent it again', async () => {
    await using world = await testRegion(1);
    const [school] = world.schools as [TestNode];
    const { region, clock } = world;
    const door = await doorOf(region);
    const { house, desk } = school;
    const link = linkClient({ ...desk, url: door.url, self: house.self, clock, peer: () => desk.authority.region });
    const rounds = async (): Promise<void> => {
      for (let hasMore = true; hasMore;) {
        const round = await link.round();
        await desk.heard(region.house.self.node, clock.now(), round.absorbed);
        ({ hasMore } = round);
      }
    };
    try {
      await school.write(points(school, 't'));
      await rounds();
      // As after an old backup: the region has nothing of the school, and does not know that it had.
      await region.house.log.drop(house.self.node, school.scope);
      await rounds();
      await link.round();
      link.close();
      const again = linkClient({ ...desk, url: door.url, self: house.self, clock, peer: () => desk.authority.region });
      for (let n = 0; n < 3; n++) {
        const round = await again.round();
        await desk.heard(region.house.self.node, clock.now(), round.absorbed);
      }
      again.close();
      type Shown = { contacts: { node: string; hasLost: boolean; hasLostHere: boolean }[] };
      const seen = async (node: TestNode, post: Post, of: TestNode) => {
        const { contacts } = (await (await node.ask(post, 'GET', '/status')).json()) as Shown;
        return contacts.find((contact) => contact.node === of.house.self.node);
      };
      assert.equal((await seen(school, head, region))?.hasLost, true, 'at the school');
      assert.equal((await seen(region, coordinator, school))?.hasLostHere, true, 'at the region');
      assert.equal((await region.rows())['sample_points']?.length, 1, 'sent again');
    } finally {
      link.close();
      await door.close();
    }
  });

  it('SYN-13, SYN-35: a stick of an old epoch, and one for a key that this server had before', async () => {
    await withStickFile(async ({ world, school, bytes }) => {
      const [, other] = world.schools as [TestNode, TestNode];
      const { region } = world;
      const { node, school: of } = school.house.self;
      const fresh = await asKnown(other);
      const to = { ...(await asKnown(region)), age: fresh.age };
      const foreign = (await stickParts(school, to).next()).value as { bytes: Uint8Array };
      const otherKey = await takeStickIn(region, foreign.bytes);
      assert.equal(!otherKey.ok && otherKey.error.key, 'sync.stick-other-key');
      await region.write(
        nodeRevoked.draft(regionScope, 'x', { node, through: 1, reason: 'lost' }),
        nodeEndorsed.draft(regionScope, 'x', {
          node,
          kind: 'school',
          key: fresh.key,
          age: fresh.age,
          epoch: 2,
          ...(of ? { school: of } : {}),
        }),
      );
      const before = await storeOf(region);
      const old = await takeStickIn(region, bytes);
      assert.equal(!old.ok && old.error.key, 'sync.stick-revoked');
      assert.equal(await storeOf(region), before);
    });
  });

  it('SYN-15, SYN-35: a stick full of hostile names and files is read to its end, with little memory, and written beside', async () => {
    await withStickFile(async ({ world, school, folder, place, bytes }) => {
      const { region } = world;
      const secret = join(folder, 'secret.txt');
      writeFileSync(secret, 'what a link must not reach');
      mkdirSync(join(folder, 'tirek-folder.tirek'));
      symlinkSync(join(folder, 'nowhere'), join(folder, 'tirek-broken.tirek'));
      symlinkSync(join(folder, 'tirek-loop.tirek'), join(folder, 'tirek-loop.tirek'));
      symlinkSync(place, join(folder, 'tirek-link.tirek'));
      symlinkSync('/dev/zero', join(folder, 'tirek-zero.tirek'));
      writeFileSync(join(folder, 'tirek-huge.tirek'), '');
      truncateSync(join(folder, 'tirek-huge.tirek'), 60 * 1024 ** 3);
      writeFileSync(join(folder, 'tirek-deep.tirek'), new Uint8Array(2_000_000).fill(0x81));
      writeFileSync(join(folder, 'tirek-..%2F..%2Fx.tirek'), bytes.subarray(1));
      writeFileSync(join(folder, 'tirek-long.tirek'), Buffer.from('9a01ffffff'.repeat(1000), 'hex'));
      for (let n = 0; n < 1000; n++) writeFileSync(join(folder, `tirek-junk${n}.tirek`), `junk ${n}`);
      // What this node writes next under that name, a link would lead elsewhere.
      symlinkSync(secret, join(folder, 'tirek-region-node1-1.tirek.new'));
      const report = await stickRead(region, folder);
      assert.ok(report.ok);
      assert.equal(report.value.records, 2);
      const refused = report.value.read.filter(({ refusal }) => refusal);
      assert.equal(refused.length, 1000 + 9);
      assert.deepEqual(new Set(refused.map(({ refusal }) => refusal?.key)), new Set(['sync.stick-damaged']));
      const written = await stickWrite(region, folder);
      assert.ok(written.ok);
      assert.equal(written.value.length, 1, 'for the one school whose stick it is');
      assert.equal(readFileSync(secret, 'utf8'), 'what a link must not reach');
      const own = await stickRead(school, folder);
      assert.equal(own.ok && own.value.from[0], region.house.self.node);
    });
  });
});
