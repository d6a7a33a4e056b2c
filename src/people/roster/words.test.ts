import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnName, fault, located, note, rosterErrors, rosterNotes } from './errors.ts';
import { readBad } from './testing.ts';
import { wordingOf } from './wording.ts';
import en from './words/en.json' with { type: 'json' };
import kk from './words/kk.json' with { type: 'json' };
import ru from './words/ru.json' with { type: 'json' };

const languages = { kk, ru, en };
const all: Readonly<Record<string, readonly string[]>> = { ...rosterErrors, ...rosterNotes };

test('ROS-37 every error and note has a sentence in each language, and no sentence is left over', () => {
  for (const [language, words] of Object.entries(languages)) {
    const sentences = Object.keys(words).filter((key) => key.startsWith('roster.') && !key.startsWith('roster.place.'));
    assert.deepEqual(sentences.toSorted(), Object.keys(all).toSorted(), language);
    assert.deepEqual(Object.keys(words), Object.keys(kk), language);
  }
});

test('ROS-37 a sentence uses exactly the values that its error has', () => {
  for (const [language, words] of Object.entries(languages)) {
    for (const [key, sentence] of Object.entries(words)) {
      const values = all[key];
      const used = [...sentence.matchAll(/\{(\w+)\}/gu)].map((match) => match[1]);
      if (values) assert.deepEqual([...new Set(used)].toSorted(), [...values].toSorted(), `${language} ${key}`);
    }
  }
});

test('ROS-37 Kazakh and Russian sentences are in Cyrillic, and the languages differ', () => {
  for (const key of Object.keys(all) as (keyof typeof kk)[]) {
    assert.match(kk[key], /[а-яәғқңөұүһі]{3}/u);
    assert.match(ru[key], /[а-я]{3}/u);
    assert.equal(new Set([kk[key], ru[key], en[key]]).size, 3, key);
  }
});

test('ROS-4 an error says where and what in the reader’s language', async () => {
  const [error] = await readBad('Тегі;Аты;Сыныбы\nСерікова;Айша;барлығы\n');
  assert.ok(error);
  assert.deepEqual(wordingOf(error, ru), {
    where: 'list.csv, строка 2, столбец C',
    what: 'Класс «барлығы» не удалось прочитать. Напишите так: 5, 5А или V А.',
  });
  assert.equal(wordingOf(error, kk).where, 'list.csv, 2-жол, C бағаны');
  assert.equal(wordingOf(located(fault('roster.zip-broken'), { file: 'a.zip' }), en).where, 'a.zip');
  assert.equal(
    wordingOf(located(fault('roster.id-twice', { other: '3' }), { sheet: 'Тізім', line: 5 }), en).where,
    'Тізім, line 5',
  );
  assert.equal(
    wordingOf(note('roster.note-iin-dropped', {}, { count: 4 }), en).what,
    'IINs were compared within the file (4) and not kept.',
  );
});

test('ROS-4 columns have the letters that spreadsheets show', () => {
  assert.deepEqual([1, 26, 27, 52, 53, 702, 703].map(columnName), ['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});
