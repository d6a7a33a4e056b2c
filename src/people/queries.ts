import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { Language, Text } from '#kernel/language.ts';
import type { Role } from '#kernel/role.ts';
import type { Post } from '#http/who.ts';
import type { Reader } from '#log/store.ts';
import type { Vault } from '#log/vault.ts';

export type SchoolKind = 'primary' | 'basic' | 'general';

export type SchoolRow = {
  readonly school: SchoolId;
  readonly names: Text;
  readonly district: Text;
  readonly kato: string;
  readonly kind: SchoolKind;
  readonly medium: 'kk' | 'ru' | 'mixed';
  readonly isInvented: boolean;
};

type StoredSchool = Record<`${'name' | 'district'}_${Language}` | 'kato', string> &
  Pick<SchoolRow, 'school' | 'kind' | 'medium'> & { readonly is_invented: number };

const schoolColumns =
  'school, name_kk, name_ru, name_en, district_kk, district_ru, district_en, kato, kind, medium, is_invented';

export async function findSchool(read: Reader, school: SchoolId): Promise<SchoolRow | undefined> {
  const row = await read.get<StoredSchool>(`select ${schoolColumns} from people_schools where school = ?`, school);
  return row && schoolFrom(row);
}

export async function selectSchools(read: Reader): Promise<SchoolRow[]> {
  return (await read.all<StoredSchool>(`select ${schoolColumns} from people_schools order by school`)).map(schoolFrom);
}

function schoolFrom(row: StoredSchool): SchoolRow {
  return {
    school: row.school,
    names: { kk: row.name_kk, ru: row.name_ru, en: row.name_en },
    district: { kk: row.district_kk, ru: row.district_ru, en: row.district_en },
    kato: row.kato,
    kind: row.kind,
    medium: row.medium,
    isInvented: row.is_invented === 1,
  };
}

export type FullName = { readonly family: string; readonly given: string; readonly patronymic?: string };

/** The name that a vault opens, or undefined for an erased person and where this node was never given the key. */
export function openName(vault: Pick<Vault, 'open'>, person: string, sealed: Uint8Array): FullName | undefined {
  const text = vault.open(person, sealed);
  return text === undefined ? undefined : (JSON.parse(text) as FullName);
}

/** Family name first, as on a class list. */
export function listName(name: FullName | undefined): string | undefined {
  return name && `${name.family} ${name.given}`;
}

const collator = new Intl.Collator('kk');

/** The order of a class list, by the Kazakh alphabet. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return collator.compare(a.name, b.name);
}

export type PupilRow = {
  readonly person: PersonId;
  readonly name: Uint8Array;
  readonly picture: string;
  readonly language: Language;
  readonly grade: number;
  readonly letter: string;
  readonly medium: 'kk' | 'ru';
  readonly enrolment: string;
  readonly school: SchoolId;
};

export const pupilColumns =
  'p.person, p.name, p.picture, p.language, e.grade, e.letter, e.medium, e.enrolment, e.school';
export const pupilTables = 'people_enrolments e join people_persons p on p.person = e.person and p._origin = e._origin';
/** The old school's node has answered: it has ended the place that it had then, so an open one is a later one. */
function isAnswered(of: string): string {
  return `exists (select 1 from people_leave_answers y where y.transfer = ${of}.transfer and y.is_accepted = 1)`;
}

/**
 * PPL-31: a child entered twice is listed once: a joined person is left out where the kept one is listed. PPL-33: an
 * erased person is in no list. PPL-29: at the region a pupil is listed at the new school from the day on which it
 * opened the place there, also while the old school is silent.
 */
export const isPresent = `e.until is null
  and not exists (select 1 from log_erased x where x.person = e.person)
  and not exists (select 1 from people_joins j join people_enrolments k on k.person = j.kept and k.school = e.school
    and k.until is null where j.joined = e.person)
  and not exists (select 1 from people_transfers m where m.person = e.person and m.from_school = e.school
    and m.opened_at > 0 and m.day >= e.since and not ${isAnswered('m')})
  and not exists (select 1 from people_leave_asks q where q.person = e.person and q.school = e.school
    and q.is_decided = 1 and q.day >= e.since and not ${isAnswered('q')})`;

/** The pupils of a school now, class by class; names still sealed. */
export function selectPupils(read: Reader, school: SchoolId): Promise<PupilRow[]> {
  const sql = `select ${pupilColumns} from ${pupilTables} where e.school = ? and ${isPresent} order by e.grade, e.letter, p.person`;
  return read.all<PupilRow>(sql, school);
}

/** How many pupils each school has now. */
export async function countPupils(read: Reader): Promise<Map<SchoolId, number>> {
  const rows = await read.all<{ school: SchoolId; n: number }>(
    `select e.school, count(distinct e.person) as n from people_enrolments e where ${isPresent} group by e.school`,
  );
  return new Map(rows.map(({ school, n }) => [school, n]));
}

/** A pupil's place now: the newest, where a change of schools has left two open at the region. */
export function findPupil(read: Reader, person: string): Promise<PupilRow | undefined> {
  const sql = `select ${pupilColumns} from ${pupilTables} where e.person = ? and ${isPresent} order by e.since desc, e.enrolment limit 1`;
  return read.get<PupilRow>(sql, person);
}

export type PersonRow = {
  readonly person: PersonId;
  readonly name: Uint8Array;
  readonly birth: Uint8Array | null;
  readonly source: string | null;
  readonly language: Language;
  readonly picture: string;
};

const personColumns = 'p.person, p.name, p.birth, p.source, p.language, p.picture';

/**
 * What is known of a person: what stands in `scope` before anything else, then what the school says at which the
 * pupil is now.
 */
export function findPerson(read: Reader, person: string, scope: string): Promise<PersonRow | undefined> {
  const sql = `select ${personColumns} from people_persons p join log_origins o on o.id = p._origin
    where p.person = ? order by case when o.scope = ? then 0 else 1 end,
    case when exists (select 1 from people_enrolments e where e.person = p.person and e._origin = p._origin
      and e.until is null) then 0 else 1 end, p._origin desc limit 1`;
  return read.get<PersonRow>(sql, person, scope);
}

export async function isErased(read: Reader, person: string): Promise<boolean> {
  return (await read.get('select person from log_erased where person = ?', person)) !== undefined;
}

export async function selectPosts(read: Reader, person: PersonId): Promise<Post[]> {
  type Stored = { role: Role; school: SchoolId | ''; district: string; class: string };
  const rows = await read.all<Stored>(
    'select role, school, district, class from people_posts where person = ? order by role',
    person,
  );
  return rows.map(({ role, school, district, class: name }) => ({
    role,
    ...(school ? { school } : {}),
    ...(district ? { district } : {}),
    ...(name ? { class: name } : {}),
  }));
}

/** How often a joined person can itself have been kept of an earlier join: bounds the walk. */
const longestChain = 10;

/** Who was kept of a join, who was kept of a join with these, and so on: the person's own id first. */
async function keptChain(read: Reader, person: PersonId): Promise<PersonId[]> {
  const chain = [person];
  for (let n = 0; n < longestChain; n++) {
    const row = await read.get<{ kept: PersonId }>(
      'select kept from people_joins where joined = ?',
      chain.at(-1) ?? '',
    );
    if (!row || chain.includes(row.kept)) break;
    chain.push(row.kept);
  }
  return chain;
}

/**
 * The person as whom somebody is shown at this node: the kept one of a join, else themselves (PPL-31). Of a join across
 * schools a school may know only one of the two: there that one is shown.
 */
export async function keptOf(read: Reader, person: PersonId): Promise<PersonId> {
  const chain = await keptChain(read, person);
  for (const kept of chain.slice(1).toReversed()) {
    if (await read.get('select person from people_persons where person = ? limit 1', kept)) return kept;
  }
  return person;
}

/** All ids under which records of one human being stand: the kept person's first. */
export async function idsOf(read: Reader, person: PersonId): Promise<PersonId[]> {
  const ids = (await keptChain(read, person)).slice(-1);
  for (const id of ids) {
    const rows = await read.all<{ joined: PersonId }>('select joined from people_joins where kept = ?', id);
    for (const { joined } of rows) if (!ids.includes(joined)) ids.push(joined);
  }
  return ids;
}

/** For each id under which records of these people stand (PPL-32), who of them it is. */
export async function idsOfMany(read: Reader, people: readonly PersonId[]): Promise<Map<PersonId, PersonId>> {
  const whose = new Map(people.map((person) => [person, person]));
  const rows = await read.all<{ kept: PersonId; joined: PersonId }>('select kept, joined from people_joins');
  const joined = new Set(rows.flatMap(({ kept, joined: other }) => [kept, other]));
  for (const person of people) {
    if (!joined.has(person)) continue;
    for (const id of await idsOf(read, person)) if (!whose.has(id)) whose.set(id, person);
  }
  return whose;
}
