import type { Text } from '#kernel/language.ts';
/** How much of a result each kind of work is, in per cent; together 100. */
export type Weights = { readonly formative: number; readonly section: number; readonly quarter: number };

/**
 * How results are made in a period, by the rule that was in force on its last day (JRN-1). `checked` is whether the text
 * of the rule itself was read; where it was not, the screen says so.
 */
export type Formula = {
  readonly id: string;
  readonly from: string;
  /** From which whole per cent on a mark is given; rising. */
  readonly scale: readonly { readonly from: number; readonly mark: number }[];
  readonly quarter: Weights;
  readonly halfYear: Weights;
  /** Subjects with so many hours a week or fewer have results by half-years. */
  readonly halfYearHours: number;
  /** Subjects without summative assessment: passed or not passed. */
  readonly passSubjects: readonly string[];
  /** The most assessments of sections in one quarter. */
  readonly sectionsInQuarter: number;
  /** What a formative entry is of, where nothing else is said. */
  readonly formativeMaximum: number;
  readonly source: Text;
  readonly checked: boolean;
};

/** When results are made: each quarter, each half of the year (subjects of one hour a week), or passed without a mark. */
export const schemes = ['quarter', 'half-year', 'pass'] as const;
export type Scheme = (typeof schemes)[number];

export const periods = ['q1', 'q2', 'q3', 'q4', 'h1', 'h2', 'year'] as const;
export type Period = (typeof periods)[number];

const quartersOf: Readonly<Record<Period, readonly number[]>> = {
  q1: [1],
  q2: [2],
  q3: [3],
  q4: [4],
  h1: [1, 2],
  h2: [3, 4],
  year: [1, 2, 3, 4],
};

export function quartersIn(period: Period): readonly number[] {
  return quartersOf[period];
}

/** The periods in which a scheme gives results, the year last. Passing goes by quarters. */
export function periodsOf(scheme: Scheme): readonly Period[] {
  return scheme === 'half-year' ? ['h1', 'h2', 'year'] : ['q1', 'q2', 'q3', 'q4', 'year'];
}

/** The rule in force on a day: the newest that had begun. Before the first one, the first. */
export function inForce<T extends { readonly from: string }>(rules: readonly T[], day: string): T {
  const found = rules.findLast(({ from }) => from <= day) ?? rules[0];
  if (!found) throw new Error('no rule at all');
  return found;
}

/**
 * JRN-2: a subject goes by what the school set for it, else by the rule's list of subjects that are only passed, else by
 * half-years where the curriculum gives it no more than the rule's hours a week, else by quarters. `hours` is undefined
 * where the curriculum says nothing.
 */
export function schemeOf(
  formula: Formula,
  subject: string,
  set: Scheme | undefined,
  hours?: number | undefined,
): Scheme {
  if (set) return set;
  if (formula.passSubjects.includes(subject)) return 'pass';
  return hours !== undefined && hours <= formula.halfYearHours ? 'half-year' : 'quarter';
}

/** The mark of a whole per cent. */
export function markOf({ scale }: Pick<Formula, 'scale'>, percent: number): number {
  return scale.findLast(({ from }) => from <= percent)?.mark ?? 2;
}
