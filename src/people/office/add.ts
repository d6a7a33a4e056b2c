import { mintId, type PersonId } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { newLogin, newPupilSecret, postDraft, type PostData } from '../adults.ts';
import { schoolYearOf } from '../calendar.ts';
import { lastGradeOf } from '../classes.ts';
import type { Secret } from '../credentials.ts';
import type { Desk } from '../desk.ts';
import { enrolledDraft, registeredDraft, sexDraft, type Seat } from '../drafts.ts';
import { ownSchool, schoolHere, todayOf } from '../guards.ts';
import { namePictures } from '../pictures.ts';
import { parentLinked } from '../records.ts';
import { takenLogins } from '../sign-in.ts';
import { alikeTo, type Alike } from './alike.ts';
import { readLetter, readName, readRole, type NewPerson, type SeatInput } from './input.ts';

/** What the office hands to somebody who is new: shown once. */
export type Added = {
  readonly state: 'added';
  readonly person: PersonId;
  readonly login?: string;
  readonly password?: string;
  readonly secret?: Secret;
};

/** Enters a pupil or an adult; or answers with those present who may be the same (PPL-15). To be called in turn. */
export async function addPerson(
  house: House,
  desk: Desk,
  who: Person,
  given: NewPerson,
): Promise<Added | { readonly state: 'alike'; readonly alike: readonly Alike[] }> {
  const name = readName(given.name);
  const posts = (given.posts ?? []).map((post) => ({ ...post, role: readRole(who, post.role) }));
  if ((given.pupil === undefined) === (posts.length === 0)) throw refused('people.pupil-or-post', 422);
  const seat = given.pupil && (await readSeat(house, given.pupil));
  const alike = given.isNew ? [] : await alikeTo(house, name, given.birth);
  if (alike.length > 0) return { state: 'alike', alike };
  const person = mintId<PersonId>(house.randomness);
  const secrets = await firstSecrets(house, desk, name, seat, posts);
  await writeNew(house, desk, { who, person, given: { ...given, name }, seat, posts, secret: secrets.sealed });
  return { state: 'added', person, ...secrets.shown };
}

async function firstSecrets(
  house: House,
  desk: Desk,
  name: ReturnType<typeof readName>,
  seat: Seat | undefined,
  posts: readonly PostData[],
) {
  if (seat) {
    const secret = newPupilSecret(house, seat.grade);
    return { sealed: secret, shown: { secret } };
  }
  // Parents get theirs when they come to the office (PPL-6).
  if (posts.every((post) => post.role === 'parent')) return { sealed: undefined, shown: {} };
  const { login, password, secret } = await newLogin(house, name, await takenLogins(house, desk));
  return { sealed: secret, shown: { login, password } };
}

type New = {
  readonly who: Person;
  readonly person: PersonId;
  readonly given: NewPerson & { readonly name: ReturnType<typeof readName> };
  readonly seat: Seat | undefined;
  readonly posts: readonly PostData[];
  readonly secret: Secret | undefined;
};

async function writeNew(house: House, desk: Desk, { who, person, given, seat, posts, secret }: New): Promise<void> {
  const { school, scope } = ownSchool(house);
  const by = who.person;
  const seal = await desk.keys.sealer(house);
  const picture = given.picture ?? (seat ? anyPicture(house) : '');
  const data = { name: given.name, birth: given.birth, language: given.language, picture };
  await house.log.write((on) => ({
    records: [
      registeredDraft(on, scope, by, person, data),
      ...(seat ? [enrolledDraft(on, scope, by, { ...seat, person, school })] : []),
      ...(given.pupil?.sex ? [sexDraft(on, scope, by, person, given.pupil.sex)] : []),
      ...posts.map((post) => postDraft(scope, by, person, school, post)),
      ...(given.children ?? []).map((child) => parentLinked.draft(scope, by, { parent: person, child })),
      ...(secret ? [seal(on, person, secret, by, 0)] : []),
    ],
    answer: undefined,
  }));
}

export function anyPicture(house: House): string {
  return namePictures[(house.randomness.bytes(1)[0] ?? 0) % namePictures.length] as string;
}

/** A place in a class that this school can have. */
export async function readSeat(house: House, { grade, letter, medium, from }: SeatInput): Promise<Seat> {
  const school = await schoolHere(house);
  const last = school ? lastGradeOf(school.kind) : 11;
  if (grade > last) throw refused('people.grade-beyond-school', 422, { last });
  const day = from ?? todayOf(house);
  return { grade, letter: readLetter(letter), medium, from: day, year: schoolYearOf(day) };
}
