import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { readRoster } from './read.ts';
import { context, oneRoster, readBad, readGood, spots, upload, workbookOf, xlsxOf, zipOf } from './testing.ts';

const rows = [
  ['Тегі', 'Аты', 'Сыныбы'],
  ['Серікова', 'Айша', 5],
] as const;

/** A real workbook with one of its files changed. */
async function workbookWith(path: string, change: (xml: string) => string): Promise<Uint8Array> {
  const files = unzipSync(await xlsxOf(rows));
  const xml = new TextDecoder().decode(files[path]);
  assert.notEqual(change(xml), xml);
  return zipSync({ ...files, [path]: strToU8(change(xml)) });
}

const sheet = 'xl/worksheets/sheet1.xml';

test('ROS-2 a file is known by its content, whatever its name says', async () => {
  const workbook = await xlsxOf(rows);
  const read = async (name: string, bytes: Uint8Array) => (await readRoster([upload(bytes, name)], context)).ok;
  assert.ok(await read('list.csv', workbook));
  assert.ok(await read('list.xlsx', strToU8('Тегі;Аты;Сыныбы\nСерікова;Айша;5\n')));
  assert.ok(await read('list.txt', zipOf(oneRoster)));
});

test('ROS-2 what is none of the three kinds is refused with what to choose instead', async () => {
  const cases = [
    [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'xls-old@'],
    [strToU8('%PDF-1.7 …'), 'format-unknown@'],
    [strToU8('{\\rtf1 …}'), 'format-unknown@'],
    [strToU8('<html><table>'), 'format-unknown@'],
    [zipOf({ 'word/document.xml': '<w/>' }), 'zip-unknown@'],
    [zipOf({}), 'zip-unknown@'],
    [new Uint8Array(), 'file-empty@'],
    [zipOf(oneRoster).subarray(0, 900), 'zip-broken@'],
    [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), 'encoding-unknown@'],
  ] as const;
  for (const [bytes, spot] of cases) assert.deepEqual(spots(await readBad(bytes)), [spot]);
});

test('ROS-2 several files are OneRoster’s or refused', async () => {
  const set = Object.entries(oneRoster).map(([name, text]) => upload(text, name));
  assert.ok((await readRoster(set, context)).ok);
  const two = await readRoster([upload('Тегі;Аты', 'a.csv'), upload('Тегі;Аты', 'b.csv')], context);
  assert.deepEqual(two.ok ? [] : two.error.map(({ key, file }) => [key, file]), [['roster.file-unexpected', 'b.csv']]);
  const none = await readRoster([], context);
  assert.deepEqual(none.ok ? [] : spots(none.error), ['file-empty@']);
});

test('ROS-3 ten megabytes are read, one byte more is refused', async () => {
  const bytes = strToU8('Тегі;Аты;Сыныбы\nСерікова;Айша;5\n');
  const filled = (size: number) => {
    const file = new Uint8Array(size).fill(0x0a);
    file.set(bytes);
    return file;
  };
  const limit = 10 * 1024 * 1024;
  assert.equal((await readGood(filled(limit))).roster.people.length, 1);
  const errors = await readBad(filled(limit + 1));
  assert.deepEqual([spots(errors), errors[0]?.values], [['file-too-large@'], { limit: 10 }]);
});

test('ROS-9 a damaged workbook is refused', async () => {
  assert.deepEqual(spots(await readBad(await workbookWith(sheet, (xml) => xml.slice(0, xml.length / 2)))), [
    'xlsx-broken@',
  ]);
  assert.deepEqual(spots(await readBad(zipOf({ 'xl/workbook.xml': 'nothing' }))), ['xlsx-broken@']);
  const bytes = await xlsxOf(rows);
  assert.deepEqual(spots(await readBad(bytes.subarray(0, bytes.length - 30))), ['zip-broken@']);
});

test('ROS-9 a sheet that names cells far away is refused before it takes memory', async () => {
  const last = (cell: string) => (xml: string) => xml.replace('</sheetData>', `${cell}</sheetData>`);
  const cases = [
    ['<row r="99999999999"></row>', 'xlsx-broken@'],
    ['<row r="9999999"></row>', 'xlsx-broken@'],
    ['<row r="1000000"><c r="A1000000" t="inlineStr"><is><t>x</t></is></c></row>', 'rows-too-many@'],
    ['<row r="9"><c r="XFD9" t="inlineStr"><is><t>x</t></is></c></row>', 'columns-too-many@'],
    ["<row r='9'><c r='XFDXFD9'><v>1</v></c></row>", 'xlsx-broken@'],
    ['<row r="9"><c s=">" r="ZZZZZ9"><v>1</v></c></row>', 'xlsx-broken@'],
    ['<row r="9"><c s="<" r="ZZZZZ9"><v>1</v></c></row>', 'xlsx-broken@'],
    ['<row x:r="99999999999"></row>', 'xlsx-broken@'],
    ['<row r="9" r="99999999999"></row>', 'xlsx-broken@'],
    ['<ж:row r="99999999999"></ж:row>', 'xlsx-broken@'],
  ] as const;
  for (const [cell, spot] of cases) {
    const before = process.memoryUsage().rss;
    assert.deepEqual(spots(await readBad(await workbookWith(sheet, last(cell)))), [spot], cell);
    assert.ok(process.memoryUsage().rss - before < 200 * 1024 * 1024, cell);
  }
  const styled = await workbookWith(sheet, last('<row r="1048576"><c r="XFD1048576" s="0"/></row>'));
  assert.equal((await readGood(styled)).roster.people.length, 1);
});

test('ROS-8 ROS-9 a workbook that lies in its local headers is read by its directory', async () => {
  const files = unzipSync(await xlsxOf(rows));
  const lying = Uint8Array.from(zipSync(files));
  const view = new DataView(lying.buffer);
  for (let at = 0; at + 30 < lying.length; at += 1) {
    if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 0xfffffff0, true);
  }
  assert.equal((await readGood(lying)).roster.people.length, 1);
});

test('ROS-3 a workbook of 20 000 people is read, in seconds', async () => {
  const people = Array.from({ length: 19_999 }, (_, index) => [
    'Серікова',
    `Айша ${'абвгдежзик'[index % 10]}`,
    `id${index}`,
    5,
  ]);
  const bytes = await workbookOf({ Тізім: [['Тегі', 'Аты', 'Коды', 'Сыныбы'], ...people] });
  const started = performance.now();
  assert.equal((await readGood(bytes)).roster.people.length, 19_999);
  assert.ok(performance.now() - started < 10_000);
});
