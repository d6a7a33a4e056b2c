import { studentAt } from './normal.ts';

/** One side of a comparison, or the only one: schools and the pupils of a grade who sit the test in each of them. */
export type Arm = { readonly schools: number; readonly pupils: number };

/** What has to be assumed before anybody was tested. Points are of the scale whose pupils' true scores have the SD `sd`. */
export type Assumed = {
  readonly sd: number;
  /** The share of the variance of true scores that lies between schools. */
  readonly icc: number;
  /** Of a pupil's score at one time point. */
  readonly reliability: number;
  /** The SD of pupils' true growth, in points, and its share between schools. */
  readonly growthSd: number;
  readonly growthIcc: number;
  /** The share of pupils who are not there at the end. */
  readonly attrition: number;
  /** The standard error of the link between the two scales, in points. */
  readonly link: number;
};

/** What a study could see: the standard error, and the least true size that it finds in 80 of 100 such studies. */
export type Detectable = { readonly error: number; readonly least: number };

export const usualPower = 0.8;
const level = 0.05;

/**
 * RES-10: the variance of a mean over schools of pupils. Between schools, within them, and of the measurement:
 * σ²ρ/m + σ²(1−ρ)/(mn) + σ²(1−r)/(r·mn). (Bloom 1995, Evaluation Review 19(5); Raudenbush & Liu 2000, Psychological
 * Methods 5(2), with the error of the test added to the variance within schools.)
 */
function levelVariance({ schools, pupils }: Arm, { sd, icc, reliability }: Assumed): number {
  const noise = (1 - reliability) / reliability;
  return sd ** 2 * (icc / schools + (1 - icc + noise) / (schools * pupils));
}

/** The same for the growth of pupils who were there at both time points: two measurements, and fewer pupils. */
function growthVariance({ schools, pupils }: Arm, of: Assumed): number {
  const stayed = schools * pupils * (1 - of.attrition);
  const noise = (2 * of.sd ** 2 * (1 - of.reliability)) / of.reliability;
  const { growthSd, growthIcc } = of;
  return (growthSd ** 2 * growthIcc) / schools + (growthSd ** 2 * (1 - growthIcc) + noise) / stayed;
}

/** The gap between two groups of schools at one time point. */
export function detectableGap(one: Arm, other: Arm, of: Assumed): Detectable {
  return detectable(levelVariance(one, of) + levelVariance(other, of), one.schools + other.schools - 2);
}

/** The growth of the pupils of these schools. The link's error stays however many schools there are. */
export function detectableGrowth(arm: Arm, of: Assumed): Detectable {
  return detectable(growthVariance(arm, of) + of.link ** 2, arm.schools - 1);
}

/** By how much the growth of two groups differs: whether a gap closes. The link is the same for both, its error drops out. */
export function detectableClosing(one: Arm, other: Arm, of: Assumed): Detectable {
  return detectable(growthVariance(one, of) + growthVariance(other, of), one.schools + other.schools - 2);
}

/** Two-sided at 5 %; Student's t by the number of schools, for schools are what is drawn. */
function detectable(variance: number, freedom: number): Detectable {
  const error = Math.sqrt(variance);
  const free = Math.max(1, freedom);
  return { error, least: error * (studentAt(1 - level / 2, free) + studentAt(usualPower, free)) };
}

/** What is taken where nobody says otherwise; each is shown beside the table and can be changed. */
export const usualAssumed: Assumed = {
  sd: 100,
  icc: 0.25,
  reliability: 0.85,
  growthSd: 40,
  growthIcc: 0.2,
  attrition: 0.1,
  link: 6,
};

export type PowerRow = {
  readonly arm: Arm;
  readonly gap: Detectable;
  readonly growth: Detectable;
  readonly closing: Detectable;
};

/** The table before a study: these schools, compared with each of the others. */
export function powerTable(arm: Arm, others: readonly Arm[], of: Assumed): readonly PowerRow[] {
  const growth = detectableGrowth(arm, of);
  return others.map((other) => ({
    arm: other,
    gap: detectableGap(arm, other, of),
    growth,
    closing: detectableClosing(arm, other, of),
  }));
}
