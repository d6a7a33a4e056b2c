import { schoolScope, type SchoolId, type Scope } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import {
  findGroup,
  groupsFor,
  idsOf,
  idsOfMany,
  mayTeach,
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

/** LAB-15: a work of a pupil whom this person teaches, with the pupil. */
export async function taughtWork(
  house: House,
  who: Person,
  id: string,
): Promise<{ readonly work: WorkRow; readonly pupil: PupilRow }> {
  const { school } = schoolHere(house);
  const work = await findWork(house.log.read, school, id);
  if (work) {
    for (const group of await groupsFor(house, who)) {
      const pupil = await memberOf(house, group, work);
      if (pupil) return { work, pupil };
    }
  }
  throw refused('labs.no-such-work', 404);
}

async function memberOf(house: House, group: GroupRow, { person }: WorkRow): Promise<PupilRow | undefined> {
  const members = await selectMembers(house.log.read, group);
  const ids = await idsOfMany(house.log.read, [person, ...members.map((each) => each.person)]);
  const now = ids.get(person) ?? person;
  return members.find((each) => (ids.get(each.person) ?? each.person) === now);
}

/** A pupil's own work, under any of their ids. */
export async function ownWork(house: House, who: Person, id: string): Promise<WorkRow> {
  const work = await findWork(house.log.read, schoolHere(house).school, id);
  if (!work || !(await idsOf(house.log.read, who.person)).includes(work.person))
    throw refused('labs.no-such-work', 404);
  return work;
}
