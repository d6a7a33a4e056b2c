import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { regionScope, type NodeId, type PersonId, type Scope } from '#kernel/ids.ts';
import { announced, joined, scored } from '#testing/sample-room.ts';
import { describeTakenBack } from '#testing/taken-back.ts';
import { granted, grantEnded, nodeRevoked } from './records.ts';
import { hung, testRegion, type TestNode, type TestRegion } from './testing.ts';

/** What a line or a stick does to what it carries. */
export type Fault = 'none' | 'lost-reply' | 'cut' | 'flipped' | 'twice' | 'late';
export const faults: readonly Fault[] = ['lost-reply', 'cut', 'flipped', 'twice', 'late'];

/** A link between a school's node and its region's. */
export type LinkUnderTest = {
  /** What both have for each other, there and back, under a fault. What fails by it is no error: the next time mends it. */
  exchange(fault?: Fault): Promise<void>;
  /** Files that either lacks. */
  carryFiles(): Promise<void>;
  /** How often something was refused or broke off, by which a test knows that its fault was one. */
  failures(): number;
  close(): Promise<void>;
};

export type OpenLink = (school: TestNode, region: TestNode) => Promise<LinkUnderTest>;

const lesson = 'lesson:l1' as Scope;

function points(scope: Scope, person: string, task: string) {
  return scored.draft(scope, person, { person, task, points: 1 });
}

/** What every link keeps: `docs/protocol/sync.md`. Run over HTTP, over HTTPS and over sticks. */
export function describeLinkContract(name: string, open: OpenLink): void {
  const withLinks = async (
    count: number,
    test: (world: TestRegion, links: readonly LinkUnderTest[]) => Promise<void>,
  ) => {
    await using world = await testRegion(count);
    const links = await Promise.all(world.schools.map((school) => open(school, world.region)));
    try {
      await test(world, links);
    } finally {
      for (const link of links) await link.close();
    }
  };
  const assertArrived = async (world: TestRegion): Promise<void> => {
    const [school] = world.schools as [TestNode];
    const ofSchool = (rows: Record<string, string[]>): string[] =>
      (rows['sample_points'] ?? []).filter((row) => row.includes('school:s1x'));
    assert.deepEqual(ofSchool(await world.region.rows()), ofSchool(await school.rows()));
    assert.deepEqual((await school.rows())['sample_news'], (await world.region.rows())['sample_news']);
    const stream = { ...school.house.log.self, scope: school.scope };
    const { next = 1 } = school.house.log.head(stream) ?? {};
    assert.equal(world.region.house.log.head(stream)?.next, next);
    assert.equal(school.desk.exchange.acknowledged('region' as NodeId, stream), next - 1, 'the receipt came back');
  };

  describe(`links over ${name}`, () => {
    it('SYN-6: all arrives, both ways, with the receipt', async () => {
      await withLinks(1, async (world, [link]) => {
        const [school] = world.schools as [TestNode];
        await school.write(points(school.scope, 'p', 't'));
        await world.region.write(announced.draft(regionScope, 'x', { text: 'hello' }));
        await link?.exchange();
        await link?.exchange();
        await assertArrived(world);
      });
    });

    it('SYN-3: a thousand records that do not compress, in many bundles', async () => {
      await withLinks(1, async (world, [link]) => {
        const [school] = world.schools as [TestNode];
        for (let n = 0; n < 10; n++) {
          await school.write(
            ...Array.from({ length: 100 }, () => points(school.scope, randomBytes(200).toString('base64'), 't')),
          );
        }
        await link?.exchange();
        await link?.exchange();
        await assertArrived(world);
        const stream = { ...school.house.log.self, scope: school.scope };
        assert.ok((await world.region.house.log.checkpoints(stream, 1, 100)).length > 2);
      });
    });

    for (const fault of faults) {
      it(`SYN-10: ${fault}: what failed comes the next time, nothing twice, equal rows`, async () => {
        await withLinks(1, async (world, [link]) => {
          const [school] = world.schools as [TestNode];
          for (let n = 0; n < 3; n++) {
            await school.write(points(school.scope, `p${n}`, 't'), points(school.scope, 'p', `t${n}`));
            await world.region.write(announced.draft(regionScope, 'x', { text: `news ${n}` }));
            await link?.exchange(fault);
          }
          if (fault !== 'twice') assert.ok((link?.failures() ?? 0) > 0, 'the fault was felt');
          await link?.exchange();
          await link?.exchange();
          await assertArrived(world);
          const before = await world.region.rows();
          await world.region.house.log.rebuild('sample');
          assert.deepEqual(await world.region.rows(), before);
        });
      });
    }

    it('SYN-11: names open at the region', async () => {
      await withLinks(1, async (world, [link]) => {
        const [school] = world.schools as [TestNode];
        const person = 'person1' as PersonId;
        await school.house.log.write((on) => ({
          records: [joined.draft(school.scope, 'x', { person, name: on.seal(person, school.scope, 'Әлия') })],
          answer: 0,
        }));
        await link?.exchange();
        const row = await world.region.house.log.read.get<{ name: Uint8Array }>('select name from sample_people');
        assert.equal(world.region.house.log.vault.open(person, row?.name as Uint8Array), 'Әлия');
      });
    });

    it('SYN-12, SYN-9, SYN-14: a shared lesson and its picture go by the region to whom they are opened, and go away again', async () => {
      await withLinks(2, async (world, links) => {
        const [hub, small] = world.schools as [TestNode, TestNode];
        const [ofHub, ofSmall] = links as [LinkUnderTest, LinkUnderTest];
        const to = small.house.self.node;
        const picture = randomBytes(3 * 1024 * 1024);
        const hash = await hub.house.files.put(picture);
        await hub.write(
          points(lesson, 'p', 't'),
          hung.draft(lesson, 'x', { hash, bytes: picture.length }),
          granted.draft(hub.scope, 'x', { scope: lesson, to: 'region' as NodeId }),
          granted.draft(hub.scope, 'x', { scope: lesson, to }),
        );
        for (const link of [ofHub, ofHub, ofSmall, ofSmall]) {
          await link.exchange();
          await link.carryFiles();
        }
        assert.equal((await small.rows())['sample_points']?.length, 1);
        assert.ok(picture.equals(await small.house.files.read(hash)));
        await hub.write(grantEnded.draft(hub.scope, 'x', { scope: lesson, to }));
        await ofHub.exchange();
        await ofSmall.exchange();
        assert.deepEqual([(await small.rows())['sample_points'], (await small.rows())['wall_pictures']], [[], []]);
        assert.equal(await small.house.files.has(hash), false);
        assert.equal(await world.region.house.files.has(hash), true);
      });
    });

    describeTakenBack(withLinks);

    it('SYN-13: a node whose key was revoked is heard no more', async () => {
      await withLinks(1, async (world, [link]) => {
        const [school] = world.schools as [TestNode];
        await link?.exchange();
        await world.region.write(nodeRevoked.draft(regionScope, 'x', { node: school.house.self.node, reason: 'lost' }));
        await school.write(points(school.scope, 'p', 't'));
        await link?.exchange('late');
        assert.deepEqual((await world.region.rows())['sample_points'], []);
      });
    });
  });
}
