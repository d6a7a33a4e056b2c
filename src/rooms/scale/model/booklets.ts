import type { Answers } from './responses.ts';

/** The persons who answered exactly the same items: missing by design and missing by chance are one thing here. */
export type Booklet = { readonly items: Int32Array; readonly persons: readonly number[] };

/** Persons grouped by the set of items that count for them; who answered nothing is in none. */
export function bookletsOf(answers: Answers, isUsed: (item: number) => boolean = () => true): readonly Booklet[] {
  const width = answers.items.length;
  const used = Array.from({ length: width }, (_, item) => isUsed(item));
  const byMask = new Map<string, { items: Int32Array; persons: number[] }>();
  const codes = new Uint16Array(Math.ceil(width / 16) || 1);
  for (let person = 0; person < answers.persons; person++) {
    codes.fill(0);
    let count = 0;
    for (let item = 0; item < width; item++) {
      if (!used[item] || answers.points[person * width + item]! < 0) continue;
      codes[item >> 4]! |= 1 << (item & 15);
      count++;
    }
    if (count === 0) continue;
    const mask = String.fromCharCode(...codes);
    const known = byMask.get(mask);
    if (known) known.persons.push(person);
    else byMask.set(mask, { items: itemsOf(codes, width), persons: [person] });
  }
  return [...byMask.values()];
}

function itemsOf(codes: Uint16Array, width: number): Int32Array {
  const items: number[] = [];
  for (let item = 0; item < width; item++) if (codes[item >> 4]! & (1 << (item & 15))) items.push(item);
  return Int32Array.from(items);
}
