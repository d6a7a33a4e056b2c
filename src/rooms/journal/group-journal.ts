import type { PersonId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import { idsOfMany, selectMembers, type GroupRow, type PupilRow } from '#people/index.ts';
import { attendanceIn, heldRuns, isMarked, type AttendanceRow, type HeldRun } from '#rooms/lessons/index.ts';
import { normsOf } from '#rooms/timetable/index.ts';
import { daysOfYear, quartersOf, type Quarters } from './year.ts';
import { inForce, periodsOf, quartersIn, schemeOf, type Formula, type Period, type Scheme } from './model/formula.ts';
import type { Ratio } from './model/ratio.ts';
import { periodResult, yearResult, type PeriodResult, type Work, type YearProposal } from './model/result.ts';
import {
  assessedIn,
  assessmentsOfGroup,
  pointsOfGroup,
  resultsOfGroup,
  schemesOfGroup,
  type AssessedRow,
  type AssessmentRow,
  type PointRow,
  type ResultRow,
} from './queries.ts';
import { formulas } from './rules.ts';

/** All that a group's journal of a school year holds, each word under the pupil as listed (PPL-32). */
export type GroupJournal = {
  readonly group: GroupRow;
  readonly year: number;
  readonly quarters: Quarters;
  readonly members: readonly PupilRow[];
  readonly runs: readonly HeldRun[];
  readonly attended: ReadonlyMap<string, AttendanceRow>;
  readonly points: ReadonlyMap<string, PointRow>;
  readonly assessments: readonly AssessmentRow[];
  readonly assessed: ReadonlyMap<string, AssessedRow>;
  readonly schemes: ReadonlyMap<number, Scheme>;
  readonly results: ReadonlyMap<string, ResultRow>;
};

/** The name of a cell: what it is about, and whose it is. */
export function cellKey(place: string, person: string): string {
  return `${place} ${person}`;
}

export async function groupJournal(read: Reader, group: GroupRow, year: number): Promise<GroupJournal> {
  const { from, to } = daysOfYear(year);
  const members = await selectMembers(read, group);
  const whose = await idsOfMany(
    read,
    members.map(({ person }) => person),
  );
  const assessments = await assessmentsOfGroup(read, group.group, year);
  const assessed = await assessedIn(
    read,
    assessments.map(({ assessment }) => assessment),
  );
  const runs = await heldRuns(read, group.school, { group: group.group, from, to });
  const attended = await attendanceIn(
    read,
    runs.map(({ run }) => run),
  );
  const set = await schemesOfGroup(read, group.group, year);
  const formula = inForce(formulas, to);
  const { hours } = await normsOf(read, group.school, year);
  const schemes = group.grades.map((grade) => {
    const weekly = hours.find((each) => each.subject === group.subject && each.grade === grade)?.hours;
    return [grade, schemeOf(formula, group.subject, set.get(grade), weekly)] as const;
  });
  const by = <T extends { readonly person: PersonId }>(rows: readonly T[], place: (row: T) => string) =>
    new Map(rows.map((row) => [cellKey(place(row), whose.get(row.person) ?? row.person), row]));
  return {
    group,
    year,
    quarters: await quartersOf(read, group.school, year),
    members,
    runs: runs.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.run < b.run ? -1 : 1)),
    attended: by(attended, ({ run }) => run),
    points: by(await pointsOfGroup(read, group.group, from, to), ({ run }) => run),
    assessments,
    assessed: by(assessed, ({ assessment }) => assessment),
    schemes: new Map(schemes),
    results: by(await resultsOfGroup(read, group.group, year), ({ period }) => period),
  };
}

/** JRN-1: the rule that is in force on the last day of a period. */
export function formulaOf({ quarters, year }: Pick<GroupJournal, 'quarters' | 'year'>, period: Period): Formula {
  const last = quartersIn(period).at(-1) ?? 4;
  return inForce(formulas, quarters.spans[last - 1]?.to ?? daysOfYear(year).to);
}

/** What a pupil has by kind of work in a period, and what is owed. */
export function workOf(journal: GroupJournal, pupil: PupilRow, period: Period): Work {
  const within = new Set(quartersIn(period));
  const formative = journal.runs.flatMap(({ run, day }): Ratio[] => {
    const point = journal.points.get(cellKey(run, pupil.person));
    const quarter = journal.quarters.quarterOf(day) ?? 0;
    return point && point.points !== null && within.has(quarter) ? [{ part: point.points, of: point.of }] : [];
  });
  const of = (kind: 'section' | 'quarter') => {
    const here = journal.assessments.filter(
      (each) => each.kind === kind && each.grade === pupil.grade && within.has(each.quarter),
    );
    const rows = here.map((each) => ({ each, row: journal.assessed.get(cellKey(each.assessment, pupil.person)) }));
    const done = rows.flatMap(({ each, row }): Ratio[] => {
      if (row?.state !== 'done') return [];
      return [{ part: sumOf(row.points), of: sumOf(each.descriptors.map(({ max }) => max)) }];
    });
    return { done, owed: rows.filter(({ row }) => row === undefined || row.state === 'owed').length };
  };
  const [section, quarter] = [of('section'), of('quarter')];
  return {
    formative,
    section: section.done,
    quarter: quarter.done,
    owed: { section: section.owed, quarter: quarter.owed },
  };
}

export type ShownResult = {
  readonly period: Period;
  readonly result: PeriodResult | { readonly proposal: YearProposal };
  readonly confirmed: ResultRow | undefined;
};

/** A pupil's results in all periods of their grade's scheme: what the rule counts, and what the teacher confirmed. */
export function resultsOf(journal: GroupJournal, pupil: PupilRow): ShownResult[] {
  const scheme = journal.schemes.get(pupil.grade) ?? 'quarter';
  const periods = periodsOf(scheme);
  const confirmed = (period: Period): ResultRow | undefined => journal.results.get(cellKey(period, pupil.person));
  const marked = (period: Period): boolean => isMarked(pupil.grade, lastDay(journal, period));
  return periods.map((period) => {
    if (period !== 'year') {
      const work = workOf(journal, pupil, period);
      const result = periodResult(formulaOf(journal, period), scheme, work, marked(period));
      return { period, result, confirmed: confirmed(period) };
    }
    const marks = periods.slice(0, -1).map((each) => ({ period: each, mark: markIn(confirmed(each)) }));
    return { period, result: { proposal: yearResult(scheme, marks, marked('year')) }, confirmed: confirmed('year') };
  });
}

export function lastDay({ quarters, year }: GroupJournal, period: Period): string {
  return quarters.spans[(quartersIn(period).at(-1) ?? 4) - 1]?.to ?? daysOfYear(year).to;
}

/** The mark of a confirmed result; undefined for passed and not passed. */
export function markIn(row: ResultRow | undefined): number | undefined {
  const mark = Number(row?.result);
  return Number.isInteger(mark) ? mark : undefined;
}

/** Whether points or marks changed after the teacher confirmed a result: what was counted then is not what counts now. */
export function hasChanged({ result, confirmed }: ShownResult): boolean {
  if (!confirmed) return false;
  const { proposal } = result;
  if (proposal.kind !== 'proposed') return confirmed.proposed !== null;
  const [part, of] = 'share' in proposal ? [proposal.share.part, proposal.share.of] : [proposal.sum, proposal.count];
  return confirmed.part !== part || confirmed.of !== of;
}

export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
