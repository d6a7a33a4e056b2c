import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { buildPack } from './builder.ts';
import { readObjectives, readPackFolder } from './pack-folder.ts';
import { aLessonFile, aPackJson, aPackSource, aPicture, aQuestionText } from './testing.ts';

const lesson = aLessonFile(`![Суық](media/cold.svg)\n\n${aQuestionText('number', 'Неше?\n= 15 м/с')}`);
const tool = path.join(import.meta.dirname, '..', '..', '..', 'tools', 'pack.ts');

/** A folder of packs with one pack, `sample`, and a curriculum. */
function aContentFolder(context: TestContext, text = lesson): string {
  const root = mkdtempSync(path.join(tmpdir(), 'tirek-pack-'));
  context.after(() => rmSync(root, { recursive: true }));
  const write = (name: string, content: string) => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  };
  write('sample/pack.json', aPackJson());
  write('sample/lessons/g7-physics-1/kk.md', text);
  write('sample/media/cold.svg', aPicture);
  write('sample/.DS_Store', 'x');
  write('curriculum/2022/physics.json', JSON.stringify({ objectives: [{ code: '7.2.1.3' }] }));
  write('curriculum/2022/biology.json', '{ "objectives": [{}] }');
  write('curriculum/2022/chemistry.json', '{');
  return root;
}

test('LIB-1: a folder on a disk gives the same pack as the same files in memory', (context) => {
  const folder = path.join(aContentFolder(context), 'sample');
  const inMemory = aPackSource({ 'lessons/g7-physics-1/kk.md': lesson, 'media/cold.svg': aPicture });
  const { pack, errors } = buildPack(readPackFolder(folder));
  assert.deepEqual(errors, []);
  assert.deepEqual(pack, buildPack(inMemory).pack);
});

test('PCK-19: codes come from the curriculum file; one that is missing or broken gives none', (context) => {
  const folder = path.join(aContentFolder(context), 'curriculum', '2022');
  assert.deepEqual(readObjectives(path.join(folder, 'physics.json')), new Set(['7.2.1.3']));
  for (const subject of ['biology', 'chemistry', 'algebra']) {
    assert.equal(readObjectives(path.join(folder, `${subject}.json`)), undefined, subject);
  }
});

test('LIB-2: the command says a pack in order, and counts what is in it', (context) => {
  const folder = path.join(aContentFolder(context), 'sample');
  const output = execFileSync(process.execPath, [tool, 'check', folder], { encoding: 'utf8' });
  assert.match(output, /0 errors; 1 lessons in 1 files/u);
  assert.match(output, /number 1, short 0/u);
});

test('LIB-2: the command names each error with its file and line, and ends with 1', (context) => {
  const folder = path.join(aContentFolder(context, lesson.replace('= 15', '= 1,5')), 'sample');
  const { stdout, status } = spawnSync(process.execPath, [tool, 'check', folder], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.ok(stdout.includes(`${path.join(folder, 'lessons', 'g7-physics-1', 'kk.md')}:12  Must be “= 12.5`), stdout);
});
