import type { Text } from '#kernel/language.ts';
import type { SetCalendar } from './model/calendar.ts';
import type { FunderRow } from './funder.ts';
import type { SchoolView } from './overview.ts';
import type { Breakdown, Totals, WorkPart } from './totals.ts';

/** What every answer says of itself: when, since which Monday figures on work go back, from how many pupils on. */
export type Frame = { readonly now: number; readonly since: string; readonly minimumGroup: number };

/** A row of the list; a funder's rows lack what is said of silences. */
export type ListRow = FunderRow & Partial<Pick<SchoolView, 'until' | 'attention' | 'missedDays'>>;

/** `GET /schools` */
export type ListAnswer = Frame & {
  /** Most pressing first; for a funder in the order of the Kazakh alphabet. */
  readonly schools: readonly ListRow[];
  /** The districts of these schools in the order of the Kazakh alphabet. */
  readonly districts: readonly Text[];
  /** How many schools a funder is not shown because they have too few pupils. */
  readonly withheld: number;
  readonly hasCalendar: boolean;
};

/** `GET /totals` */
export type TotalsAnswer = Frame & Totals & Breakdown & { readonly byDistrict: readonly WorkPart[] };

/** `GET /schools/:school` */
export type SchoolAnswer = Frame & Breakdown & { readonly school: SchoolView };

/** `GET /calendars` */
export type CalendarsAnswer = { readonly calendars: readonly SetCalendar[] };
