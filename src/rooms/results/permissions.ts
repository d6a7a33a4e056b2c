import { allower } from '#http/frame.ts';

const teachers = ['teacher', 'class-teacher', 'deputy-head', 'head', 'hub-teacher'] as const;
const office = ['deputy-head', 'head'] as const;

/** RES-20: who sees what. How far each sees is narrowed in the routes: own groups, own school, own district. */
export const resultsPermissions = {
  'results.see-own': ['pupil'],
  /** Groups that somebody teaches; a class teacher's own class; for the office all of the school. */
  'results.see-class': teachers,
  'results.see-school': office,
  /** Working access: schools that somebody answers for. Each look is a record. */
  'results.see-schools': ['coordinator', 'methodist'],
  'results.see-looks': ['coordinator'],
  /** To send schools what they need for their own value, and to publish. */
  'results.release': ['coordinator'],
  /** What was published is everybody's: funder, statistician, public. */
  'results.see-published': ['anyone'],
} as const;

export const allow = allower(resultsPermissions);
