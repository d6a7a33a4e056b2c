import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { z } from 'zod/mini';
import { regionScope, type NodeId, type PersonId, type Scope } from '#kernel/ids.ts';
import { on, recordType, type Projection } from '#log/projection.ts';
import type { OpenLink } from '#sync/contract.ts';
import { granted } from '#sync/records.ts';
import { testRegion, testRelease, wallProjection, type TestNode, type TestRelease } from '#sync/testing.ts';
import { joined, sampleProjection, scored } from './sample-room.ts';

// What a release of next year knows besides: new types, a known type in a newer version, a new table, a new way to name a file.
const cheered = recordType('sample.cheered', {
  owner: 'any',
  version: 1,
  body: z.object({ person: z.string(), times: z.int() }),
});
const scoredNow = recordType('sample.scored', {
  owner: 'school',
  version: 3,
  body: z.object({ person: z.string(), task: z.string(), points: z.int(), extra: z.int() }),
  upgrades: {
    1: (body) => ({ task: 'unnamed', ...(body as object) }),
    2: (body) => ({ ...(body as object), extra: 0 }),
  },
});
const filmed = recordType('wall.filmed', {
  owner: 'any',
  version: 1,
  body: z.object({ hash: z.string(), bytes: z.int() }),
});
const vanished = recordType('sample.vanished', {
  owner: 'any',
  version: 1,
  body: z.object({ person: z.string() }),
  erases: (body) => body.person,
});

const newerSample: Projection = {
  ...sampleProjection,
  tables: [
    ...sampleProjection.tables,
    { name: 'sample_cheers', columns: { person: 'text', times: 'int' }, key: ['person'] },
  ],
  effects: [
    ...sampleProjection.effects.filter(({ type }) => type !== scored.type),
    on(scoredNow, ({ person, task, points, extra }) => [
      { op: 'add', table: 'sample_points', key: { person, task }, add: { points: points + extra, times: 1 } },
      { op: 'upsert', table: 'sample_people', row: { person, last_task: task } },
    ]),
    on(cheered, ({ person, times }) => [{ op: 'add', table: 'sample_cheers', key: { person }, add: { times } }]),
    on(vanished, ({ person }) => [{ op: 'delete', table: 'sample_people', key: { person } }]),
  ],
};
const newerWall: Projection = {
  ...wallProjection,
  effects: [
    ...wallProjection.effects,
    on(filmed, ({ hash, bytes }) => [{ op: 'insert', table: 'wall_pictures', row: { hash, bytes } }]),
  ],
};
const newer: TestRelease = {
  types: [...testRelease.types.filter(({ type }) => type !== scored.type), scoredNow, cheered, filmed, vanished],
  projections: [newerSample, newerWall],
};

const lesson = 'lesson:l1' as Scope;
const [stays, leaves] = ['person-stays' as PersonId, 'person-leaves' as PersonId];

/** What a hub school of the newer release shares: records that an older one knows, and between them such that it does not. */
async function share(
  hub: TestNode,
  readers: readonly NodeId[],
): Promise<{ readonly film: string; sealed: Uint8Array }> {
  const bytes = randomBytes(100_000);
  const film = await hub.house.files.put(bytes);
  const sealed = await hub.house.log.write((deciding) => {
    const name = deciding.seal(leaves, lesson, 'Ерлан');
    const records = [
      joined.draft(lesson, 'x', { person: stays, name: deciding.seal(stays, lesson, 'Әлия') }),
      joined.draft(lesson, 'x', { person: leaves, name }),
      { scope: lesson, actor: 'x', type: 'sample.scored', version: 2, body: { person: stays, task: 't1', points: 3 } },
      scoredNow.draft(lesson, 'x', { person: stays, task: 't2', points: 2, extra: 1 }),
      cheered.draft(lesson, 'x', { person: stays, times: 4 }),
      filmed.draft(lesson, 'x', { hash: film, bytes: bytes.length }),
      ...readers.map((to) => granted.draft(hub.scope, 'x', { scope: lesson, to })),
    ];
    return { records, answer: name };
  });
  return { film, sealed };
}

/** Opens a link to the region for each of these schools, exchanges over all of them, files too, and closes them. */
async function carry(open: OpenLink, region: TestNode, schools: readonly TestNode[]): Promise<void> {
  const links = await Promise.all(schools.map((school) => open(school, region)));
  try {
    // There and back twice: the first way asks, the second brings.
    for (const link of [...links, ...links]) {
      await link.exchange();
      await link.carryFiles();
    }
    assert.deepEqual(
      links.map((link) => link.failures()),
      links.map(() => 0),
    );
  } finally {
    for (const link of links) await link.close();
  }
}

/** How far a node has the lesson's stream of the hub: number, running hash, whether its author signed the end. */
async function extentOf({ house: { log } }: TestNode, hub: TestNode) {
  const stream = { ...hub.house.log.self, scope: lesson };
  const { next = 1 } = log.head(stream) ?? {};
  const [checkpoint] = await log.checkpoints(stream, next - 1, 1);
  return { next, hash: Buffer.from(await log.hashAt(stream, next - 1)).toString('hex'), signed: checkpoint?.seq };
}

async function ofLesson(node: TestNode): Promise<Record<string, string[]>> {
  const rows = Object.entries(await node.rows());
  return Object.fromEntries(rows.map(([table, all]) => [table, all.filter((row) => row.includes(lesson))]));
}

/** LOG-10, SYN-36 over any link: nodes of two releases, in every order in which a region can come to be updated. */
export function describeMixedReleases(name: string, open: OpenLink): void {
  describe(`nodes of two releases over ${name}`, () => {
    it('LOG-10, SYN-36: what an older region and school do not know goes through them whole, and shows after the update', async () => {
      await using world = await testRegion(3, 'mixed', (name) => (/school[12]/.test(name) ? newer : testRelease));
      const [hub, fresh, aged] = world.schools as [TestNode, TestNode, TestNode];
      const { region } = world;
      const readers = [region, fresh, aged].map((node) => node.house.self.node);
      const { film, sealed } = await share(hub, readers);
      await carry(open, region, [hub, fresh, aged]);
      await hub.write(vanished.draft(lesson, 'x', { person: leaves }));
      await carry(open, region, [hub, fresh, aged]);

      const whole = await extentOf(hub, hub);
      for (const node of [region, fresh, aged])
        assert.deepEqual(await extentOf(node, hub), { ...whole, signed: whole.next - 1 });
      const stream = { ...hub.house.log.self, scope: lesson };
      assert.equal(
        hub.desk.exchange.acknowledged('region' as NodeId, stream),
        whole.next - 1,
        'counted by the older region',
      );
      const shown = await ofLesson(hub);
      assert.deepEqual(await ofLesson(fresh), shown, 'through the older region to who knows it');
      for (const old of [region, aged]) {
        const { sample_points: points, sample_people: people } = await ofLesson(old);
        assert.deepEqual([points?.length, people?.length], [1, 2], 'what is known takes effect');
        assert.equal(old.house.log.vault.open(leaves, sealed), 'Ерлан', 'an erasure that is not known yet');
      }
      assert.equal(await region.house.files.has(film), false, 'a region asks for no file of which it knows nothing');

      const updated = await world.reopen(region, undefined, newer);
      assert.deepEqual(await ofLesson(updated), shown);
      assert.equal(updated.house.log.vault.open(leaves, sealed), undefined);
      const news = cheered.draft(regionScope, 'x', { person: stays, times: 1 });
      await updated.write(news);
      await aged.write({
        scope: aged.scope,
        actor: 'x',
        type: 'sample.scored',
        version: 2,
        body: { person: 'p', task: 't', points: 5 },
      });
      await carry(open, updated, [hub, fresh, aged]);
      assert.equal(await fresh.house.files.has(film), true, 'files go as soon as the region knows the record');
      assert.equal(
        (await updated.rows())['sample_points']?.filter((row) => row.includes(aged.scope)).length,
        1,
        'older records of an older school',
      );

      const grown = await world.reopen(aged, undefined, newer);
      assert.deepEqual(await ofLesson(grown), shown);
      assert.deepEqual((await grown.rows())['sample_cheers'], (await updated.rows())['sample_cheers']);
      assert.equal(grown.house.log.vault.open(leaves, sealed), undefined);
      await grown.house.log.rebuild();
      assert.deepEqual(await ofLesson(grown), shown);
    });
  });
}
