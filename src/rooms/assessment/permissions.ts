import { allower } from '#http/frame.ts';

export const assessmentPermissions = {
  /** What is monitored, studies, windows, and how far forms have come: a methodist sees it, and changes nothing. */
  'assessment.see': ['coordinator', 'methodist'],
  /** Items and forms before they are opened, and all that is sealed. */
  'assessment.design': ['coordinator'],
  'assessment.seal': ['coordinator'],
  /** At a school: which forms are here, opening by a code, printing, the plan of sittings. */
  'assessment.here': ['teacher', 'class-teacher', 'deputy-head', 'head'],
  'assessment.plan': ['deputy-head', 'head'],
  /** Answers on paper: at a school its teachers; at the region for comparison schools. */
  'assessment.key': ['teacher', 'class-teacher', 'deputy-head', 'head', 'coordinator'],
} as const;

export const allow = allower(assessmentPermissions);
