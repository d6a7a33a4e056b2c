import { schoolScope, type PersonId, type SchoolId, type Scope } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import {
  findGroup,
  groupsFor,
  idsOfMany,
  mayTeach,
  pupilAs,
  selectGroupsOf,
  type GroupRow,
  type PupilRow,
} from '#people/index.ts';
import { attemptsSince, findAttempt, type AttemptRow } from './queries.ts';

/** Where a school's node writes. Throws the refusal of a region's node, where nobody is taught. */
export function scopeOf(house: House): Scope {
  return schoolScope(schoolOf(house));
}

/** The school of this node. Throws the refusal of a region's node, where nobody is taught. */
export function schoolOf(house: House): SchoolId {
  if (!house.self.school) throw refused('lessons.schools-only', 409);
  return house.self.school;
}

/** LES-1: a group that this person teaches; to who does not teach it, it does not exist. */
export async function groupOf(house: House, who: Person, id: string): Promise<GroupRow> {
  const group = await findGroup(house.log.read, id);
  if (!group || !(await mayTeach(house, who, group))) throw refused('lessons.no-such-group', 404);
  return group;
}

/** LES-1: an attempt of a pupil who sits in a group that this person teaches. */
export async function taughtAttempt(
  house: House,
  who: Person,
  id: string,
): Promise<{ readonly attempt: AttemptRow; readonly pupil: PupilRow; readonly groups: readonly GroupRow[] }> {
  const attempt = await findAttempt(house.log.read, id);
  const pupil = attempt && (await pupilAs(house, attempt.person));
  if (!attempt || !pupil) throw refused('lessons.no-such-attempt', 404);
  const taught = new Set((await groupsFor(house, who)).map((group) => group.group));
  const groups = (await selectGroupsOf(house.log.read, pupil)).filter((group) => taught.has(group.group));
  if (groups.length === 0) throw refused('lessons.no-such-attempt', 404);
  return { attempt, pupil, groups };
}

/** Attempts of pupils since an instant, newest first, each for who is on the list: work under a joined id is theirs (PPL-32). */
export async function attemptsOfMembers(
  { log: { read } }: House,
  members: readonly PupilRow[],
  since: number,
): Promise<Map<PersonId, AttemptRow[]>> {
  const people = [...new Set(members.map((each) => each.person))];
  const whose = await idsOfMany(read, people);
  const attempts = await attemptsSince(read, [...whose.keys()], since);
  return Map.groupBy(attempts, ({ person }) => whose.get(person) ?? person);
}

/** The teacher's comment; empty where there is none, and for an erased person. */
export function commentOf(house: House, { person, comment }: AttemptRow): string {
  return (comment && house.log.vault.open(person, comment)) ?? '';
}
