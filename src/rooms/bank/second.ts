import { pointsOf, scoreItem, type ItemKey, type ItemResponse } from './model/item.ts';

/** Where a second solution and the key do not meet. */
export type Difference = {
  readonly item: string;
  readonly points: number;
  readonly of: number;
  readonly given: string;
  readonly key: string;
};

/** BNK-8: the answers of who solved the items without seeing a key. Each must reach all points. */
export function compareSecond(keys: readonly ItemKey[], second: unknown): readonly Difference[] {
  const answers = typeof second === 'object' && second !== null ? (second as Record<string, unknown>) : {};
  return keys.flatMap((key) => {
    const given = Object.hasOwn(answers, key.item) ? answers[key.item] : undefined;
    const { points } = scoreItem(key, given as ItemResponse);
    const of = pointsOf(key.parts);
    if (points === of) return [];
    return [{ item: key.item, points, of, given: JSON.stringify(given) ?? 'none', key: JSON.stringify(key.parts) }];
  });
}
