import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import type { Language, Text } from '#kernel/language.ts';
import type { Role } from '#kernel/role.ts';
import type { Post } from '#http/who.ts';
import type { Reader } from '#log/store.ts';
import type { Vault } from '#log/vault.ts';

export type SchoolRow = {
  readonly school: SchoolId;
  readonly names: Text;
  readonly district: Text;
  readonly kato: string;
  readonly kind: 'primary' | 'basic' | 'general';
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
export function openName(vault: Vault, person: string, sealed: Uint8Array): FullName | undefined {
  const text = vault.open(person, sealed);
  return text === undefined ? undefined : (JSON.parse(text) as FullName);
}

/** Family name first, as on a class list. */
export function listName(name: FullName | undefined): string | undefined {
  return name && `${name.family} ${name.given}`;
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

const pupilColumns = 'p.person, p.name, p.picture, p.language, e.grade, e.letter, e.medium, e.enrolment, e.school';
const pupilTables = `people_enrolments e join people_persons p on p.person = e.person and p._origin = e._origin
  left join people_joins j on j.joined = e.person`;
/** A child entered twice is listed once: joined persons are left out. */
const isPresent = 'e.until is null and j.joined is null';

/** The pupils of a school now, class by class; names still sealed. */
export function selectPupils(read: Reader, school: SchoolId): Promise<PupilRow[]> {
  const sql = `select ${pupilColumns} from ${pupilTables} where e.school = ? and ${isPresent} order by e.grade, e.letter, p.person`;
  return read.all<PupilRow>(sql, school);
}

export function findPupil(read: Reader, person: string): Promise<PupilRow | undefined> {
  return read.get<PupilRow>(`select ${pupilColumns} from ${pupilTables} where e.person = ? and ${isPresent}`, person);
}

export type GroupRow = {
  readonly group: GroupId;
  readonly school: SchoolId;
  readonly subject: string;
  readonly grades: readonly number[];
  readonly letter: string;
  readonly teacher: PersonId;
};

type StoredGroup = Omit<GroupRow, 'group' | 'grades'> & { readonly group_id: GroupId; readonly grades: string };
const groupColumns = 'group_id, school, subject, grades, letter, teacher';

function groupFrom({ group_id, school, subject, grades, letter, teacher }: StoredGroup): GroupRow {
  return { group: group_id, school, subject, grades: grades.split('+').map(Number), letter, teacher };
}

export async function findGroup(read: Reader, group: string): Promise<GroupRow | undefined> {
  const sql = `select ${groupColumns} from people_groups where group_id = ? and is_open = 1`;
  const row = await read.get<StoredGroup>(sql, group);
  return row && groupFrom(row);
}

export async function selectGroups(read: Reader, school: SchoolId, teacher?: PersonId): Promise<GroupRow[]> {
  const only = teacher ? ' and teacher = ?' : '';
  const sql = `select ${groupColumns} from people_groups where school = ? and is_open = 1${only} order by grades, subject, group_id`;
  return (await read.all<StoredGroup>(sql, school, ...(teacher ? [teacher] : []))).map(groupFrom);
}

/** The pupils of a group: those of its grades (and letter), without the excepted, with the added. */
export async function selectMembers(read: Reader, group: GroupRow): Promise<PupilRow[]> {
  const marks = group.grades.map(() => '?').join(', ');
  const sql = `select ${pupilColumns} from ${pupilTables}
    left join people_group_changes c on c.person = e.person and c.group_id = ?
    where ${isPresent} and ((e.school = ? and e.grade in (${marks}) and (? = '' or e.letter = ?) and coalesce(c.is_member, 1) = 1)
      or c.is_member = 1)
    order by e.grade, e.letter, p.person`;
  return read.all<PupilRow>(sql, group.group, group.school, ...group.grades, group.letter, group.letter);
}

/** The groups that a pupil sits in. */
export async function selectGroupsOf(read: Reader, pupil: PupilRow): Promise<GroupRow[]> {
  const sql = `select ${groupColumns.split(', ').map((name) => `g.${name}`).join(', ')}, c.is_member
    from people_groups g left join people_group_changes c on c.group_id = g.group_id and c.person = ?
    where g.is_open = 1`;
  const rows = await read.all<StoredGroup & { is_member: number | null }>(sql, pupil.person);
  return rows
    .filter(({ is_member, grades, letter, school }) => {
      if (is_member !== null) return is_member === 1;
      return school === pupil.school && grades.split('+').includes(String(pupil.grade)) && (letter === '' || letter === pupil.letter);
    })
    .map(groupFrom);
}

export async function selectPosts(read: Reader, person: PersonId): Promise<Post[]> {
  type Stored = { role: Role; school: SchoolId | ''; district: string };
  const rows = await read.all<Stored>('select role, school, district from people_posts where person = ?', person);
  return rows.map(({ role, school, district }) => ({
    role,
    ...(school ? { school } : {}),
    ...(district ? { district } : {}),
  }));
}

export type StoredCredential = {
  readonly person: PersonId;
  readonly kind: 'pin' | 'pictures' | 'password';
  readonly key_id: string;
  readonly sealed: Uint8Array;
};

export function findCredential(read: Reader, person: string): Promise<StoredCredential | undefined> {
  return read.get('select person, kind, key_id, sealed from people_credentials where person = ?', person);
}

export function selectPasswords(read: Reader): Promise<StoredCredential[]> {
  return read.all("select person, kind, key_id, sealed from people_credentials where kind = 'password'");
}
