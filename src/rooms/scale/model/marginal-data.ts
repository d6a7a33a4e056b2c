import { bookletsOf } from './booklets.ts';
import type { Layout } from './parameters.ts';
import type { Answers } from './responses.ts';

/**
 * Persons of one group with the same items, and among them those whose ability is seen alike, put together: with known slopes all
 * who have the same weighed score, with free slopes all who gave the same answers.
 */
export type Block = {
  readonly items: Int32Array;
  readonly group: number;
  readonly classes: number;
  readonly count: Float64Array;
  /** Points above the least, class × item; empty where slopes are known. */
  readonly degree: Float64Array;
  /** The score of each class: Σ slope·points above the least; of use where slopes are known. */
  readonly score: Float64Array;
};

export type MarginalData = {
  readonly blocks: readonly Block[];
  /** How often each category was given, in the order of the layout. */
  readonly observed: Float64Array;
  readonly persons: Float64Array;
  /** The block and class of each person; −1 where nothing was answered. */
  readonly blockOf: Int32Array;
  readonly classOf: Int32Array;
};

/** `columns[n]` is where item n of the layout stands in the answers. `slopes` are known, or free where there are none. */
export function marginalData(
  answers: Answers,
  layout: Layout,
  columns: readonly number[],
  slopes?: ArrayLike<number>,
): MarginalData {
  const width = answers.items.length;
  const placeIn = new Map(columns.map((column, n) => [column, n]));
  const observed = new Float64Array(layout.size);
  const persons = new Float64Array(answers.groups);
  const blockOf = new Int32Array(answers.persons).fill(-1);
  const classOf = new Int32Array(answers.persons).fill(-1);
  const blocks: Block[] = [];
  for (const booklet of bookletsOf(answers, (column) => placeIn.has(column))) {
    const items = booklet.items.map((column) => placeIn.get(column)!);
    for (const [group, members] of Map.groupBy(booklet.persons, (person) => answers.group[person]!)) {
      const rows = new Map<string | number, { count: number; degree: Float64Array; score: number; at: number }>();
      for (const person of members) {
        const weight = answers.weight[person]!;
        const degree = new Float64Array(items.length);
        let score = 0;
        for (let at = 0; at < items.length; at++) {
          const value = answers.points[person * width + booklet.items[at]!]!;
          const points = layout.points[items[at]!]!;
          degree[at] = value - points[0]!;
          score += (slopes?.[items[at]!] ?? 1) * degree[at]!;
          const k = points.indexOf(value);
          if (k > 0) observed[layout.first[items[at]!]! + k - 1]! += weight;
        }
        persons[group]! += weight;
        const key = slopes ? score : degree.join();
        const row = rows.get(key) ?? { count: 0, degree, score, at: rows.size };
        row.count += weight;
        rows.set(key, row);
        blockOf[person] = blocks.length;
        classOf[person] = row.at;
      }
      blocks.push(blockFrom(items, group, [...rows.values()], slopes === undefined));
    }
  }
  return { blocks, observed, persons, blockOf, classOf };
}

function blockFrom(
  items: Int32Array,
  group: number,
  rows: readonly { readonly count: number; readonly degree: Float64Array; readonly score: number }[],
  isByPattern: boolean,
): Block {
  const degree = new Float64Array(isByPattern ? rows.length * items.length : 0);
  if (isByPattern) for (let c = 0; c < rows.length; c++) degree.set(rows[c]!.degree, c * items.length);
  return {
    items,
    group,
    classes: rows.length,
    count: Float64Array.from(rows, ({ count }) => count),
    degree,
    score: Float64Array.from(rows, ({ score }) => score),
  };
}
