import type { PersonId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import type { ConsentRow, Purpose } from './consents.ts';
import { idsOf } from './queries.ts';

export type StoredConsent = ConsentRow & { readonly by_whom: Uint8Array };

/** The consents that this school holds: those that another school was given are not its own. */
export function selectConsents(read: Reader, scope: string): Promise<StoredConsent[]> {
  return read.all(
    `select c.person, c.purpose, c.by_whom, c.given_on, c.withdrawn_on from people_consents c
     join log_origins o on o.id = c._origin where o.scope = ?`,
    scope,
  );
}

/**
 * Whether a pupil's consent holds at the school where the pupil is now. A consent is given to a school: who changes
 * schools is asked again (PPL-23).
 */
export async function hasConsent(read: Reader, person: PersonId, purpose: Purpose): Promise<boolean> {
  for (const id of await idsOf(read, person)) {
    const row = await read.get(
      `select c.person from people_consents c
       join people_enrolments e on e.person = c.person and e._origin = c._origin and e.until is null
       where c.person = ? and c.purpose = ? and c.withdrawn_on is null limit 1`,
      id,
      purpose,
    );
    if (row) return true;
  }
  return false;
}
