import { isLanguage, languages, type Language } from '#kernel/language.ts';
import { assemblePack, type BuiltPack } from './assemble.ts';
import { buildMedia } from './builder-media.ts';
import { parseLesson, type ParsedLesson } from './model/lesson-parser.ts';
import type { MediaKind, TextContext } from './model/markdown.ts';
import type { MediaFile } from './model/media.ts';
import { parsePackJson, type PackHead } from './model/pack-json.ts';
import { reportTo, type PackError } from './model/pack-error.ts';
import { maxFileBytes } from './model/pack.ts';
import { compareTwins } from './model/twins.ts';

/** The folder of a pack as read, and the curriculum beside it. */
export type PackSource = {
  /** By path within the folder, with `/`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The codes of a subject's learning objectives in an edition of the programme; undefined if they are not known. */
  readonly objectivesOf: (edition: string, subject: string) => ReadonlySet<string> | undefined;
};

export type BuildOptions = {
  /** For writers: a listed lesson that has no folder yet, and a curriculum that is not there yet, are only noted. */
  readonly isPartial?: boolean;
};

export type PackBuild = {
  /** Only if there is no error. */
  readonly pack?: BuiltPack;
  /** By file and line. */
  readonly errors: readonly PackError[];
  /** What a writer should know and may leave as it is. */
  readonly notes: readonly PackError[];
  /** Each lesson that could be read, with errors or without. */
  readonly lessons: readonly ParsedLesson[];
};

/**
 * LIB-1, LIB-2: checks the folder against every rule and turns it into files named by their hash. The same folder gives
 * the same bytes on every machine: nothing depends on the clock, on line ends, or on the order of the file system.
 */
export function buildPack(source: PackSource, options: BuildOptions = {}): PackBuild {
  const errors: PackError[] = [];
  const notes: PackError[] = [];
  const text = textOf(source, 'pack.json', errors);
  const head = text === undefined ? undefined : parsePackJson(text, reportTo(errors, 'pack.json'));
  if (!head) return { errors, notes, lessons: [] };
  const media = buildMedia(source.files, errors);
  const partial = options.isPartial ? notes : errors;
  const workshop: Workshop = { source, head, media, errors, notes, partial };
  checkPaths(workshop);
  const lessons = head.lessons.map((id) => buildLesson(id, workshop));
  noteUnusedMedia(lessons, workshop);
  const parsed = lessons.flatMap((lesson) => lesson.versions.map((version) => version.parsed));
  errors.sort(byPlace);
  if (errors.length > 0) return { errors, notes, lessons: parsed };
  const assembled = lessons.map(({ versions, media: used }) => ({
    lessons: versions.map((version) => version.parsed.lesson),
    media: used,
  }));
  return { pack: assemblePack(head, assembled), errors, notes, lessons: parsed };
}

type Workshop = {
  readonly source: PackSource;
  readonly head: PackHead;
  readonly media: ReadonlyMap<string, MediaFile>;
  readonly errors: PackError[];
  readonly notes: PackError[];
  /** Where errors go that are only notes while a pack is being written. */
  readonly partial: PackError[];
};

type Version = { readonly language: Language; readonly file: string; readonly parsed: ParsedLesson };
type LessonBuild = { readonly id: string; readonly versions: readonly Version[]; readonly media: readonly MediaFile[] };

function checkPaths({ source, head, errors, partial }: Workshop): void {
  for (const path of source.files.keys()) {
    const [, id = '', name = ''] = /^lessons\/([^/]+)\/(.+)$/u.exec(path) ?? [];
    const isLessonFile = id !== '' && isLanguage(name.replace(/\.md$/u, '')) && name.endsWith('.md');
    if (path === 'pack.json' || path.startsWith('media/')) continue;
    if (!isLessonFile) errors.push({ key: 'file-unknown', file: path, line: 0, values: {} });
    else if (!head.lessons.includes(id))
      partial.push({ key: 'lesson-not-listed', file: path, line: 0, values: { id } });
  }
}

function buildLesson(id: string, workshop: Workshop): LessonBuild {
  const { source, errors, partial } = workshop;
  const used = new Map<string, MediaFile>();
  const versions = languages.flatMap((language) => {
    const file = `lessons/${id}/${language}.md`;
    const text = source.files.has(file) ? textOf(source, file, errors) : undefined;
    const parsed = text === undefined ? undefined : readVersion({ id, language, text }, file, used, workshop);
    return parsed ? [{ language, file, parsed }] : [];
  });
  const hasFile = languages.some((language) => source.files.has(`lessons/${id}/${language}.md`));
  if (!hasFile) partial.push({ key: 'lesson-missing', file: `lessons/${id}`, line: 0, values: { id } });
  const [first, ...others] = versions;
  for (const other of others) if (first) errors.push(...compareTwins(first, other));
  const media = [...used.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { id, versions, media };
}

function readVersion(
  lesson: { readonly id: string; readonly language: Language; readonly text: string },
  file: string,
  used: Map<string, MediaFile>,
  workshop: Workshop,
): ParsedLesson | undefined {
  const { head, media, errors } = workshop;
  const report = reportTo(errors, file);
  const useMedia: TextContext['useMedia'] = (path, line, kinds) => {
    const found = media.get(path);
    const isPresent = found !== undefined || workshop.source.files.has(path);
    if (!isPresent) report('media-missing', line, { path });
    else if (found && !kinds.includes(kindOf(found))) report('media-kind', line, { path });
    if (found) used.set(path, found);
    return found;
  };
  const parsed = parseLesson(lesson, { report, lessons: new Set(head.lessons), useMedia });
  if (parsed) checkObjectives(parsed, file, workshop);
  return parsed;
}

function kindOf({ type }: MediaFile): MediaKind {
  if (type.startsWith('image/')) return 'image';
  return type.startsWith('audio/') ? 'audio' : 'video';
}

function checkObjectives({ front }: ParsedLesson, file: string, { source, head, errors, partial }: Workshop): void {
  const { subject, objectives } = front;
  const line = front.lines.get('objectives') ?? 1;
  const codes = source.objectivesOf(head.edition, subject);
  if (!codes) partial.push({ key: 'curriculum-missing', file, line, values: { edition: head.edition, subject } });
  for (const code of codes ? objectives.filter((one) => !codes.has(one)) : []) {
    errors.push({ key: 'objective-unknown', file, line, values: { code, subject, edition: head.edition } });
  }
}

function noteUnusedMedia(lessons: readonly LessonBuild[], { media, notes }: Workshop): void {
  const used = new Set(lessons.flatMap((lesson) => lesson.media.map((file) => file.name)));
  for (const [file, { name }] of media) {
    if (!used.has(name)) notes.push({ key: 'media-unused', file, line: 0, values: {} });
  }
}

/** The text of a file that must be UTF-8. */
function textOf({ files }: PackSource, file: string, errors: PackError[]): string | undefined {
  const bytes = files.get(file);
  const report = reportTo(errors, file);
  if (!bytes) report('file-missing', 0);
  else if (bytes.length > maxFileBytes) report('file-too-large', 0, { bytes: bytes.length, most: maxFileBytes });
  else {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      // The decoder has no other way to say that the bytes are not UTF-8.
      report('file-encoding', 0);
    }
  }
  return undefined;
}

function byPlace(a: PackError, b: PackError): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line;
}
