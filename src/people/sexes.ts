import type { PersonId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import type { Vault } from '#log/vault.ts';
import type { Sex } from './roster/cells.ts';

/** What was noted of pupils, sealed as it stands; of two notes, of two schools, either. */
export async function selectSexes(read: Reader): Promise<ReadonlyMap<PersonId, Uint8Array>> {
  const rows = await read.all<{ person: PersonId; sex: Uint8Array }>('select person, sex from people_sexes');
  return new Map(rows.map(({ person, sex }) => [person, sex]));
}

/** PPL-48: of whom it is known, for DIF alone: no screen and no list shows it. Nobody erased is in it. */
export async function sexesOf(
  read: Reader,
  vault: Pick<Vault, 'open'>,
  persons: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Sex>> {
  const sealed = await selectSexes(read);
  return new Map(
    persons.flatMap((person): [PersonId, Sex][] => {
      const noted = sealed.get(person);
      const sex = noted && readSex(vault.open(person, noted));
      return sex ? [[person, sex]] : [];
    }),
  );
}

/** A sex as it is written down; undefined for anything else. */
export function readSex(text: string | undefined): Sex | undefined {
  return text === 'male' || text === 'female' ? text : undefined;
}
