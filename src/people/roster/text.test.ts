import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8 } from 'fflate';
import fc from 'fast-check';
import { readCsv, recogniseDelimiter } from './csv.ts';
import { decode } from './decode.ts';
import { encodeOneByte, readBad, readGood, spots } from './testing.ts';

const russian = 'Фамилия;Имя;Класс\nПетрова;Анна;5\nСидоров;Иван;6\n';

/** KZ-1048's own places (STRK 1048-2002), written out apart from the code under test. */
const kazakhBytes: Readonly<Record<string, number>> = {
  Қ: 0x8d,
  қ: 0x9d,
  Һ: 0x8e,
  һ: 0x9e,
  Ұ: 0xa1,
  ұ: 0xa2,
  Ә: 0xa3,
  ә: 0xbc,
  Ө: 0xa5,
  ө: 0xb4,
  Ғ: 0xaa,
  ғ: 0xba,
  Ү: 0xaf,
  ү: 0xbf,
  Ң: 0xbd,
  ң: 0xbe,
};

function decoded(bytes: Uint8Array) {
  const result = decode(bytes);
  return result.ok ? result.value : result.error.key;
}

test('ROS-5 UTF-8 with and without mark, and UTF-16 with mark, give the same text', () => {
  const text = 'Тегі,Аты\nӘбілқасым,Һәкім\n';
  const utf16 = Buffer.concat([Uint8Array.of(0xff, 0xfe), Buffer.from(text, 'utf16le')]);
  assert.deepEqual(decoded(strToU8(text)), { text, encoding: 'utf-8' });
  assert.deepEqual(decoded(Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), strToU8(text)])), {
    text,
    encoding: 'utf-8',
  });
  assert.deepEqual(decoded(utf16), { text, encoding: 'utf-16' });
  assert.deepEqual(decoded(Buffer.concat([Uint8Array.of(0xfe, 0xff), Buffer.from(text, 'utf16le').swap16()])), {
    text,
    encoding: 'utf-16',
  });
});

test('ROS-5 any text survives UTF-8 and UTF-16', () => {
  const texts = fc.string({ unit: fc.constantFrom(...'абвгӘәҒғҚқҢңӨөҰұҮүҺһІі ,;\n"Azёй') });
  fc.assert(
    fc.property(texts, (text) => {
      const utf16 = Buffer.concat([Uint8Array.of(0xff, 0xfe), Buffer.from(text, 'utf16le')]);
      assert.deepEqual(decoded(strToU8(text)), { text, encoding: 'utf-8' });
      assert.deepEqual(decoded(utf16), { text, encoding: 'utf-16' });
    }),
  );
});

test('ROS-6 windows-1251 is recognised', () => {
  assert.deepEqual(decoded(encodeOneByte(russian, 'windows-1251')), { text: russian, encoding: 'windows-1251' });
});

test('ROS-6 KZ-1048 is recognised and gives all Kazakh letters', () => {
  const text = 'Тегі;Аты\nӘбдіқадыр;Өтеген\nҒаббасұлы;Үміт\nҢ;ң;Һәкім;ғұмыр;көң\n';
  assert.deepEqual(decoded(encodeOneByte(text, 'windows-1251', kazakhBytes)), { text, encoding: 'kz-1048' });
});

test('ROS-6 other one-byte pages and binary files are refused, not garbled', () => {
  assert.equal(decoded(encodeOneByte(russian, 'ibm866')), 'roster.encoding-unknown');
  assert.equal(decoded(encodeOneByte(russian, 'koi8-r')), 'roster.encoding-unknown');
  assert.equal(decoded(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3)), 'roster.encoding-unknown');
  assert.equal(decoded(Uint8Array.of(0xff, 0xfe, 0x41)), 'roster.encoding-unknown');
});

test('ROS-6 a windows-1251 list is imported with a note; Kazakh letters lost in it are an error', async () => {
  const good = await readGood(encodeOneByte(russian, 'windows-1251'));
  assert.deepEqual(
    good.roster.people.map((person) => person.familyName),
    ['Петрова', 'Сидоров'],
  );
  assert.deepEqual(
    good.notes.map(({ key, values }) => [key, values]),
    [['roster.note-encoding', { encoding: 'windows-1251' }]],
  );
  const lost = encodeOneByte('Фамилия;Имя;Класс\nПетров;Нұрғали;5\n', 'windows-1251');
  assert.deepEqual(spots(await readBad(lost)), ['letters-lost@2:2']);
});

test('ROS-7 comma, semicolon and tab are recognised, also under a title with commas', () => {
  assert.equal(recogniseDelimiter('a,b,c\n1,2,3\n'), ',');
  assert.equal(recogniseDelimiter('Ақтөбе облысы, Мұғалжар ауданы, мектеп\nТегі;Аты;Сыныбы\nА;Б;5\n'), ';');
  assert.equal(recogniseDelimiter('Тегі\tАты\nА\tБ, В\n'), '\t');
  assert.equal(recogniseDelimiter('Пән;Аты\n"физика: 7; химия: 8; биология: 9";Ерлан\n'), ';');
  assert.equal(recogniseDelimiter(''), ',');
});

test('ROS-7 a row has the line on which it begins, after line breaks in cells, empty lines and a sep= line', () => {
  const result = readCsv('a.csv', 'sep=;\r\nx;y\r\n\r\n"one\r\ntwo";1\r\n;\r\nthree;2\r\n');
  assert.ok(result.ok);
  assert.deepEqual(result.value.rows, [
    { line: 2, cells: ['x', 'y'] },
    { line: 4, cells: ['one\ntwo', '1'] },
    { line: 7, cells: ['three', '2'] },
  ]);
});

test('ROS-7 what is written is what is read, whatever the cells hold', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'аӘб "\n,;\t1') });
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(rows, fc.constantFrom(',' as const, ';' as const, '\t' as const), (table, delimiter) => {
      const text = table
        .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter))
        .join('\n');
      const result = readCsv('a.csv', text, delimiter);
      const kept = table.filter((row) => row.some((value) => value.trim() !== ''));
      assert.ok(result.ok);
      assert.deepEqual(
        result.value.rows.map((row) => row.cells),
        kept.map((row) => [...row]),
      );
    }),
  );
});

test('ROS-7 a bare quote inside a cell is a letter, a quote never closed is an error with its line', () => {
  const bare = readCsv('a.csv', 'сынып;аты\n5 "А";Ерлан\n');
  assert.ok(bare.ok);
  assert.deepEqual(bare.value.rows[1]?.cells, ['5 "А"', 'Ерлан']);
  const open = readCsv('a.csv', 'a;b\n1;2\n"3;4\n5;6\n');
  assert.deepEqual(open.ok ? undefined : [open.error.key, open.error.file], ['roster.csv-broken', 'a.csv']);
  assert.equal(open.ok ? undefined : open.error.line, 3);
});

test('ROS-3 rows, columns and cell lengths at their limits are allowed, beyond them refused', () => {
  const lines = (count: number) => 'a,b\n'.repeat(count);
  assert.ok(readCsv('a.csv', lines(20_000)).ok);
  const cases = [
    [lines(20_001), 'roster.rows-too-many'],
    [`a${','.repeat(256)}b\n`, 'roster.columns-too-many'],
    [`a,${'б'.repeat(2_001)}\n`, 'roster.cell-too-long'],
  ] as const;
  for (const [text, key] of cases) {
    const result = readCsv('a.csv', text);
    assert.equal(result.ok ? 'ok' : result.error.key, key);
  }
  assert.ok(readCsv('a.csv', `a${','.repeat(255)}b\n`).ok);
  assert.ok(readCsv('a.csv', `a,${'б'.repeat(2_000)}\n`).ok);
});
