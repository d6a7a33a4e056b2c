import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildPack, type PackBuild } from '#rooms/library/builder.ts';
import { readPackFolder } from '#rooms/library/pack-folder.ts';
import { questionKinds } from '#rooms/library/model/question.ts';
import type { PackError } from '#rooms/library/model/pack-error.ts';

/**
 * `node tools/pack.ts check [--partial] <folder> …` checks packs and counts what is in them. It ends with 1 if there
 * is an error. With `--partial`, lessons that are listed and not yet written are only counted.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { partial: { type: 'boolean' } } });
const [command, ...folders] = positionals;
if (command !== 'check' || folders.length === 0) {
  console.error('node tools/pack.ts check [--partial] <folder of a pack> …');
  process.exit(2);
}
const failed = folders.filter((folder) => !check(folder, values.partial === true));
process.exitCode = failed.length > 0 ? 1 : 0;

function check(folder: string, isPartial: boolean): boolean {
  if (!existsSync(path.join(folder, 'pack.json'))) {
    console.error(`${folder}: no pack.json here`);
    return false;
  }
  const build = buildPack(readPackFolder(folder), { isPartial });
  for (const error of build.errors) console.log(sentence(folder, error));
  for (const note of build.notes) console.log(`note: ${sentence(folder, note)}`);
  console.log(summary(folder, build));
  return build.errors.length === 0;
}

function sentence(folder: string, { key, file, line, values: said }: PackError): string {
  const place = `${path.join(folder, file)}${line > 0 ? `:${line}` : ''}`;
  const facts = Object.entries(said).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `${place}  ${key}  ${facts.join(' ')}`.trimEnd();
}

function summary(folder: string, { lessons, errors, pack }: PackBuild): string {
  const ids = new Set(lessons.map(({ lesson }) => lesson.id));
  const questions = new Map(lessons.map(({ lesson }) => [lesson.id, lesson.questions])).values().toArray().flat();
  const kinds = questionKinds.map((kind) => `${kind} ${questions.filter((question) => question.kind === kind).length}`);
  const size = pack ? `, ${pack.files.size} files, ${kilobytes([...pack.files.values()])} KB, ${pack.hash}` : '';
  return [
    `${folder}: ${ids.size} lessons in ${lessons.length} files, ${questions.length} questions (${kinds.join(', ')})`,
    `  ${errors.length} errors${size}`,
  ].join('\n');
}

function kilobytes(files: readonly Uint8Array[]): number {
  return Math.ceil(files.reduce((sum, bytes) => sum + bytes.length, 0) / 1024);
}
