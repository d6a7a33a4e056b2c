import { languages, type Language } from '#kernel/language.ts';
import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import type { GroupRow } from '#people/index.ts';
import { packDrafts, readCurriculum, testPacks, type LessonReader } from '#rooms/library/index.ts';
import { schoolHere } from './access.ts';
import { buildQuiz, countedIn, languagesOf, type TestPlan } from './build.ts';
import { descriptorsOf, mostDescriptors } from './model/descriptors.ts';
import { poolOf } from './pool.ts';
import { quizMade, type QuizDescriptor, type QuizKind } from './records.ts';
import en from './words/print.en.json' with { type: 'json' };
import kk from './words/print.kk.json' with { type: 'json' };
import ru from './words/print.ru.json' with { type: 'json' };

export type WantedTest = {
  readonly grade: number;
  readonly minutes: number;
  readonly items: readonly string[];
  /** The words of descriptors by objective, where the teacher wrote other ones. */
  readonly texts: Readonly<Record<string, string>>;
};

export type WantedQuiz = {
  readonly kind: QuizKind;
  readonly title: string;
  readonly language: Language;
  readonly tests: readonly WantedTest[];
};

export type MadeQuiz = { readonly quiz: string; readonly pack: string; readonly lessons: readonly string[] };

type Planned = TestPlan & { readonly descriptors: readonly QuizDescriptor[] };

const titleWords = { kk, ru, en } as const;

/** QUZ-4 – QUZ-6: makes a test of what the teacher chose and puts it on the school's shelf, all grades of it or none. */
export async function makeQuiz(
  house: House,
  reader: LessonReader,
  { group, who }: { readonly group: GroupRow; readonly who: PersonId },
  wanted: WantedQuiz,
): Promise<Result<MadeQuiz, Refusal>> {
  const { scope } = schoolHere(house);
  const grades = wanted.tests.map(({ grade }) => grade);
  const strange = grades.find((grade, n) => !group.grades.includes(grade) || grades.indexOf(grade) !== n);
  if (strange !== undefined) return refuse('quiz.no-such-grade', 422, { grade: strange });
  const pool = new Map((await poolOf(house, reader, group, grades)).map((item) => [item.id, item]));
  const quiz = await house.log.write((on) => ({ records: [], answer: on.mint<string>() }));
  const pack = `${testPacks}${quiz}`;
  const plans: Planned[] = [];
  for (const test of wanted.tests) {
    const planned = await planOf(house, group.subject, wanted, test, pack, pool);
    if (!planned.ok) return planned;
    plans.push(planned.value);
  }
  const said = languages.map((language) => [
    language,
    `${titleWords[language][`quiz.title.${wanted.kind}`]}: ${wanted.title}`,
  ]);
  const titles = Object.fromEntries(said) as Record<Language, string>;
  const built = await buildQuiz(house, { pack, subject: group.subject, titles }, plans);
  for (const bytes of built.files.values()) await house.files.put(bytes);
  const { kind, title } = wanted;
  const about = { quiz, pack, kind, title, group: group.group, subject: group.subject };
  const made = plans.map(({ grade, lesson, minutes, items, descriptors }) => {
    const test = { grade, lesson, minutes, items: items.map(({ id }) => id), descriptors: [...descriptors] };
    return quizMade.draft(scope, who, { ...about, ...test });
  });
  const records = [...packDrafts(scope, who, built), ...made];
  await house.log.write(() => ({ records, answer: undefined }));
  return ok({ quiz, pack, lessons: plans.map(({ lesson }) => lesson) });
}

async function planOf(
  house: House,
  subject: string,
  { kind, language }: WantedQuiz,
  { grade, minutes, items: ids, texts }: WantedTest,
  pack: string,
  pool: ReadonlyMap<string, Awaited<ReturnType<typeof poolOf>>[number]>,
): Promise<Result<Planned, Refusal>> {
  const items = ids.flatMap((id) => pool.get(id) ?? []).filter((item) => item.grade === grade);
  if (items.length < ids.length || new Set(ids).size < ids.length) return refuse('quiz.no-such-item', 422, { grade });
  if (languagesOf(items).length === 0) return refuse('quiz.no-common-language', 422, { grade });
  for (const [hash = ''] of items.flatMap(({ media }) => media.map((ref) => ref.split('.')))) {
    if (!(await house.files.has(hash))) return refuse('quiz.not-here-yet', 503, { grade });
  }
  const plan = { grade, minutes, lesson: `${pack}-g${grade}`, items };
  if (kind === 'quiz') return ok({ ...plan, descriptors: [] });
  const known = readCurriculum(subject).objectives;
  const textOf = (code: string): string => {
    return texts[code]?.trim() || (known.find((each) => each.code === code)?.[language === 'ru' ? 'ru' : 'kk'] ?? code);
  };
  const descriptors = descriptorsOf(countedIn(items), textOf);
  if (descriptors.length > mostDescriptors)
    return refuse('quiz.too-many-objectives', 422, { grade, n: descriptors.length, most: mostDescriptors });
  return ok({ ...plan, descriptors });
}
