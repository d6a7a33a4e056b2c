import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import { dayOf, idsOfMany, nameOf, schoolYearOf, selectMembers, type GroupRow } from '#people/index.ts';
import { decideHanding, handedBefore } from '#rooms/journal/index.ts';
import { testWork } from '#rooms/lessons/index.ts';
import { schoolHere } from './access.ts';
import { pointsIn } from './model/descriptors.ts';
import type { QuizRow, QuizTest } from './queries.ts';
import { quizHanded } from './records.ts';

export type JournalWord = { readonly state: 'done' | 'owed' | 'freed'; readonly points: readonly number[] };

export type PupilResult = {
  readonly person: PersonId;
  readonly name: string;
  readonly state: 'finished' | 'working' | 'none';
  /** Points by descriptor; empty for who never began, and for everyday tests. */
  readonly points: readonly number[];
  /** All points that the pupil has, descriptors or not. */
  readonly sum: number;
  /** What stands in the journal of this assessment; null where nothing does. */
  readonly journal: JournalWord | null;
};

const collator = new Intl.Collator('kk');

/** QUZ-7: what pupils of a grade have in its test, and what the journal says of them. */
export async function resultsOf(house: House, { pack }: QuizRow, test: QuizTest, group: GroupRow) {
  const members = (await selectMembers(house.log.read, group)).filter(({ grade }) => grade === test.grade);
  const work = await testWork(house, members, { pack, lesson: test.lesson });
  const kept = test.assessment ? await handedBefore(house, test.assessment) : undefined;
  const whose = await idsOfMany(
    house.log.read,
    members.map(({ person }) => person),
  );
  const words = new Map(kept?.rows.map((row) => [whose.get(row.person) ?? row.person, row]));
  const pupils = members.map((pupil): PupilResult => {
    const { person } = pupil;
    const own = work.get(person);
    const word = words.get(person);
    const sum = [...(own?.points.values() ?? [])].reduce((all, { points }) => all + points, 0);
    return {
      person,
      name: nameOf(house, pupil),
      state: own ? (own.isFinished ? 'finished' : 'working') : 'none',
      points: own ? pointsIn(test.descriptors, own.points) : [],
      sum,
      journal: word ? { state: word.state, points: word.points } : null,
    };
  });
  return {
    ...test,
    // An assessment that was dropped from the journal is handed over anew.
    assessment: kept ? test.assessment : '',
    day: kept?.day ?? dayOf(house.clock.now()),
    pupils: pupils.toSorted((a, b) => collator.compare(a.name, b.name)),
  };
}

export type HandedRow = JournalWord & { readonly person: string; readonly why?: string | undefined };

/** QUZ-7: what the teacher confirmed goes into the journal, by the journal's rules, all of it or nothing. */
export async function handOver(
  house: House,
  { quiz, group, who }: { readonly quiz: QuizRow; readonly group: GroupRow; readonly who: PersonId },
  { grade, day, rows }: { readonly grade: number; readonly day: string; readonly rows: readonly HandedRow[] },
): Promise<Result<string, Refusal>> {
  const { scope } = schoolHere(house);
  const test = quiz.tests.find((each) => each.grade === grade);
  if (!test || quiz.kind === 'quiz') return refuse('quiz.no-descriptors', 422, { grade });
  const kept = test.assessment ? await handedBefore(house, test.assessment) : undefined;
  const { kind, title } = quiz;
  const descriptors = test.descriptors.map(({ objective, text, max }) => ({ objective, text, max }));
  const wanted = {
    assessment: kept && test.assessment,
    grade,
    kind,
    day,
    title,
    descriptors,
    rows,
    year: schoolYearOf(day),
  };
  return house.log.write<Result<string, Refusal>>(async (on) => {
    const decided = await decideHanding(on, house, group, who, wanted);
    if (!decided.ok) return { records: [], answer: decided };
    const { assessment, drafts } = decided.value;
    const link = quizHanded.draft(scope, who, { quiz: quiz.quiz, grade, assessment });
    return { records: kept ? drafts : [...drafts, link], answer: ok(assessment) };
  });
}
