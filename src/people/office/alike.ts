import type { PersonId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { Reader } from '#log/store.ts';
import { knownPeople } from '../import/present.ts';
import { ownSchool } from '../guards.ts';
import type { FullName } from '../queries.ts';
import { nameKey } from '../roster/names.ts';
import { planImport, type Likeness, type PresentPerson } from '../roster/plan.ts';

export type Alike = { readonly present: PresentPerson; readonly likeness: Likeness };

/** Persons of the school, here or gone, who may be the one that somebody is about to enter (PPL-15). */
export async function alikeTo(house: House, name: FullName, birth: string | undefined): Promise<Alike[]> {
  const { present } = await knownPeople(house.log.read, house.log.vault, ownSchool(house));
  const row = {
    sourcedId: '',
    roles: ['pupil' as const],
    familyName: name.family,
    givenName: name.given,
    ...(name.patronymic ? { patronymic: name.patronymic } : {}),
    ...(birth ? { birthDate: birth } : {}),
  };
  return planImport({ schools: [], people: [row], enrolments: [], groups: [] }, present).possibleDuplicates.map(
    ({ present: person, likeness }) => ({ present: person, likeness }),
  );
}

/** Persons of the school with equal names and dates of birth: perhaps one child entered twice. */
export async function sameTwice(house: House): Promise<(readonly PresentPerson[])[]> {
  const { present } = await knownPeople(house.log.read, house.log.vault, ownSchool(house));
  const joined = await house.log.read.all<{ joined: PersonId }>('select joined from people_joins');
  const hidden = new Set(joined.map((row) => row.joined));
  const seen = present.people.filter((person) => person.birthDate && !hidden.has(person.id));
  const groups = Map.groupBy(seen, (person) => `${nameKey(person.familyName, person.givenName)} ${person.birthDate}`);
  const apart = await toldApart(house.log.read);
  return [...groups.values()].filter((group) => pairsOf(group).some(([a, b]) => !apart.has(pairKey(a.id, b.id))));
}

function pairsOf<T>(group: readonly T[]): [T, T][] {
  return group.flatMap((a, n) => group.slice(n + 1).map((b): [T, T] => [a, b]));
}

/** Names a pair of persons whichever of them comes first. */
export function pairKey(a: PersonId, b: PersonId): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** The pairs of which somebody said that they are two. */
export async function toldApart(read: Reader): Promise<ReadonlySet<string>> {
  const rows = await read.all<{ one: PersonId; other: PersonId }>('select one, other from people_apart');
  return new Set(rows.map(({ one, other }) => pairKey(one, other)));
}
