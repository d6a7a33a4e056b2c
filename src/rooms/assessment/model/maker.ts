import { err, ok, type Result } from '#kernel/result.ts';
import { arrange, mixThirds, mostMoved, unitsOf } from './arrange.ts';
import { rowKey, type Blueprint, type BlueprintRow } from './blueprint.ts';
import type { Candidate } from './candidate.ts';
import { diceOf, shuffled } from './dice.ts';
import type { FormPlace, TimePoint } from './form.ts';

/** A form that has been made and has no id yet. */
export type MadeForm = {
  readonly timePoint: TimePoint;
  readonly booklet: string;
  readonly minutes: number;
  readonly places: readonly FormPlace[];
};

export type MakeOptions = {
  /** The same seed makes the same forms. */
  readonly seed: string;
  /** Forms given beside each other at one time point. */
  readonly booklets: number;
  /**
   * What makes a neighbour's booklet another one: `order`: the same items, mixed within thirds; `items`: own items besides
   * the anchors, which needs as many more of them.
   */
  readonly spread: 'order' | 'items';
};

/** Why a blueprint cannot be filled: items that the bank lacks, or shared texts that cannot be kept together. */
export type MakeFault =
  | {
      readonly kind: 'short';
      readonly rows: readonly (BlueprintRow & { readonly have: number; readonly need: number })[];
    }
  | { readonly kind: 'tangled' };

/** How many draws are tried; the best of them is taken. */
const draws = 40;

/**
 * ASM-11: fills a blueprint from the bank: pure, and the same for the same seed. Items of one stimulus stay together and
 * have one role; anchors stand at like places in all forms; the draw whose keys are most evenly spread is taken.
 */
export function makeForms(
  blueprint: Blueprint,
  candidates: readonly Candidate[],
  options: MakeOptions,
): Result<readonly MadeForm[], MakeFault> {
  const own = options.spread === 'items' ? options.booklets : 1;
  const short = shortRows(blueprint, candidates, own);
  if (short.length > 0) return err({ kind: 'short', rows: short });
  let best: { readonly forms: readonly MadeForm[]; readonly score: number } | undefined;
  for (let draw = 0; draw < draws; draw++) {
    const dice = diceOf(`${options.seed} ${draw}`);
    const drawn = drawItems(blueprint, candidates, own, dice);
    if (!drawn) continue;
    const { forms, keys } = lay(blueprint, drawn, options, dice);
    const score = unevenness(keys);
    if (areAnchorsAlike(forms) && (!best || score < best.score)) best = { forms, score };
  }
  return best ? ok(best.forms) : err({ kind: 'tangled' });
}

type Drawn = { readonly anchors: readonly Candidate[]; readonly own: ReadonlyMap<string, readonly Candidate[]> };

const points: readonly TimePoint[] = ['start', 'end'];

function shortRows(blueprint: Blueprint, candidates: readonly Candidate[], own: number) {
  return blueprint.rows.flatMap((row) => {
    const need = row.both + own * (row.start + row.end);
    const have = candidates.filter((each) => rowKey(each) === rowKey(row)).length;
    return have < need ? [{ ...row, have, need }] : [];
  });
}

/** Draws row by row, the tightest first; undefined where shared texts stand in the way. */
function drawItems(
  { rows }: Blueprint,
  candidates: readonly Candidate[],
  own: number,
  dice: () => number,
): Drawn | undefined {
  const left = new Map<string, Candidate[]>();
  for (const each of shuffled(candidates, dice)) left.set(rowKey(each), [...(left.get(rowKey(each)) ?? []), each]);
  const spare = (row: BlueprintRow): number =>
    (left.get(rowKey(row))?.length ?? 0) - row.both - own * (row.start + row.end);
  const roleOf = new Map<string, string>();
  const drawn = new Map<string, Candidate[]>();
  const take = (row: BlueprintRow, role: string): boolean => {
    const among = left.get(rowKey(row)) ?? [];
    const isFree = ({ stimulus }: Candidate): boolean => {
      return stimulus === undefined || (roleOf.get(stimulus) ?? role) === role;
    };
    const joins = among.findIndex(({ stimulus }) => stimulus !== undefined && roleOf.get(stimulus) === role);
    const at = joins >= 0 ? joins : among.findIndex(isFree);
    const [taken] = at >= 0 ? among.splice(at, 1) : [];
    if (!taken) return false;
    if (taken.stimulus !== undefined) roleOf.set(taken.stimulus, role);
    drawn.set(role, [...(drawn.get(role) ?? []), taken]);
    return true;
  };
  for (const row of shuffled(rows, dice).toSorted((a, b) => spare(a) - spare(b))) {
    for (let n = 0; n < row.both; n++) if (!take(row, 'both')) return undefined;
    for (let booklet = 1; booklet <= own; booklet++) {
      for (const point of points) {
        for (let n = 0; n < row[point]; n++) if (!take(row, `${point} ${booklet}`)) return undefined;
      }
    }
  }
  return { anchors: drawn.get('both') ?? [], own: drawn };
}

function lay(blueprint: Blueprint, { anchors, own }: Drawn, options: MakeOptions, dice: () => number) {
  const anchorUnits = unitsOf(anchors);
  const isAnchor = new Set(anchors.map(({ item }) => item));
  const keys: (readonly Candidate[])[] = [];
  const forms = points.flatMap((timePoint) =>
    Array.from({ length: options.booklets }, (_, at): MadeForm => {
      const units = unitsOf(own.get(`${timePoint} ${options.spread === 'items' ? at + 1 : 1}`) ?? []);
      const isMixed = options.spread === 'order' && at > 0;
      const items = arrange(anchorUnits, isMixed ? mixThirds(units, dice) : units);
      keys.push(items);
      const places = items.map((each) => placeOf(each, isAnchor.has(each.item)));
      return { timePoint, booklet: String(at + 1), minutes: blueprint.minutes, places };
    }),
  );
  return { forms: forms.filter(({ places }) => places.length > 0), keys };
}

/** A candidate at a place of a form. */
export function placeOf({ item, version, points: most, objective, level }: Candidate, isAnchor: boolean): FormPlace {
  return { item, version, points: most, isAnchor, objective, level };
}

/** How unevenly the right options lie over their places, and how long one place is right again and again. */
function unevenness(forms: readonly (readonly Candidate[])[]): number {
  return forms.reduce((sum, items) => {
    const places = items.flatMap(({ right }) => (right ? [right.place] : []));
    const counts = new Map<number, number>();
    for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
    const repeats = places.filter((place, at) => at > 1 && place === places[at - 1] && place === places[at - 2]).length;
    return sum + Math.max(0, ...counts.values()) + 3 * repeats;
  }, 0);
}

/** Where shared texts are long an order can push an anchor away: such a draw is not taken. */
function areAnchorsAlike(forms: readonly MadeForm[]): boolean {
  const first = new Map<string, number>();
  return forms.every(({ places }) =>
    places.every(({ item, isAnchor }, at) => {
      if (!isAnchor) return true;
      const before = first.get(item) ?? at;
      first.set(item, before);
      return Math.abs(before - at) <= Math.floor(mostMoved(places.length) / 2);
    }),
  );
}
