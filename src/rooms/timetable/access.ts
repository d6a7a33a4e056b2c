import { schoolScope, type GroupId, type PersonId, type SchoolId, type Scope } from '#kernel/ids.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Role } from '#kernel/role.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { adultsHere, dayOf, selectGroups, selectMembers, selectSchools, type GroupRow } from '#people/index.ts';
import type { Known } from './model/entry.ts';
import { sharedPairs } from './model/conflicts.ts';
import { selectBells } from './queries.ts';

/** Where a school's node writes. Throws the refusal of a region's node, which has no lessons. */
export function ownSchool(house: House): { readonly school: SchoolId; readonly scope: Scope; readonly today: string } {
  const { school } = house.self;
  if (!school) throw refused('timetable.schools-only', 409);
  return { school, scope: schoolScope(school), today: dayOf(house.clock.now()) };
}

/** The value; a refusal is thrown, for the frame of the server to answer with. */
export function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw refused(result.error.key, result.error.status, result.error.values);
  return result.value;
}

const inRooms: ReadonlySet<Role> = new Set([
  'teacher',
  'class-teacher',
  'deputy-head',
  'head',
  'hub-teacher',
  'local-adult',
]);

export type Adult = { readonly person: PersonId; readonly name: string };

/** Who may stand in a room with pupils, by name. */
export async function teachersHere(house: House): Promise<Adult[]> {
  const adults = (await adultsHere(house)).filter(({ posts }) => posts.some(({ role }) => inRooms.has(role)));
  return adults.map(({ person, name }) => ({ person, name }));
}

/** What an entry is checked against, as it is now. */
export async function knownHere(house: House): Promise<Known> {
  const { school } = ownSchool(house);
  const { read } = house.log;
  return {
    school,
    groups: new Map((await selectGroups(read, school)).map((each) => [each.group, each])),
    teachers: new Set((await teachersHere(house)).map((each) => each.person)),
    schools: new Set((await selectSchools(read)).map((each) => each.school)),
    bells: await selectBells(read, school),
  };
}

/** The pairs of groups that share a pupil, and how many pupils each group has. */
export async function membersOf(
  house: House,
  groups: readonly GroupRow[],
): Promise<{ readonly shared: ReadonlySet<string>; readonly sizes: ReadonlyMap<GroupId, number> }> {
  const withMembers = [];
  for (const group of groups) {
    const members = (await selectMembers(house.log.read, group)).map((each) => each.person);
    withMembers.push({ group: group.group, grades: group.grades, classes: group.classes, members });
  }
  return {
    shared: sharedPairs(withMembers),
    sizes: new Map(withMembers.map(({ group, members }) => [group, members.length])),
  };
}
