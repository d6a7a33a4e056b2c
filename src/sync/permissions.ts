import type { Permissions } from '#http/frame.ts';

export const syncPermissions = {
  /** Nodes sign in by their keys, not as persons. */
  'sync.link': ['anyone'],
  'sync.see-status': ['head', 'deputy-head', 'technician', 'coordinator'],
  'sync.manage': ['head', 'technician', 'coordinator'],
  'sync.enrol-nodes': ['coordinator'],
} as const satisfies Permissions;
