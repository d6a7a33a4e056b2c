/** What a person does in a school or region. One person may have several roles, each in one place. */
export const roles = [
  'pupil',
  'parent',
  'teacher',
  'class-teacher',
  'deputy-head',
  'head',
  'local-adult',
  'hub-teacher',
  'technician',
  'methodist',
  'coordinator',
  'funder',
] as const;
export type Role = (typeof roles)[number];

/** Who may call a route before anybody has signed in: an enrolled tablet, or anyone at all. */
export type Caller = Role | 'tablet' | 'anyone';
