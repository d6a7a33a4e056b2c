import { allower } from '#http/frame.ts';

/** Whose devices may wake the server: those that are in the school each morning. A parent's telephone is not. */
export const keyHolders = [
  'teacher',
  'class-teacher',
  'deputy-head',
  'head',
  'hub-teacher',
  'local-adult',
  'technician',
] as const;

export const lockPermissions = {
  'lock.have-key': ['tablet', ...keyHolders],
  'lock.see': ['head', 'deputy-head', 'technician'],
  'lock.manage': ['head'],
} as const;

export const allow = allower(lockPermissions);
