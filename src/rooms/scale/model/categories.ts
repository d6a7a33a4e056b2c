import type { Answers } from './responses.ts';

/**
 * The points that persons really got on an item, ascending. Points that nobody got have no parameter (its estimate is
 * infinite, their probability 0), so the item goes on with the others: nothing is recoded, sums of points stay what they are.
 */
export function usedPoints(answers: Answers): readonly (readonly number[])[] {
  const width = answers.items.length;
  const seen = answers.items.map(({ most }) => new Uint8Array(most + 1));
  for (let at = 0; at < answers.points.length; at++) {
    const points = answers.points[at]!;
    if (points >= 0 && answers.weight[Math.floor(at / width)]! > 0) seen[at % width]![points] = 1;
  }
  return seen.map((flags) => [...flags.keys()].filter((points) => flags[points]));
}
