import { allower } from '#http/frame.ts';
import type { LiveTopics } from '#http/live-topics.ts';
import { roles } from '#kernel/role.ts';

const staff = ['teacher', 'class-teacher', 'deputy-head', 'head', 'hub-teacher'] as const;
const office = ['deputy-head', 'head'] as const;
const adults = roles.filter((role) => role !== 'pupil');

export const peoplePermissions = {
  /** What the page needs before anybody signs in: the school's name. */
  'people.see-school': ['anyone'],
  'people.sign-in': ['anyone'],
  'people.enrol-tablet': ['anyone'],
  'people.see-class-list': ['tablet'],
  'people.send-work': ['tablet'],
  'people.see-self': roles,
  'people.change-password': adults,
  'people.make-tablet-code': [...staff, 'technician'],
  /** Whose devices keep what the school took from them, and bring it after a fire. */
  'people.keep-receipts': [...staff, 'technician', 'local-adult'],
  'people.see-losses': office,
  'people.see-groups': [...staff, 'local-adult'],
  'people.reset-secret': staff,
  /** Secrets of a class, to print them: a class teacher those of their own class. */
  'people.see-secrets': [...office, 'class-teacher'],
  'people.reset-password': ['head', 'coordinator'],
  'people.confirm-held': staff,
  'people.manage': office,
  /** A class teacher collects the forms of their own class. */
  'people.manage-consents': [...office, 'class-teacher'],
  'people.erase': ['head', 'coordinator'],
  'people.join': [...office, 'coordinator'],
  'people.manage-tablets': [...office, 'technician'],
  'people.see-schools': [...office, 'technician', 'coordinator', 'methodist', 'funder'],
  'people.see-own-children': ['parent'],
  'people.manage-region': ['coordinator'],
  'people.see-region': ['coordinator', 'methodist', 'funder'],
} as const;

export const allow = allower(peoplePermissions);

/** `people:school:lists`, `:groups` and `:held`, `people:region:schools`: their screens ask again when they hear. */
export const peopleTopics: readonly LiveTopics[] = [
  { prefix: 'people:school:', callers: staff },
  { prefix: 'people:region:', callers: peoplePermissions['people.see-region'] },
];
