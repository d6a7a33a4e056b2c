import type { PersonId, SchoolId } from '#kernel/ids.ts';

/** One pupil as a study measured them, on the 500/100 scale of the cell: mean and SD of its first start cohort. */
export type Measured = {
  readonly person: PersonId;
  readonly school: SchoolId;
  readonly cell: string;
  /** Warm's weighted likelihood estimate, and its standard error. */
  readonly score: number;
  readonly error: number;
  /** Draws of what the true score may be; for groups, never for one pupil. */
  readonly plausible: readonly number[];
};

/** A pupil who was measured at both time points. */
export type Grown = Pick<Measured, 'person' | 'school' | 'cell'> & { readonly start: Measured; readonly end: Measured };

/** A mean of a group with its 95 % interval and what it rests on. */
export type GroupMean = {
  readonly n: number;
  readonly schools: number;
  readonly mean: number;
  readonly error: number;
  readonly low: number;
  readonly high: number;
};

/** Half of a 95 % interval, in standard errors. */
export const halfInterval = 1.96;

/** A value with its 95 % interval. */
export type Interval = { readonly value: number; readonly low: number; readonly high: number };

export function intervalOf(value: number, error: number): Interval {
  return { value, low: value - halfInterval * error, high: value + halfInterval * error };
}

/** Joins two studies pupil by pupil: who is in both has grown, who is in one only has left or joined. */
export function grownOf(start: readonly Measured[], end: readonly Measured[]) {
  const before = new Map(start.map((each) => [`${each.person} ${each.cell}`, each]));
  const grown = end.flatMap((each): Grown[] => {
    const first = before.get(`${each.person} ${each.cell}`);
    return first ? [{ person: each.person, school: each.school, cell: each.cell, start: first, end: each }] : [];
  });
  const both = new Set(grown.map(({ person, cell }) => `${person} ${cell}`));
  const isLeft = (each: Measured): boolean => !both.has(`${each.person} ${each.cell}`);
  return { grown, left: start.filter(isLeft), joined: end.filter(isLeft) };
}
