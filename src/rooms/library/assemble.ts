import { hash as digest } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { MediaFile } from './model/media.ts';
import type { PackHead } from './model/pack-json.ts';
import { packFormat, type BuiltLesson, type Hash, type LessonEntry, type Manifest } from './model/pack.ts';

/** All files of a pack by hash; `hash` is that of the manifest, which is one of them. */
export type BuiltPack = {
  readonly hash: Hash;
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<Hash, Uint8Array>;
};

/** A lesson in each of its languages, with all media that any of them uses. */
export type AssembledLesson = { readonly lessons: readonly BuiltLesson[]; readonly media: readonly MediaFile[] };

/** The bytes of a JSON file, with its hash. */
type File = { readonly hash: Hash; readonly content: Uint8Array };

/** LIB-1: a pack of lessons that are right: its files named by their hash, the same bytes on every machine. */
export function assemblePack(head: Omit<PackHead, 'lessons'>, lessons: readonly AssembledLesson[]): BuiltPack {
  const files = new Map<Hash, Uint8Array>();
  const keep = ({ hash, content }: File) => {
    files.set(hash, content);
    return { hash, bytes: content.length };
  };
  const entries = lessons.flatMap((lesson) => {
    const entry = entryOf(lesson, keep);
    return entry ? [entry] : [];
  });
  const { id, version, licence, edition, title, about } = head;
  const manifest: Manifest = { format: packFormat, id, version, licence, edition, title, about, lessons: entries };
  const { hash } = keep(jsonFile(manifest));
  return { hash, manifest, files };
}

function entryOf(
  { lessons, media }: AssembledLesson,
  keep: (file: File) => { hash: Hash; bytes: number },
): LessonEntry | undefined {
  const first = lessons[0];
  if (!first) return undefined;
  const built = lessons.map((lesson) => {
    const { hash, bytes } = keep(jsonFile(lesson));
    return [lesson.language, { title: lesson.title, file: hash, bytes }] as const;
  });
  const { id, subject, grade, minutes, objectives, questions } = first;
  return {
    id,
    subject,
    grade,
    minutes,
    objectives,
    questions: questions.length,
    languages: Object.fromEntries(built),
    media: media.map((file) => ({ name: file.name, type: file.type, ...keep(file) })),
  };
}

function jsonFile(value: Manifest | BuiltLesson): File {
  const content = new TextEncoder().encode(canonicalJson(value));
  return { hash: digest('sha256', content), content };
}
