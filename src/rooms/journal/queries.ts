import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import type { Descriptor } from './model/analysis.ts';
import type { Period, Scheme } from './model/formula.ts';

const marksFor = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

export type PointRow = {
  readonly run: string;
  readonly person: PersonId;
  readonly grade: number;
  readonly subject: string;
  readonly group: GroupId;
  readonly day: string;
  /** Null where they were taken back. */
  readonly points: number | null;
  readonly of: number;
  readonly comment: Uint8Array | null;
  readonly proposal: string;
  readonly actor: PersonId;
  readonly at: number;
};

const pointColumns = `run, person, grade, subject, group_id as "group", day, points, of, comment, proposal, actor, at`;

/** Formative points of a group's lessons in a span of days. */
export function pointsOfGroup(read: Reader, group: GroupId, from: string, to: string): Promise<PointRow[]> {
  const sql = `select ${pointColumns} from journal_points where group_id = ? and day between ? and ? order by day, run, person`;
  return read.all(sql, group, from, to);
}

/** Formative points of human beings under all their ids, in a span of days. */
export async function pointsOfPeople(
  read: Reader,
  people: readonly PersonId[],
  from: string,
  to: string,
): Promise<PointRow[]> {
  if (people.length === 0) return [];
  const sql = `select ${pointColumns} from journal_points where person in (${marksFor(people)}) and day between ? and ? order by day, run`;
  return read.all(sql, ...people, from, to);
}

export type AssessmentRow = {
  readonly assessment: string;
  readonly school: SchoolId;
  readonly group: GroupId;
  readonly grade: number;
  readonly subject: string;
  readonly kind: 'section' | 'quarter';
  readonly year: number;
  readonly quarter: number;
  readonly day: string;
  readonly title: string;
  readonly actor: PersonId;
  readonly descriptors: readonly Descriptor[];
};

const assessmentColumns = `assessment, school, group_id as "group", grade, subject, kind, year, quarter, day, title, actor`;

async function withDescriptors(
  read: Reader,
  rows: readonly Omit<AssessmentRow, 'descriptors'>[],
): Promise<AssessmentRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ assessment }) => assessment);
  const all = await read.all<Descriptor & { assessment: string }>(
    `select assessment, objective, words as text, max from journal_descriptors where assessment in (${marksFor(ids)}) order by assessment, position`,
    ...ids,
  );
  const of = Map.groupBy(all, ({ assessment }) => assessment);
  return rows.map((row) => ({
    ...row,
    descriptors: (of.get(row.assessment) ?? []).map(({ objective, text, max }) => ({ objective, text, max })),
  }));
}

/** The summative assessments of a group in a school year, in the order of their days. */
export async function assessmentsOfGroup(read: Reader, group: GroupId, year: number): Promise<AssessmentRow[]> {
  const sql = `select ${assessmentColumns} from journal_assessments where group_id = ? and year = ? and is_open = 1
    order by quarter, case kind when 'section' then 0 else 1 end, day, assessment`;
  return withDescriptors(read, await read.all(sql, group, year));
}

export async function findAssessment(read: Reader, assessment: string): Promise<AssessmentRow | undefined> {
  const sql = `select ${assessmentColumns} from journal_assessments where assessment = ? and is_open = 1`;
  return (await withDescriptors(read, await read.all(sql, assessment)))[0];
}

export type AssessedRow = {
  readonly assessment: string;
  readonly person: PersonId;
  readonly state: 'done' | 'owed' | 'freed';
  readonly points: readonly number[];
  readonly actor: PersonId;
  readonly at: number;
};

export async function assessedIn(read: Reader, assessments: readonly string[]): Promise<AssessedRow[]> {
  if (assessments.length === 0) return [];
  type Stored = Omit<AssessedRow, 'points'> & { readonly points: string };
  const sql = `select assessment, person, state, points, actor, at from journal_assessed
    where assessment in (${marksFor(assessments)}) order by assessment, person`;
  const rows = await read.all<Stored>(sql, ...assessments);
  return rows.map((row) => ({ ...row, points: row.points === '' ? [] : row.points.split(',').map(Number) }));
}

export async function assessedOfPeople(read: Reader, people: readonly PersonId[], year: number) {
  if (people.length === 0) return [];
  type Stored = { assessment: string; state: AssessedRow['state']; points: string } & Pick<
    AssessmentRow,
    'subject' | 'kind' | 'quarter' | 'title' | 'day'
  > & { of: number };
  const rows = await read.all<Stored>(
    `select r.assessment, r.state, r.points, a.subject, a.kind, a.quarter, a.title, a.day,
       (select sum(d.max) from journal_descriptors d where d._origin = a._origin and d.assessment = a.assessment) as of
     from journal_assessed r join journal_assessments a on a.assessment = r.assessment and a._origin = r._origin
     where r.person in (${marksFor(people)}) and a.year = ? and a.is_open = 1 order by a.day, r.assessment`,
    ...people,
    year,
  );
  return rows.map((row) => ({
    ...row,
    of: Number(row.of),
    points: row.points === '' ? [] : row.points.split(',').map(Number),
  }));
}

export async function schemesOfGroup(read: Reader, group: GroupId, year: number): Promise<Map<number, Scheme>> {
  const sql = 'select grade, scheme from journal_schemes where group_id = ? and year = ?';
  const rows = await read.all<{ grade: number; scheme: Scheme }>(sql, group, year);
  return new Map(rows.map(({ grade, scheme }) => [grade, scheme]));
}

export type ResultRow = {
  readonly group: GroupId;
  readonly grade: number;
  readonly person: PersonId;
  readonly subject: string;
  readonly period: Period;
  readonly result: '2' | '3' | '4' | '5' | 'pass' | 'fail';
  readonly proposed: number | null;
  readonly part: number | null;
  readonly of: number | null;
  readonly formula: string;
  readonly actor: PersonId;
  readonly at: number;
};

const resultColumns = `group_id as "group", grade, person, subject, period, result, proposed, part, of, formula, actor, at`;

export function resultsOfGroup(read: Reader, group: GroupId, year: number): Promise<ResultRow[]> {
  const sql = `select ${resultColumns} from journal_results where group_id = ? and year = ? order by person, period`;
  return read.all(sql, group, year);
}

/** All confirmed results of a school in a year; of one period where it is named. */
export function resultsOfSchool(read: Reader, school: SchoolId, year: number, period?: Period): Promise<ResultRow[]> {
  const only = period ? ' and period = ?' : '';
  const sql = `select ${resultColumns} from journal_results where school = ? and year = ?${only} order by grade, subject, person, period`;
  return read.all(sql, school, year, ...(period ? [period] : []));
}

export async function resultsOfPeople(read: Reader, people: readonly PersonId[], year: number): Promise<ResultRow[]> {
  if (people.length === 0) return [];
  const sql = `select ${resultColumns} from journal_results where person in (${marksFor(people)}) and year = ? order by subject, period`;
  return read.all(sql, ...people, year);
}

export type ChangeRow = {
  readonly person: PersonId;
  readonly held: string;
  readonly why: Uint8Array | null;
  readonly actor: PersonId;
  readonly at: number;
};

/** All that was said of a cell, oldest first. */
export function changesOf(read: Reader, school: SchoolId, place: string, person: string): Promise<ChangeRow[]> {
  const sql = `select person, held, why, actor, at from journal_changes
    where place = ? and person = ? and school = ? order by at, seq`;
  return read.all(sql, place, person, school);
}

/** How often each cell of some places was said. */
export async function changeCounts(read: Reader, places: readonly string[]): Promise<Map<string, number>> {
  if (places.length === 0) return new Map();
  const sql = `select place, person, count(*) as n from journal_changes where place in (${marksFor(places)})
    group by place, person having count(*) > 1 order by place, person`;
  const rows = await read.all<{ place: string; person: string; n: number }>(sql, ...places);
  return new Map(rows.map(({ place, person, n }) => [`${place} ${person}`, Number(n)]));
}

export function findAnalysis(
  read: Reader,
  assessment: string,
): Promise<{ readonly by: PersonId; readonly words: Uint8Array; readonly at: number } | undefined> {
  return read.get('select by_person as by, words, at from journal_analyses where assessment = ?', assessment);
}
export async function carriedOf(read: Reader, group: GroupId): Promise<Map<string, { held: string; at: number }>> {
  const sql = 'select cell, held, at from journal_carried where group_id = ?';
  const rows = await read.all<{ cell: string; held: string; at: number }>(sql, group);
  return new Map(rows.map(({ cell, held, at }) => [cell, { held, at }]));
}
