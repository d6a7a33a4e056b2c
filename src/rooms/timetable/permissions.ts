import { allower } from '#http/frame.ts';
import type { LiveTopics } from '#http/live-topics.ts';

const teachers = ['teacher', 'class-teacher', 'deputy-head', 'head', 'hub-teacher', 'local-adult'] as const;

export const timetablePermissions = {
  /** The whole school's: it hangs on the wall. */
  'timetable.see': teachers,
  /** A pupil's or teacher's own day. */
  'timetable.see-own': [...teachers, 'pupil'],
  'timetable.manage': ['deputy-head', 'head'],
} as const;

export const allow = allower(timetablePermissions);

/** `timetable:school:<school>`: slots or changes are otherwise. */
export const timetableTopics: readonly LiveTopics[] = [
  { prefix: 'timetable:school:', callers: timetablePermissions['timetable.see'] },
];
