import type { Permissions } from '#http/frame.ts';

const carers = ['head', 'deputy-head', 'technician', 'coordinator'] as const;

export const carePermissions = {
  'care.see': carers,
  'care.act': carers,
  /** A sealed backup holds everything of the school, for whoever has the recovery code. */
  'care.take-away': ['head', 'technician', 'coordinator'],
} as const satisfies Permissions;
