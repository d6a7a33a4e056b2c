import type { Permissions } from '#http/frame.ts';

export const syncPermissions = {
  /** Nodes sign in by their keys, not as persons. */
  'sync.link': ['anyone'],
  'sync.see-status': ['head', 'deputy-head', 'technician', 'coordinator'],
  'sync.run': ['head', 'deputy-head', 'technician', 'coordinator'],
  'sync.manage': ['head', 'technician', 'coordinator'],
  /** Who gives a lesson over the line, and who helps with one. */
  'sync.hold-line': ['teacher', 'class-teacher', 'hub-teacher', 'local-adult', 'deputy-head', 'head', 'technician'],
  'sync.carry-sticks': ['head', 'deputy-head', 'technician', 'coordinator'],
  /** A school's node is joined to its region. */
  'sync.enrol-school': ['head', 'technician'],
  'sync.enrol-nodes': ['coordinator'],
} as const satisfies Permissions;
