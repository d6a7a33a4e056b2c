/** What the proposal has to know of something that may be asked. */
export type Askable = {
  readonly id: string;
  readonly objectives: readonly string[];
  readonly level?: string | undefined;
  /** How many questions it asks. */
  readonly size: number;
  /** A test of this group asked it already. */
  readonly isUsed: boolean;
};

export type Wish = {
  /** None: any. */
  readonly objectives: readonly string[];
  /** How many questions, about. */
  readonly count: number;
};

/**
 * QUZ-3: a proposal from the pool: the objectives in turn, of each what was not asked yet before what was, easier levels
 * before harder ones, then the pool's order. It takes as many questions as wished where the pool has them, and never
 * more, but for the last item where that asks several. The same pool and wish give the same proposal.
 */
export function propose<T extends Askable>(pool: readonly T[], { objectives, count }: Wish): readonly T[] {
  const fitting = pool.filter((item) => fits(item, objectives));
  const queues = [...Map.groupBy(fitting, (item) => objectiveOf(item, objectives)).values()].map((queue) =>
    queue.toSorted((a, b) => Number(a.isUsed) - Number(b.isUsed) || rankOf(a) - rankOf(b)),
  );
  const chosen: T[] = [];
  let asked = 0;
  for (let turn = 0; asked < count && queues.some((queue) => queue[turn]); turn++) {
    for (const queue of queues) {
      const item = queue[turn];
      if (!item || asked >= count) continue;
      chosen.push(item);
      asked += item.size;
    }
  }
  // As the pool has them: the order of teaching.
  return pool.filter((item) => chosen.includes(item));
}

/** QUZ-3: what comes in place of an item: the next of its objective that is not chosen, else the next of the wish. */
export function another<T extends Askable>(
  pool: readonly T[],
  chosen: readonly T[],
  place: number,
  objectives: readonly string[],
): T | undefined {
  const before = chosen[place];
  const at = pool.findIndex(({ id }) => id === before?.id);
  const rest = [...pool.slice(at + 1), ...pool.slice(0, at)].filter(
    (item) => fits(item, objectives) && !chosen.some(({ id }) => id === item.id),
  );
  const own = before && objectiveOf(before, objectives);
  return rest.find((item) => objectiveOf(item, objectives) === own) ?? rest[0];
}

function fits(item: Askable, objectives: readonly string[]): boolean {
  return objectives.length === 0 || item.objectives.some((code) => objectives.includes(code));
}

/** The objective for which an item stands: the first of those wished, else its first. */
export function objectiveOf({ objectives: own }: Pick<Askable, 'objectives'>, wished: readonly string[] = []): string {
  return own.find((code) => wished.includes(code)) ?? own[0] ?? '';
}

function rankOf({ level = 'B' }: Askable): number {
  return level < 'B' ? 0 : level > 'B' ? 2 : 1;
}
