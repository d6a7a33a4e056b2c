import type { PersonId } from '#kernel/ids.ts';

/** What a pupil had for one item, by the objective that it asks for. Items that were not given or not reached are not here. */
export type Evidence = {
  readonly person: PersonId;
  readonly objective: string;
  readonly points: number;
  readonly of: number;
};

/** Points of so many, over so many answers: a ratio keeps its parts. */
export type Points = { readonly points: number; readonly of: number; readonly answers: number };
export type ObjectivePoints = Points & { readonly objective: string };

/** A class on one page: a row for each pupil, a column for each objective, in the order of the programme. */
export type ObjectiveTable = {
  readonly objectives: readonly (ObjectivePoints & { readonly isWeak: boolean })[];
  readonly rows: ReadonlyMap<PersonId, ReadonlyMap<string, Points>>;
};

/** Below this share of the points an objective is one to come back to. */
const halfway = 0.5;
/** Of fewer answers in a class nothing is concluded. */
const fewestAnswers = 3;

export function objectiveTable(evidence: readonly Evidence[], order: readonly string[]): ObjectiveTable {
  const rows = new Map<PersonId, Map<string, Points>>();
  const all = new Map<string, Points>();
  for (const { person, objective, points, of } of evidence) {
    const row = rows.get(person) ?? new Map<string, Points>();
    rows.set(person, row.set(objective, added(row.get(objective), points, of)));
    all.set(objective, added(all.get(objective), points, of));
  }
  const objectives = [...all]
    .map(([objective, sum]) => ({ objective, ...sum, isWeak: sum.answers >= fewestAnswers && isWeak(sum) }))
    .toSorted((a, b) => byProgramme(order, a.objective, b.objective));
  return { objectives, rows };
}

/** At most so many: a pupil learns one thing after the other. */
const mostNext = 3;

/**
 * RES-14: what a pupil may learn next: objectives with fewer than half of the points, in the order of the programme, for
 * there the earlier carries the later.
 */
export function nextFor(
  evidence: readonly Evidence[],
  person: PersonId,
  order: readonly string[],
): readonly ObjectivePoints[] {
  const own = objectiveTable(
    evidence.filter((each) => each.person === person),
    order,
  );
  return nextOf(own.objectives).map(({ objective, points, of, answers }) => ({ objective, points, of, answers }));
}

/** The same from a pupil's row of a class, in the order of the programme already. */
export function nextOf<P extends Points>(row: readonly P[]): readonly P[] {
  return row.filter(isWeak).slice(0, mostNext);
}

function isWeak({ points, of }: Pick<Points, 'points' | 'of'>): boolean {
  return of > 0 && points / of < halfway;
}

function added(sum: Points | undefined, points: number, of: number): Points {
  return { points: (sum?.points ?? 0) + points, of: (sum?.of ?? 0) + of, answers: (sum?.answers ?? 0) + 1 };
}

/** Codes that the programme's list lacks stand behind the others, by their numbers: 5.1.2.9 before 5.1.2.13. */
function byProgramme(order: readonly string[], a: string, b: string): number {
  const [one, other] = [order.indexOf(a), order.indexOf(b)];
  if (one >= 0 && other >= 0) return one - other;
  if (one >= 0 || other >= 0) return one >= 0 ? -1 : 1;
  return numbers.compare(a, b);
}

const numbers = new Intl.Collator('en', { numeric: true });
