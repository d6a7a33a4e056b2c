import { allower } from '#http/frame.ts';

const teachers = ['teacher', 'class-teacher', 'deputy-head', 'head', 'hub-teacher'] as const;

export const lessonsPermissions = {
  'lessons.learn': ['pupil'],
  /** Own groups; a head and a deputy all of the school (PPL). */
  'lessons.teach': teachers,
  /** Plans of one's own groups; an office's are all of the school (LES-40). */
  'lessons.plan': teachers,
  'lessons.set-plan-rules': ['head'],
  /** Plans of other schools (LES-58). */
  'lessons.see-shared-plans': [...teachers, 'coordinator', 'methodist'],
  'lessons.close-shared-plans': ['coordinator'],
  /** Of a pupil whom one teaches or leads, an office of all (LES-34). */
  'lessons.see-history': teachers,
  /** The old school's head, and the region. */
  'lessons.close-history': ['head', 'coordinator'],
} as const;

export const allow = allower(lessonsPermissions);
