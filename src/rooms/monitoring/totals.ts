import type { SchoolId } from '#kernel/ids.ts';
import { isWithin, type Sight } from './model/sight.ts';
import { addSums, hiddenParts, noSums, workOf, type Sums, type Work } from './model/share.ts';
import { freshnesses, silences, type Freshness, type Silence } from './model/silence.ts';
import { mondayOf, dateOf } from './model/day.ts';
import type { Overview, SchoolView } from './overview.ts';
import type { Dimension, Part, Range } from './queries.ts';
import type { WorkSums } from './work-sums.ts';

export type WorkPart = { readonly key: string | number; readonly work: Work };

export type Breakdown = {
  readonly bySubject: readonly WorkPart[];
  readonly byGrade: readonly WorkPart[];
  /** Keyed by the Monday of the week. */
  readonly byWeek: readonly WorkPart[];
};

export type Totals = {
  readonly schools: number;
  readonly connected: number;
  /** Schools that help others; the rest are small schools. */
  readonly hubs: number;
  readonly pupils: number;
  readonly byFreshness: Readonly<Record<Freshness, number>>;
  readonly bySilence: Readonly<Record<Silence, number>>;
  readonly assignments: number;
  readonly work: Work;
};

/** The schools of an overview that a sight takes in. */
export function within(overview: Overview, sight: Sight): readonly SchoolView[] {
  return overview.schools.filter((each) => isWithin(sight, each.district.kk));
}

export function totalsOf(schools: readonly SchoolView[], sums: Overview['sums']): Totals {
  const count = <K extends string>(keys: readonly K[], of: (each: SchoolView) => K): Record<K, number> => {
    const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
    for (const each of schools) counts[of(each)] += 1;
    return counts;
  };
  const add = (of: (each: SchoolView) => number): number => schools.reduce((sum, each) => sum + of(each), 0);
  return {
    schools: schools.length,
    connected: add((each) => Number(each.isConnected)),
    hubs: add((each) => Number(each.isHub)),
    pupils: add((each) => each.pupils),
    byFreshness: count(freshnesses, (each) => each.freshness),
    bySilence: count(silences, (each) => each.silence),
    assignments: add((each) => each.assignments),
    work: workOf(schools.map((each) => sums.get(each.school) ?? noSums).reduce(addSums, noSums)),
  };
}

/** The same work by subject, grade and week; small groups hidden in each (MON-7). */
export async function breakdownOf(
  workSums: WorkSums,
  sinceWeek: number,
  schools: readonly SchoolId[] | undefined,
): Promise<Breakdown> {
  const range: Range = schools ? { sinceWeek, schools } : { sinceWeek };
  const parts = async (by: Dimension): Promise<WorkPart[]> => hideSmall(await workSums(by, range));
  const weeks = await parts('week');
  return {
    bySubject: await parts('subject'),
    byGrade: await parts('grade'),
    byWeek: weeks.map(({ key, work }) => ({ key: dateOf(mondayOf(Number(key))), work })),
  };
}

/** Districts share no pupil. */
export function byDistrict(schools: readonly SchoolView[], sums: Overview['sums']): WorkPart[] {
  const groups = [...Map.groupBy(schools, (each) => each.district.kk)];
  const added = groups.map(([, each]) => each.map(({ school }) => sums.get(school) ?? noSums).reduce(addSums, noSums));
  const hidden = hiddenParts(added, true);
  return groups.map(([key], n) => ({ key, work: workOf(added[n] as Sums, hidden.has(n)) }));
}

function hideSmall(parts: readonly Part[]): WorkPart[] {
  const hidden = hiddenParts(parts, false);
  return parts.map((part, n) => ({ key: part.key, work: workOf(part, hidden.has(n)) }));
}
