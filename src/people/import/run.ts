import { mintId, type PersonId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { newLogin, newPupilSecret, type GivenPassword } from '../adults.ts';
import { schoolYearOf } from '../calendar.ts';
import type { Secret } from '../credentials.ts';
import type { Desk } from '../desk.ts';
import { ownSchool, schoolHere, todayOf } from '../guards.ts';
import { namePictures } from '../pictures.ts';
import { findCredential } from '../queries-secrets.ts';
import { isEmptyPlan, planImport, type ImportPlan, type Joins } from '../roster/plan.ts';
import type { Upload } from '../roster/read.ts';
import type { RosterError, RosterNote } from '../roster/errors.ts';
import { rosterOfSchool, type ImportContext, type Roster, type RosterPerson } from '../roster/roster.ts';
import { takenLogins } from '../sign-in.ts';
import { hideIds } from './ids.ts';
import { importDrafts } from './drafts.ts';
import { knownPeople, type Known } from './present.ts';

export type RosterSchoolChoice = { readonly sourcedId: string; readonly name: string };

/** What reading a roster came to. */
export type Reading =
  | { readonly state: 'good'; readonly roster: Roster; readonly notes: readonly RosterNote[] }
  | { readonly state: 'errors'; readonly errors: readonly RosterError[] }
  /** A file of a district: somebody has to say which school is meant. */
  | { readonly state: 'several-schools'; readonly schools: readonly RosterSchoolChoice[] };

/** Reads a roster for this school; its ids are hidden from here on (PPL-16). */
export async function readForSchool(
  house: House,
  desk: Desk,
  upload: Upload,
  chosen: string | undefined,
): Promise<Reading> {
  const { medium } = (await schoolHere(house)) ?? {};
  const rosterKey = await desk.keys.rosterKey(house);
  const base = { today: todayOf(house), idKey: rosterKey };
  const context: ImportContext = medium === 'kk' || medium === 'ru' ? { ...base, medium } : base;
  // Loaded with the first file that is brought, not with the node.
  const { readRoster } = await import('../roster/read.ts');
  const read = await readRoster([upload], context);
  if (!read.ok) return { state: 'errors', errors: read.error };
  const { roster, notes } = read.value;
  const isThere = roster.schools.some((school) => school.sourcedId === chosen);
  if (roster.schools.length > 1 && !isThere) {
    return { state: 'several-schools', schools: roster.schools.map(({ sourcedId, name }) => ({ sourcedId, name })) };
  }
  const ours = chosen && isThere ? rosterOfSchool(roster, chosen) : roster;
  return { state: 'good', roster: hideIds(ours, rosterKey), notes };
}

export type Planned = { readonly plan: ImportPlan; readonly known: Known };

/** What importing a roster would change now. */
export async function planFor(house: House, roster: Roster, joins: Joins): Promise<Planned> {
  const known = await knownPeople(house.log.read, house.log.vault, ownSchool(house));
  return { plan: planImport(roster, known.present, joins), known };
}

export type NamedPassword = GivenPassword & { readonly name: string };

/** Roles whose holders get a login with the import. Parents get theirs at the office, when they come (PPL-6). */
function needsLogin(person: RosterPerson): boolean {
  return person.roles.some((role) => role !== 'pupil' && role !== 'parent');
}

/**
 * Carries a plan out in one write: all of it or nothing (PPL-12). Answers with the one-time passwords of new staff,
 * which nobody can read again. To be called in turn: the plan must be of what is there now.
 */
export async function carryOut(
  house: House,
  desk: Desk,
  { plan, known }: Planned,
  actor: string,
): Promise<NamedPassword[]> {
  if (isEmptyPlan(plan)) return [];
  const { school, scope } = ownSchool(house);
  const today = todayOf(house);
  const ids = new Map<string, PersonId>();
  for (const { person } of plan.added) ids.set(person.sourcedId, mintId<PersonId>(house.randomness));
  for (const each of known.present.people) ids.set(each.sourcedId ?? each.id, each.id);
  for (const { person, present } of plan.changed) ids.set(person.sourcedId, present.id);
  const { secrets, passwords } = await newSecrets(house, desk, plan, ids);
  const seal = await desk.keys.sealer(house);
  const pictureFor = () => namePictures[(house.randomness.bytes(1)[0] ?? 0) % namePictures.length] as string;
  await house.log.write((on) => {
    const writing = { on, scope, school, actor, today, year: schoolYearOf(today), known, ids, pictureFor };
    const sealed = [...secrets].map(([person, secret]) => seal(on, person, secret, actor, 0));
    return { records: [...importDrafts(writing, plan), ...sealed], answer: undefined };
  });
  return passwords;
}

/** Secrets for whoever comes in without one: pupils, and staff with a login of their own. */
async function newSecrets(house: House, desk: Desk, plan: ImportPlan, ids: ReadonlyMap<string, PersonId>) {
  const { scope } = ownSchool(house);
  const secrets = new Map<PersonId, Secret>();
  const passwords: NamedPassword[] = [];
  const taken = await takenLogins(house, desk);
  for (const { person: row, enrolment } of [...plan.added, ...plan.changed]) {
    const person = ids.get(row.sourcedId) as PersonId;
    if (await findCredential(house.log.read, scope, person)) continue;
    if (enrolment) secrets.set(person, newPupilSecret(house, enrolment.grade));
    if (!needsLogin(row)) continue;
    const name = { family: row.familyName, given: row.givenName };
    const { login, password, secret } = await newLogin(house, name, taken);
    secrets.set(person, secret);
    passwords.push({ person, login, password, name: `${name.family} ${name.given}` });
  }
  return { secrets, passwords };
}
