import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { buildPack } from './builder.ts';
import type { BuiltLesson } from './model/pack.ts';
import { readPackFolder } from './pack-folder.ts';

const content = path.join(import.meta.dirname, '..', '..', '..', 'content');
const packs = readdirSync(content).filter((name) => existsSync(path.join(content, name, 'pack.json')));

/** What the program promises of every lesson that ships: enough to practise on, and an example worked out. */
const fewestQuestions = 8;

function htmlOf({ sections, questions }: BuiltLesson): string {
  return JSON.stringify([sections, questions]).replaceAll('\\"', '"');
}

test('PCK-1: there are packs to ship', () => {
  assert.ok(packs.length > 0);
});

for (const name of packs) {
  const build = buildPack(readPackFolder(path.join(content, name)));
  const lessons = build.lessons.map(({ lesson }) => lesson);

  test(`LIB-1, LIB-2: the pack ${name} is built without an error`, () => {
    assert.deepEqual(
      build.errors.map(({ key, file, line }) => `${file}:${line} ${key}`),
      [],
    );
    assert.equal(build.pack?.manifest.id, name);
  });

  test(`LIB-7: each lesson of ${name} is complete, in Kazakh and in Russian`, () => {
    for (const lesson of lessons) {
      assert.ok(lesson.questions.length >= fewestQuestions, `${lesson.id}: ${lesson.questions.length} questions`);
      assert.ok(htmlOf(lesson).includes('<section class="example">'), `${lesson.id}: no worked example`);
    }
    for (const { id, languages } of build.pack?.manifest.lessons ?? []) assert.ok(languages.kk && languages.ru, id);
  });

  test(`PCK-25: the HTML of ${name} is of a closed set of elements, without scripts, styles, ids or addresses`, () => {
    const allowed = new Set(
      [
        'p h3 ul ol li table thead tbody tr th td strong em s a br img audio video figure figcaption section aside',
        'math mrow mi mn mo mtext mspace mfrac msqrt mroot mstyle mpadded mphantom',
        'msub msup msubsup munder mover munderover mtable mtr mtd',
      ].flatMap((names) => names.split(' ')),
    );
    for (const lesson of lessons) {
      const html = htmlOf(lesson);
      for (const [tag, element = ''] of html.matchAll(/<\/?([a-z][\w-]*)/giu)) assert.ok(allowed.has(element), tag);
      for (const [tag] of html.matchAll(/<[a-z][^>]*>/giu)) {
        assert.doesNotMatch(tag.replace(/="[^"]*"/gu, ''), /\s(on\w+|style|id|src|href)\b/iu, tag);
      }
    }
  });
}
