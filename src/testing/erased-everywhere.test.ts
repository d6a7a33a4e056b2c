import { identityToRecipient } from 'age-encryption';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { schoolScope, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { makeLeaving, restoreBackup } from '#care/index.ts';
import { asideFolder } from '#care/swap.ts';
import { forgetErased } from '#care/work.ts';
import type { Store } from '#log/store.ts';
import { anAdult, aPupil, aTablet, type Call } from '#people/testing.ts';
import { lessons } from '#rooms/lessons/index.ts';
import { marked } from '#rooms/lessons/records.ts';
import { monitoring } from '#rooms/monitoring/index.ts';
import { stickRead, stickWrite } from '#sync/index.ts';
import { filesOf, keysOf, texts, tracesOf } from './erased.ts';
import { dumpRows } from './logs.ts';
import { peopleOf, publishLessons, signedIn, work } from './moving.ts';
import { aRegionOn, type TestMember, type TestRegion } from './region.ts';
import { postgresPlace } from './stores.ts';

type Story = {
  readonly all: TestRegion;
  readonly coordinator: Call;
  readonly head: Call;
  readonly person: PersonId;
  readonly nodes: () => readonly TestMember[];
};

const name = { family: 'Сейітова', given: 'Әлия', patronymic: 'Серікқызы' };
const rooms = [lessons.projection, monitoring.projection];

/** A pupil who worked at one school, was marked in words there, and moved to another with her history. */
async function aPupilWhoMoved(all: TestRegion): Promise<Story> {
  const [one, two] = [all.school('one'), all.school('two')];
  await anAdult(one.house, 'head', ['head']);
  await anAdult(two.house, 'head', ['head']);
  await anAdult(all.region.house, 'coordinator', ['coordinator']);
  await publishLessons(all.region, { one: 'Бөлшектер' });
  const { person } = await aPupil(one.house, name, 5, { birth: '2014-03-14' });
  const consent = { person, purpose: 'learning-records', by: 'Сейітова Жанар', on: '2026-09-01' };
  const token = await signedIn(one, 'head');
  const office = peopleOf(one, token);
  assert.equal((await office('POST', '/consents', { body: { consents: [consent] } })).status, 200);
  const { code } = (await office<{ code: string }>('GET', '/outage-code')).body;
  const tablet = await aTablet(peopleOf(one), token);
  const said = { n: 1, credential: `o1.${person}.${code}`, kind: 'lessons.finished', at: 1 };
  const entries = [{ ...said, body: { attempt: 'x-1', words: 'Жанар' } }];
  assert.equal((await office('POST', '/work', { token: tablet.token, body: { entries } })).status, 200);
  await work(one, person, { attempt: 'tab1-1', lesson: 'one', mark: 5 });
  const scope = schoolScope('one' as SchoolId);
  await one.house.log.write((on) => {
    const comment = on.seal(person, scope, 'Жарайсың, Әлия!');
    return {
      records: [marked.draft(scope, 'teacher', { attempt: 'tab1-1', person, mark: 4, comment })],
      answer: undefined,
    };
  });
  await all.meet('one', 'two');
  const coordinator = peopleOf(all.region, await signedIn(all.region, 'coordinator'));
  const body = { person, to: 'two', grade: 5, letter: '', medium: 'kk' };
  assert.equal((await coordinator('POST', '/region/transfers', { body })).status, 200);
  await all.meet('one', 'two');
  await work(all.school('two'), person, { attempt: 'tab2-1', lesson: 'one', right: 1 });
  await all.meet('one', 'two');
  const head = peopleOf(all.school('two'), await signedIn(all.school('two'), 'head'));
  const nodes = () => [all.region, all.school('one'), all.school('two')];
  return { all, coordinator, head, person, nodes };
}

async function withStory(engine: Store['engine'], test: (story: Story) => Promise<void>): Promise<void> {
  const database = engine === 'postgres' ? await postgresPlace() : undefined;
  const all = await aRegionOn(database?.url, 'one', 'two');
  try {
    await test(await aPupilWhoMoved(all));
  } finally {
    await all.close();
    await database?.remove();
  }
}

/** What everything that is counted is counted from, at a node: work of the school itself, not what others told of it. */
async function countedAt({ house }: TestMember): Promise<Record<string, string[]>> {
  const rows = await Promise.all(rooms.map((projection) => dumpRows(house.log.read, projection)));
  const counted = Object.entries(Object.assign({}, ...rows) as Record<string, string[]>);
  return Object.fromEntries(counted.filter(([table]) => !table.startsWith('lessons_histor')));
}

/** Nothing readable in any table, no word and no key in any byte of the node's folder, and the erasure's mark is there. */
async function assertGone(node: TestMember, person: PersonId, keys: readonly Buffer[], when: string): Promise<void> {
  const where = `${node.house.self.node} ${when}`;
  assert.deepEqual(await tracesOf(node.house, person), [], where);
  assert.deepEqual([node.house.log.vault.has(person), await keysOf(node, person)], [false, []], where);
  assertNoByteIn(filesOf(node), keys, where);
  for (const table of ['log_erased', 'people_erased']) {
    const marks = await node.house.log.read.all(`select person from ${table} where person = ?`, person);
    assert.ok(marks.length > 0, `${where}: ${table}`);
  }
}

function assertNoByteIn(files: readonly Buffer[], keys: readonly Buffer[], where: string): void {
  const words = texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
  for (const bytes of [...keys, ...words]) assert.ok(!files.some((file) => file.includes(bytes)), where);
}

/** A store that was damaged once and taken out of use, with the keys of then. */
async function setAside(node: TestMember): Promise<void> {
  await restoreBesides(node, join(asideFolder(node.folder), '20260901T000000'));
}

/** A sealed backup of a node, put back into another folder by the region's key. */
async function restoreBesides(node: TestMember, folder: string, region = node): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'tirek-left-'));
  const age = await identityToRecipient(region.house.self.ageIdentity);
  const { house, care } = node;
  const needs = { folder: node.folder, self: house.self, backups: care.backups, regionAge: () => age };
  const left = await makeLeaving(needs, place, house.clock.now());
  assert.ok(left.ok);
  const keys = [region.house.self.ageIdentity];
  const restored = await restoreBackup({ folder, file: left.value.file, keys, now: house.clock.now() });
  assert.ok(restored.ok);
  rmSync(place, { recursive: true });
}

/** With `hasCopies` also what lies beside a school's store, and a backup that left it: the same whatever the region has. */
async function eraseAndOpenEverything(
  story: Story,
  by: 'school' | 'region',
  { hasCopies }: { readonly hasCopies: boolean },
): Promise<void> {
  const { all, coordinator, head, person, nodes } = story;
  const keys = (await Promise.all(nodes().map((node) => keysOf(node, person)))).flat();
  if (hasCopies) await setAside(all.school('one'));
  const holding = filesOf(all.school('one')).filter((file) => keys.some((key) => file.includes(key)));
  assert.ok(holding.length >= (hasCopies ? 3 : 1), 'store, copy and set-aside store');
  for (const { house } of nodes()) assert.ok((await tracesOf(house, person)).length > 0, 'the test can find traces');
  const counted = await Promise.all(nodes().map(countedAt));
  assert.ok(counted[0]?.['monitoring_attempts']?.length === 2);

  const word = { body: { name: 'Сейітова Әлия' } };
  const ask = by === 'school' ? head : coordinator;
  assert.equal((await ask('POST', `/persons/${person}/erase`, word)).status, 200);
  await all.meet('one', 'two');
  await all.meet('one', 'two');
  for (const node of nodes()) await forgetErased(node.house, node.care);
  for (const node of nodes()) await assertGone(node, person, keys, 'erased');
  assert.deepEqual(await Promise.all(nodes().map(countedAt)), counted, 'what was done is still counted');

  for (const { house } of nodes())
    for (const room of ['people', 'lessons', 'monitoring']) await house.log.rebuild(room);
  for (const node of nodes()) await assertGone(node, person, keys, 'rebuilt');
  assert.deepEqual(await Promise.all(nodes().map(countedAt)), counted);
  for (const node of ['region', 'one', 'two']) await all.reopen(node);
  for (const node of nodes()) await assertGone(node, person, keys, 'opened again');

  // A backup that left the house since, put back elsewhere.
  const folder = mkdtempSync(join(tmpdir(), 'tirek-put-back-'));
  if (hasCopies) {
    await restoreBesides(all.school('one'), join(folder, 'data'), all.region);
    assertNoByteIn(filesOf({ folder }), keys, 'put back');
  }

  // A stick that brings an empty server everything.
  await all.burn('two');
  const stick = join(folder, 'stick');
  const { node } = all.school('two').house.self;
  assert.ok((await stickWrite(all.region, stick, [node])).ok);
  const read = await stickRead(all.school('two'), stick);
  assert.ok(read.ok && read.value.records > 10);
  await assertGone(all.school('two'), person, keys, 'brought by a stick');
  rmSync(folder, { recursive: true });
}

describe('everything opened after an erasure', () => {
  it('PPL-33: by a school: nothing is readable anywhere, and what was done is still counted', async () => {
    await withStory('sqlite', (story) => eraseAndOpenEverything(story, 'school', { hasCopies: true }));
  });

  it('PPL-34: by the region, on PostgreSQL: the same', async () => {
    await withStory('postgres', (story) => eraseAndOpenEverything(story, 'region', { hasCopies: false }));
  });
});
