import { mintId, schoolScope, systemRandomness, type PersonId, type SchoolId, type TabletId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { signWorkCredential } from '#people/credentials.ts';
import { enrolled, personRegistered, tabletEnrolled } from '#people/records.ts';
import { newToken, tokenHash, type Sessions } from '#people/sessions.ts';

/** A tablet with the pupil who is signed in on it. */
export type PupilTablet = {
  readonly tablet: TabletId;
  readonly token: string;
  readonly session: string;
  readonly credential: string;
  readonly person: PersonId;
};

/** Another pupil of a school, in a grade, with a tablet of their own. */
export async function aPupilTablet(
  house: House,
  desk: Sessions,
  school: SchoolId,
  grade: number,
): Promise<PupilTablet> {
  const scope = schoolScope(school);
  const person = mintId<PersonId>(systemRandomness);
  const tablet = mintId<TabletId>(systemRandomness);
  const token = newToken('t1');
  await house.log.write((on) => {
    const name = on.seal(person, scope, JSON.stringify({ family: `Үлгі ${person}`, given: 'Оқушы' }));
    const seat = { enrolment: on.mint<string>(), person, school, grade, letter: '' };
    const records = [
      personRegistered.draft(scope, 'bench', { person, name, language: 'kk', picture: '' }),
      enrolled.draft(scope, 'bench', { ...seat, medium: 'kk', year: 2026, from: '2026-09-01' }),
      tabletEnrolled.draft(scope, 'bench', { tablet, token: tokenHash(token), label: '' }),
    ];
    return { records, answer: undefined };
  });
  const claims = { p: person, t: tablet, s: school, iat: house.clock.now() };
  const credential = signWorkCredential(house.self.signingKey, claims);
  return { tablet, token, person, credential, session: await desk.open(house, person, tablet) };
}
