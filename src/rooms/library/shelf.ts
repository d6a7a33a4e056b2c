import type { Scope } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { Draft } from '#log/record.ts';
import type { BuiltPack } from './assemble.ts';
import type { BuiltLesson, LessonEntry, Manifest } from './model/pack.ts';
import { lessonPublished, packPublished } from './records.ts';

/** Keeps the files of a built pack and publishes it in a scope. Publishing the same version again adds nothing. */
export async function publishPack(house: House, scope: Scope, actor: string, built: BuiltPack): Promise<void> {
  const { manifest, hash, files } = built;
  const sql = 'select pack from library_files where pack = ? and hash = ?';
  if (await house.log.read.get(sql, manifest.id, hash)) return;
  for (const bytes of files.values()) await house.files.put(bytes);
  await house.log.write(() => ({ records: packDrafts(scope, actor, built), answer: undefined }));
}

/** The records that put a built pack, whose files are kept already, on the shelf. */
export function packDrafts(scope: Scope, actor: string, { manifest, hash, files }: BuiltPack): readonly Draft[] {
  const size = files.get(hash)?.length ?? 0;
  return [
    packPublished.draft(scope, actor, packBody(manifest, { hash, bytes: size })),
    ...manifest.lessons.map((lesson, position) => {
      return lessonPublished.draft(scope, actor, lessonBody(manifest.id, lesson, position));
    }),
  ];
}

function packBody(
  { id, version, licence, edition, title, about }: Manifest,
  manifest: { hash: string; bytes: number },
) {
  return { pack: id, version, manifest, licence, edition, title, about };
}

function lessonBody(pack: string, entry: LessonEntry, position: number) {
  const { id, subject, grade, minutes, objectives, questions, languages, media } = entry;
  const versions = Object.entries(languages).map(([language, { title, file, bytes }]) => {
    return { language: language as keyof typeof languages, title, file: { hash: file, bytes } };
  });
  const files = media.map(({ hash, bytes, type }) => ({ hash, bytes, type }));
  return {
    pack,
    lesson: id,
    position,
    subject,
    grade,
    minutes,
    objectives: [...objectives],
    questions,
    versions,
    media: files,
  };
}

/** Bounds what read lessons take of memory: some 30 kB each. */
const maxCached = 100;

/** Lessons by the hash of their file, read once: scoring an answer needs its question. */
export type LessonReader = (house: House, file: string) => Promise<BuiltLesson | undefined>;

export function lessonReader(): LessonReader {
  const cache = new Map<string, Promise<BuiltLesson | undefined>>();
  return (house, file) => {
    const known = cache.get(file);
    if (known) return known;
    if (cache.size >= maxCached) cache.clear();
    const reading = house.files.read(file).then(
      (bytes) => JSON.parse(Buffer.from(bytes).toString('utf8')) as BuiltLesson,
      () => {
        cache.delete(file);
        return undefined;
      },
    );
    cache.set(file, reading);
    return reading;
  };
}
