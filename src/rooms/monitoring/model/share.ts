/** MON-7: a figure about fewer pupils than this is not shown. */
export const minimumGroup = 10;

/**
 * What pupils did, added up over pupils. Besides sums it keeps the second moments over pupils of answers (n) and right
 * answers (r), whole numbers that can be added for groups without a pupil in common; the error of the share needs them.
 */
export type Sums = {
  /** Pupils who answered at least once. */
  readonly pupils: number;
  readonly begun: number;
  readonly finished: number;
  readonly answers: number;
  readonly right: number;
  readonly rr: number;
  readonly rn: number;
  readonly nn: number;
};

export const noSums: Sums = { pupils: 0, begun: 0, finished: 0, answers: 0, right: 0, rr: 0, rn: 0, nn: 0 };

/** Only for groups that have no pupil in common: schools, districts. */
export function addSums(a: Sums, b: Sums): Sums {
  return {
    pupils: a.pupils + b.pupils,
    begun: a.begun + b.begun,
    finished: a.finished + b.finished,
    answers: a.answers + b.answers,
    right: a.right + b.right,
    rr: a.rr + b.rr,
    rn: a.rn + b.rn,
    nn: a.nn + b.nn,
  };
}

/** What may be shown of a group's work. */
export type Work =
  | { readonly state: 'none' }
  | { readonly state: 'hidden' }
  | {
      readonly state: 'shown';
      readonly pupils: number;
      readonly begun: number;
      readonly finished: number;
      /** The share of right answers is `right / answers`, with this standard error; null where it cannot be told. */
      readonly answers: number;
      readonly right: number;
      readonly error: number | null;
    };

/**
 * MON-8: the standard error of right / answers. The answers of one pupil are alike, so pupils are what is drawn, not
 * answers: the ratio estimator's variance over pupils (Cochran, Sampling Techniques, 3rd ed., 6.3).
 */
export function shareError({ pupils, answers, right, rr, rn, nn }: Sums): number | null {
  if (pupils < 2 || answers === 0) return null;
  const share = right / answers;
  const spread = Math.max(0, rr - 2 * share * rn + share * share * nn);
  return Math.sqrt((pupils / (pupils - 1)) * spread) / answers;
}

export function isTooSmall(sums: Sums): boolean {
  return sums.begun + sums.answers > 0 && sums.pupils < minimumGroup;
}

export function workOf(sums: Sums, isHidden = isTooSmall(sums)): Work {
  if (sums.begun + sums.answers === 0) return { state: 'none' };
  if (isHidden) return { state: 'hidden' };
  const { pupils, begun, finished, answers, right } = sums;
  return { state: 'shown', pupils, begun, finished, answers, right, error: shareError(sums) };
}

/**
 * MON-7: which of the parts of a shown whole are hidden: those about too few pupils, and, so that nobody can take the
 * shown parts from the whole, the smallest others until what is hidden is about enough pupils. Where parts may share
 * pupils (subjects, weeks), what is hidden counts as its largest part. `withheld` are hidden for another reason.
 */
export function hiddenParts(parts: readonly Sums[], areDisjoint: boolean, withheld: ReadonlySet<number> = new Set()) {
  const worked = parts.map((sums, n) => ({ n, sums })).filter(({ sums }) => sums.begun + sums.answers > 0);
  const isHidden = ({ n, sums }: { n: number; sums: Sums }): boolean => isTooSmall(sums) || withheld.has(n);
  const hidden = worked.filter(isHidden);
  const others = worked
    .filter((each) => !isHidden(each))
    .toSorted((a, b) => a.sums.pupils - b.sums.pupils || a.n - b.n);
  const together = (): number => {
    const pupils = hidden.map(({ sums }) => sums.pupils);
    return areDisjoint ? pupils.reduce((a, b) => a + b, 0) : Math.max(...pupils);
  };
  while (hidden.length > 0 && together() < minimumGroup && others.length > 0) hidden.push(...others.splice(0, 1));
  return new Set(hidden.map(({ n }) => n)) as ReadonlySet<number>;
}
