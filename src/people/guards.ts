import type { SchoolId, Scope } from '#kernel/ids.ts';
import { schoolScope } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { className } from './classes.ts';
import { dayOf } from './calendar.ts';
import { findPupil, findSchool, type PupilRow, type SchoolRow } from './queries.ts';

/** Where a school's office writes. Throws the refusal of a region's node, which has no pupils of its own. */
export function ownSchool(house: House): { readonly school: SchoolId; readonly scope: Scope } {
  const { school } = house.self;
  if (!school) throw refused('people.schools-only', 409);
  return { school, scope: schoolScope(school) };
}

export function todayOf(house: House): string {
  return dayOf(house.clock.now());
}

/** The school as the region's register has it; undefined before the first exchange with the region. */
export function schoolHere(house: House): Promise<SchoolRow | undefined> {
  return findSchool(house.log.read, ownSchool(house).school);
}

/** A pupil of this school now. */
export async function pupilHere(house: House, person: string): Promise<PupilRow> {
  const pupil = await findPupil(house.log.read, person);
  if (!pupil || pupil.school !== house.self.school) throw refused('people.no-such-pupil', 404);
  return pupil;
}

/** Whether somebody may see to a class: the office to all, a class teacher to their own. */
export function maySeeClass(
  who: Person,
  { grade, letter }: { readonly grade: number; readonly letter: string },
): boolean {
  if (isOffice(who)) return true;
  return who.posts.some(
    (post) => post.role === 'class-teacher' && isSameClass(post.class ?? '', className(grade, letter)),
  );
}

export function isOffice(who: Person): boolean {
  return who.posts.some((post) => post.role === 'head' || post.role === 'deputy-head');
}

export function isHead(who: Person): boolean {
  return who.posts.some((post) => post.role === 'head');
}

/** Classes are written `5 А` and `5А`: the space says nothing. */
function isSameClass(a: string, b: string): boolean {
  return a.replaceAll(' ', '') === b.replaceAll(' ', '');
}
