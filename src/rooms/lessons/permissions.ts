import { allower } from '#http/frame.ts';

const teachers = ['teacher', 'class-teacher', 'deputy-head', 'head', 'hub-teacher'] as const;

export const lessonsPermissions = {
  'lessons.learn': ['pupil'],
  /** Own groups; a head and a deputy all of the school (PPL). */
  'lessons.teach': teachers,
} as const;

export const allow = allower(lessonsPermissions);
