import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildPack, type PackBuild } from '#rooms/library/builder.ts';
import { wordCount } from '#rooms/library/model/lesson-text.ts';
import type { PackError } from '#rooms/library/model/pack-error.ts';
import type { BuiltLesson } from '#rooms/library/model/pack.ts';
import { questionKinds, type Question } from '#rooms/library/model/question.ts';
import { readPackFolder } from '#rooms/library/pack-folder.ts';
import words from '#rooms/library/words/pack-errors.en.json' with { type: 'json' };

const usage = `node tools/pack.ts check [--partial] [--only <start of a lesson's id>] <folder of a pack> …
  Checks packs and counts what is in them; ends with 1 if there is an error.
  --partial  lessons that are listed and not yet written are only counted
  --only     shows the errors of some lessons only (and those of media named like them)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { partial: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});
const [command, ...folders] = positionals;
if (command === 'check' && folders.length > 0) {
  const results = folders.map((folder) => check(folder, values.partial, values.only));
  process.exitCode = results.every(Boolean) ? 0 : 1;
} else {
  console.error(usage);
  process.exitCode = 2;
}

function check(folder: string, isPartial: boolean, only: string): boolean {
  if (!existsSync(path.join(folder, 'pack.json'))) {
    console.error(`${folder}: there is no pack.json here`);
    return false;
  }
  const build = buildPack(readPackFolder(folder), { isPartial });
  const isMeant = ({ file }: PackError) => only === '' || file.split('/')[1]?.startsWith(only) === true;
  const errors = build.errors.filter(isMeant);
  const notes = build.notes.filter(isMeant);
  for (const error of errors) console.log(sentence(folder, error));
  for (const note of notes.filter(({ key }) => key === 'media-unused')) console.log(`note: ${sentence(folder, note)}`);
  const lessons = build.lessons.map(({ lesson }) => lesson).filter(({ id }) => id.startsWith(only));
  console.log([...lessonLines(lessons), ...summary(folder, lessons, errors.length, build)].join('\n'));
  return errors.length === 0;
}

function sentence(folder: string, { key, file, line, values: said }: PackError): string {
  const place = `${path.join(folder, file)}${line > 0 ? `:${line}` : ''}`;
  const text = words[`pack.${key}`].replace(/\{(\w+)\}/gu, (hole, name: string) => String(said[name] ?? hole));
  return `${place}  ${text}  [${key}]`;
}

function lessonLines(lessons: readonly BuiltLesson[]): readonly string[] {
  return lessons.map((lesson) => {
    const kinds = [...new Set(lesson.questions.map((question) => question.kind))].join(' ');
    const size = `${wordCount(lesson)} words, ${lesson.questions.length} questions`;
    return `  ${lesson.id}/${lesson.language}: ${size} (${kinds})`;
  });
}

function summary(
  folder: string,
  lessons: readonly BuiltLesson[],
  errors: number,
  { pack, notes }: PackBuild,
): readonly string[] {
  const byLesson = new Map(lessons.map((lesson) => [lesson.id, lesson.questions]));
  const questions = [...byLesson.values()].flat();
  const missing = notes.filter(({ key }) => key === 'lesson-missing').length;
  const noCurriculum = new Set(
    notes.filter(({ key }) => key === 'curriculum-missing').map((note) => note.values['subject']),
  );
  const words = lessons.reduce((sum, lesson) => sum + wordCount(lesson), 0);
  return [
    `${folder}: ${errors} errors; ${byLesson.size} lessons in ${lessons.length} files, ${words} words`,
    `  ${questions.length} questions: ${kindCounts(questions)}`,
    `  the right option of single stands in place ${rightPlaces(questions)}`,
    ...(missing > 0 ? [`  ${missing} lessons not yet written`] : []),
    ...(noCurriculum.size > 0 ? [`  no file of learning objectives yet: ${[...noCurriculum].join(', ')}`] : []),
    ...(pack ? [`  ${pack.files.size} files, ${kilobytes([...pack.files.values()])} KB, ${pack.hash}`] : []),
  ];
}

function kindCounts(questions: readonly Question[]): string {
  return questionKinds
    .map((kind) => `${kind} ${questions.filter((question) => question.kind === kind).length}`)
    .join(', ');
}

/** Pupils notice when the right option is mostly the first one. */
function rightPlaces(questions: readonly Question[]): string {
  const places = questions.flatMap((question) =>
    question.kind === 'single' ? [question.options.findIndex((option) => option.right)] : [],
  );
  const counted = [0, 1, 2, 3, 4, 5].map((place) => [place + 1, places.filter((one) => one === place).length] as const);
  return counted.flatMap(([place, count]) => (count > 0 ? [`${place}: ${count}×`] : [])).join(', ');
}

function kilobytes(files: readonly Uint8Array[]): number {
  return Math.ceil(files.reduce((sum, bytes) => sum + bytes.length, 0) / 1024);
}
