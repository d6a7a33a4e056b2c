import { allower } from '#http/frame.ts';

const teachers = ['teacher', 'class-teacher', 'deputy-head', 'head'] as const;

export const sittingPermissions = {
  /** Opens sittings, starts, pauses and ends them; only the one who opened it, and the office (SIT-20). */
  'sitting.proctor': teachers,
  /** Sits: one's own seat alone. */
  'sitting.sit': ['pupil'],
  /** Takes sealed answers in that left a tablet as a file or as codes (SIT-40). */
  'sitting.take-in': [...teachers, 'technician', 'coordinator'],
} as const;

export const allow = allower(sittingPermissions);
