import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import type { NodeId, PersonId, Scope, TabletId } from '#kernel/ids.ts';
import type { LinkUnderTest } from '#sync/contract.ts';
import { granted, grantEnded } from '#sync/records.ts';
import { hung, type TestNode, type TestRegion } from '#sync/testing.ts';
import { joined, scored } from './sample-room.ts';

const lesson = 'lesson:l1' as Scope;
const project = 'project:p1' as Scope;
const onlyHere = 'person-lesson' as PersonId;
const elsewhereToo = 'person-both' as PersonId;
const entry = { tablet: 'tablet1' as TabletId, n: 7 };

type WithLinks = (
  count: number,
  test: (world: TestRegion, links: readonly LinkUnderTest[]) => Promise<void>,
) => Promise<void>;

/** What a hub school shares with a small one: people, points that came from a tablet, a picture and a film. */
async function share(hub: TestNode, to: NodeId) {
  const picture = randomBytes(100_000);
  const film = randomBytes(300_000);
  const { files, log } = hub.house;
  const [pictureHash, filmHash] = [await files.put(picture), await files.put(film)];
  await log.write((on) => {
    const named = (scope: Scope, person: PersonId, name: string) =>
      joined.draft(scope, 'x', { person, name: on.seal(person, scope, name) });
    const records = [
      named(lesson, onlyHere, 'Әлия'),
      named(lesson, elsewhereToo, 'Ерлан'),
      named(project, elsewhereToo, 'Ерлан'),
      scored.draft(lesson, 'x', { person: onlyHere, task: 't', points: 1 }, entry),
      hung.draft(lesson, 'x', { hash: pictureHash, bytes: picture.length }),
      hung.draft(lesson, 'x', { hash: filmHash, bytes: film.length }),
      ...[lesson, project].flatMap((scope) => [
        granted.draft(hub.scope, 'x', { scope, to: 'region' as NodeId }),
        granted.draft(hub.scope, 'x', { scope, to }),
      ]),
    ];
    return { records, answer: undefined };
  });
  return { pictureHash, filmHash, film };
}

/** All that a store and a folder still hold of the lesson, as numbers that must be 0 once it was taken back. */
async function tracesOf({ house, desk, rows }: TestNode, pictureHash: string, filmHash: string) {
  const count = async (sql: string, ...values: string[]) => (await house.log.read.all(sql, ...values)).length;
  const shown = Object.values(await rows()).flat();
  return {
    streams: await count('select id from log_streams where scope = ?', lesson),
    records: await count(
      'select r.seq from log_records r where not exists (select 1 from log_streams s where s.id = r.stream)',
    ),
    rows: shown.filter((row) => row.includes(lesson)).length,
    entries: await count('select n from log_via where tablet = ?', entry.tablet),
    keys: await count('select person from log_keys where scope = ?', lesson),
    opens: Number(house.log.vault.has(onlyHere)),
    picture: Number(await house.files.has(pictureHash)),
    film: await desk.store.partSize(filmHash),
  };
}

const nothing = { streams: 0, records: 0, rows: 0, entries: 0, keys: 0, opens: 0, picture: 0, film: 0 };

function storeHolds({ folder }: TestNode, bytes: Uint8Array): boolean {
  return ['node.db', 'node.db-wal'].some((name) => {
    const place = join(folder, name);
    return existsSync(place) && readFileSync(place).includes(Buffer.from(bytes));
  });
}

async function nameOf({ house }: TestNode, person: PersonId): Promise<string | undefined> {
  const row = await house.log.read.get<{ name: Uint8Array }>('select name from sample_people where person = ?', person);
  return row && house.log.vault.open(person, row.name);
}

/** SYN-9 over any link: what is gone at a receiver when a grant was taken back, and what is not. */
export function describeTakenBack(withLinks: WithLinks): void {
  it('SYN-9, LOG-12: taken back, a scope leaves nothing: rows, builds, keys, places of entries, files and halves of files', async () => {
    await withLinks(2, async (world, links) => {
      const [hub, small] = world.schools as [TestNode, TestNode];
      const [ofHub, ofSmall] = links as [LinkUnderTest, LinkUnderTest];
      const to = small.house.self.node;
      const { pictureHash, filmHash, film } = await share(hub, to);
      const rounds = async (): Promise<void> => {
        for (const link of [ofHub, ofHub, ofSmall, ofSmall]) await link.exchange();
      };
      await rounds();
      // Half of the film is on its way when the grant ends; the picture is here.
      await small.desk.store.writePart(filmHash, 0, film.subarray(0, 150_000));
      await small.house.files.put(await hub.house.files.read(pictureHash));
      const before = { streams: 1, records: 0, rows: 5, entries: 1, keys: 2, opens: 1, picture: 1, film: 150_000 };
      assert.deepEqual(await tracesOf(small, pictureHash, filmHash), before);
      assert.deepEqual([await nameOf(small, onlyHere), await nameOf(small, elsewhereToo)], ['Әлия', 'Ерлан']);
      const key = await small.house.log.read.get<{ sealed: Uint8Array }>(
        'select sealed from log_keys where person = ?',
        onlyHere,
      );
      const sealed = key?.sealed as Uint8Array;
      assert.ok(storeHolds(small, sealed), 'the test sees a key that is there');

      await hub.write(grantEnded.draft(hub.scope, 'x', { scope: lesson, to }));
      await ofHub.exchange();
      const building = small.house.log.rebuild('sample');
      await ofSmall.exchange();
      await building;
      assert.deepEqual(await tracesOf(small, pictureHash, filmHash), nothing);
      assert.equal(storeHolds(small, sealed), false, 'nor in a free page, nor in the log of writes');
      assert.equal(await nameOf(small, elsewhereToo), 'Ерлан', 'known by another scope too, and readable there');
      const reopened = await world.reopen(small);
      assert.deepEqual(await tracesOf(reopened, pictureHash, filmHash), nothing);
      assert.equal(reopened.house.log.vault.has(onlyHere), false);
    });
  });

  it('SYN-9, SYN-11: granted again, it comes whole again, with its keys', async () => {
    await withLinks(2, async (world, links) => {
      const [hub, small] = world.schools as [TestNode, TestNode];
      const [ofHub, ofSmall] = links as [LinkUnderTest, LinkUnderTest];
      const to = small.house.self.node;
      await share(hub, to);
      const rounds = async (): Promise<void> => {
        for (const link of [ofHub, ofHub, ofSmall, ofSmall]) await link.exchange();
      };
      await rounds();
      await hub.write(grantEnded.draft(hub.scope, 'x', { scope: lesson, to }));
      await rounds();
      assert.equal(await nameOf(small, onlyHere), undefined);
      await hub.write(granted.draft(hub.scope, 'x', { scope: lesson, to }));
      await rounds();
      assert.deepEqual([await nameOf(small, onlyHere), await nameOf(small, elsewhereToo)], ['Әлия', 'Ерлан']);
      assert.deepEqual((await small.rows())['sample_points'], (await hub.rows())['sample_points']);
    });
  });
}
