import type { PersonId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { Role } from '#kernel/role.ts';
import type { House } from '#http/house.ts';
import { className } from '../classes.ts';
import { ownSchool } from '../guards.ts';
import {
  byName,
  isPresent,
  listName,
  openName,
  pupilColumns,
  pupilTables,
  type FullName,
  type PupilRow,
} from '../queries.ts';
import { selectCredentials } from '../queries-secrets.ts';

export type OfficePupil = {
  readonly person: PersonId;
  /** For sorting and lists: family name first. */
  readonly name: string;
  readonly fullName: FullName;
  readonly birth: string;
  readonly picture: string;
  readonly language: Language;
  readonly grade: number;
  readonly letter: string;
  readonly medium: 'kk' | 'ru';
  readonly since: string;
  readonly method: 'pin' | 'pictures' | null;
};

export type OfficeClass = {
  readonly class: string;
  readonly grade: number;
  readonly letter: string;
  readonly pupils: readonly OfficePupil[];
};

const nobody: FullName = { family: '', given: '' };

/** The pupils of the school now, class by class, in the order of a class list. */
export async function classesHere(house: House): Promise<OfficeClass[]> {
  const { school, scope } = ownSchool(house);
  type Row = PupilRow & { readonly birth: Uint8Array | null; readonly since: string };
  const sql = `select ${pupilColumns}, p.birth, e.since from ${pupilTables} where e.school = ? and ${isPresent} order by e.grade, e.letter, p.person`;
  const methods = new Map(
    (await selectCredentials(house.log.read, scope, ['pin', 'pictures'])).map((row) => [row.person, row.kind]),
  );
  const pupils = (await house.log.read.all<Row>(sql, school)).map((stored): OfficePupil => {
    const { name, birth, person, picture, language, grade, letter, medium, since } = stored;
    const row = { person, picture, language, grade, letter, medium, since };
    const fullName = openName(house.log.vault, row.person, name) ?? nobody;
    const born = (birth && house.log.vault.open(row.person, birth)) ?? '';
    const method = methods.get(row.person);
    return {
      ...row,
      name: listName(fullName) ?? '',
      fullName,
      birth: born,
      method: method === undefined || method === 'password' ? null : method,
    };
  });
  const classes = Map.groupBy(pupils, ({ grade, letter }) => className(grade, letter));
  return [...classes].map(([name, members]) => {
    const { grade, letter } = members[0] as OfficePupil;
    return { class: name, grade, letter, pupils: members.toSorted(byName) };
  });
}

export type OfficePost = { readonly role: Role; readonly class: string; readonly isOfRegion: boolean };
export type OfficeAdult = {
  readonly person: PersonId;
  readonly name: string;
  readonly fullName: FullName;
  readonly language: Language;
  readonly posts: readonly OfficePost[];
  readonly children: readonly PersonId[];
  readonly hasLogin: boolean;
};

/** The adults of the school, each with all posts; a person entered twice once (PPL-31). */
export async function adultsHere(house: House): Promise<OfficeAdult[]> {
  const { school, scope } = ownSchool(house);
  type Row = { person: PersonId; role: Role; class: string; node: string; name: Uint8Array; language: Language };
  const rows = await house.log.read.all<Row>(
    `select coalesce(j.kept, t.person) as person, t.role, t.class, w.node, p.name, p.language
     from people_posts t
     join log_origins w on w.id = t._origin
     left join people_joins j on j.joined = t.person
     join people_persons p on p.person = coalesce(j.kept, t.person)
     join log_origins o on o.id = p._origin and o.scope = ?
     where t.school = ? and not exists (select 1 from log_erased x where x.person = p.person)
     order by t.role`,
    scope,
    school,
  );
  const children = await house.log.read.all<{ parent: PersonId; child: PersonId }>(
    'select parent, child from people_children order by child',
  );
  const logins = new Set((await selectCredentials(house.log.read, scope, ['password'])).map((row) => row.person));
  const adults = [...Map.groupBy(rows, (row) => row.person)].map(([person, posts]): OfficeAdult => {
    const { name, language } = posts.find((post) => post.node === house.self.node) ?? (posts[0] as Row);
    const fullName = openName(house.log.vault, person, name) ?? nobody;
    const held = new Map(
      posts.map(({ role, class: led, node }) => [role, { role, class: led, isOfRegion: node !== house.self.node }]),
    );
    return {
      person,
      name: listName(fullName) ?? '',
      fullName,
      language,
      posts: [...held.values()],
      children: children.filter((link) => link.parent === person).map((link) => link.child),
      hasLogin: logins.has(person),
    };
  });
  return adults.toSorted(byName);
}
