import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { aRegion } from '#testing/region.ts';
import { selectItems } from './queries.ts';
import { itemMoved, itemWritten } from './records.ts';
import { bringCells } from './shipped.ts';
import { aCell, anItem, sampleParts } from './testing.ts';
import { bankScope, decideWriting } from './writing.ts';

test('BNK-24, BNK-26: what ships comes to the region as reviewed, and no school ever gets a key, a face or a picture of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-cells-'));
  const region = await aRegion('one');
  try {
    const secret = { ...sampleParts.short, right: { kk: ['құпия-сөз'], ru: ['тайное-слово'] } };
    const items = Array.from({ length: 40 }, (_, at) => {
      const parts = at % 4 === 0 ? [sampleParts.hotspot] : [secret];
      return anItem({ id: `p8-${10 + at}`, parts, stimulus: at < 3 ? 'p8-s1' : undefined });
    });
    const ids = items.map(({ id }) => id);
    const forms = { start: ids.slice(0, 25), end: [...ids.slice(0, 10), ...ids.slice(25, 40)] };
    const files = new Map(aCell(items, { forms }));
    files.set(
      'stimuli.json',
      new TextEncoder().encode('[{ "id": "p8-s1", "text": { "kk": "Ортақ", "ru": "Общий" } }]'),
    );
    for (const [name, bytes] of files) {
      mkdirSync(dirname(join(folder, 'physics-8', name)), { recursive: true });
      writeFileSync(join(folder, 'physics-8', name), bytes);
    }
    const { house } = region.region;
    await bringCells(house, folder);
    await bringCells(house, folder);
    const rows = await selectItems(house.log.read, 'physics-8');
    equal(rows.length, 40);
    ok(rows.every(({ state, pool, version }) => state === 'reviewed' && pool === 'monitoring' && version === 1));
    const everyday = anItem({ id: 'p8-everyday' });
    await house.log.write(async (on) => {
      const given = {
        cell: 'physics-8',
        pool: 'everyday',
        source: everyday,
        media: [],
        from: 'editor',
        why: '',
        knowsBreak: false,
      } as const;
      const decided = await decideWriting(on, 'person', given);
      return { records: decided.ok ? [decided.value.draft] : [], answer: undefined };
    });
    await region.meet('one');
    const school = region.school('one');
    deepEqual(
      (await selectItems(school.house.log.read)).map(({ item }) => item),
      ['p8-everyday'],
    );
    const streams = school.house.log.streams().map(({ stream }) => stream.scope);
    ok(streams.length > 0 && !streams.includes(bankScope));
    equal(
      region.region.desk.authority.mayRead(school.house.self.node, { node: house.self.node, scope: bankScope }),
      false,
    );
    const stored = await school.house.log.read.all<{ bytes: Uint8Array }>('select bytes from log_records');
    ok(!stored.some(({ bytes }) => Buffer.from(bytes).includes('құпия-сөз')));
    const [{ hash = '' } = {}] = await house.log.read.all<{ hash: string }>('select hash from bank_media');
    ok(await house.files.has(hash));
    equal(await school.house.files.has(hash), false);
  } finally {
    await region.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('BNK-24: only the region writes items', () => {
  for (const { owner } of [itemWritten, itemMoved]) equal(owner, 'region');
});
