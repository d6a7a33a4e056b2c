import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { exampleMark } from './examples.ts';
import { readBad, readGood, spots, workbookOf } from './testing.ts';
import { makeTemplate } from './template.ts';

type Rows = readonly (readonly (string | null)[])[];

async function sheetsOf(bytes: Uint8Array): Promise<readonly { readonly sheet: string; readonly data: Rows }[]> {
  return (await readWorkbook(Buffer.from(bytes))) as unknown as readonly { sheet: string; data: Rows }[];
}

/** The template with rows written under (or over) its own. */
async function filled(language: 'kk' | 'ru', change: (rows: (string | null)[][]) => void): Promise<Uint8Array> {
  const [list, help] = await sheetsOf(await makeTemplate(language));
  const rows = (list?.data ?? []).map((row) => [...row]);
  change(rows);
  return workbookOf({ [list?.sheet ?? '']: rows, [help?.sheet ?? '']: help?.data ?? [] });
}

test('ROS-30 the template has headings, two marked examples, and a sheet that explains every column', async () => {
  for (const language of ['kk', 'ru'] as const) {
    const [list, help] = await sheetsOf(await makeTemplate(language));
    assert.equal(list?.data.length, 3);
    assert.deepEqual(
      list?.data.slice(1).map((row) => row[0]),
      [exampleMark[language], exampleMark[language]],
    );
    assert.deepEqual(
      help?.data.slice(1).map((row) => row[0]),
      list?.data[0],
    );
    assert.ok(help?.data.slice(1).every((row) => (row[1] ?? '').length > 3 && (row[2] ?? '').length > 1));
  }
});

test('ROS-30 an empty template is no list, and its examples are nobody', async () => {
  for (const language of ['kk', 'ru'] as const)
    assert.deepEqual(spots(await readBad(await makeTemplate(language))), ['rows-none@']);
});

test('ROS-30 what is written into the template is read, the examples are left out and counted', async () => {
  const written = {
    kk: ['1', 'Серікова', 'Айша', 'Нұрланқызы', '14.03.2014', 'қыз', 'оқушы', '5', 'қазақ', null, null],
    ru: ['1', 'Серікова', 'Айша', 'Нұрланқызы', '14.03.2014', 'ж', 'ученица', '5', 'казахский', null, null],
  };
  for (const language of ['kk', 'ru'] as const) {
    const { roster, notes } = await readGood(await filled(language, (rows) => rows.push(written[language])));
    assert.deepEqual(
      roster.people.map(({ familyName, sex, roles }) => [familyName, sex, roles]),
      [['Серікова', 'female', ['pupil']]],
    );
    assert.deepEqual(notes.find(({ key }) => key === 'roster.note-examples-skipped')?.values, { count: 2 });
  }
});

test('ROS-30 the examples are what they show: without their marks they can be read', async () => {
  for (const language of ['kk', 'ru'] as const) {
    const { roster } = await readGood(
      await filled(language, (rows) => rows.slice(1).forEach((row) => (row[0] = null))),
    );
    assert.deepEqual(
      roster.people.map((person) => person.roles),
      [['pupil'], ['class-teacher', 'teacher']],
    );
    assert.deepEqual(
      roster.groups.map(({ subject, grades }) => [subject, grades]),
      [
        ['physics', [7]],
        ['physics', [8]],
        ['natural-science', [5, 6]],
      ],
    );
  }
});

test('ROS-30 a person written over an example is an error, not a loss', async () => {
  const bytes = await filled('kk', (rows) => {
    const row = rows[1];
    assert.ok(row);
    row[1] = 'Серікова';
  });
  assert.deepEqual(spots(await readBad(bytes)), ['example-edited@2']);
});

test('ROS-30 the template keeps classes and dates as text', async () => {
  const styles = new TextDecoder().decode(unzipSync(await makeTemplate('kk'))['xl/styles.xml']);
  assert.match(styles, /formatCode="@"|numFmtId="49"/u);
});
