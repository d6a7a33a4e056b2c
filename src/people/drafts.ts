import type { PersonId, SchoolId, Scope } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { FullName } from './queries.ts';
import { enrolled, personRegistered, sexNoted } from './records.ts';
import type { Sex } from './roster/cells.ts';

/** Who somebody is, as the office says it. */
export type PersonData = {
  readonly name: FullName;
  readonly birth?: string | undefined;
  readonly source?: string | undefined;
  readonly language: Language;
  readonly picture: string;
};

/** The record that says who somebody is, with what is theirs alone sealed. */
export function registeredDraft(on: Deciding, scope: Scope, actor: string, person: PersonId, data: PersonData): Draft {
  const { name, birth, source, language, picture } = data;
  return personRegistered.draft(scope, actor, {
    person,
    name: on.seal(person, scope, JSON.stringify(name)),
    ...(birth ? { birth: on.seal(person, scope, birth) } : {}),
    ...(source ? { source } : {}),
    language,
    picture,
  });
}

/** The record that says whether a pupil is a boy or a girl, sealed. */
export function sexDraft(on: Deciding, scope: Scope, actor: string, person: PersonId, sex: Sex): Draft {
  return sexNoted.draft(scope, actor, { person, sex: on.seal(person, scope, sex) });
}

export type Seat = {
  readonly grade: number;
  readonly letter: string;
  readonly medium: 'kk' | 'ru';
  readonly year: number;
  readonly from: string;
};

/** The record that gives a pupil a place in a class. */
export function enrolledDraft(
  on: Deciding,
  scope: Scope,
  actor: string,
  of: Seat & { readonly person: PersonId; readonly school: SchoolId; readonly move?: string },
): Draft {
  return enrolled.draft(scope, actor, { enrolment: on.mint<string>(), ...of });
}
