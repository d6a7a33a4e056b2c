export type ListedPlan = {
  readonly plan: string;
  readonly version: number;
  readonly title: string;
  readonly minutes: number;
  readonly day: string;
  readonly slot: string;
  readonly isMine: boolean;
  readonly teacher: string;
  readonly lanes: readonly {
    readonly lane: string;
    readonly group: string;
    readonly grade: number;
    readonly subject: string;
    readonly topic: string;
  }[];
};

/** What the list is narrowed to: a subject, and whose plans. */
export type ListFilter = { readonly subject: string; readonly isMineOnly: boolean };

export type ListWeek = {
  /** The Monday of the week; empty for plans without a day. */
  readonly monday: string;
  readonly plans: readonly ListedPlan[];
};

const dayMilliseconds = 24 * 3600 * 1000;

function mondayOf(day: string): string {
  if (day === '') return '';
  const at = Date.parse(day);
  return new Date(at - ((new Date(at).getUTCDay() + 6) % 7) * dayMilliseconds).toISOString().slice(0, 10);
}

/** Plans by week: this week first, then the next ones, plans without a day, and what is past, newest first. */
export function weeksOf(plans: readonly ListedPlan[], today: string, { subject, isMineOnly }: ListFilter): ListWeek[] {
  const shown = plans.filter((plan) => {
    return (!isMineOnly || plan.isMine) && (subject === '' || plan.lanes.some((lane) => lane.subject === subject));
  });
  const weeks = Map.groupBy(shown, ({ day }) => mondayOf(day));
  const monday = mondayOf(today);
  const rank = (week: string): number => (week === '' ? 1 : week >= monday ? 0 : 2);
  return [...weeks]
    .map(([week, of]): ListWeek => ({ monday: week, plans: of.toSorted((a, b) => (a.day < b.day ? -1 : 1)) }))
    .toSorted((a, b) => {
      const ranks = rank(a.monday) - rank(b.monday);
      if (ranks !== 0) return ranks;
      return rank(a.monday) === 2 ? (a.monday < b.monday ? 1 : -1) : a.monday < b.monday ? -1 : 1;
    });
}

export function subjectsOf(plans: readonly ListedPlan[]): readonly string[] {
  return [...new Set(plans.flatMap(({ lanes }) => lanes.map(({ subject }) => subject)))].toSorted();
}
