import { schoolOfScope, type SchoolId, type Scope } from '#kernel/ids.ts';
import type { Log } from '#log/log.ts';
import { addSums, noSums } from './model/share.ts';
import { selectHeads, selectWork, type Dimension, type Part, type Range } from './queries.ts';

/** The work of pupils in parts, by key. A school that is not named in `range` counts where no school is. */
export type WorkSums = (by: Dimension, range: Range) => Promise<readonly Part[]>;

/** `version` says what of the school's records, and of the shelf's, its parts were added up from. */
type Kept = { readonly version: string; readonly parts: readonly Part[] };

/** So many spans of weeks are kept: nearly everybody asks for the usual one. */
const maxSpans = 4;

/**
 * Adds a school's work up again only when its streams have grown: after an outage all schools send at once, and the
 * list is asked for meanwhile. Schools share no pupil, so their sums add up to the region's.
 */
export function workSumsOf(log: Log): WorkSums {
  const spans = new Map<number, Map<Dimension, Map<SchoolId, Kept>>>();
  // Tables that were derived anew may differ though no stream has grown.
  log.onSettled(() => spans.clear());

  return async (by, range) => {
    const kept = keptOf(spans, range.sinceWeek, by);
    // Read before the rows: rows that are newer than their version are only added up once more.
    const versions = versionsOf(await selectHeads(log.read), by);
    const asked = range.schools ?? [...versions.keys()];
    const changed = asked.filter((school) => kept.get(school)?.version !== versions.get(school));
    const found = Map.groupBy(await selectWork(log.read, by, range.sinceWeek, changed), ({ school }) => school);
    for (const school of changed) {
      kept.set(school, { version: versions.get(school) ?? '', parts: found.get(school) ?? [] });
    }
    return added(asked.flatMap((school) => kept.get(school)?.parts ?? []));
  };
}

function keptOf(spans: Map<number, Map<Dimension, Map<SchoolId, Kept>>>, sinceWeek: number, by: Dimension) {
  const span = spans.get(sinceWeek) ?? new Map<Dimension, Map<SchoolId, Kept>>();
  spans.delete(sinceWeek);
  spans.set(sinceWeek, span);
  for (const oldest of spans.keys()) if (spans.size > maxSpans) spans.delete(oldest);
  const kept = span.get(by) ?? new Map<SchoolId, Kept>();
  span.set(by, kept);
  return kept;
}

/** What the parts of each school follow from: its own streams, and where lessons tell them apart those of the shelf too. */
function versionsOf(heads: readonly { readonly scope: Scope; readonly head: string }[], by: Dimension) {
  const isByLesson = by === 'subject' || by === 'grade';
  const versions = new Map<SchoolId, string>();
  let shelf = '';
  for (const { scope, head } of heads) {
    const school = schoolOfScope(scope);
    if (school) versions.set(school, `${versions.get(school) ?? ''}${head} `);
    else if (isByLesson) shelf += `${head} `;
  }
  if (shelf) for (const [school, version] of versions) versions.set(school, `${version}+ ${shelf}`);
  return versions;
}

function added(parts: readonly Part[]): Part[] {
  const byKey = Map.groupBy(parts, ({ key }) => key);
  const sums = [...byKey].map(([key, each]): Part => ({ key, ...each.reduce(addSums, noSums) }));
  return sums.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
