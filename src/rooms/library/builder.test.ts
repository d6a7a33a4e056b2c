import assert from 'node:assert/strict';
import { hash as digest } from 'node:crypto';
import { test } from 'node:test';
import type { BuiltPack } from './assemble.ts';
import { buildPack, type PackSource } from './builder.ts';
import { canonicalJson } from './canonical-json.ts';
import { maxFileBytes, type BuiltLesson, type Manifest } from './model/pack.ts';
import { aLessonFile, aPackJson, aPackSource, aPicture, aQuestionText } from './testing.ts';

const folder = 'lessons/g7-physics-1';
const question = aQuestionText('number', 'Неше?\n= 15 м/с');
const lesson = aLessonFile(`Мәтін $v$.\n\n![Суық](media/cold.svg)\n\n${question}`);

function errorsOf(files: Record<string, string | Uint8Array>, pack = aPackSource): readonly string[] {
  return buildPack(pack(files)).errors.map(({ key, file, line }) => `${file}:${line} ${key}`);
}

function built(source: PackSource): BuiltPack {
  const { pack, errors } = buildPack(source);
  assert.deepEqual(errors, []);
  assert.ok(pack);
  return pack;
}

function json<T>(pack: BuiltPack, hash: string): T {
  return JSON.parse(new TextDecoder().decode(pack.files.get(hash))) as T;
}

const whole = () =>
  aPackSource({ [`${folder}/kk.md`]: lesson, [`${folder}/ru.md`]: lesson, 'media/cold.svg': aPicture });

test('PCK-22, PCK-23: every file is named by its hash, and the manifest names them all', () => {
  const pack = built(whole());
  for (const [hash, content] of pack.files) assert.equal(digest('sha256', content), hash);
  const manifest = json<Manifest>(pack, pack.hash);
  assert.deepEqual(manifest, pack.manifest);
  const [entry] = manifest.lessons;
  assert.ok(entry);
  const named = [entry.languages.kk?.file, entry.languages.ru?.file, ...entry.media.map(({ hash }) => hash), pack.hash];
  assert.deepEqual(new Set(named), new Set(pack.files.keys()));
  assert.equal(entry.questions, 1);
  assert.equal(entry.languages.kk?.title, 'Жылдамдық');
  for (const { hash, bytes } of entry.media) assert.equal(pack.files.get(hash)?.length, bytes);
});

test('PCK-24: a lesson file holds the lesson with its keys, and names its media by hash', () => {
  const pack = built(whole());
  const entry = pack.manifest.lessons[0];
  const file = json<BuiltLesson>(pack, entry?.languages.kk?.file ?? '');
  assert.equal(file.format, 1);
  assert.equal(file.language, 'kk');
  assert.ok(file.questions[0]?.kind === 'number' && file.questions[0].value === '15');
  assert.ok(JSON.stringify(file.sections).includes(`data-media=\\"${entry?.media[0]?.hash}.svg\\"`));
});

test('PCK-22: the same folder gives the same files, whatever its line ends and the order of its files', () => {
  const source = whole();
  const windows = [...source.files].toReversed().map(([path, bytes]) => {
    const text = new TextDecoder().decode(bytes).replaceAll('\n', '\r\n');
    return [path, new TextEncoder().encode(text)] as const;
  });
  assert.deepEqual(built({ ...source, files: new Map(windows) }), built(source));
  const changed = { [`${folder}/kk.md`]: `${lesson}\nБасқа`, [`${folder}/ru.md`]: lesson, 'media/cold.svg': aPicture };
  assert.notEqual(built(aPackSource(changed)).hash, built(source).hash);
});

test('PCK-22: canonical JSON does not depend on the order in which keys were set', () => {
  assert.equal(canonicalJson({ b: 1, a: [{ d: 'ә', c: undefined }] }), '{"a":[{"d":"ә"}],"b":1}');
  assert.throws(() => canonicalJson({ a: 0.1 }), TypeError);
});

test('LIB-2: with an error there is no pack', () => {
  const build = buildPack(aPackSource({ [`${folder}/kk.md`]: `${lesson}\n# Бас`, 'media/cold.svg': aPicture }));
  assert.equal(build.pack, undefined);
  assert.equal(build.errors.length, 1);
  assert.equal(build.lessons.length, 1);
});

const wrongHeads: readonly (readonly [Record<string, unknown>, string])[] = [
  [{ id: 'Үлгі' }, 'id'],
  [{ version: 1.5 }, 'version'],
  [{ version: undefined }, 'version'],
  [{ licence: '' }, 'licence'],
  [{ title: { kk: 'а', ru: 'б' } }, 'title'],
  [{ about: 'а' }, 'about'],
  [{ lessons: [] }, 'lessons'],
  [{ lessons: ['a', 'a'] }, 'lessons'],
  [{ lessons: ['../a'] }, 'lessons'],
  [{ author: 'a' }, 'author'],
];

for (const [change, entry] of wrongHeads) {
  test(`PCK-1, PCK-2: refuses a pack.json with ${JSON.stringify(change)}`, () => {
    const { errors } = buildPack(aPackSource({ 'pack.json': aPackJson(change) }));
    assert.deepEqual(errors, [{ key: 'pack-entry', file: 'pack.json', line: 1, values: { entry } }]);
  });
}

test('PCK-1: refuses a pack.json that is missing, no JSON or not UTF-8', () => {
  const without = { ...whole(), files: new Map() };
  assert.equal(buildPack(without).errors[0]?.key, 'file-missing');
  assert.deepEqual(errorsOf({ 'pack.json': '{' }), ['pack.json:1 pack-json']);
  assert.deepEqual(errorsOf({ 'pack.json': '[]' }), ['pack.json:1 pack-json']);
  assert.deepEqual(errorsOf({ 'pack.json': Uint8Array.of(0xc0, 0xc1) }), ['pack.json:0 file-encoding']);
});

test('PCK-2: refuses a lesson without a file, one that is not listed, and files that belong nowhere', () => {
  assert.deepEqual(errorsOf({}), [`${folder}:0 lesson-missing`]);
  const files = {
    [`${folder}/kk.md`]: aLessonFile('а'),
    'lessons/x-1/kk.md': lesson,
    'notes.txt': 'a',
    [`${folder}/kz.md`]: 'a',
  };
  assert.deepEqual(errorsOf(files), [
    `${folder}/kz.md:0 file-unknown`,
    'lessons/x-1/kk.md:0 lesson-not-listed',
    'notes.txt:0 file-unknown',
  ]);
});

test('PCK-2: while a pack is written, lessons that are not there yet are only noted', () => {
  const { errors, notes, pack } = buildPack(aPackSource({}), { isPartial: true });
  assert.deepEqual(errors, []);
  assert.deepEqual(
    notes.map(({ key }) => key),
    ['lesson-missing'],
  );
  assert.deepEqual(pack?.manifest.lessons, []);
});

test('PCK-3: refuses an objective that the curriculum of the subject does not have', () => {
  const unknown = aLessonFile('а', { objectives: '7.2.1.3, 7.9.9.9' });
  assert.deepEqual(errorsOf({ [`${folder}/kk.md`]: unknown }), [`${folder}/kk.md:6 objective-unknown`]);
  const other = aLessonFile('а', { subject: 'biology' });
  assert.deepEqual(errorsOf({ [`${folder}/kk.md`]: other }), [`${folder}/kk.md:6 curriculum-missing`]);
});

test('PCK-5: refuses languages that differ in their heads, and names both lines', () => {
  const files = { [`${folder}/kk.md`]: aLessonFile('а'), [`${folder}/ru.md`]: aLessonFile('а', { minutes: '45' }) };
  const [error] = buildPack(aPackSource(files)).errors;
  assert.deepEqual(error, {
    key: 'twins-head',
    file: `${folder}/ru.md`,
    line: 5,
    values: { entry: 'minutes', first: '40', second: '45', other: `${folder}/kk.md`, otherLine: 5 },
  });
});

const twins: readonly (readonly [kind: string, kk: string, ru: string])[] = [
  ['single', 'Не?\n- [x] а\n- [ ] ә', 'Что?\n- [ ] а\n- [x] б'],
  ['single', 'Не?\n- [x] а\n- [ ] ә', 'Что?\n- [x] а\n- [ ] б\n- [ ] в'],
  ['number', 'Неше?\n= 5 м', 'Сколько?\n= 6 м'],
  ['number', 'Неше?\n= 5 ± 1 м', 'Сколько?\n= 5 м'],
  ['number', 'Неше?\n= 5 м', 'Сколько?\n= 5'],
  ['order', 'Не?\n1. а\n2. ә\n3. б', 'Что?\n1. а\n2. б\n3. в\n4. г'],
  ['gap', 'Не?\n| а {{ә}}', 'Что?\n| а {{б}} {{в}}'],
];

for (const [kind, kk, ru] of twins) {
  test(`PCK-5: refuses languages that differ in a key: ${JSON.stringify([kk, ru])}`, () => {
    const files = {
      [`${folder}/kk.md`]: aLessonFile(aQuestionText(kind, kk)),
      [`${folder}/ru.md`]: aLessonFile(`Слово\n\n${aQuestionText(kind, ru)}`),
    };
    const [error, ...more] = buildPack(aPackSource(files)).errors;
    assert.deepEqual(more, []);
    assert.equal(error?.key, 'twins-question');
    assert.equal(error.line, 10);
    assert.equal(error.values['otherLine'], 8);
  });
}

test('PCK-5: refuses a question that one language lacks, and words of a key may differ', () => {
  const short = (word: string) => aQuestionText('short', `Не?\n= ${word}`);
  const same = { [`${folder}/kk.md`]: aLessonFile(short('су')), [`${folder}/ru.md`]: aLessonFile(short('вода')) };
  assert.deepEqual(errorsOf(same), []);
  const lacking = {
    ...same,
    [`${folder}/kk.md`]: aLessonFile(`${short('су')}\n${aQuestionText('short', 'Не?\n= от', 'q2')}`),
  };
  assert.deepEqual(errorsOf(lacking), [`${folder}/ru.md:0 twins-question-count`]);
});

test('PCK-8: refuses media that are missing or of another kind', () => {
  const text = aLessonFile('![а](media/no.svg)\n\n!sound[а](media/cold.svg)\n\n![а](cold.svg)');
  assert.deepEqual(errorsOf({ [`${folder}/kk.md`]: text, 'media/cold.svg': aPicture }), [
    `${folder}/kk.md:8 media-missing`,
    `${folder}/kk.md:10 media-kind`,
    `${folder}/kk.md:12 media-missing`,
  ]);
});

test('PCK-20: refuses media with other names, other content or more than 8 MB', () => {
  const kk = { [`${folder}/kk.md`]: aLessonFile('а') };
  assert.deepEqual(errorsOf({ ...kk, 'media/Cold.svg': aPicture }), ['media/Cold.svg:0 media-name']);
  assert.deepEqual(errorsOf({ ...kk, 'media/a.exe': 'MZ' }), ['media/a.exe:0 media-name']);
  assert.deepEqual(errorsOf({ ...kk, 'media/a.png': aPicture }), ['media/a.png:0 media-bytes']);
  const large = new Uint8Array(maxFileBytes + 1);
  assert.deepEqual(errorsOf({ ...kk, 'media/a.mp3': large }), ['media/a.mp3:0 file-too-large']);
});

test('PCK-21: refuses a picture that does more than draw, with its line', () => {
  const picture = aPicture.replace('<path', '\n<script>x</script><path');
  const files = { [`${folder}/kk.md`]: aLessonFile('![а](media/a.svg)'), 'media/a.svg': picture };
  assert.deepEqual(errorsOf(files), ['media/a.svg:2 svg-element']);
});

test('PCK-21: a picture goes out cleaned, and one that no lesson uses does not go out', () => {
  const files = {
    [`${folder}/kk.md`]: aLessonFile('![а](media/a.svg)'),
    'media/a.svg': `<!-- x -->${aPicture}`,
    'media/b.svg': aPicture,
  };
  const { pack, notes } = buildPack(aPackSource(files));
  const [medium, ...more] = pack?.manifest.lessons[0]?.media ?? [];
  assert.deepEqual(more, []);
  assert.equal(new TextDecoder().decode(pack?.files.get(medium?.hash ?? '')), `${aPicture}\n`);
  assert.deepEqual(
    notes.map(({ key, file }) => `${file} ${key}`),
    ['media/b.svg media-unused'],
  );
});
