import shipped from '../norms.json' with { type: 'json' };

export type WeeklyHours = { readonly grade: number; readonly subject: string; readonly hours: number };

/** How many lessons a grade may have in a day; between two days of the year where they are given (`09-01`). */
export type DailyLimit = {
  readonly grades: readonly number[];
  readonly lessons: number;
  readonly from?: string;
  readonly to?: string;
};

/**
 * What the law asks of a week, as dated configuration (TTB-9). A subject without hours here is not counted: whoever has
 * the school's own working curriculum enters it.
 */
export type Norms = {
  readonly hours: readonly WeeklyHours[];
  readonly daily: readonly DailyLimit[];
  readonly source: string;
  readonly checked: boolean;
};

export const shippedNorms: Norms = {
  hours: Object.entries(shipped.hours).flatMap(([subject, byGrade]) =>
    Object.entries(byGrade as Readonly<Record<string, number>>).map(([grade, hours]) => ({
      grade: Number(grade),
      subject,
      hours,
    })),
  ),
  daily: shipped.daily,
  source: shipped.source,
  checked: shipped.checked,
};

/** The school's own hours in the place of those that ship, subject by subject and grade by grade. */
export function withOwnHours(norms: Norms, own: readonly WeeklyHours[], source: string): Norms {
  if (own.length === 0) return norms;
  const key = ({ grade, subject }: WeeklyHours): string => `${grade} ${subject}`;
  const hours = new Map([...norms.hours, ...own].map((each) => [key(each), each]));
  return { ...norms, hours: [...hours.values()].filter((each) => each.hours > 0), source, checked: true };
}

/** The most lessons that a grade may have on a day; undefined where nothing is said. */
export function dailyLimit({ daily }: Norms, grade: number, day: string): number | undefined {
  const date = day.slice(5);
  return daily.find(({ grades, from, to }) => grades.includes(grade) && (from ?? '00') <= date && date <= (to ?? '99'))
    ?.lessons;
}
