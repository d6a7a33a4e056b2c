import { allower } from '#http/frame.ts';

const teachers = ['teacher', 'class-teacher', 'deputy-head', 'head', 'hub-teacher'] as const;
const office = ['deputy-head', 'head'] as const;

export const journalPermissions = {
  /** Own groups; a head and a deputy all of the school (JRN-8). */
  'journal.keep': teachers,
  /** A class teacher those of the own class. */
  'journal.see-class': [...office, 'class-teacher'],
  /** Figures of classes and subjects; who must not see individuals sees no small group (JRN-6). */
  'journal.see-quality': teachers,
  'journal.see-own': ['pupil'],
  'journal.see-child': ['parent'],
  /** To open a group's names to a hub school. */
  'journal.share': office,
  /** At the hub school: to ask for points of another school's pupils. */
  'journal.propose': ['hub-teacher'],
} as const;

export const allow = allower(journalPermissions);
