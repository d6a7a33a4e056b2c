import { markOf, type Formula, type Scheme } from './formula.ts';
import { together, weighted, wholeMean, wholePercent, type Ratio } from './ratio.ts';

/** Points that a pupil has, by kind of work, and how much is still owed. */
export type Work = {
  readonly formative: readonly Ratio[];
  readonly section: readonly Ratio[];
  readonly quarter: readonly Ratio[];
  /** Assessments that were held and that the pupil has neither done nor been freed from. */
  readonly owed: { readonly section: number; readonly quarter: number };
};

export const kinds = ['formative', 'section', 'quarter'] as const;
export type Kind = (typeof kinds)[number];

/** Why there is no proposal: a kind of work that counts has no points at all, or the pupil owes some of it. */
export type Missing = Kind | 'section-owed' | 'quarter-owed';

export type Proposal =
  | { readonly kind: 'proposed'; readonly share: Ratio; readonly percent: number; readonly mark: number }
  | { readonly kind: 'missing'; readonly missing: readonly Missing[] }
  /** No mark is counted here: the teacher says whether it was passed, or the grade has no marks at all. */
  | { readonly kind: 'not-counted' };

export type PeriodResult = {
  readonly parts: Readonly<Record<Kind, Ratio>>;
  readonly proposal: Proposal;
};

/**
 * JRN-3: the result of a quarter or a half-year, as the rule counts it: the points of each kind over what could be had,
 * by the weights of the rule, rounded once at the end (halves upwards), then the mark. What is missing is said, and no
 * weight ever moves from a kind of work to another by itself.
 */
export function periodResult(formula: Formula, scheme: Scheme, work: Work, isMarked: boolean): PeriodResult {
  const parts = {
    formative: together(work.formative),
    section: together(work.section),
    quarter: together(work.quarter),
  };
  if (scheme === 'pass' || !isMarked) return { parts, proposal: { kind: 'not-counted' } };
  const weights = scheme === 'quarter' ? formula.quarter : formula.halfYear;
  const counted = kinds.filter((kind) => weights[kind] > 0);
  const missing = counted.flatMap((kind): Missing[] => {
    if (kind !== 'formative' && work.owed[kind] > 0) return [`${kind}-owed`];
    return parts[kind].of === 0 ? [kind] : [];
  });
  if (missing.length > 0) return { parts, proposal: { kind: 'missing', missing } };
  const share = weighted(
    counted.map((kind) => ({ weight: weights[kind], ratio: parts[kind] })),
    100,
  );
  const percent = wholePercent(share);
  return { parts, proposal: { kind: 'proposed', share, percent, mark: markOf(formula, percent) } };
}

export type YearProposal =
  | { readonly kind: 'proposed'; readonly sum: number; readonly count: number; readonly mark: number }
  | { readonly kind: 'missing'; readonly missing: readonly string[] }
  | { readonly kind: 'not-counted' };

/** JRN-4: the year's mark is the mean of the confirmed marks of its periods, halves upwards; all of them are needed. */
export function yearResult(
  scheme: Scheme,
  marks: readonly { readonly period: string; readonly mark: number | undefined }[],
  isMarked: boolean,
): YearProposal {
  if (scheme === 'pass' || !isMarked) return { kind: 'not-counted' };
  const missing = marks.filter(({ mark }) => mark === undefined).map(({ period }) => period);
  if (missing.length > 0) return { kind: 'missing', missing };
  const given = marks.flatMap(({ mark }) => (mark === undefined ? [] : [mark]));
  return {
    kind: 'proposed',
    sum: given.reduce((sum, each) => sum + each, 0),
    count: given.length,
    mark: wholeMean(given),
  };
}
