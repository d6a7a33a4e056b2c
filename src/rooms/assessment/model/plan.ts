import { refuse, ok, type Refusal, type Result } from '#kernel/result.ts';
import { diceOf } from './dice.ts';

/** A pupil to be planned for; `before`: the cells that were sat at the start, where growth is to be seen at the end. */
export type PlanPupil = { readonly person: string; readonly isJoined: boolean; readonly before: readonly string[] };

export type Seat = { readonly cell: string; readonly form: string };
export type PlannedPupil = { readonly person: string; readonly isJoined: boolean; readonly sits: readonly Seat[] };

/** Who of a grade sits which form of which cell, and on which day each cell is sat. */
export type SittingPlan = {
  readonly days: readonly { readonly cell: string; readonly day: string }[];
  readonly pupils: readonly PlannedPupil[];
};

export type PlanNeeds = {
  /** The cells that are sat, each with its booklets. */
  readonly cells: readonly { readonly cell: string; readonly forms: readonly string[] }[];
  readonly pupils: readonly PlanPupil[];
  readonly mostSittings: number;
  /** The days on which the school may sit, in order. */
  readonly days: readonly string[];
  readonly seed: string;
};

/**
 * ASM-5: a plan in which nobody sits more than `mostSittings` cells, nor two on one day, for each cell has a day of its own.
 * Where there are more cells than sittings, each pupil has some of them, so chosen that every cell and every pair of cells
 * has about as many pupils as another; who sat a cell at the start has it again. Neighbours of the list have different
 * booklets. The same needs make the same plan. Refused where there are fewer days than cells.
 */
export function planSittings(needs: PlanNeeds): Result<SittingPlan, Refusal> {
  const { cells, days, pupils, mostSittings } = needs;
  const own = [...new Set(days)].toSorted();
  if (cells.length === 0) return refuse('assessment.plan-no-forms', 409);
  if (own.length < cells.length) return refuse('assessment.plan-days', 422, { have: own.length, need: cells.length });
  const load = loadOf(
    cells.map(({ cell }) => cell),
    diceOf(needs.seed),
  );
  const given = new Map<string, number>();
  const planned = pupils.map(({ person, isJoined, before }): PlannedPupil => {
    const kept = before.filter((cell) => cells.some((each) => each.cell === cell)).slice(0, mostSittings);
    const sits = load.choose(kept, Math.min(mostSittings, cells.length)).map((cell): Seat => {
      const forms = cells.find((each) => each.cell === cell)?.forms ?? [];
      const n = given.get(cell) ?? 0;
      given.set(cell, n + 1);
      return { cell, form: forms[n % forms.length] ?? '' };
    });
    return { person, isJoined, sits };
  });
  const step = own.length / cells.length;
  return ok({ days: cells.map(({ cell }, at) => ({ cell, day: own[Math.floor(at * step)] ?? '' })), pupils: planned });
}

/** ASM-5, asked of any plan, also of one that a hand has changed: the first thing that is wrong. */
export function planFault(plan: SittingPlan, mostSittings: number): Refusal | undefined {
  const dayOf = new Map(plan.days.map(({ cell, day }) => [cell, day]));
  for (const { sits } of plan.pupils) {
    if (sits.length > mostSittings) return { key: 'assessment.plan-many', status: 422, values: { most: mostSittings } };
    const days = sits.map(({ cell }) => dayOf.get(cell));
    if (days.includes(undefined)) return { key: 'assessment.plan-no-day', status: 422 };
    if (new Set(days).size < days.length) {
      const day = days.find((each, at) => days.indexOf(each) < at) ?? '';
      return { key: 'assessment.plan-two-a-day', status: 422, values: { day } };
    }
  }
  return undefined;
}

/** Chooses cells pupil by pupil: of all ways the one that leaves cells, then pairs of them, most evenly used. */
function loadOf(cells: readonly string[], dice: () => number) {
  const ofCell = new Map<string, number>();
  const ofPair = new Map<string, number>();
  const tie = new Map(cells.map((cell) => [cell, dice()]));
  const pairsOf = (chosen: readonly string[]): string[] => {
    return chosen.flatMap((a, at) => chosen.slice(at + 1).map((b) => [a, b].toSorted().join(' ')));
  };
  const cost = (chosen: readonly string[]): number => {
    const cellCost = chosen.reduce((sum, cell) => sum + (ofCell.get(cell) ?? 0), 0);
    const pairCost = pairsOf(chosen).reduce((sum, pair) => sum + (ofPair.get(pair) ?? 0), 0);
    return cellCost * 1000 + pairCost + chosen.reduce((sum, cell) => sum + (tie.get(cell) ?? 0), 0) / 1000;
  };
  return {
    choose: (kept: readonly string[], count: number): string[] => {
      const rest = cells.filter((cell) => !kept.includes(cell));
      const ways = subsets(rest, count - kept.length).map((more) => [...kept, ...more]);
      const best = ways.toSorted((a, b) => cost(a) - cost(b))[0] ?? [...kept];
      const chosen = cells.filter((cell) => best.includes(cell));
      for (const cell of chosen) ofCell.set(cell, (ofCell.get(cell) ?? 0) + 1);
      for (const pair of pairsOf(chosen)) ofPair.set(pair, (ofPair.get(pair) ?? 0) + 1);
      return chosen;
    },
  };
}

function subsets(list: readonly string[], size: number): string[][] {
  if (size <= 0) return [[]];
  return list.flatMap((first, at) => subsets(list.slice(at + 1), size - 1).map((more) => [first, ...more]));
}
