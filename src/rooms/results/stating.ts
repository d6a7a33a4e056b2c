import { regionScope } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { grownOf, type Measured } from './model/measured.ts';
import { spreadOf } from './model/school-value.ts';
import { placesOf } from './releases.ts';
import { spreadStated } from './records.ts';
import type { Sources } from './sources.ts';
import { yearsOf } from './studies.ts';

/**
 * RES-16: sends every school what it needs to see itself among all: of each cell, mean and spread of the region, and no
 * school's value. Answers with how many cells were stated.
 */
export async function stateSpreads(house: House, sources: Sources, actor: string, year: number): Promise<number> {
  const { start, end } = (await yearsOf(house.log.read)).find((each) => each.year === year) ?? {};
  const { isCompared } = await placesOf(house);
  const drafts: ReturnType<typeof spreadStated.draft>[] = [];
  const state = (
    study: string,
    cell: string,
    of: 'level' | 'growth',
    values: readonly (readonly number[])[],
    link = 0,
  ) => {
    const spread = spreadOf(values);
    if (spread) drafts.push(spreadStated.draft(regionScope, actor, { study, cell, of, spread: { ...spread }, link }));
  };
  const measured = async (study: string | undefined, cell: string): Promise<readonly Measured[]> => {
    const all = study ? await sources.measured(house, study, cell) : [];
    return all.filter(({ school }) => !isCompared(school));
  };
  const scores = (rows: readonly Measured[]): number[][] => {
    return [...Map.groupBy(rows, ({ school }) => school).values()].map((own) => own.map(({ score }) => score));
  };
  const [first, last] = [
    start ? await sources.cellsOf(house, start) : [],
    end ? await sources.cellsOf(house, end) : [],
  ];
  for (const cell of new Set([...first, ...last])) {
    const [before, after] = [await measured(start, cell), await measured(end, cell)];
    if (start && before.length > 0) state(start, cell, 'level', scores(before));
    if (end && after.length > 0) state(end, cell, 'level', scores(after));
    const link = start && end ? await sources.linkOf(house, start, end, cell) : undefined;
    if (!end || link === undefined) continue;
    const bySchool = Map.groupBy(grownOf(before, after).grown, ({ school }) => school);
    const growths = [...bySchool.values()].map((own) => own.map((each) => each.end.score - each.start.score));
    state(end, cell, 'growth', growths, link);
  }
  if (drafts.length > 0) await house.log.write(() => ({ records: drafts, answer: undefined }));
  return drafts.length;
}
