import { bookletsOf } from './booklets.ts';
import { momentsAt, type ItemModel } from './item-model.ts';
import { knownItems } from './mml.ts';
import type { Answers } from './responses.ts';

/** Abilities at which likelihoods are kept: −8 to 8 logits by 0.1, wide and fine enough for any cohort whose sd is above 0.08. */
export const thetaGrid: { readonly least: number; readonly step: number; readonly count: number } = {
  least: -8,
  step: 0.1,
  count: 161,
};

/** The narrowest spread that the grid tells apart from none. */
export const narrowest = 0.08;

/** The likelihood of each person's answers on the grid, its highest value 1; undefined where nothing was answered. */
export function likelihoodsOf(answers: Answers, models: readonly ItemModel[]): readonly (Float64Array | undefined)[] {
  const modelAt = new Map(knownItems(answers, models).map(({ column, model }) => [column, model]));
  const width = answers.items.length;
  const rows = Array.from({ length: answers.persons }, (): Float64Array | undefined => undefined);
  for (const booklet of bookletsOf(answers, (column) => modelAt.has(column))) {
    const own = Array.from(booklet.items, (column) => modelAt.get(column)!);
    const logNorm = Float64Array.from({ length: thetaGrid.count }, (_, q) => {
      return own.reduce((sum, model) => sum + momentsAt(model, thetaAt(q)).logNorm, 0);
    });
    const known = new Map<number, Float64Array>();
    for (const person of booklet.persons) {
      let score = 0;
      for (let at = 0; at < own.length; at++)
        score += own[at]!.slope * answers.points[person * width + booklet.items[at]!]!;
      const row = known.get(score) ?? rowOf(score, logNorm);
      known.set(score, row);
      rows[person] = row;
    }
  }
  return rows;
}

export function thetaAt(q: number): number {
  return thetaGrid.least + thetaGrid.step * q;
}

function rowOf(score: number, logNorm: Float64Array): Float64Array {
  const logs = logNorm.map((norm, q) => score * thetaAt(q) - norm);
  const top = logs.reduce((most, each) => Math.max(most, each), -Infinity);
  return logs.map((each) => Math.exp(each - top));
}
