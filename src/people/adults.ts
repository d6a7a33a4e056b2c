import type { PersonId, SchoolId, Scope } from '#kernel/ids.ts';
import { mintId } from '#kernel/ids.ts';
import type { Role } from '#kernel/role.ts';
import type { House } from '#http/house.ts';
import type { Draft } from '#log/record.ts';
import { scopeOf } from './credential-keys.ts';
import { newPassword, newPictures, newPin, passwordSecret, type Secret } from './credentials.ts';
import type { Desk } from './desk.ts';
import { registeredDraft, type PersonData } from './drafts.ts';
import { loginFor } from './logins.ts';
import { methodOf } from './classes.ts';
import { posted } from './records.ts';
import { takenLogins } from './sign-in.ts';

/** What is given out on paper, once: nobody can read it again (PPL-6). */
export type GivenPassword = { readonly person: PersonId; readonly login: string; readonly password: string };

export type PostData = {
  readonly role: Role;
  readonly class?: string | undefined;
  readonly district?: string | undefined;
};

/** A login and a one-time password, hashed outside of any decision, because that takes its time. */
export async function newLogin(
  house: House,
  name: PersonData['name'],
  taken: Set<string>,
): Promise<{ readonly login: string; readonly password: string; readonly secret: Secret }> {
  const login = loginFor(name, taken);
  const password = newPassword(house.randomness);
  return { login, password, secret: await passwordSecret(login, password, true) };
}

/** A new PIN or three new pictures, as the pupil's grade asks. */
export function newPupilSecret(house: House, grade: number): Secret {
  if (methodOf(grade) === 'pin') return { kind: 'pin', pin: newPin(house.randomness) };
  return { kind: 'pictures', pictures: newPictures(house.randomness) };
}

export function postDraft(
  scope: Scope,
  actor: string,
  person: PersonId,
  school: SchoolId | undefined,
  { role, class: name, district }: PostData,
): Draft {
  const place = { ...(school ? { school } : {}), ...(district ? { district } : {}) };
  return posted.draft(scope, actor, { person, role, ...place, ...(name ? { class: name } : {}) });
}

type NewAdult = {
  readonly data: PersonData;
  readonly posts: readonly PostData[];
  readonly actor: string;
  /** The scope of the school for which the region makes its first head. */
  readonly scope?: Scope;
  readonly school?: SchoolId | undefined;
};

/** Enters an adult with posts, a login and a one-time password. */
export async function addAdult(house: House, desk: Desk, adult: NewAdult): Promise<GivenPassword> {
  const { data, posts, actor, scope = scopeOf(house), school = house.self.school } = adult;
  const person = mintId<PersonId>(house.randomness);
  const { login, password, secret } = await newLogin(house, data.name, await takenLogins(house, desk, scope));
  const seal = await desk.keys.sealer(house, scope);
  await house.log.write((on) => ({
    records: [
      registeredDraft(on, scope, actor, person, data),
      ...posts.map((post) => postDraft(scope, actor, person, school, post)),
      seal(on, person, secret, actor, 0),
    ],
    answer: undefined,
  }));
  return { person, login, password };
}
