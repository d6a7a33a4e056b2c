import type { PresentPerson } from '../roster/plan.ts';

/** A present person as the office sees them where two may be one. */
export function shownPresent({
  id,
  familyName,
  givenName,
  patronymic = '',
  birthDate = '',
  roles,
  grade,
  classLetter = '',
  active,
}: PresentPerson) {
  const name = { family: familyName, given: givenName, patronymic };
  return { person: id, ...name, birth: birthDate, roles, grade: grade ?? null, letter: classLetter, isHere: active };
}
