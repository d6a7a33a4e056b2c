import { allower } from '#http/frame.ts';

export const quizPermissions = {
  /** For own groups; a head and a deputy for all of the school (QUZ-1). */
  'quiz.make': ['teacher', 'class-teacher', 'deputy-head', 'head'],
} as const;

export const allow = allower(quizPermissions);
