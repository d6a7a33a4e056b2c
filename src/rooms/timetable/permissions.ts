import { allower } from '#http/frame.ts';

const teachers = ['teacher', 'class-teacher', 'deputy-head', 'head', 'hub-teacher', 'local-adult'] as const;

export const timetablePermissions = {
  /** The whole school's: it hangs on the wall. */
  'timetable.see': teachers,
  /** A pupil's or teacher's own day. */
  'timetable.see-own': [...teachers, 'pupil'],
  'timetable.manage': ['deputy-head', 'head'],
} as const;

export const allow = allower(timetablePermissions);
