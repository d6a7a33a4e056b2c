import type { Permissions } from '#http/frame.ts';

export const releasePermissions = {
  /** The launcher asks on the machine itself; the answer says nothing but that the store answers. */
  'releases.alive': ['anyone'],
  'releases.see': ['head', 'deputy-head', 'technician', 'coordinator'],
  'releases.update': ['head', 'technician', 'coordinator'],
  'releases.publish': ['coordinator'],
} as const satisfies Permissions;
