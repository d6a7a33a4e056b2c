import { allower } from '#http/frame.ts';

export const scalePermissions = {
  /** Calibrations, their items and their reports: nothing of single pupils or schools is in them. */
  'scale.see': ['coordinator', 'methodist'],
  'scale.calibrate': ['coordinator'],
  /** Pseudonymised answers of all pupils, for statisticians. */
  'scale.take-microdata': ['coordinator'],
} as const;

export const allow = allower(scalePermissions);
