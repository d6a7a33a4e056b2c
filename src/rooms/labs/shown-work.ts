import type { House } from '#http/house.ts';
import { nameOf, type PupilRow } from '#people/index.ts';
import type { Notebook } from './model/notebook.ts';
import { typedNumber } from './model/typed-number.ts';
import type { WorkRow } from './queries.ts';

/** Confirmed points by skill; null before. */
export function pointsIn(text: string | null): readonly number[] | null {
  return text ? text.split(' ').map(Number) : null;
}

/** Both of a pair, or the one. */
export function namesOf(house: House, pupils: readonly PupilRow[]): string {
  return pupils.map((each) => nameOf(house, each)).join(', ');
}

/** A work as a teacher's screens name it. */
export function aboutWork(row: WorkRow, name: string, grade: number) {
  const { work, person, lab, task, step, beganAt, handedAt } = row;
  return {
    work,
    person,
    name,
    grade,
    lab,
    task,
    step: step ?? 'hypothesis',
    isReal: row.isReal === 1,
    isOwn: row.isOwn === 1,
    beganAt,
    handedAt,
    isNewer: row.markedTurn !== null && (row.handedTurn ?? 0) > row.markedTurn,
    points: pointsIn(row.points),
  };
}

/** What a notebook says was found: a number with the half width of its interval; null where there is no number. */
export function foundIn({ conclusion }: Notebook): { readonly value: number; readonly spread: number } | null {
  const [value, spread] = [typedNumber(conclusion.result), typedNumber(conclusion.uncertainty)];
  if (value.kind !== 'number') return null;
  return { value: value.value, spread: spread.kind === 'number' ? Math.abs(spread.value) : 0 };
}
