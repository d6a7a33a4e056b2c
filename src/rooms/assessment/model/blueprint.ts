import type { Level } from '#rooms/bank/index.ts';
import type { Form } from './form.ts';

/** How many items of one objective and level: only at the start, only at the end, and at both as anchors. */
export type BlueprintRow = {
  readonly objective: string;
  readonly level: Level;
  readonly start: number;
  readonly end: number;
  readonly both: number;
};

/** What the forms of a cell in a school year shall consist of (ASM-10). */
export type Blueprint = {
  readonly year: number;
  readonly cell: string;
  readonly minutes: number;
  readonly rows: readonly BlueprintRow[];
};

type Cellular = Pick<BlueprintRow, 'objective' | 'level'>;

export function rowKey({ objective, level }: Cellular): string {
  return `${objective} ${level}`;
}

/** The blueprint that a start and an end form already meet. */
export function blueprintOf(start: Form, end: Form, year: number): Blueprint {
  const rows = new Map<string, { -readonly [K in keyof BlueprintRow]: BlueprintRow[K] }>();
  const row = (of: Cellular) => {
    const key = rowKey(of);
    const found = rows.get(key) ?? { objective: of.objective, level: of.level, start: 0, end: 0, both: 0 };
    rows.set(key, found);
    return found;
  };
  const atEnd = new Set(end.places.map(({ item }) => item));
  const atStart = new Set(start.places.map(({ item }) => item));
  for (const place of start.places) row(place)[atEnd.has(place.item) ? 'both' : 'start']++;
  for (const place of end.places) if (!atStart.has(place.item)) row(place).end++;
  const order = [...rows.values()].toSorted((a, b) => compare(a.objective, b.objective) || compare(a.level, b.level));
  return { year, cell: start.cell, minutes: Math.max(start.minutes, end.minutes), rows: order };
}

/** Codes by their numbers: `6.2.1.10` after `6.2.1.9`. */
export function compare(a: string, b: string): number {
  return collator.compare(a, b);
}

const collator = new Intl.Collator('en', { numeric: true });
