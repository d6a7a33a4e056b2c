import type { Ratio } from './ratio.ts';

/** A confirmed mark of a pupil in a subject and period. */
export type MarkGiven = {
  readonly person: string;
  readonly grade: number;
  readonly letter: string;
  readonly subject: string;
  readonly mark: number;
};

/**
 * *Білім сапасы* has two readings, and *үлгерім* goes with each (JRN-5):
 * `marks`: of all marks given, how many are 4 or 5; how many are not 2.
 * `pupils`: of all pupils with marks, how many have only 4 and 5; how many have no 2.
 */
export type Quality = {
  readonly marks: { readonly quality: Ratio; readonly progress: Ratio };
  readonly pupils: { readonly quality: Ratio; readonly progress: Ratio };
};

export function qualityOf(given: readonly MarkGiven[]): Quality {
  const lowest = new Map<string, number>();
  for (const { person, mark } of given) lowest.set(person, Math.min(mark, lowest.get(person) ?? mark));
  return { marks: shares(given.map(({ mark }) => mark)), pupils: shares([...lowest.values()]) };
}

function shares(marks: readonly number[]): Quality['marks'] {
  const from = (least: number): Ratio => ({ part: marks.filter((mark) => mark >= least).length, of: marks.length });
  return { quality: from(4), progress: from(3) };
}

export type QualityRow = { readonly key: string; readonly quality: Quality; readonly isHidden: boolean };

/** Rows of a table by class, subject, grade or letter, in the order of their first mark. */
export function qualityBy(given: readonly MarkGiven[], keyOf: (mark: MarkGiven) => string): QualityRow[] {
  return [...Map.groupBy(given, keyOf)].map(([key, marks]) => ({ key, quality: qualityOf(marks), isHidden: false }));
}

/** Below so many pupils a figure would tell about a single child to who must not see single children. */
export const fewestShown = 5;

/**
 * JRN-6: who must not see individuals sees no row of fewer than five pupils. What is hidden would follow from the total
 * where it is a single row, or few pupils together: then the next smallest row is hidden too.
 */
export function withoutSmall(rows: readonly QualityRow[], fewest = fewestShown): QualityRow[] {
  const bySize = rows.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  let count = bySize.filter((row) => sizeOf(row) < fewest).length;
  const hiddenPupils = (): number => bySize.slice(0, count).reduce((sum, row) => sum + sizeOf(row), 0);
  while (count > 0 && count < rows.length && (count < 2 || hiddenPupils() < fewest)) count++;
  const hidden = new Set(bySize.slice(0, count));
  return rows.map((row) => (hidden.has(row) ? { key: row.key, quality: qualityOf([]), isHidden: true } : row));
}

function sizeOf({ quality }: QualityRow): number {
  return quality.pupils.quality.of;
}
