import type { ScoredPart } from './item.ts';

/** The most that a part gives (BNK-3). */
export function pointsOfPart(part: ScoredPart): number {
  if (part.steps !== 'each') return 1;
  switch (part.kind) {
    case 'single':
    case 'number':
    case 'short':
      return 1;
    case 'multiple':
    case 'hotspot':
    case 'table':
      return part.right.length;
    case 'order':
      return part.order.length - 1;
    case 'match':
      return part.pairs.length;
    case 'gap':
      return part.gaps.length;
  }
}

export function pointsOf(parts: readonly ScoredPart[]): number {
  return parts.reduce((sum, part) => sum + pointsOfPart(part), 0);
}
