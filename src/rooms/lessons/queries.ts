import type { PersonId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import type { AttemptState } from './board.ts';

export type AttemptRow = AttemptState & {
  readonly attempt: string;
  readonly person: PersonId;
  readonly assignment: string;
  readonly pack: string;
  readonly lesson: string;
  readonly lastQuestion: string;
  readonly mark: number | null;
  readonly comment: Uint8Array | null;
};

type Stored = {
  attempt: string;
  person: PersonId;
  assignment: string;
  pack: string;
  lesson: string;
  began_at: number;
  last_at: number;
  finished_at: number;
  last_question: string;
  hand: number;
  answered: number;
  right_ones: number;
  wrong_tries: number | null;
  questions: number | null;
  mark: number | null;
  comment: Uint8Array | null;
};

const selectAttempts = `select t.attempt, t.person, t.assignment, t.pack, t.lesson, t.began_at, t.last_at, t.finished_at,
    t.last_question, t.hand,
    (select count(*) from lessons_answers a where a._origin = t._origin and a.attempt = t.attempt) as answered,
    (select count(*) from lessons_answers a where a._origin = t._origin and a.attempt = t.attempt and a.points = a.of) as right_ones,
    (select a.wrong_tries from lessons_answers a where a._origin = t._origin and a.attempt = t.attempt
      and a.question = t.last_question and a.points < a.of) as wrong_tries,
    l.questions, m.mark, m.comment
  from lessons_attempts t
  left join library_lessons l on l.pack = t.pack and l.lesson = t.lesson
  left join lessons_marks m on m._origin = t._origin and m.attempt = t.attempt`;

function attemptFrom(row: Stored): AttemptRow {
  const { began_at, last_at, finished_at, last_question, right_ones, wrong_tries, questions, ...rest } = row;
  return {
    ...rest,
    beganAt: began_at,
    lastAt: last_at,
    finishedAt: finished_at,
    lastQuestion: last_question,
    right: right_ones,
    wrongTries: wrong_tries ?? 0,
    questions: questions ?? 0,
  };
}

/** A pupil's attempts, newest first. */
export async function attemptsOf(read: Reader, person: PersonId): Promise<AttemptRow[]> {
  return (await read.all<Stored>(`${selectAttempts} where t.person = ? order by t.last_at desc`, person)).map(attemptFrom);
}

/** Attempts at lessons of a set of pupils since an instant, newest first. */
export async function attemptsSince(read: Reader, people: readonly PersonId[], since: number): Promise<AttemptRow[]> {
  if (people.length === 0) return [];
  const marks = people.map(() => '?').join(', ');
  const sql = `${selectAttempts} where t.person in (${marks}) and t.last_at >= ? order by t.last_at desc`;
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
  const sql = 'select question, points, "of", tries, ms, answer, is_sealed, at from lessons_answers where attempt = ? order by at';
  return read.all(sql, attempt);
}

export type AssignmentRow = {
  readonly assignment: string;
  readonly group: string;
  readonly grades: readonly number[];
  readonly due: string;
  readonly teacher: PersonId;
  readonly at: number;
  readonly lessons: readonly { readonly pack: string; readonly lesson: string }[];
};

/** The open assignments of groups, newest first. */
export async function selectAssignments(read: Reader, groups: readonly string[]): Promise<AssignmentRow[]> {
  if (groups.length === 0) return [];
  type StoredAssignment = { assignment: string; group_id: string; grades: string; due: string; teacher: PersonId; at: number };
  const rows = await read.all<StoredAssignment>(
    `select assignment, group_id, grades, due, teacher, at from lessons_assignments
     where is_open = 1 and group_id in (${groups.map(() => '?').join(', ')}) order by at desc, assignment`,
    ...groups,
  );
  const lessons = await lessonsOf(read, rows.map((row) => row.assignment));
  return rows.map(({ group_id, grades, ...row }) => ({
    ...row,
    group: group_id,
    grades: grades.split('+').map(Number),
    lessons: lessons.get(row.assignment) ?? [],
  }));
}

async function lessonsOf(read: Reader, assignments: readonly string[]) {
  const found = new Map<string, { pack: string; lesson: string }[]>();
  if (assignments.length === 0) return found;
  const rows = await read.all<{ assignment: string; pack: string; lesson: string }>(
    `select assignment, pack, lesson from lessons_assigned
     where assignment in (${assignments.map(() => '?').join(', ')}) order by assignment, position`,
    ...assignments,
  );
  for (const { assignment, ...lesson } of rows) found.set(assignment, [...(found.get(assignment) ?? []), lesson]);
  return found;
}

export function findAssignment(read: Reader, assignment: string): Promise<{ group_id: string } | undefined> {
  return read.get('select group_id from lessons_assignments where assignment = ? and is_open = 1', assignment);
}
