import type { Language, Text } from '#kernel/language.ts';
import type { Question } from './question.ts';

/** The only form of built packs so far; a reader refuses a manifest of another. */
export const packFormat = 1;

/** LIB-3: a single file of a pack may not be larger. It has to come through a thin line, or fit a tablet's memory. */
export const maxFileBytes = 8 * 1024 * 1024;

/** PCK-4: which grades a subject is taught in, first and last. */
export const gradesBySubject = {
  world: [1, 4],
  'natural-science': [1, 6],
  mathematics: [1, 6],
  algebra: [7, 11],
  geometry: [7, 11],
  physics: [7, 11],
  chemistry: [7, 11],
  biology: [7, 11],
  english: [1, 11],
} as const satisfies Record<string, readonly [first: number, last: number]>;

export type Subject = keyof typeof gradesBySubject;

export function isSubject(value: string): value is Subject {
  return Object.hasOwn(gradesBySubject, value);
}

/** The kinds of media file, by the ending of the name. */
export const mediaTypes = {
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
  webm: 'video/webm',
  mp4: 'video/mp4',
} as const;

export type MediaEnding = keyof typeof mediaTypes;
export type MediaType = (typeof mediaTypes)[MediaEnding];

/** SHA-256 of a file's bytes in lower-case hex: the name under which nodes exchange it. */
export type Hash = string;

/** A media file as HTML and questions name it: `<hash>.<ending>`. See `withAddresses`. */
export type MediaRef = string;

/** A file of HTML made by the builder: balanced, from a closed set of elements, without scripts or styles. */
export type Html = string;

export type PackFile = { readonly hash: Hash; readonly bytes: number };

export type LessonMedia = PackFile & { readonly name: string; readonly type: MediaType };

export type LessonEntry = {
  readonly id: string;
  readonly subject: Subject;
  readonly grade: number;
  readonly minutes: number;
  readonly objectives: readonly string[];
  /** How many questions it asks; the same in each language. */
  readonly questions: number;
  readonly languages: Readonly<Partial<Record<Language, LessonVersion>>>;
  /** All media that any of its languages uses, by name. */
  readonly media: readonly LessonMedia[];
};

export type LessonVersion = { readonly title: string; readonly file: Hash; readonly bytes: number };

/** What a pack is, and the hashes of all its files. It is itself a file, and its hash names this version of the pack. */
export type Manifest = {
  readonly format: typeof packFormat;
  readonly id: string;
  readonly version: number;
  readonly licence: string;
  readonly edition: string;
  readonly title: Text;
  readonly about: Text;
  /** In teaching order. */
  readonly lessons: readonly LessonEntry[];
};

/** A lesson in one language: what a tablet needs, except its media, to teach and to score it without a server. */
export type BuiltLesson = {
  readonly format: typeof packFormat;
  readonly id: string;
  readonly language: Language;
  /** Plain text. */
  readonly title: string;
  readonly subject: Subject;
  readonly grade: number;
  readonly minutes: number;
  readonly objectives: readonly string[];
  /** The sound of the lesson's instructions. */
  readonly listen?: MediaRef;
  readonly sections: readonly Section[];
  readonly questions: readonly Question[];
  /** LIB-22: a test. Whether an answer is right is said when it is finished, not before. */
  readonly isTest?: true;
};

/**
 * Tests that teachers of a school made stand on its shelf in packs of their own. They ask what was taught: they are not
 * the way a subject is taught, and no source of questions.
 */
export const testPacks = 'quiz-';

export function isTestPack(pack: string): boolean {
  return pack.startsWith(testPacks);
}

/** What stands under one `##` heading. The first section has an empty title if the text begins without a heading. */
export type Section = { readonly title: Html; readonly parts: readonly Part[] };

export type Part = { readonly html: Html } | { readonly question: string };
