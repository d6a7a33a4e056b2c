import {
  scoreItem,
  type ItemFace,
  type ItemKey,
  type ItemResponse,
  type PartFace,
  type PartResponse,
  type ScoredPart,
} from '#rooms/bank/index.ts';
import type { Dice } from '../dice.ts';

/** Thresholds of an item with several points lie so far apart around its difficulty. */
const stepWidth = 0.6;

/** The points that somebody has on an item by the partial credit model (Masters 1982), from a throw between 0 and 1. */
export function pointsBy(ability: number, difficulty: number, most: number, throwOf: number): number {
  const weights = [1];
  let sum = 0;
  for (let step = 1; step <= most; step++) {
    sum += ability - (difficulty + (step - (most + 1) / 2) * stepWidth);
    weights.push(Math.exp(sum));
  }
  const all = weights.reduce((total, each) => total + each, 0);
  let under = 0;
  for (const [points, weight] of weights.entries()) {
    under += weight / all;
    if (throwOf < under) return points;
  }
  return most;
}

/** A response that is worth just so many points under the key; a wrong one is any of those that are wrong. */
export function responseWorth(key: ItemKey, face: ItemFace, points: number, dice: Dice): ItemResponse {
  let left = points;
  const response = key.parts.map((part, n) => {
    const shown = face.parts[n];
    if (!shown) return null;
    const own = Math.min(left, mostOf(part));
    left -= own;
    return own === mostOf(part) ? rightPart(part) : partWorth(part, shown, own, dice);
  });
  return response;
}

function mostOf(part: ScoredPart): number {
  return scoreItem({ item: '', version: 1, parts: [part], points: 0 }, [rightPart(part)]).points;
}

function rightPart(part: ScoredPart): PartResponse {
  switch (part.kind) {
    case 'single':
      return part.right;
    case 'multiple':
    case 'hotspot':
    case 'table':
      return part.right;
    case 'number':
      return part.value;
    case 'short':
      return part.words[0] ?? null;
    case 'order':
      return part.order;
    case 'match':
      return part.pairs;
    case 'gap':
      return part.gaps.map((gap) => (typeof gap === 'number' ? gap : (gap[0] ?? null)));
  }
}

/** Part of the points, or none. */
function partWorth(part: ScoredPart, face: PartFace, points: number, dice: Dice): PartResponse {
  switch (part.kind) {
    case 'single': {
      const count = 'options' in face ? face.options.length : 2;
      return dice.pick([...Array(count).keys()].filter((place) => place !== part.right));
    }
    case 'number':
      return part.value === '0' ? '1' : '0';
    case 'short':
      return 'жоқ';
    case 'multiple':
    case 'hotspot':
      return points > 0 ? part.right.slice(0, points) : [firstOther(part.right)];
    case 'table':
      return part.right.map((column, row) => (row < points ? column : column === 0 ? 1 : 0));
    case 'match':
      return part.pairs.map((pair, left) => (left < points ? pair : null));
    case 'gap':
      return part.gaps.map((gap, n) => (n < points ? (typeof gap === 'number' ? gap : (gap[0] ?? null)) : null));
    case 'order':
      return orderWorth(part.order, points);
  }
}

function firstOther(right: readonly number[]): number {
  return [0, 1, 2, 3].find((place) => !right.includes(place)) ?? 0;
}

/** So many right steps at the end, and before them the rest from its end: no step of it is right. */
function orderWorth(order: readonly number[], points: number): readonly number[] {
  return [...order.slice(points + 1).toReversed(), ...order.slice(0, points + 1)];
}
