import type { Text } from '#kernel/language.ts';
import type { Reader } from '#log/store.ts';
import { monitoredCells, selectStudies, type Study } from '#rooms/assessment/index.ts';
import { readCurriculum } from '#rooms/library/index.ts';

/** A cell as screens name it. */
export type CellName = {
  readonly cell: string;
  readonly grade: number;
  readonly titles: Text;
  readonly subjects: readonly string[];
};

/** The two time points of a year; a year that has one is in the list too. */
export type YearStudies = { readonly year: number; readonly start?: string; readonly end?: string };

/** The years in which something was or will be measured, the newest first. */
export async function yearsOf(read: Reader): Promise<readonly YearStudies[]> {
  const years = Map.groupBy(await selectStudies(read), ({ year }) => year);
  return [...years]
    .map(([year, studies]) => ({ year, ...pointOf(studies, 'start'), ...pointOf(studies, 'end') }))
    .toSorted((a, b) => b.year - a.year);
}

/** The newest of a year, where it was set up anew. */
function pointOf(studies: readonly Study[], timePoint: 'start' | 'end') {
  const study = studies.find((each) => each.timePoint === timePoint)?.study;
  return study === undefined ? {} : timePoint === 'start' ? { start: study } : { end: study };
}

/** The cells of a year in the order in which they are monitored: by grade, then as listed. */
export async function cellNames(read: Reader, year: number): Promise<readonly CellName[]> {
  const { cells } = await monitoredCells(read, year);
  return cells.map(({ cell, grade, titles, subjects }) => ({ cell, grade, titles, subjects }));
}

/** What the objectives of a cell's subjects say, and their order in the programme. */
export function objectivesOf({ subjects }: CellName): {
  readonly order: readonly string[];
  readonly texts: ObjectiveTexts;
} {
  const objectives = subjects.flatMap((subject) => readCurriculum(subject).objectives);
  return {
    order: objectives.map(({ code }) => code),
    texts: new Map(objectives.map(({ code, kk, ru }) => [code, { kk, ru }])),
  };
}

export type ObjectiveTexts = ReadonlyMap<string, { readonly kk: string; readonly ru: string }>;
