import type { Published } from '../../model/published.ts';
import { densitiesAt, simpson } from './model.ts';

/** Of all pairs of so many plants, the share of two kinds: counted one by one. */
function unlike(counts: readonly number[]): number {
  const all = counts.flatMap((count, kind) => Array.from({ length: count }, () => kind));
  const pairs = all.flatMap((kind, k) => all.slice(k + 1).map((other) => other !== kind));
  return pairs.filter(Boolean).length / pairs.length;
}

/** Simpson's index by its meaning, and what grows beside the path. */
export function published(): readonly Published[] {
  const indices = [
    [3, 6, 2, 1, 2],
    [40, 1],
    [5, 5, 5, 5],
  ].map((counts): Published => {
    const source = 'pairs counted one by one (Simpson 1949)';
    return { what: `D of ${counts.join(', ')}`, of: 'closed', got: simpson(counts), wanted: unlike(counts), source };
  });
  const clover = densitiesAt(3, 4)[2] ?? NaN;
  return [
    ...indices,
    { what: 'clover at 3 m', of: 'closed', got: clover, wanted: 5 * (1 - Math.exp(-1)), source: '5·(1 − 1/e)' },
  ];
}
