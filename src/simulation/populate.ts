import type { Draft } from '#log/record.ts';
import { mintId, schoolScope, type PersonId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { namePictures } from '#people/pictures.ts';
import { credentialKeys, type CredentialKeys } from '#people/credential-keys.ts';
import { newPictures, newPin, passwordSecret, type Secret } from '#people/credentials.ts';
import { sexDraft } from '#people/drafts.ts';
import { consentGiven, enrolled, groupSet, parentLinked, personRegistered, posted } from '#people/records.ts';
import type { Dice } from './dice.ts';
import { sampleYear, type InventedAdult, type InventedPeople, type InventedPupil } from './people.ts';
import type { PlannedSchool } from './plan.ts';

const firstOfSeptember = `${sampleYear}-09-01`;
const recordsPerWrite = 1000;

/** What the start of the program prints: who may sign in, and with what. */
export type SampleAccount = {
  readonly role: string;
  readonly name: string;
  readonly login: string;
  readonly secret: string;
};

export type Populated = {
  readonly accounts: readonly SampleAccount[];
  readonly secrets: ReadonlyMap<PersonId, Secret>;
};

type Options = {
  readonly school: PlannedSchool;
  readonly people: InventedPeople;
  readonly dice: Dice;
  readonly regionAge: string;
  /** The password of the sample's adults; without one they get none, for nobody signs in at a school that does not run. */
  readonly password?: string;
};

/** Writes an invented school's people into its log, by the same records as a real one. */
export async function populate(house: House, options: Options): Promise<Populated> {
  const { school, people, dice, password } = options;
  const scope = schoolScope(school.school);
  const keys = credentialKeys(() => options.regionAge);
  const secrets = new Map<PersonId, Secret>();
  const drafts: ((on: Parameters<Parameters<House['log']['write']>[0]>[0]) => Draft[])[] = [];
  for (const pupil of people.pupils) drafts.push((on) => pupilDrafts(on, school, pupil, dice));
  for (const adult of people.adults) drafts.push((on) => adultDrafts(on, school, adult));
  for (const { group, subject, grades, teacher } of people.groups) {
    const body = { group, subject, grades: [...grades], teacher, with: [], without: [], year: sampleYear };
    drafts.push(() => [groupSet.draft(scope, teacher, body)]);
  }
  for (let at = 0; at < drafts.length; at += recordsPerWrite / 4) {
    const part = drafts.slice(at, at + recordsPerWrite / 4);
    await house.log.write((on) => ({ records: part.flatMap((each) => each(on)), answer: undefined }));
  }
  await setPupilSecrets(house, keys, people, dice, secrets);
  const accounts = password ? await setPasswords(house, keys, people, password) : [];
  return { accounts, secrets };
}

type Deciding = Parameters<Parameters<House['log']['write']>[0]>[0];

function pupilDrafts(on: Deciding, school: PlannedSchool, pupil: InventedPupil, dice: Dice): Draft[] {
  const scope = schoolScope(school.school);
  const { person, medium, grade, letter } = pupil;
  const registered = personRegistered.draft(scope, 'office', {
    person,
    name: on.seal(person, scope, JSON.stringify(pupil.name)),
    birth: on.seal(person, scope, pupil.birth),
    language: medium,
    picture: dice.pick(namePictures),
  });
  const enrolment = enrolled.draft(scope, 'office', {
    enrolment: mintId<string>(dice),
    person,
    school: school.school,
    grade,
    letter,
    medium,
    year: sampleYear,
    from: firstOfSeptember,
  });
  const sex = sexDraft(on, scope, 'office', person, pupil.sex);
  if (dice.int(10) === 0) return [registered, enrolment, sex];
  const by = on.seal(person, scope, fatherOf(pupil.name));
  const consent = { person, purpose: 'learning-records' as const, by, on: firstOfSeptember };
  return [registered, enrolment, sex, consentGiven.draft(scope, 'office', consent)];
}

/** Who signs for a child: the father, whom the child's own names tell; of a Russian one no more than the family. */
function fatherOf({ family, patronymic = '' }: InventedPupil['name']): string {
  const given = /^(.+?)(?:қызы|ұлы)$/u.exec(patronymic)?.[1] ?? '';
  return `${family.replace(/(ов|ев|ин)а$/u, '$1')} ${given}`.trim();
}

function adultDrafts(on: Deciding, school: PlannedSchool, adult: InventedAdult): Draft[] {
  const scope = schoolScope(school.school);
  const { person, medium } = adult;
  const name = on.seal(person, scope, JSON.stringify(adult.name));
  return [
    personRegistered.draft(scope, 'office', { person, name, language: medium, picture: '' }),
    ...adult.posts.map(({ role }) => posted.draft(scope, 'office', { person, role, school: school.school })),
  ];
}

async function setPupilSecrets(
  house: House,
  keys: CredentialKeys,
  people: InventedPeople,
  dice: Dice,
  secrets: Map<PersonId, Secret>,
): Promise<void> {
  const drafts: ((on: Deciding) => Draft)[] = [];
  for (const { person, grade } of people.pupils) {
    const secret: Secret =
      grade <= 4 ? { kind: 'pictures', pictures: newPictures(dice) } : { kind: 'pin', pin: newPin(dice) };
    secrets.set(person, secret);
    drafts.push(await keys.seal(house, person, secret));
  }
  await house.log.write((on) => ({ records: drafts.map((draft) => draft(on)), answer: undefined }));
}

async function setPasswords(
  house: House,
  keys: CredentialKeys,
  people: InventedPeople,
  password: string,
): Promise<SampleAccount[]> {
  const drafts: ((on: Deciding) => Draft)[] = [];
  const accounts: SampleAccount[] = [];
  const counts = new Map<string, number>();
  const mainTeacher = teacherOfCombinedClass(people);
  for (const { person, name, posts } of people.adults) {
    const role = posts[0]?.role ?? 'teacher';
    const isMain = person === mainTeacher;
    const n = (counts.get(role) ?? 0) + (isMain ? 0 : 1);
    if (!isMain) counts.set(role, n);
    const login = isMain || (n === 1 && role !== 'teacher') ? role : `${role}${n}`;
    drafts.push(await keys.seal(house, person, await passwordSecret(login, password)));
    const account = { role, name: `${name.family} ${name.given}`, login, secret: password };
    if (isMain) accounts.unshift(account);
    else accounts.push(account);
  }
  const child = people.pupils.find((pupil) => pupil.grade >= 5) ?? people.pupils[0];
  const parent = people.adults.find((adult) => adult.posts.some((post) => post.role === 'parent'));
  const scope = house.self.school && schoolScope(house.self.school);
  if (child && parent && scope) {
    drafts.push(() => parentLinked.draft(scope, 'office', { parent: parent.person, child: child.person }));
  }
  await house.log.write((on) => ({ records: drafts.map((draft) => draft(on)), answer: undefined }));
  return accounts;
}

/** Who teaches grades 5 and 6 in one room: the teacher that the sample is shown with. */
function teacherOfCombinedClass({ groups }: InventedPeople): PersonId | undefined {
  return groups.find((group) => group.subject === 'natural-science' && group.grades.includes(5))?.teacher;
}
