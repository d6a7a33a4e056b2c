import { ok, type Result } from '#kernel/result.ts';
import { calibrate, type Calibrated } from './calibration.ts';
import { fitConditional } from './cml.ts';
import { linkByAnchors, type AnchorLink, type AnchorPair } from './drift.ts';
import type { Population } from './estimates.ts';
import type { Dropped, Fault } from './fault.ts';
import { placeOf, type ItemModel } from './item-model.ts';
import { haebara, meanMean, meanSigma, normalWeights, stockingLord, type LinkItem, type LinkLine } from './linking.ts';
import { fitPopulations } from './mml.ts';
import { absent, answersOf, type Responses } from './responses.ts';

/** What another way of linking says: its line from the end's own scale to the start's, and the growth of the mean by it. */
export type OtherRoad = LinkLine & {
  readonly method: 'mean-mean' | 'mean-sigma' | 'haebara' | 'stocking-lord';
  readonly growth: number;
};

export type LinkedCalibration = {
  readonly start: Calibrated;
  readonly end: Calibrated;
  /** Items of each time on one scale, under their own names. */
  readonly models: { readonly start: readonly ItemModel[]; readonly end: readonly ItemModel[] };
  readonly placeSe: ReadonlyMap<string, number>;
  readonly populations: { readonly start: Population; readonly end: Population };
  readonly link: AnchorLink;
  readonly roads: readonly OtherRoad[];
  readonly gradient: number;
  readonly dropped: readonly Dropped[];
};

/**
 * SCL-7: start and end of a year on one scale: both calibrated alone, anchors that drifted dropped, then all answers calibrated together with the
 * anchors that are left as one item each (concurrent calibration, Kolen & Brennan 2004, chapter 6). Items with the same name at both times
 * are anchors. Beside it what the four lines between the separate scales say, curves weighed by a standard normal density from −4 to 4
 * around the start's mean place. Refuses with `no-link` where fewer than three anchors are left.
 */
export function linkTimes(start: Responses, end: Responses): Result<LinkedCalibration, Fault> {
  const first = calibrate(start, ['start']);
  if (!first.ok) return first;
  const last = calibrate(end, ['end']);
  if (!last.ok) return last;
  const pairs = pairsOf(first.value, last.value);
  const link = linkByAnchors(pairs, (first.value.models.length + last.value.models.length) / 2);
  const kept = keptAnchors(link);
  if (!link || kept.size < 3) return { ok: false, error: { why: 'no-link', items: pairs.map(({ item }) => item) } };
  const both = timesTogether(start, end, link);
  const table = answersOf(both, 'left-out');
  const scored = answersOf(both, 'wrong');
  if (!table.ok) return table;
  if (!scored.ok) return scored;
  const items = fitConditional(table.value);
  if (!items.ok) return items;
  const populations = fitPopulations(scored.value, items.value.models);
  if (!populations.ok) return populations;
  const [before, after] = populations.value.groups.map(({ mean, sd, meanSe }, g): Population => {
    return { group: g === 0 ? 'start' : 'end', mean, sd, se: meanSe };
  });
  return ok({
    start: first.value,
    end: last.value,
    models: { start: modelsAt(items.value.models, start, ''), end: modelsAt(items.value.models, end, atEnd) },
    placeSe: new Map(items.value.models.map(({ item }, n) => [item, items.value.placeSe[n]!])),
    populations: { start: before!, end: after! },
    link,
    roads: roadsOf(
      first.value,
      last.value,
      pairs.filter(({ item }) => kept.has(item)),
    ),
    gradient: items.value.gradient,
    dropped: items.value.dropped,
  });
}

/** What a drifted anchor is called at the end: an item of its own. */
const atEnd = '#end';

function pairsOf(first: Calibrated, last: Calibrated): readonly AnchorPair[] {
  const later = new Map(last.calibration.items.map((each) => [each.item, each]));
  return first.calibration.items.flatMap(({ item, b, se }) => {
    const end = later.get(item);
    return end ? [{ item, start: b, startSe: se, end: end.b, endSe: end.se }] : [];
  });
}

function keptAnchors(link: AnchorLink | undefined): ReadonlySet<string> {
  return new Set(link?.anchors.flatMap(({ item, isDropped }) => (isDropped ? [] : [item])));
}

/** One table: persons of the start, then those of the end as other persons; a dropped anchor is two items. */
export function timesTogether(start: Responses, end: Responses, link: AnchorLink): Responses {
  const kept = keptAnchors(link);
  const atStart = new Set(start.items.map(({ item }) => item));
  const later = end.items.map(({ item, most }) => ({
    item: atStart.has(item) && !kept.has(item) ? item + atEnd : item,
    most,
  }));
  const columns = new Map(start.items.map(({ item }, column) => [item, column]));
  const items = [...start.items];
  for (const each of later) {
    if (columns.has(each.item)) continue;
    columns.set(each.item, items.length);
    items.push(each);
  }
  const data = new Int8Array((start.persons + end.persons) * items.length).fill(absent);
  for (let person = 0; person < start.persons; person++) {
    data.set(
      start.data.subarray(person * start.items.length, (person + 1) * start.items.length),
      person * items.length,
    );
  }
  for (let person = 0; person < end.persons; person++) {
    for (let n = 0; n < later.length; n++) {
      const at = (start.persons + person) * items.length + columns.get(later[n]!.item)!;
      data[at] = end.data[person * later.length + n]!;
    }
  }
  const group = Int32Array.from({ length: start.persons + end.persons }, (_, person) =>
    person < start.persons ? 0 : 1,
  );
  return { items, persons: group.length, data, group };
}

function modelsAt(models: readonly ItemModel[], of: Responses, ending: string): readonly ItemModel[] {
  const known = new Map(models.map((model) => [model.item, model]));
  return of.items.flatMap(({ item }) => {
    const model = known.get(item + ending) ?? known.get(item);
    return model ? [{ ...model, item }] : [];
  });
}

function roadsOf(first: Calibrated, last: Calibrated, pairs: readonly AnchorPair[]): readonly OtherRoad[] {
  const [before, after] = [first, last].map(({ calibration }) => calibration.population[0]!.mean);
  const places = ({ models }: Calibrated): readonly LinkItem[] => {
    const known = new Map(models.map((model) => [model.item, model]));
    return pairs.map(({ item }) => ({ a: 1, b: placeOf(known.get(item)!) }));
  };
  const [base, from] = [places(first), places(last)];
  const road = (method: OtherRoad['method'], line: LinkLine): OtherRoad => {
    return { method, ...line, growth: line.slope * after! + line.shift - before! };
  };
  return [
    road('mean-mean', meanMean(from, base)),
    road('mean-sigma', meanSigma(from, base)),
    road('haebara', haebara(from, base, normalWeights)),
    road('stocking-lord', stockingLord(from, base, normalWeights)),
  ];
}
