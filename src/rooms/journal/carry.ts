import type { Language, Text } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import { nameOf, type PupilRow } from '#people/index.ts';
import { cellKey, resultsOf, sumOf, type GroupJournal } from './group-journal.ts';
import { carryState, type Carried, type CarryColumn, type CarryState, type ColumnKind } from './model/carry.ts';
import { inForce, type Period } from './model/formula.ts';
import { wholePercent } from './model/ratio.ts';
import { outerJournals } from './rules.ts';

export type CarryCell = {
  readonly key: string;
  readonly text: string;
  readonly state: CarryState;
  readonly held: string;
};
export type CarryTable = {
  readonly grade: number;
  readonly period: Period;
  readonly columns: readonly CarryColumn[];
  readonly rows: readonly { readonly person: string; readonly name: string; readonly cells: readonly CarryCell[] }[];
  readonly outer: { readonly id: string; readonly source: Text; readonly checked: boolean };
};

const collator = new Intl.Collator('kk');

/**
 * A grade of the group in the order of the journal outside (JRN-12): its columns as the dated configuration has them,
 * pupils by name. Absence is written by the letter that is used there.
 */
export function carryTable(
  house: House,
  journal: GroupJournal,
  of: { readonly grade: number; readonly quarter: number; readonly language: Language },
  carried: ReadonlyMap<string, Carried>,
): CarryTable {
  const { grade, quarter, language } = of;
  const outer = inForce(outerJournals, journal.quarters.spans[quarter - 1]?.from ?? '');
  const scheme = journal.schemes.get(grade) ?? 'quarter';
  const period: Period = scheme === 'half-year' ? (quarter <= 2 ? 'h1' : 'h2') : (`q${quarter}` as Period);
  const columns = outer.columns.flatMap((kind) => columnsOf(journal, grade, quarter, period, kind as ColumnKind));
  const letters = { absent: outer.absent[language], ill: outer.ill[language] };
  const rows = journal.members
    .filter((pupil) => pupil.grade === grade)
    .map((pupil) => ({
      person: pupil.person,
      name: nameOf(house, pupil),
      cells: columns.map((column): CarryCell => {
        const key = `${column.key} ${pupil.person}`;
        const text = textOf(journal, pupil, period, column, letters);
        const before = carried.get(key);
        return { key, text, state: carryState(text, before), held: before?.held ?? '' };
      }),
    }))
    .toSorted((a, b) => collator.compare(a.name, b.name));
  return { grade, period, columns, rows, outer: { id: outer.id, source: outer.source, checked: outer.checked } };
}

function columnsOf(
  journal: GroupJournal,
  grade: number,
  quarter: number,
  period: Period,
  kind: ColumnKind,
): CarryColumn[] {
  const assessments = journal.assessments.filter((each) => each.grade === grade && each.quarter === quarter);
  const assessed = (of: 'section' | 'quarter'): CarryColumn[] =>
    assessments
      .filter((each) => each.kind === of)
      .map(({ assessment, day, descriptors }, n) => {
        const max = sumOf(descriptors.map((each) => each.max));
        return { key: `a:${assessment}`, kind: of, day, n: n + 1, max };
      });
  switch (kind) {
    case 'lessons':
      return journal.runs
        .filter(({ day, lanes }) => {
          const isTheirs = lanes.some((lane) => lane.group === journal.group.group && lane.grade === grade);
          return isTheirs && journal.quarters.quarterOf(day) === quarter;
        })
        .map(({ run, day }) => ({ key: `p:${run}`, kind: 'lesson', day }));
    case 'sections':
      return assessed('section');
    case 'quarter':
      return assessed('quarter');
    case 'formative-mean':
    case 'percent':
    case 'mark':
      return [{ key: `${kind}:${period}`, kind }];
    default:
      // The number and the name are no cells: each row begins with them.
      return [];
  }
}

type Letters = { readonly absent: string; readonly ill: string };

function textOf(
  journal: GroupJournal,
  pupil: PupilRow,
  period: Period,
  { key, kind, max = 0 }: CarryColumn,
  letters: Letters,
): string {
  const id = key.slice(key.indexOf(':') + 1);
  if (kind === 'lesson') {
    const points = journal.points.get(cellKey(id, pupil.person))?.points ?? null;
    const there = journal.attended.get(cellKey(id, pupil.person));
    const away = there?.state === 'absent' ? (there.reason === 'ill' ? letters.ill : letters.absent) : '';
    return points === null ? away : String(points);
  }
  if (kind === 'section' || kind === 'quarter') {
    const row = journal.assessed.get(cellKey(id, pupil.person));
    return row?.state === 'done' ? `${sumOf(row.points)}/${max}` : '';
  }
  const shown = resultsOf(journal, pupil).find((each) => each.period === period);
  if (kind === 'mark') return shown?.confirmed?.result ?? '';
  if (!shown || !('parts' in shown.result)) return '';
  const { parts, proposal } = shown.result;
  if (kind === 'percent') return proposal.kind === 'proposed' ? String(proposal.percent) : '';
  return parts.formative.of === 0 ? '' : `${wholePercent(parts.formative)}%`;
}
