import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dumpRows } from '#testing/logs.ts';
import { bank } from './index.ts';
import { selectUsable } from './queries.ts';
import type { BankAnswer, ItemAnswer } from './routes.ts';
import { aBankRegion, anItem, aPicture, sampleParts, type BankRegion } from './testing.ts';

const writer = { role: 'methodist', person: 'writer' } as const;
const reader = { role: 'coordinator', person: 'reader' } as const;

const writing = (changes: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => ({
  source: anItem(changes),
  media: [],
  cell: 'physics-8',
  pool: 'monitoring',
  why: '',
  ...more,
});

async function move(
  region: BankRegion,
  who: typeof writer | typeof reader,
  version: number,
  state: string,
  why = 'тексерілді',
) {
  return region.call(who, 'POST', '/items/p8-01/state', { version, state, why });
}

async function itemOf(region: BankRegion, version?: number): Promise<ItemAnswer> {
  const path = `/items/p8-01${version === undefined ? '' : `?version=${version}`}`;
  return (await region.call(reader, 'GET', path)).body as ItemAnswer;
}

describe('the item bank', () => {
  it('BNK-20, BNK-21, BNK-22: an item goes its whole way, and an edit of a tried one says that it breaks anchors', async () => {
    await using region = await aBankRegion();
    deepEqual((await region.call(writer, 'POST', '/items', writing())).body, {
      item: 'p8-01',
      version: 1,
      breaksAnchors: false,
    });
    deepEqual((await region.call(writer, 'POST', '/items', writing({ level: 'A' }))).body, {
      item: 'p8-01',
      version: 1,
      breaksAnchors: false,
    });
    deepEqual((await move(region, writer, 1, 'reviewed')).body, { error: { key: 'bank.own-review', values: {} } });
    for (const state of ['reviewed', 'tried', 'calibrated', 'in-use'])
      equal((await move(region, reader, 1, state)).status, 200, state);
    deepEqual((await move(region, reader, 1, 'tried')).body, {
      error: { key: 'bank.no-such-step', values: { from: 'in-use', to: 'tried' } },
    });
    const refusal = await region.call(writer, 'POST', '/items', writing({ level: 'C' }));
    deepEqual(refusal.body, { error: { key: 'bank.breaks-anchors', values: { version: 1 } } });
    const again = await region.call(
      writer,
      'POST',
      '/items',
      writing({ level: 'C' }, { knowsBreak: true, why: 'қате сан' }),
    );
    deepEqual(again.body, { item: 'p8-01', version: 2, breaksAnchors: true });
    const item = await itemOf(region);
    deepEqual(item.versions, [
      { version: 1, state: 'in-use' },
      { version: 2, state: 'draft' },
    ]);
    equal(item.history.length, 7);
    deepEqual(
      { version: item.history[0]?.version, why: item.history[0]?.why, breaks: item.history[0]?.breaksAnchors },
      { version: 2, why: 'қате сан', breaks: true },
    );
    equal((await itemOf(region, 1)).level, 'A');
    deepEqual(
      (await selectUsable(region.house.log.read)).map(({ version }) => version),
      [1],
    );
  });

  it('BNK-23: a page shows faces, key and reasoning; a list shows none of the key', async () => {
    await using region = await aBankRegion();
    const upload = await region.fetch(writer, '/media/yard.svg', { method: 'POST', body: aPicture });
    const file = (await upload.json()) as Record<string, unknown>;
    const parts = [sampleParts.hotspot, sampleParts.number];
    await region.call(writer, 'POST', '/items', writing({ parts }, { media: [file] }));
    const item = await itemOf(region);
    deepEqual(Object.keys(item.faces), ['kk', 'ru']);
    deepEqual(
      item.key.parts.map(({ kind }) => kind),
      ['hotspot', 'number'],
    );
    const media = await region.fetch(undefined, `/media/${item.signature}/${item.faces.kk?.media[0]}`);
    equal(media.headers.get('content-type'), 'image/svg+xml');
    equal((await region.fetch(undefined, `/media/wrong/${item.faces.kk?.media[0]}`)).status, 404);
    const list = (await region.call(reader, 'GET', '/items?cell=physics-8')).body as BankAnswer;
    equal(list.items.length, 1);
    ok(!JSON.stringify(list).includes('3,5'));
  });

  it('BNK-5: nothing wrong is kept, and the writer hears what and where', async () => {
    await using region = await aBankRegion();
    const bad: readonly (readonly [unknown, string])[] = [
      [writing({ parts: [{ ...sampleParts.single, right: 4 }] }), 'bank.error.out-of-range'],
      [writing({ parts: [{ kind: 'essay', stem: 'a' }] }), 'http.bad-input'],
      [writing({ stimulus: 'p8-s1' }), 'bank.error.stimulus'],
      [writing({ why: { kk: 'ә'.repeat(5999), ru: 'я'.repeat(5999) } }), 'bank.error.size'],
      [
        writing({}, { media: [{ name: 'a.svg', hash: 'a'.repeat(64), bytes: 1, type: 'image/svg+xml' }] }),
        'bank.no-such-media',
      ],
    ];
    for (const [body, key] of bad)
      equal(((await region.call(writer, 'POST', '/items', body)).body as { error: { key: string } }).error.key, key);
    const script = await region.fetch(writer, '/media/a.svg', {
      method: 'POST',
      body: '<svg viewBox="0 0 1 1"><script/></svg>',
    });
    equal(((await script.json()) as { error: { key: string } }).error.key, 'bank.error.media');
    deepEqual((await region.call(reader, 'GET', '/items')).body, { items: [] });
    const preview = (await region.call(writer, 'POST', '/preview', { source: anItem({ grade: 8 }), media: [] }))
      .body as ItemAnswer;
    deepEqual(
      preview.errors.map(({ key }) => key),
      ['grade'],
    );
  });

  it('BNK-25: the bank is kept by coordinators and methodists at the region alone', async () => {
    await using region = await aBankRegion();
    for (const role of ['funder', 'head', 'teacher', 'pupil'] as const) {
      equal((await region.call({ role }, 'GET', '/items')).status, 403, role);
      equal((await region.call({ role }, 'POST', '/items', writing())).status, 403, role);
    }
  });

  for (const engine of ['sqlite', 'postgres'] as const) {
    const skip = engine === 'postgres' && !process.env['TIREK_TEST_POSTGRES'];
    it(`LOG-11: rows built anew are the same, on ${engine}`, { skip }, async () => {
      await using region = await aBankRegion(engine);
      await region.call(writer, 'POST', '/items', writing());
      await move(region, reader, 1, 'reviewed');
      const before = await dumpRows(region.house.log.read, bank.projection);
      await region.house.log.rebuild('bank');
      deepEqual(await dumpRows(region.house.log.read, bank.projection), before);
      deepEqual(
        (await selectUsable(region.house.log.read, 'physics-8')).map(({ item, state }) => [item, state]),
        [['p8-01', 'reviewed']],
      );
    });
  }
});
