import type { DifBy } from './cell.ts';
import type { AnchorLink } from './drift.ts';
import type { ItemEstimate } from './estimates.ts';

/** What somebody should look at in an item. `key`: probably a wrong key; `weak`: it hardly tells pupils apart. */
export type Flag = 'key' | 'weak' | 'noisy' | 'overfit' | 'few' | 'anchor' | `dif-${DifBy['by']}`;

/** Customary bounds (Wright & Linacre 1994); with few pupils mean squares reach further by chance, so they widen by the root of how many. */
function meanSquareBound(n: number): number {
  return Math.max(0.3, 6 / Math.sqrt(n));
}

const weakCorrelation = 0.15;
const fewAnswers = 100;

/** SCL-6: what is odd about an item, the gravest first; empty where nothing is. */
export function flagsOf(item: ItemEstimate, dif: readonly DifBy[], link: AnchorLink | undefined): readonly Flag[] {
  const flags: Flag[] = [];
  const bound = meanSquareBound(item.n);
  if (item.itemRest < 0) flags.push('key');
  else if (item.itemRest < weakCorrelation) flags.push('weak');
  if (item.infit > 1 + bound || item.outfit > 1 + 2 * bound) flags.push('noisy');
  if (item.infit < 1 - bound) flags.push('overfit');
  for (const { by, items } of dif) {
    if (items.some((each) => each.item === item.item && each.isCalled)) flags.push(`dif-${by}`);
  }
  if (link?.anchors.some((anchor) => anchor.item === item.item && anchor.isDropped)) flags.push('anchor');
  if (item.n < fewAnswers) flags.push('few');
  return flags;
}
