import type { PersonId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { scopeOf } from './credential-keys.ts';
import { findPerson, listName, openName, type PupilRow } from './queries.ts';
import { hasConsent } from './queries-consents.ts';

/**
 * The name of an adult or pupil for a screen; empty for an erased person, where this node has no key, and at the
 * region for a pupil without consent to be seen there by name (PPL-24).
 */
export async function shownName(house: House, person: PersonId): Promise<string> {
  if (house.self.kind === 'region' && !(await mayRegionName(house, person))) return '';
  return officeName(house, person);
}

/** The name, for the offices that do what the law asks of them: transfers, joins, erasure. */
export async function officeName(house: House, person: PersonId): Promise<string> {
  const row = await findPerson(house.log.read, person, scopeOf(house));
  return (row && listName(openName(house.log.vault, row.person, row.name))) ?? '';
}

/** The name of a pupil whose row is at hand, family name first; empty for an erased person. */
export function nameOf(house: House, { person, name }: Pick<PupilRow, 'person' | 'name'>): string {
  return listName(openName(house.log.vault, person, name)) ?? '';
}

async function mayRegionName(house: House, person: PersonId): Promise<boolean> {
  const isPupil = await house.log.read.get('select person from people_enrolments where person = ? limit 1', person);
  return !isPupil || hasConsent(house.log.read, person, 'learning-records');
}
