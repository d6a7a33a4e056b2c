import { schoolScope, type SchoolId, type Scope } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { dayOf, findGroup, mayTeach, schoolYearOf, type GroupRow } from '#people/index.ts';
import { findAssessment, type AssessmentRow } from './queries.ts';

/** Where a school's node writes. Throws the refusal of a region's node, where nobody is taught. */
export function schoolHere(house: House): { readonly school: SchoolId; readonly scope: Scope } {
  const { school } = house.self;
  if (!school) throw refused('journal.schools-only', 409);
  return { school, scope: schoolScope(school) };
}

/** JRN-8: a group that this person teaches; to who does not teach it, it does not exist. */
export async function groupOf(house: House, who: Person, id: string): Promise<GroupRow> {
  schoolHere(house);
  const group = await findGroup(house.log.read, id);
  if (!group || !(await mayTeach(house, who, group))) throw refused('journal.no-such-group', 404);
  return group;
}

/** JRN-8: an assessment of a group that this person teaches. */
export async function assessmentOf(
  house: House,
  who: Person,
  id: string,
): Promise<{ readonly assessment: AssessmentRow; readonly group: GroupRow }> {
  const assessment = await findAssessment(house.log.read, id);
  if (!assessment) throw refused('journal.no-such-assessment', 404);
  return { assessment, group: await groupOf(house, who, assessment.group) };
}

export function todayOf(house: House): string {
  return dayOf(house.clock.now());
}

export function thisYear(house: House): number {
  return schoolYearOf(todayOf(house));
}

/** What was sealed for a pupil; empty where there is none, and for an erased person. */
export function wordsOf(house: House, person: string, sealed: Uint8Array | null | undefined): string {
  return (sealed && house.log.vault.open(person, sealed)) ?? '';
}
