import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import type { QuizDescriptor, QuizKind } from './records.ts';

export type QuizTest = {
  readonly grade: number;
  readonly lesson: string;
  readonly minutes: number;
  /** Ids of the pool. */
  readonly items: readonly string[];
  readonly descriptors: readonly QuizDescriptor[];
  /** The assessment of the journal to which it was handed; empty where it was not. */
  readonly assessment: string;
};

export type QuizRow = {
  readonly quiz: string;
  readonly pack: string;
  readonly kind: QuizKind;
  readonly title: string;
  readonly group: GroupId;
  readonly subject: string;
  readonly teacher: PersonId;
  readonly at: number;
  readonly tests: readonly QuizTest[];
};

const columns = 'quiz, pack, kind, title, group_id as "group", subject, teacher, at';

/** The newest tests of a group. */
export async function quizzesOf(read: Reader, school: SchoolId, group: GroupId, limit: number): Promise<QuizRow[]> {
  const sql = `select ${columns} from quiz_quizzes where school = ? and group_id = ? order by at desc, quiz limit ?`;
  return withTests(read, await read.all(sql, school, group, limit));
}

export async function findQuiz(read: Reader, school: SchoolId, quiz: string): Promise<QuizRow | undefined> {
  const sql = `select ${columns} from quiz_quizzes where school = ? and quiz = ?`;
  return (await withTests(read, await read.all(sql, school, quiz)))[0];
}

async function withTests(read: Reader, rows: readonly Omit<QuizRow, 'tests'>[]): Promise<QuizRow[]> {
  if (rows.length === 0) return [];
  type Stored = Omit<QuizTest, 'items' | 'descriptors'> & Readonly<Record<'quiz' | 'items' | 'descriptors', string>>;
  const tests = await read.all<Stored>(
    `select t.quiz, t.grade, t.lesson, t.minutes, t.items, t.descriptors, coalesce(h.assessment, '') as assessment
     from quiz_tests t left join quiz_handed h on h._origin = t._origin and h.quiz = t.quiz and h.grade = t.grade
     where t.quiz in (${rows.map(() => '?').join(', ')}) order by t.grade`,
    ...rows.map(({ quiz }) => quiz),
  );
  const of = Map.groupBy(tests, ({ quiz }) => quiz);
  return rows.map((row) => ({
    ...row,
    tests: (of.get(row.quiz) ?? []).map(({ grade, lesson, minutes, items, descriptors, assessment }) => {
      const asked = { items: items.split(' '), descriptors: JSON.parse(descriptors) as QuizDescriptor[] };
      return { grade, lesson, minutes, assessment, ...asked };
    }),
  }));
}
