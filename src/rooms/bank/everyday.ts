import { languages, type Language } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import {
  selectLessons,
  type Html,
  type LessonReader,
  type MediaRef,
  type Question,
  type ShelfLesson,
} from '#rooms/library/index.ts';
import type { ItemFace, Level, PartFace } from './model/item.ts';
import { spellingsOf, type SourceItem, type SourcePart, type Spellings } from './model/source.ts';
import { findItem, selectUsable, type StoredItem } from './queries.ts';
import { drawItem } from './stored-faces.ts';
import en from './words/everyday.en.json' with { type: 'json' };
import kk from './words/everyday.kk.json' with { type: 'json' };
import ru from './words/everyday.ru.json' with { type: 'json' };

/** Something that a teacher may ask on an ordinary day: a question of a lesson on the shelf, or an item of the everyday pool. */
export type EverydayItem = {
  /** `<pack>/<lesson>/<question>`, or `<item>@<version>`. */
  readonly id: string;
  readonly from: 'lesson' | 'bank';
  readonly subject: string;
  readonly grade: number;
  readonly objectives: readonly string[];
  /** Questions of lessons have none. */
  readonly level?: Level;
  /** What it asks, in each of its languages, one after the other, as the library scores it (LIB-10). */
  readonly questions: Readonly<Partial<Record<Language, readonly Question[]>>>;
  readonly media: readonly MediaRef[];
};

export type EverydayWish = {
  readonly subjects: readonly string[];
  readonly grades: readonly number[];
  /** All of the subjects and grades without it. */
  readonly objectives?: readonly string[];
};

/**
 * BNK-30: what of the shelf and of the everyday pool fits a wish, in teaching order, lessons first. Parts that only a
 * sitting can ask (a list in a gap, a hot spot, a table) are left out with their item.
 */
export async function everydayItems(
  house: House,
  reader: LessonReader,
  wish: EverydayWish,
): Promise<readonly EverydayItem[]> {
  const lessons = (await selectLessons(house.log.read)).filter((lesson) => isWished(lesson, lesson.objectives, wish));
  const found: EverydayItem[] = [];
  for (const lesson of lessons) found.push(...(await questionsOf(house, reader, lesson)));
  for (const row of await selectUsable(house.log.read)) {
    if (row.pool !== 'everyday' || !isWished(row, [row.objective], wish)) continue;
    const stored = await findItem(house.log.read, row.item, row.version);
    const item = stored && (await everydayItem(stored));
    if (item) found.push(item);
  }
  return found;
}

function isWished(
  { subject, grade }: { readonly subject: string; readonly grade: number },
  own: readonly string[],
  { subjects, grades, objectives }: EverydayWish,
): boolean {
  const fits = subjects.includes(subject) && grades.includes(grade);
  return fits && (objectives === undefined || own.some((objective) => objectives.includes(objective)));
}

async function questionsOf(house: House, reader: LessonReader, lesson: ShelfLesson): Promise<readonly EverydayItem[]> {
  const byQuestion = new Map<string, Partial<Record<Language, readonly Question[]>>>();
  for (const language of languages) {
    const file = lesson.files[language];
    const built = file === undefined ? undefined : await reader(house, file);
    for (const question of built?.questions ?? []) {
      byQuestion.set(question.id, { ...byQuestion.get(question.id), [language]: [question] });
    }
  }
  const { pack, lesson: id, subject, grade, objectives } = lesson;
  return [...byQuestion].map(([question, questions]) => {
    const media = mediaIn(questions);
    return { id: `${pack}/${id}/${question}`, from: 'lesson', subject, grade, objectives, questions, media };
  });
}

/** An item of the bank as questions of the library; undefined where it has a part that lessons do not ask. */
export async function everydayItem(stored: StoredItem): Promise<EverydayItem | undefined> {
  const { source, stimulusSource, media, version, item, subject, grade, objective, level } = stored;
  if (!source.parts.every(isAsked)) return undefined;
  const { faces } = await drawItem({ source, stimulus: stimulusSource, media, version });
  const entries = Object.entries(faces) as [Language, ItemFace][];
  const questions = Object.fromEntries(
    entries.map(([language, face]) => [language, asQuestions(source, face, language)]),
  );
  const id = `${item}@${version}`;
  return { id, from: 'bank', subject, grade, objectives: [objective], level, questions, media: mediaIn(questions) };
}

function isAsked(part: SourcePart): boolean {
  return part.kind !== 'hotspot' && part.kind !== 'table' && !(part.kind === 'gap' && part.choices);
}

const words = { kk, ru, en } as const;

function asQuestions(source: SourceItem, face: ItemFace, language: Language): readonly Question[] {
  const said = words[language];
  return face.parts.flatMap((part, at) => {
    const key = source.parts[at];
    const before = at === 0 ? (face.stimulus?.html ?? '') : '';
    const asked = {
      id: `q${at + 1}`,
      stem: before + part.stem,
      right: said['bank.everyday.right'],
      wrong: said['bank.everyday.wrong'],
    };
    const question = key && asQuestion(asked, part, key);
    return question ? [question] : [];
  });
}

type Asked = Pick<Question, 'id' | 'stem' | 'right' | 'wrong'>;

function asQuestion(asked: Asked, part: PartFace, key: SourcePart): Question | undefined {
  if (part.kind === 'single' && key.kind === 'single')
    return { ...asked, kind: 'single', options: optionsOf(part.options, [key.right]) };
  if (part.kind === 'multiple' && key.kind === 'multiple')
    return { ...asked, kind: 'multiple', options: optionsOf(part.options, key.right) };
  if (part.kind === 'number' && key.kind === 'number') {
    const tolerance = key.tolerance === undefined ? {} : { tolerance: key.tolerance };
    const unit = part.unit === undefined ? {} : { unit: part.unit };
    return { ...asked, kind: 'number', value: key.right, mistakes: [], ...tolerance, ...unit };
  }
  if (part.kind === 'short' && key.kind === 'short')
    return { ...asked, kind: 'short', words: spellingsOf(key.right), mistakes: [] };
  if (part.kind === 'order' && key.kind === 'order')
    return { ...asked, kind: 'order', items: key.right.map((place) => part.items[place] ?? '') };
  if (part.kind === 'match' && key.kind === 'match') {
    // The library's pairs stand beside each other; right sides without one come last.
    const rest = part.rights.filter((_, place) => !key.right.includes(place));
    const rights = [...key.right.map((place) => part.rights[place] ?? ''), ...rest];
    return { ...asked, kind: 'match', lefts: part.lefts, rights };
  }
  if (part.kind === 'gap' && key.kind === 'gap')
    return { ...asked, kind: 'gap', lines: part.lines, gaps: key.right.map((each) => spellingsOf(each as Spellings)) };
  return undefined;
}

function optionsOf(options: readonly Html[], right: readonly number[]) {
  return options.map((html, place) => ({ html, right: right.includes(place) }));
}

function mediaIn(questions: EverydayItem['questions']): readonly MediaRef[] {
  const found = [...JSON.stringify(questions).matchAll(/data-media=\\"([\da-f]{64}\.[a-z\d]+)\\"/gu)];
  return [...new Set(found.map(([, ref = '']) => ref))].sort();
}
