import { schoolScope, type SchoolId, type Scope } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { Reader } from '#log/store.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import {
  findGroup,
  groupsFor,
  idsOf,
  idsOfMany,
  mayTeach,
  selectGroupsOf,
  selectMembers,
  type GroupRow,
  type PupilRow,
} from '#people/index.ts';
import { findWork, type WorkRow } from './queries.ts';

/** Where a school's node writes. Throws the refusal of a region's node, where nobody is taught. */
export function schoolHere(house: House): { readonly school: SchoolId; readonly scope: Scope } {
  const { school } = house.self;
  if (!school) throw refused('labs.schools-only', 409);
  return { school, scope: schoolScope(school) };
}

/** The subjects of a lab's science: what labs a group may be given. */
export function isScience(subject: string): boolean {
  return ['physics', 'chemistry', 'biology', 'natural-science'].includes(subject);
}

/** LAB-15: a group that this person teaches; to who does not teach it, it does not exist. */
export async function groupOf(house: House, who: Person, id: string): Promise<GroupRow> {
  schoolHere(house);
  const group = await findGroup(house.log.read, id);
  if (!group || !(await mayTeach(house, who, group))) throw refused('labs.no-such-group', 404);
  return group;
}

/** LAB-15: a work of a pupil whom this person teaches, with the pupil, or both of a pair. */
export async function taughtWork(
  house: House,
  who: Person,
  id: string,
): Promise<{ readonly work: WorkRow; readonly pupils: readonly PupilRow[] }> {
  const { school } = schoolHere(house);
  const work = await findWork(house.log.read, school, id);
  if (work) {
    for (const group of await groupsFor(house, who)) {
      const pupils = await membersOf(house, group, work);
      if (pupils.length > 0) return { work, pupils };
    }
  }
  throw refused('labs.no-such-work', 404);
}

async function membersOf(house: House, group: GroupRow, { person, partner }: WorkRow): Promise<readonly PupilRow[]> {
  const members = await selectMembers(house.log.read, group);
  const pair = partner ? [person, partner] : [person];
  const ids = await idsOfMany(house.log.read, [...pair, ...members.map((each) => each.person)]);
  return pair.flatMap((own) => {
    const now = ids.get(own) ?? own;
    return members.find((each) => (ids.get(each.person) ?? each.person) === now) ?? [];
  });
}

/** A pupil's own work or that of their pair, under any of their ids. */
export async function ownWork(house: House, who: Person, id: string): Promise<WorkRow> {
  const work = await findWork(house.log.read, schoolHere(house).school, id);
  if (!work || !isOf(work, await idsOf(house.log.read, who.person))) throw refused('labs.no-such-work', 404);
  return work;
}

/** Whether a work is of a person with these ids, alone or in a pair. */
export function isOf({ person, partner }: WorkRow, ids: readonly string[]): boolean {
  return ids.includes(person) || ids.includes(partner);
}

/** Who may be a pupil's partner: those of the same teaching groups, of whatever grade (LAB-20). */
export async function matesOf(read: Reader, pupil: PupilRow): Promise<readonly PupilRow[]> {
  const mates = new Map<string, PupilRow>();
  for (const group of await selectGroupsOf(read, pupil)) {
    if (!isScience(group.subject)) continue;
    for (const each of await selectMembers(read, group)) if (each.person !== pupil.person) mates.set(each.person, each);
  }
  return [...mates.values()];
}
