import { allower } from '#http/frame.ts';

const teachers = ['teacher', 'class-teacher', 'deputy-head', 'head'] as const;

export const labsPermissions = {
  /** Works at the bench: one's own alone. */
  'labs.work': ['pupil'],
  /** Sees works of pupils of own groups and marks them; the office those of all (LAB-15). */
  'labs.teach': teachers,
  /** A report on paper: the pupil's own, or of an own group. */
  'labs.print': ['pupil', ...teachers],
} as const;

export const allow = allower(labsPermissions);
