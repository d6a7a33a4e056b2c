import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { Reader } from '#log/store.ts';
import type { AttemptState } from './board.ts';

export type AttemptRow = AttemptState & {
  readonly attempt: string;
  readonly person: PersonId;
  /** Where it was done. */
  readonly school: SchoolId;
  readonly assignment: string;
  readonly pack: string;
  readonly lesson: string;
  /** The file of the lesson as the pupil has it: a newer version of the pack changes nothing in an attempt. */
  readonly file: string;
  readonly language: Language;
  /** Empty where the lesson has left the shelf. */
  readonly subject: string;
  readonly mark: number | null;
  /** Sealed for the pupil. */
  readonly comment: Uint8Array | null;
  readonly markedAt: number;
};

type Stored = {
  attempt: string;
  person: PersonId;
  school: SchoolId;
  assignment: string;
  pack: string;
  lesson: string;
  file: string;
  language: Language;
  began_at: number;
  last_at: number;
  finished_at: number;
  last_question: string;
  hand: number;
  answered: number;
  right_ones: number;
  wrong_tries: number | null;
  subject: string | null;
  questions: number | null;
  mark: number | null;
  comment: Uint8Array | null;
  marked_at: number | null;
};

const selectAttempts = `select t.attempt, t.person, t.school, t.assignment, t.pack, t.lesson, t.file, t.language, t.began_at,
    t.last_at, t.finished_at, t.last_question, t.hand,
    (select count(*) from lessons_answers a where a._origin = t._origin and a.attempt = t.attempt) as answered,
    (select count(*) from lessons_answers a where a._origin = t._origin and a.attempt = t.attempt and a.points = a.of) as right_ones,
    (select a.wrong_tries from lessons_answers a where a._origin = t._origin and a.attempt = t.attempt
      and a.question = t.last_question and a.points < a.of) as wrong_tries,
    l.subject, l.questions, m.mark, m.comment, m.at as marked_at
  from lessons_attempts t
  left join library_lessons l on l.pack = t.pack and l.lesson = t.lesson
  left join lessons_marks m on m._origin = t._origin and m.attempt = t.attempt`;

function attemptFrom(row: Stored): AttemptRow {
  const {
    began_at,
    last_at,
    finished_at,
    last_question,
    right_ones,
    wrong_tries,
    questions,
    subject,
    marked_at,
    ...rest
  } = row;
  return {
    ...rest,
    beganAt: began_at,
    lastAt: last_at,
    finishedAt: finished_at,
    lastQuestion: last_question,
    right: right_ones,
    wrongTries: wrong_tries ?? 0,
    questions: questions ?? 0,
    subject: subject ?? '',
    markedAt: marked_at ?? 0,
  };
}

/** The attempts of one human being, under all their ids, newest first. */
export async function attemptsOf(read: Reader, ids: readonly PersonId[]): Promise<AttemptRow[]> {
  return attemptsSince(read, ids, 0);
}

/** Attempts at lessons of a set of pupils since an instant, newest first. */
export async function attemptsSince(read: Reader, people: readonly PersonId[], since: number): Promise<AttemptRow[]> {
  if (people.length === 0) return [];
  const sql = `${selectAttempts} where t.person in (${marksFor(people)}) and t.last_at >= ? order by t.last_at desc, t.attempt`;
  return (await read.all<Stored>(sql, ...people, since)).map(attemptFrom);
}

export async function findAttempt(read: Reader, attempt: string): Promise<AttemptRow | undefined> {
  const row = await read.get<Stored>(`${selectAttempts} where t.attempt = ?`, attempt);
  return row && attemptFrom(row);
}

export type AnswerRow = {
  readonly question: string;
  readonly points: number;
  readonly of: number;
  readonly tries: number;
  readonly ms: number;
  readonly answer: Uint8Array;
  readonly is_sealed: number;
  readonly at: number;
};

export function answersOf(read: Reader, attempt: string): Promise<AnswerRow[]> {
  const sql =
    'select question, points, "of", tries, ms, answer, is_sealed, at from lessons_answers where attempt = ? order by at, question';
  return read.all(sql, attempt);
}

export type GivenLesson = { readonly pack: string; readonly lesson: string };

export type AssignmentRow = {
  readonly assignment: string;
  readonly group: string;
  readonly grades: readonly number[];
  /** A day, or empty. */
  readonly due: string;
  readonly teacher: PersonId;
  readonly at: number;
  readonly isOpen: boolean;
  readonly lessons: readonly GivenLesson[];
};

type StoredAssignment = {
  assignment: string;
  group_id: string;
  grades: string;
  due: string;
  teacher: PersonId;
  at: number;
  is_open: number;
};

const selectStored = 'select assignment, group_id, grades, due, teacher, at, is_open from lessons_assignments';

/** The open assignments of groups, newest first. */
export async function selectAssignments(read: Reader, groups: readonly string[]): Promise<AssignmentRow[]> {
  if (groups.length === 0) return [];
  const where = `where is_open = 1 and group_id in (${marksFor(groups)}) order by at desc, assignment`;
  return withLessons(read, await read.all<StoredAssignment>(`${selectStored} ${where}`, ...groups));
}

/** The newest ended assignments of a group. */
export async function selectEnded(read: Reader, group: string, limit: number): Promise<AssignmentRow[]> {
  const where = 'where is_open = 0 and group_id = ? order by at desc, assignment limit ?';
  return withLessons(read, await read.all<StoredAssignment>(`${selectStored} ${where}`, group, limit));
}

/** An assignment, open or ended. */
export async function findAssignment(read: Reader, assignment: string): Promise<AssignmentRow | undefined> {
  const rows = await read.all<StoredAssignment>(`${selectStored} where assignment = ?`, assignment);
  return (await withLessons(read, rows))[0];
}

async function withLessons(read: Reader, rows: readonly StoredAssignment[]): Promise<AssignmentRow[]> {
  const lessons = await lessonsOf(
    read,
    rows.map((row) => row.assignment),
  );
  return rows.map(({ group_id, grades, is_open, ...row }) => ({
    ...row,
    group: group_id,
    grades: grades.split('+').map(Number),
    isOpen: is_open === 1,
    lessons: lessons.get(row.assignment) ?? [],
  }));
}

async function lessonsOf(read: Reader, assignments: readonly string[]): Promise<Map<string, GivenLesson[]>> {
  const found = new Map<string, GivenLesson[]>();
  if (assignments.length === 0) return found;
  const rows = await read.all<GivenLesson & { assignment: string }>(
    `select assignment, pack, lesson from lessons_assigned where assignment in (${marksFor(assignments)})
     order by assignment, position`,
    ...assignments,
  );
  for (const { assignment, ...lesson } of rows) found.set(assignment, [...(found.get(assignment) ?? []), lesson]);
  return found;
}

/** The groups to which these assignments were given. */
export async function groupsOfAssignments(read: Reader, assignments: readonly string[]): Promise<string[]> {
  if (assignments.length === 0) return [];
  const sql = `select distinct group_id from lessons_assignments where assignment in (${marksFor(assignments)})`;
  return (await read.all<{ group_id: string }>(sql, ...assignments)).map((row) => row.group_id);
}

/** Whose attempts these are. */
export async function personsOfAttempts(read: Reader, attempts: readonly string[]): Promise<PersonId[]> {
  if (attempts.length === 0) return [];
  const sql = `select distinct person from lessons_attempts where attempt in (${marksFor(attempts)}) and person <> ''`;
  return (await read.all<{ person: PersonId }>(sql, ...attempts)).map((row) => row.person);
}

function marksFor(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
