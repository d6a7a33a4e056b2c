import type { Answers } from './responses.ts';

/** Sets of items that persons join: two items are in one set where a chain of persons who answered both leads from one to the other. */
export function linkedSets(answers: Answers, items: readonly number[]): readonly (readonly number[])[] {
  const width = answers.items.length;
  const parent = new Map(items.map((item) => [item, item]));
  const root = (item: number): number => {
    let top = item;
    while (parent.get(top) !== top) top = parent.get(top)!;
    parent.set(item, top);
    return top;
  };
  let sets = items.length;
  for (let person = 0; person < answers.persons && sets > 1; person++) {
    let first = -1;
    for (const item of items) {
      if (answers.points[person * width + item]! < 0) continue;
      if (first < 0) first = item;
      else if (root(item) !== root(first)) {
        parent.set(root(item), root(first));
        sets--;
      }
    }
  }
  return [...Map.groupBy(items, root).values()].toSorted((a, b) => b.length - a.length);
}

/**
 * The largest set of items whose differences have finite estimates. A person who got more than the least on one item and less than the
 * most on another could have got the point there: an arrow. Where a set has arrows into itself from everywhere within, no
 * estimate runs away (Fischer, On the existence and uniqueness of maximum-likelihood estimates in the Rasch model,
 * Psychometrika 46, 1981).
 */
export function estimableSet(
  answers: Answers,
  items: readonly number[],
  points: readonly (readonly number[])[],
): readonly number[] {
  const width = answers.items.length;
  const arrows = items.map(() => new Uint8Array(items.length));
  const least = items.map((item) => points[item]![0]!);
  const most = items.map((item) => points[item]!.at(-1)!);
  let missing = items.length * (items.length - 1);
  for (let person = 0; person < answers.persons && missing > 0; person++) {
    const row = items.map((item) => answers.points[person * width + item]!);
    const open = row.flatMap((value, n) => (value >= 0 && value < most[n]! ? [n] : []));
    for (let from = 0; from < items.length; from++) {
      if (row[from]! <= least[from]! || row[from]! < 0) continue;
      for (const to of open) {
        if (to === from || arrows[from]![to] === 1) continue;
        arrows[from]![to] = 1;
        missing--;
      }
    }
  }
  let best: readonly number[] = [];
  const left = new Set(items.keys());
  while (left.size > best.length) {
    const [start] = left;
    const there = reached(start!, (from, to) => arrows[from]![to] === 1, items.length);
    const back = reached(start!, (from, to) => arrows[to]![from] === 1, items.length);
    const set = [...there].filter((item) => back.has(item));
    for (const item of set) left.delete(item);
    if (set.length > best.length) best = set;
  }
  return best.map((n) => items[n]!).toSorted((a, b) => a - b);
}

function reached(start: number, isArrow: (from: number, to: number) => boolean, count: number): Set<number> {
  const found = new Set([start]);
  const next = [start];
  for (let from = next.pop(); from !== undefined; from = next.pop()) {
    for (let to = 0; to < count; to++) {
      if (found.has(to) || !isArrow(from, to)) continue;
      found.add(to);
      next.push(to);
    }
  }
  return found;
}
