import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';

/** A lesson that was held, as the journal needs to know it: the door of `lessons`. */
export type HeldLane = {
  readonly lane: string;
  readonly group: GroupId;
  readonly grade: number;
  readonly subject: string;
  readonly topic: string;
  readonly objectives: readonly string[];
};
export type HeldRun = {
  readonly run: string;
  readonly day: string;
  readonly slot?: string | undefined;
  readonly teacher: PersonId;
  readonly isClosed: boolean;
  readonly lanes: readonly HeldLane[];
};
export type AttendedRow = {
  readonly run: string;
  readonly person: PersonId;
  readonly state: 'present' | 'late' | 'absent';
  readonly minutes?: number | null | undefined;
  readonly reason?: string | null | undefined;
};

/** The quarters of a school year, as the door of `timetable` gives them. */
export type Quarters = {
  readonly spans: readonly { readonly from: string; readonly to: string }[];
  /** 1 to 4; undefined in holidays. */
  readonly quarterOf: (day: string) => number | undefined;
};

/** What the journal asks of other rooms: lessons held and who was there, and in which quarter a day lies. */
export type Doors = {
  readonly heldRuns: (
    read: Reader,
    school: SchoolId,
    of: { readonly group?: GroupId; readonly from: string; readonly to: string },
  ) => Promise<readonly HeldRun[]>;
  readonly attendanceIn: (read: Reader, runs: readonly string[]) => Promise<readonly AttendedRow[]>;
  readonly quarters: (read: Reader, school: SchoolId, year: number) => Promise<Quarters>;
};

/** A school year's first and last day, summer included. */
export function daysOfYear(year: number): { readonly from: string; readonly to: string } {
  return { from: `${year}-08-01`, to: `${year + 1}-07-31` };
}
