import { hiddenParts, minimumGroup, noSums, workOf } from './model/share.ts';
import type { Overview, SchoolView } from './overview.ts';

/** A school's row as a funder gets it: totals of a school, without who said what about its silence. */
export type FunderRow = Omit<SchoolView, 'until' | 'attention' | 'missedDays'>;

/**
 * MON-9: a funder gets no row of a school with fewer pupils than the minimum group. What is withheld must not follow
 * from the region's totals either: where the withheld schools' pupils together are too few, the smallest other goes
 * too, and so with the figures on work.
 */
export function forFunder(schools: readonly SchoolView[], sums: Overview['sums']) {
  const withheld = withheldSchools(schools);
  const parts = schools.map(({ school }) => sums.get(school) ?? noSums);
  const hidden = hiddenParts(parts, true, withheld);
  const rows = schools.flatMap((each, n): FunderRow[] => {
    if (withheld.has(n)) return [];
    const { until: _until, attention: _attention, missedDays: _missedDays, ...row } = each;
    return [{ ...row, work: hidden.has(n) ? workOf(parts[n] ?? noSums, true) : each.work }];
  });
  return { schools: rows, withheld: withheld.size };
}

/** The places of the schools whose rows are withheld. */
function withheldSchools(schools: readonly SchoolView[]): ReadonlySet<number> {
  const bySize = schools.map(({ pupils }, n) => ({ pupils, n })).toSorted((a, b) => a.pupils - b.pupils || a.n - b.n);
  const withheld = new Set<number>();
  let together = 0;
  for (const { pupils, n } of bySize) {
    const isEnough = withheld.size === 0 || together >= minimumGroup;
    if (pupils >= minimumGroup && isEnough) break;
    withheld.add(n);
    together += pupils;
  }
  return withheld;
}
