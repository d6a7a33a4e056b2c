import { err, ok, type Result } from '#kernel/result.ts';
import type { Fault } from './fault.ts';

/** What stands in the place of points where there are none. */
export const absent = -1;
export const notReached = -2;
export const omitted = -3;

/** An item as it is scored: an id and the most points that it gives. */
export type ItemShape = { readonly item: string; readonly most: number };

/**
 * One row a person, one column an item: points from 0 to the item's most, or `absent` (not given, by design or because the
 * pupil was not there), `notReached`, `omitted`. `group` is the population of each person (from 0); `weight` a survey
 * weight, of which only the proportions matter.
 */
export type Responses = {
  readonly items: readonly ItemShape[];
  readonly persons: number;
  readonly data: Int8Array;
  readonly group?: Int32Array;
  readonly weight?: Float64Array;
};

/** Points or −1 where an answer does not count; groups and weights always there, weights with mean 1. */
export type Answers = {
  readonly items: readonly ItemShape[];
  readonly persons: number;
  readonly points: Int8Array;
  readonly group: Int32Array;
  readonly groups: number;
  readonly weight: Float64Array;
};

/**
 * SCL-2: what counts as what. An omitted answer is worth nothing. One that was not reached is left out when items are
 * calibrated (it says something of the time, not of the item) and is worth nothing when persons are scored, as in TIMSS
 * (Martin, Mullis & Hooper, Methods and Procedures in TIMSS 2015, chapter 13). Refuses what is no table of points.
 */
export function answersOf(of: Responses, unreached: 'left-out' | 'wrong'): Result<Answers, Fault> {
  const { items, persons, data } = of;
  const bad = (item: string): Result<Answers, Fault> => err({ why: 'bad-data', items: [item] });
  if (data.length !== persons * items.length) return bad('');
  if (new Set(items.map(({ item }) => item)).size !== items.length) return bad('');
  const points = new Int8Array(data.length);
  for (let at = 0; at < data.length; at++) {
    const value = data[at]!;
    const { item, most } = items[at % items.length]!;
    if (value > most || value < omitted) return bad(item);
    points[at] = value >= 0 ? value : value === omitted || (value === notReached && unreached === 'wrong') ? 0 : -1;
  }
  const group = of.group ?? new Int32Array(persons);
  const weight = evenWeights(of.weight ?? new Float64Array(persons).fill(1));
  if (!weight || group.length !== persons || weight.length !== persons || group.some((g) => g < 0)) return bad('');
  const groups = group.reduce((most, g) => Math.max(most, g + 1), 1);
  return ok({ items, persons, points, group, groups, weight });
}

/** Weights brought to mean 1, so that multiplying all of them changes nothing; undefined where they are no weights. */
function evenWeights(weight: Float64Array): Float64Array | undefined {
  const sum = weight.reduce((total, each) => total + each, 0);
  if (weight.some((each) => !(each >= 0)) || !Number.isFinite(sum)) return undefined;
  if (weight.length === 0) return weight;
  return sum > 0 ? weight.map((each) => (each * weight.length) / sum) : undefined;
}
