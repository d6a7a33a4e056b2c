import { createHmac } from 'node:crypto';
import type { Roster } from '../roster/roster.ts';

/**
 * PPL-16: a roster's ids may be numbers of documents, or names in disguise. What is kept of them is a hash under a
 * secret of the school: the same at every import, and no way back.
 */
export function hideIds(roster: Roster, key: Uint8Array): Roster {
  const hide = (id: string): string => createHmac('sha256', key).update(id).digest('base64url').slice(0, 22);
  return {
    schools: roster.schools,
    people: roster.people.map((person) => ({
      ...person,
      sourcedId: hide(person.sourcedId),
      ...(person.children ? { children: person.children.map(hide) } : {}),
    })),
    enrolments: roster.enrolments.map((row) => ({ ...row, person: hide(row.person) })),
    groups: roster.groups.map((group) => ({
      ...group,
      id: hide(group.id),
      teacher: hide(group.teacher),
      ...(group.members ? { members: group.members.map(hide) } : {}),
    })),
  };
}
