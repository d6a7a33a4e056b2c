import { regionScope, schoolScope } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { Draft } from '#log/record.ts';
import { grownOf, halfInterval, type Measured } from './model/measured.ts';
import { growthsOf, scoresOf, workedOut, type OwnNumber } from './model/working.ts';
import { placesOf } from './releases.ts';
import { linkStated, schoolStated } from './records.ts';
import type { Sources } from './sources.ts';
import { yearsOf } from './studies.ts';

/**
 * RES-16: tells each school how it stands among all, cell by cell, in that school's own scope. Answers with how many cells
 * and growths were told of.
 */
export async function stateSchools(house: House, sources: Sources, actor: string, year: number): Promise<number> {
  const { start, end } = (await yearsOf(house.log.read)).find((each) => each.year === year) ?? {};
  const { isCompared } = await placesOf(house);
  const measured = async (study: string | undefined, cell: string): Promise<readonly Measured[]> => {
    const all = study ? await sources.measured(house, study, cell) : [];
    return all.filter(({ school }) => !isCompared(school));
  };
  const [first, last] = [
    start ? await sources.cellsOf(house, start) : [],
    end ? await sources.cellsOf(house, end) : [],
  ];
  let told = 0;
  for (const cell of new Set([...first, ...last])) {
    const [before, after] = [await measured(start, cell), await measured(end, cell)];
    const link = start && end ? await sources.linkOf(house, start, end, cell) : undefined;
    const growths = link === undefined ? [] : growthsOf(grownOf(before, after).grown);
    const drafts = [
      ...(start ? draftsOf(actor, { study: start, cell, of: 'level', link: 0 }, scoresOf(before)) : []),
      ...(end ? draftsOf(actor, { study: end, cell, of: 'level', link: 0 }, scoresOf(after)) : []),
      ...(end && link !== undefined
        ? draftsOf(actor, { study: end, cell, of: 'growth', link: link.error }, growths)
        : []),
    ];
    told += new Set(drafts.map(({ key }) => key)).size;
    const records = drafts.map(({ draft }) => draft);
    if (start && end && link !== undefined) {
      records.push(linkStated.draft(regionScope, actor, { start, end, cell, error: link.error }));
    }
    await house.log.write(() => ({ records, answer: undefined }));
  }
  return told;
}

type About = { readonly study: string; readonly cell: string; readonly of: 'level' | 'growth'; readonly link: number };

function draftsOf(actor: string, { study, cell, of, link }: About, numbers: readonly OwnNumber[]) {
  const worked = workedOut(numbers);
  if (!worked) return [];
  return [...worked.schools].map(([school, { value, weight, standing }]): { key: string; draft: Draft } => {
    // The link's error is the same for all schools: it widens each interval and tells none from another.
    const reach = Math.hypot((value.high - value.low) / 2, halfInterval * link);
    const [low, high] = [tenth(value.value - reach), tenth(value.value + reach)];
    const at = { school, study, cell, of };
    const body = { ...at, value: tenth(value.value), low, high, weight, region: tenth(worked.spread.mean), standing };
    return { key: `${study} ${of}`, draft: schoolStated.draft(schoolScope(school), actor, body) };
  });
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
