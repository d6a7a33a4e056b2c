import { languages, type Language } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import type { EverydayItem } from '#rooms/bank/index.ts';
import {
  assemblePack,
  mediaTypes,
  pointsOf,
  type AssembledLesson,
  type BuiltLesson,
  type BuiltPack,
  type MediaFile,
  type Question,
  type Subject,
} from '#rooms/library/index.ts';
import type { Counted } from './model/descriptors.ts';
import { objectiveOf } from './model/propose.ts';

/** A test for one grade, as it was put together. */
export type TestPlan = {
  readonly grade: number;
  readonly minutes: number;
  /** The lesson's id. */
  readonly lesson: string;
  readonly items: readonly EverydayItem[];
};

type Titles = Readonly<Record<Language, string>>;

/** QUZ-5: the languages that a test has: those in which every one of its items stands. */
export function languagesOf(items: readonly EverydayItem[]): readonly Language[] {
  return languages.filter((language) => items.every(({ questions }) => questions[language]));
}

/** QUZ-4, QUZ-5: a pack with a lesson for each grade; its media are read from the files that are here. */
export async function buildQuiz(
  house: House,
  head: { readonly pack: string; readonly subject: string; readonly titles: Titles },
  tests: readonly TestPlan[],
): Promise<BuiltPack> {
  const lessons: AssembledLesson[] = [];
  for (const test of tests) lessons.push(await lessonOf(house, head, test));
  const about = { kk: '', ru: '', en: '' };
  const own = { id: head.pack, version: 1, licence: 'CC-BY-4.0', edition: '2022' };
  return assemblePack({ ...own, title: head.titles, about }, lessons);
}

/** The questions of a test with the objective and the points of each. */
export function countedIn(items: readonly EverydayItem[]): readonly Counted[] {
  const language = languagesOf(items)[0];
  if (!language) return [];
  const asked = items.flatMap((item) => (item.questions[language] ?? []).map((question) => ({ item, question })));
  return asked.map(({ item, question }, n) => {
    return { question: idAt(n), objective: objectiveOf(item), of: pointsOf(question) };
  });
}

async function lessonOf(
  house: House,
  { subject, titles }: { readonly subject: string; readonly titles: Titles },
  { grade, minutes, lesson, items }: TestPlan,
): Promise<AssembledLesson> {
  const objectives = [...new Set(items.flatMap((item) => item.objectives))];
  const lessons = languagesOf(items).map((language): BuiltLesson => {
    const questions = items.flatMap((item) => item.questions[language] ?? []).map(numbered);
    return {
      format: 1,
      id: lesson,
      language,
      title: titles[language],
      // Items of the pool are of subjects that packs have.
      subject: subject as Subject,
      grade,
      minutes,
      objectives,
      sections: [{ title: '', parts: questions.map(({ id }) => ({ question: id })) }],
      questions,
      isTest: true,
    };
  });
  return { lessons, media: await mediaOf(house, items) };
}

const idAt = (n: number): string => `q${n + 1}`;

/** A test gives no hints: they would give away what is asked. */
function numbered(question: Question, n: number): Question {
  const asked = { ...question, id: idAt(n) };
  delete asked.hint;
  return asked;
}

async function mediaOf(house: House, items: readonly EverydayItem[]): Promise<readonly MediaFile[]> {
  const refs = [...new Set(items.flatMap(({ media }) => media))].toSorted();
  const files: MediaFile[] = [];
  for (const ref of refs) {
    const [hash = '', ending = ''] = ref.split('.');
    const type = mediaTypes[ending as keyof typeof mediaTypes];
    files.push({ name: ref, hash, ref, type, content: await house.files.read(hash) });
  }
  return files;
}
