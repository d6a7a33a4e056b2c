import { deepEqual, equal, ok } from 'node:assert/strict';
import { it } from 'node:test';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { selectItems, findItem } from './queries.ts';
import type { ImportAnswer } from './routes-qti.ts';
import { aBankRegion, anItem, aPicture, sampleParts, type BankRegion } from './testing.ts';

const writer = { role: 'methodist' } as const;
const wish = 'cell=physics-8&pool=monitoring&subject=physics&objective=7.2.2.11&grade=7&level=B&prefix=qti';

async function send(region: BankRegion, bytes: Uint8Array, save = ''): Promise<ImportAnswer> {
  const response = await region.fetch(writer, `/qti?${wish}${save}`, { method: 'POST', body: new Uint8Array(bytes) });
  equal(response.status, 200);
  return (await response.json()) as ImportAnswer;
}

async function filled(region: BankRegion): Promise<Uint8Array> {
  const upload = await region.fetch(writer, '/media/yard.svg', { method: 'POST', body: aPicture });
  const file = await upload.json();
  for (const [n, part] of Object.values(sampleParts).entries()) {
    const media = part.kind === 'hotspot' ? [file] : [];
    const body = {
      source: anItem({ id: `p8-0${n}`, parts: [part] }),
      media,
      cell: 'physics-8',
      pool: 'monitoring',
      why: '',
    };
    equal((await region.call(writer, 'POST', '/items', body)).status, 200);
  }
  const response = await region.fetch(writer, '/qti?version=3.0&cell=physics-8');
  equal(response.headers.get('content-type'), 'application/zip');
  return new Uint8Array(await response.arrayBuffer());
}

it('BNK-40, BNK-43: what one region writes out another takes in, looked at first, then all of it as drafts', async () => {
  await using one = await aBankRegion();
  await using two = await aBankRegion();
  const bytes = await filled(one);
  const looked = await send(two, bytes);
  deepEqual(
    looked.items.map(({ id, isGood, isKnown }) => [id, isGood, isKnown]),
    Object.keys(sampleParts).map((_, n) => [`p8-0${n}`, true, false]),
  );
  equal(looked.written, 0);
  deepEqual(await selectItems(two.house.log.read), []);
  equal((await send(two, bytes, '&save=1')).written, 9);
  for (const row of await selectItems(two.house.log.read)) {
    const [mine, theirs] = [await findItem(one.house.log.read, row.item), await findItem(two.house.log.read, row.item)];
    deepEqual([theirs?.state, theirs?.hash], ['draft', mine?.hash], row.item);
  }
  ok((await send(two, bytes)).items.every(({ isKnown }) => isKnown));
});

it('BNK-43: of a package with one bad item the good ones are kept; of a hostile one nothing', async () => {
  await using region = await aBankRegion();
  const files = unzipSync(await filled(region));
  await using other = await aBankRegion();
  const broken = { ...files, 'p8-03.kk.xml': strToU8('<!DOCTYPE x><assessmentItem/>') };
  const found = await send(other, zipSync(broken), '&save=1');
  equal(found.written, 8);
  deepEqual(
    found.items.filter(({ isGood }) => !isGood).map(({ errors }) => errors.map(({ key }) => key)),
    [['xml-doctype']],
  );
  await using third = await aBankRegion();
  const hostile = await send(third, zipSync({ ...files, '../evil': strToU8('x') }), '&save=1');
  deepEqual([hostile.errors.map(({ key }) => key), hostile.written], [['zip-path'], 0]);
  deepEqual(await third.house.log.read.all('select item from bank_items'), []);
});
