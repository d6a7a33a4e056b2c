import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { err, ok, type Refusal, type Result } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import { formOf, keysOf, paperResponses } from '#rooms/assessment/index.ts';
import { scoreItem, type ItemKey } from '#rooms/bank/index.ts';
import { responsesOf, type AttemptResponses } from '#rooms/sitting/index.ts';
import { absent, notReached, omitted, type ItemShape } from './model/responses.ts';

/** What one pupil reached on one form, item by item: points, or that the item was omitted or not reached. */
export type ScoredAttempt = {
  readonly person: PersonId;
  readonly school: SchoolId;
  readonly form: string;
  readonly language: string;
  readonly mode: 'tablet' | 'paper';
  readonly isJoined: boolean;
  readonly points: ReadonlyMap<string, number>;
};

export type ScoredTable = {
  readonly items: readonly ItemShape[];
  readonly attempts: readonly ScoredAttempt[];
  readonly forms: readonly string[];
  /** Pupils of whom there are two attempts: the one with more answers counts. */
  readonly twice: number;
};

type Attempt = Omit<AttemptResponses, 'flags' | 'mode'> & {
  readonly flags: readonly string[];
  readonly mode: 'tablet' | 'paper';
};

/**
 * All answers of a cell of a study, tablets' and papers', scored by the keys: at the region of all schools, at a school its own, once the keys are
 * open there. The items are those of all forms, as `item@version`.
 */
export async function scoredTable(
  house: House,
  study: string,
  part: { readonly cell: string; readonly school?: SchoolId },
): Promise<Result<ScoredTable, Refusal>> {
  const attempts: readonly Attempt[] = [
    ...(await responsesOf(house.log, study, part)),
    ...(await paperResponses(house, study, part)),
  ];
  const keys = new Map<string, ItemKey>();
  const items = new Map<string, ItemShape>();
  const forms = [...new Set(attempts.map(({ form }) => form))].toSorted();
  for (const form of forms) {
    const found = await keysOf(house, form);
    if (!found.ok) return err(found.error);
    for (const key of found.value) keys.set(nameOf(key), key);
    const drawn = await formOf(house.log.read, form);
    for (const place of drawn?.places ?? []) items.set(nameOf(place), { item: nameOf(place), most: place.points });
  }
  const best = new Map<PersonId, ScoredAttempt>();
  for (const attempt of attempts) {
    const scored = scoredAttempt(attempt, keys, items);
    const other = best.get(attempt.person);
    if (!other || answered(scored) > answered(other)) best.set(attempt.person, scored);
  }
  const shapes = [...items.values()].toSorted((a, b) => (a.item < b.item ? -1 : 1));
  return ok({ items: shapes, attempts: [...best.values()], forms, twice: attempts.length - best.size });
}

export function nameOf({ item, version }: { readonly item: string; readonly version: number }): string {
  return `${item}@${version}`;
}

function scoredAttempt(
  { person, school, form, language, mode, flags, items }: Attempt,
  keys: ReadonlyMap<string, ItemKey>,
  shapes: ReadonlyMap<string, ItemShape>,
): ScoredAttempt {
  const points = new Map<string, number>();
  for (const each of items) {
    const [key, shape] = [keys.get(nameOf(each)), shapes.get(nameOf(each))];
    if (!key || !shape) continue;
    const value =
      each.state === 'answered'
        ? Math.max(0, Math.min(shape.most, scoreItem(key, each.response).points))
        : each.state === 'omitted'
          ? omitted
          : notReached;
    points.set(nameOf(each), value);
  }
  return { person, school, form, language, mode, isJoined: flags.includes('joined-late'), points };
}

function answered({ points }: ScoredAttempt): number {
  return [...points.values()].filter((value) => value >= 0).length;
}

/** The row of an attempt, or of nobody, under these items. */
export function rowOf(attempt: ScoredAttempt | undefined, items: readonly ItemShape[]): readonly number[] {
  return items.map(({ item }) => attempt?.points.get(item) ?? absent);
}
