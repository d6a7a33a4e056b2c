import type { Scope } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { Reader } from '#log/store.ts';

export type ShelfLesson = {
  readonly pack: string;
  readonly lesson: string;
  readonly subject: string;
  readonly grade: number;
  readonly minutes: number;
  readonly objectives: readonly string[];
  readonly questions: number;
  readonly titles: InLanguages;
  /** The hashes of its files. */
  readonly files: InLanguages;
};

type InLanguages = Readonly<Partial<Record<Language, string>>>;
type StoredLesson = Omit<ShelfLesson, 'objectives' | 'titles' | 'files'> & { readonly objectives: string };
type StoredVersion = Readonly<Record<'pack' | 'lesson' | 'title' | 'file', string>> & { readonly language: Language };

/** The lessons on the shelf, by grade and subject, in teaching order; only those published in a scope where one is named. */
export async function selectLessons(read: Reader, scope?: Scope): Promise<ShelfLesson[]> {
  const where = scope === undefined ? '' : 'where _origin in (select id from log_origins where scope = ?)';
  const lessons = await read.all<StoredLesson>(
    `select pack, lesson, subject, grade, minutes, objectives, questions from library_lessons ${where}
     order by grade, pack, position`,
    ...(scope === undefined ? [] : [scope]),
  );
  const versions = await read.all<StoredVersion>('select pack, lesson, language, title, file from library_versions');
  const titles = new Map<string, InLanguages>();
  const files = new Map<string, InLanguages>();
  for (const { pack, lesson, language, title, file } of versions) {
    const key = `${pack}/${lesson}`;
    titles.set(key, { ...titles.get(key), [language]: title });
    files.set(key, { ...files.get(key), [language]: file });
  }
  return lessons.map(({ objectives, ...lesson }) => ({
    ...lesson,
    objectives: objectives === '' ? [] : objectives.split(' '),
    titles: titles.get(`${lesson.pack}/${lesson.lesson}`) ?? {},
    files: files.get(`${lesson.pack}/${lesson.lesson}`) ?? {},
  }));
}

/** The file of a lesson in a language, or in the one of its languages that comes first. */
export async function findLessonFile(
  read: Reader,
  pack: string,
  lesson: string,
  language: Language,
): Promise<{ readonly file: string; readonly language: Language } | undefined> {
  const sql = 'select file, language from library_versions where pack = ? and lesson = ? order by language';
  const versions = await read.all<{ file: string; language: Language }>(sql, pack, lesson);
  return versions.find((version) => version.language === language) ?? versions[0];
}

/** The version of a pack as the region published it. */
export async function findPackVersion(read: Reader, pack: string): Promise<number | undefined> {
  const sql = `select max(version) as version from library_packs
    where pack = ? and _origin in (select id from log_origins where scope = 'region')`;
  return (await read.get<{ version: number | null }>(sql, pack))?.version ?? undefined;
}

export function findFileType(read: Reader, hash: string): Promise<{ type: string; bytes: number } | undefined> {
  return read.get('select type, bytes from library_files where hash = ?', hash);
}

/** All files that the shelf needs, with the writer whose row names each: what a node that has the records fetches. */
export function selectFiles(read: Reader): Promise<{ hash: string; bytes: number; origin: number }[]> {
  return read.all('select distinct hash, bytes, _origin as origin from library_files order by bytes, hash');
}
