import type { SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';

/** What a pupil answered after a lesson, 0 to 2 each: was it interesting, was it understood, once more like this. */
export type PulseRow = {
  readonly day: string;
  readonly liked: number;
  readonly understood: number;
  readonly again: number;
};

type Asked = { readonly group: string; readonly grade: number; readonly from: string; readonly to: string };

/** The pulses of a grade of a group in lessons from a day to a day; nobody's names are in them. */
export function selectPulses(read: Reader, school: SchoolId, { group, grade, from, to }: Asked): Promise<PulseRow[]> {
  const sql = `select r.day, p.a as liked, p.b as understood, p.c as again
    from lessons_pulses p
    join lessons_runs r on r._origin = p._origin and r.run = p.run
    join lessons_run_lanes l on l._origin = p._origin and l.run = p.run and l.lane = p.lane
    where r.school = ? and l.group_id = ? and l.grade = ? and r.day >= ? and r.day <= ? order by r.day`;
  return read.all(sql, school, group, grade, from, to);
}
