import { countOf, exposures, isSmall, type Exposure, type Tables } from './attack.ts';

/**
 * A figure that could be published (`open`), was published by an earlier release and cannot be taken back (`published`),
 * or was hidden by one (`withheld`).
 */
export type Figure = {
  readonly atoms: readonly number[];
  readonly state: 'open' | 'published' | 'withheld';
  /** Figures, by their place, that are hidden together with this one: the other half of a split, the parts of a whole. */
  readonly hides: readonly number[];
};

export type Protected = {
  /** Places of the figures that may be shown. */
  readonly shown: ReadonlySet<number>;
  /** Hidden because they are small, and, beside them, hidden so that those cannot be worked out. */
  readonly small: number;
  readonly complementary: number;
};

/**
 * RES-2, RES-3: which figures may be shown. Small ones are hidden; then, as long as the attacker finds a small group, the
 * smallest figure by which it was found is hidden too. Ends, for in the end nothing new is shown, and what was published
 * before has been protected in the same way. With `isComplementary` false only the first step is done: the proof that
 * the second is needed.
 */
export function protect(
  of: Pick<Tables, 'counts' | 'secretZeros' | 'ceilings'> & {
    readonly figures: readonly Figure[];
    /** What else the attacker asks about, by what is shown: `Tables.groups`. */
    readonly groupsOf?: (shown: ReadonlySet<number>) => Tables['groups'];
  },
  isComplementary = true,
): Protected {
  const { counts, figures, groupsOf } = of;
  const shown = new Set([...figures.keys()].filter((n) => figures[n]?.state !== 'withheld'));
  const all = shown.size;
  const isSecret = isSmall(of);
  for (const [n, { atoms }] of figures.entries()) if (isSecret(atoms)) hide(figures, shown, n);
  const small = all - shown.size;
  while (isComplementary) {
    const sums = figures.map(({ atoms }, n) => ({ atoms, isKnown: shown.has(n) }));
    const found = exposures({ ...of, sums, groups: groupsOf?.(shown) ?? [] });
    if (found.length === 0) break;
    const before = shown.size;
    for (const each of found) hideOne(counts, figures, shown, each);
    // What earlier releases give away by themselves no hiding mends.
    if (shown.size === before) break;
  }
  return { shown, small, complementary: all - small - shown.size };
}

function hide(figures: readonly Figure[], shown: Set<number>, n: number): void {
  const figure = figures[n] as Figure;
  if (figure.state !== 'open' || !shown.delete(n)) return;
  for (const other of figure.hides) hide(figures, shown, other);
}

/** Of the figures by which a small group was found the smallest: what is lost to the reader is least. */
function hideOne(counts: readonly number[], figures: readonly Figure[], shown: Set<number>, found: Exposure): void {
  const open = (places: readonly number[]): number[] => {
    return places
      .filter((n) => figures[n]?.state === 'open')
      .toSorted((a, b) => countOf(counts, figures[a]?.atoms ?? []) - countOf(counts, figures[b]?.atoms ?? []) || a - b);
  };
  const near = open(found.by);
  const places = near.length > 0 ? near : open(found.beyond);
  // One that is hidden already in this round may have been enough.
  if (places.some((n) => !shown.has(n))) return;
  const [smallest] = places;
  if (smallest !== undefined) hide(figures, shown, smallest);
}
