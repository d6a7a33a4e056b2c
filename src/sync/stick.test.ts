import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { randomBytes } from 'node:crypto';
import { regionScope, type NodeId } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import type { Post } from '#http/who.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import { announced, scored } from '#testing/sample-room.ts';
import { nodeRevoked } from './records.ts';
import { stickRead, stickWrite, type StickReport } from './stick.ts';
import { hung, testRegion, type TestNode, type TestRegion } from './testing.ts';

const head: Post = { role: 'head' };

function points(node: TestNode, task: string) {
  return scored.draft(node.scope, 'x', { person: 'p', task, points: 1 });
}

async function withStick(schools: number, test: (world: TestRegion, folder: string) => Promise<void>): Promise<void> {
  await using world = await testRegion(schools);
  const folder = mkdtempSync(join(tmpdir(), 'tirek-stick-'));
  try {
    await test(world, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write(node: TestNode, folder: string, to?: readonly NodeId[]): Promise<string[]> {
  const written = await stickWrite(node, folder, to);
  assert.ok(written.ok, written.ok ? '' : written.error.key);
  return written.value.map(({ name }) => name);
}

async function read(node: TestNode, folder: string): Promise<StickReport> {
  const report = await stickRead(node, folder);
  assert.ok(report.ok, report.ok ? '' : report.error.key);
  return report.value;
}

function refusals(report: StickReport): (string | undefined)[] {
  return report.read.map(({ refusal }) => refusal?.key);
}

describe('sticks', () => {
  it('SYN-15: several schools on one stick, the region answers all of them on it', async () => {
    await withStick(3, async (world, folder) => {
      for (const school of world.schools) {
        await school.write(points(school, 't'));
        await write(school, folder);
      }
      const report = await read(world.region, folder);
      assert.deepEqual([report.from.length, refusals(report)], [3, [undefined, undefined, undefined]]);
      assert.equal((await world.region.rows())['sample_points']?.length, 3);
      await world.region.write(announced.draft(regionScope, 'x', { text: 'hello' }));
      assert.equal((await write(world.region, folder)).length, 3);
      for (const school of world.schools) {
        const own = await read(school, folder);
        assert.equal(refusals(own).filter((key) => key === undefined).length, 1);
        assert.equal((await school.rows())['sample_news']?.length, 1);
        assert.equal(
          school.desk.exchange.acknowledged('region' as NodeId, { ...school.house.log.self, scope: school.scope }),
          2,
        );
      }
    });
  });

  it('SYN-15: nothing is taken off before a receipt: a lost stick costs a way, no record', async () => {
    await withStick(1, async (world, folder) => {
      const [school] = world.schools as [TestNode];
      await school.write(points(school, 't1'));
      await write(school, folder);
      rmSync(folder, { recursive: true });
      await school.write(points(school, 't2'));
      await write(school, folder);
      await read(world.region, folder);
      assert.equal((await world.region.rows())['sample_points']?.length, 2);
      const [first] = await write(world.region, folder);
      await read(school, folder);
      const before = readFileSync(join(folder, first as string)).length;
      await write(school, folder);
      const small = readdirSync(folder).find((name) => name.startsWith('tirek-node1-region-'));
      assert.ok(
        readFileSync(join(folder, small as string)).length <= before,
        'with the receipt nothing is left to carry',
      );
    });
  });

  it("SYN-15: a newer stick takes the older one's place, other files stay", async () => {
    await withStick(1, async (world, folder) => {
      const [school] = world.schools as [TestNode];
      writeFileSync(join(folder, 'holiday.jpg'), 'not ours');
      const [first] = await write(school, folder);
      const [second] = await write(school, folder);
      assert.notEqual(first, second);
      assert.deepEqual(readdirSync(folder).toSorted(), ['holiday.jpg', second]);
    });
  });

  it('SYN-15: a stick for another school, of a stranger, damaged at any place, from a newer release, too old', async () => {
    await withStick(2, async (world, folder) => {
      const [one, two] = world.schools as [TestNode, TestNode];
      await one.write(points(one, 't'));
      const [name] = await write(one, folder);
      const place = join(folder, name as string);
      const bytes = readFileSync(place);
      assert.deepEqual(refusals(await read(two, folder)), ['sync.stick-other']);
      for (let n = 0; n < 40; n++) {
        const at = Math.floor((bytes.length * n) / 40);
        writeFileSync(place, bytes.with(at, (bytes[at] ?? 0) ^ 0x41));
        const [key] = refusals(await read(world.region, folder));
        assert.match(key ?? '', /^sync\.stick-/, `a flip at ${at} of ${bytes.length}`);
        writeFileSync(place, bytes.subarray(0, at));
        assert.deepEqual(refusals(await read(world.region, folder)), ['sync.stick-damaged']);
      }
      const fields = fromCbor(bytes) as unknown[];
      writeFileSync(place, toCbor(['tirek stick', 2, ...fields.slice(2)]));
      assert.deepEqual(refusals(await read(world.region, folder)), ['sync.stick-newer']);
      await using strangers = await testRegion(1, 'strangers');
      const [stranger] = strangers.schools as [TestNode];
      const elsewhere = join(folder, 'elsewhere');
      const [foreign] = await write(stranger, elsewhere);
      writeFileSync(place, bytes);
      cpSync(join(elsewhere, foreign as string), join(folder, 'tirek-foreign.tirek'));
      const report = await read(world.region, folder);
      assert.deepEqual(
        new Set(refusals(report)),
        new Set([undefined, 'sync.stick-damaged']),
        'the name is known, the key is not',
      );
      assert.equal(report.records, 2);
      world.clock.advance(61 * day);
      rmSync(join(folder, 'tirek-foreign.tirek'));
      assert.deepEqual(refusals(await read(world.region, folder)), ['sync.stick-too-old']);
    });
  });

  it('SYN-13: a stick of a revoked key is refused', async () => {
    await withStick(1, async (world, folder) => {
      const [school] = world.schools as [TestNode];
      await write(school, folder);
      await world.region.write(
        nodeRevoked.draft(regionScope, 'x', { node: school.house.self.node, through: 1, reason: 'lost' }),
      );
      assert.deepEqual(refusals(await read(world.region, folder)), ['sync.stick-revoked']);
    });
  });

  it('SYN-15: junk beside it is left alone, and a folder without a stick says so', async () => {
    await withStick(1, async (world, folder) => {
      const [school] = world.schools as [TestNode];
      const empty = await stickRead(school, join(folder, 'nothing'));
      assert.equal(!empty.ok && empty.error.key, 'sync.stick-none');
      for (let n = 0; n < 1000; n++) writeFileSync(join(folder, `junk${n}.tirek.tmp`), 'x');
      mkdirSync(join(folder, 'tirek-folder.tirek'));
      writeFileSync(join(folder, 'tirek-empty.tirek'), '');
      await school.write(points(school, 't'));
      await write(school, folder);
      const report = await read(world.region, folder);
      assert.equal(report.records, 2);
      assert.equal(report.read.length, 3);
      assert.equal(existsSync(join(folder, 'junk999.tirek.tmp')), true);
    });
  });

  it('SYN-14, SYN-15: what is large goes in parts, which are read in any order, on several days', async () => {
    await withStick(1, async (world, folder) => {
      const [school] = world.schools as [TestNode];
      const film = randomBytes(23 * 1024 * 1024);
      const hash = await world.region.house.files.put(film);
      await world.region.write(hung.draft(regionScope, 'x', { hash, bytes: film.length }));
      await write(world.region, folder, [school.house.self.node]);
      await read(school, folder);
      rmSync(folder, { recursive: true });
      await write(school, folder);
      await read(world.region, folder);
      const names = await write(world.region, folder);
      assert.ok(names.length >= 3);
      for (const name of names) assert.ok(readFileSync(join(folder, name)).length <= 16 * 1024 * 1024);
      const aside = join(folder, '..', `${folder.split('/').at(-1)}-aside`);
      mkdirSync(aside);
      const last = names.at(-1) as string;
      cpSync(join(folder, last), join(aside, last));
      rmSync(join(folder, last));
      await read(school, folder);
      assert.equal(await school.house.files.has(hash), false);
      await read(school, aside);
      assert.ok(film.equals(await school.house.files.read(hash)));
      rmSync(aside, { recursive: true });
    });
  });

  it("SYN-15: the page's two buttons: a file comes down and goes up", async () => {
    await withStick(1, async (world) => {
      const [school] = world.schools as [TestNode];
      await school.write(points(school, 't'));
      const down = await school.ask(head, 'GET', '/stick');
      assert.equal(down.status, 200);
      assert.match(down.headers.get('content-disposition') ?? '', /tirek-node1-region-1\.tirek/);
      const [name] = (down.headers.get('x-tirek-files') ?? '').split(' ');
      const bytes = new Uint8Array(await down.arrayBuffer());
      const same = await school.ask(head, 'GET', `/stick/${name}`);
      assert.deepEqual(new Uint8Array(await same.arrayBuffer()), bytes);
      const up = await world.region.ask({ role: 'coordinator' }, 'POST', '/stick', bytes);
      assert.deepEqual([up.status, ((await up.json()) as { records: number }).records], [200, 2]);
      const nonsense = await world.region.ask({ role: 'coordinator' }, 'POST', '/stick', Buffer.from('nonsense'));
      assert.deepEqual(
        [nonsense.status, await nonsense.json()],
        [422, { error: { key: 'sync.stick-damaged', values: {} } }],
      );
      assert.equal((await school.ask(undefined, 'GET', '/stick')).status, 401);
      assert.equal((await school.ask({ role: 'pupil' }, 'GET', '/stick')).status, 403);
      assert.equal((await school.ask(head, 'GET', '/stick/..%2Fidentity.json')).status, 404);
      const forWhom = await world.region.ask({ role: 'coordinator' }, 'GET', '/stick');
      assert.equal(forWhom.status, 409);
      const forSchool = await world.region.ask({ role: 'coordinator' }, 'GET', '/stick?to=node1');
      assert.equal(forSchool.status, 200);
    });
  });
});
