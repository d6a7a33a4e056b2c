import type { House } from '#http/house.ts';
import { nameOf, type PupilRow } from '#people/index.ts';
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
