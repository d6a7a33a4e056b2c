import { Hono } from 'hono';
import { z } from 'zod/mini';
import { mintId, regionScope, schoolScope, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { idOf, language } from '#kernel/schema.ts';
import { roles, type Role } from '#kernel/role.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import type { Draft } from '#log/record.ts';
import { addAdult, type PostData } from './adults.ts';
import type { Desk } from './desk.ts';
import { officeName } from './names.ts';
import { nameInput, readName } from './office/input.ts';
import { allow } from './permissions.ts';
import { findSchool, selectSchools, type SchoolRow } from './queries.ts';
import { date, postEnded, schoolRegistered, schoolsRelated } from './records.ts';

const words = z.string().check(z.minLength(1), z.maxLength(120));
const text = z.object({ kk: words, ru: words, en: words });
const school = idOf<SchoolId>();
const about = {
  names: text,
  /** КАТО: nine digits. */
  kato: z.string().check(z.regex(/^\d{9}$/)),
  district: text,
  kind: z.enum(['primary', 'basic', 'general']),
  medium: z.enum(['kk', 'ru', 'mixed']),
};
const relation = z.object({
  school,
  other: school,
  relation: z.enum(['hub-of', 'magnet-of']),
  from: date,
  to: z.optional(date),
});
const adult = { name: nameInput, language };
const staff = z.object({ ...adult, role: z.string().check(z.maxLength(40)), district: z.optional(words) });

/** Roles that the region gives to its own people (PPL-36). */
const regionRoles: ReadonlySet<Role> = new Set(['methodist', 'coordinator', 'funder']);

/** The region: its schools, the relations between them, its own people, and each school's first head. */
export function regionRoutes(house: House, desk: Desk) {
  const write = async (...records: Draft[]): Promise<void> => {
    await house.log.write(() => ({ records, answer: undefined }));
    house.live.publish('people:region:schools');
  };
  const registered = (
    by: PersonId,
    id: SchoolId,
    given: Pick<SchoolRow, 'names' | 'kato' | 'district' | 'kind' | 'medium'>,
    isInvented: boolean,
  ): Draft => {
    return schoolRegistered.draft(regionScope, by, { ...given, school: id, isInvented });
  };
  return new Hono<Env>()
    .get('/region/schools', allow('people.see-region'), async (context) => {
      return context.json({ schools: await schoolsFor(house, personOf(context)) });
    })
    .post(
      '/region/schools',
      allow('people.manage-region'),
      input('json', z.object({ ...about, school: z.optional(school) })),
      async (context) => {
        atRegion(house);
        const { school: id = mintId<SchoolId>(house.randomness), ...given } = context.req.valid('json');
        if (await findSchool(house.log.read, id)) throw refused('people.school-exists', 409);
        await write(registered(personOf(context).person, id, given, false));
        return context.json({ school: id });
      },
    )
    .put(
      '/region/schools/:school',
      allow('people.manage-region'),
      input('param', z.object({ school })),
      input('json', z.object(about)),
      async (context) => {
        const known = await knownSchool(house, context.req.valid('param').school);
        await write(registered(personOf(context).person, known.school, context.req.valid('json'), known.isInvented));
        return context.json({ done: true });
      },
    )
    .post('/region/relations', allow('people.manage-region'), input('json', relation), async (context) => {
      const body = context.req.valid('json');
      for (const id of [body.school, body.other]) await knownSchool(house, id);
      if (body.school === body.other) throw refused('people.relation-with-itself', 422);
      if (body.to !== undefined && body.to < body.from) throw refused('people.relation-days', 422);
      await write(schoolsRelated.draft(regionScope, personOf(context).person, body));
      return context.json({ done: true });
    })
    .post(
      '/region/schools/:school/head',
      allow('people.manage-region'),
      input('param', z.object({ school })),
      input('json', z.object(adult)),
      async (context) => {
        const { school: id } = await knownSchool(house, context.req.valid('param').school);
        const { name, language: speaks } = context.req.valid('json');
        const data = { name: readName(name), language: speaks, picture: '' };
        const actor = personOf(context).person;
        const given = await desk.inTurn(() =>
          addAdult(house, desk, { data, posts: [{ role: 'head' }], actor, scope: schoolScope(id), school: id }),
        );
        return context.json(given);
      },
    )
    .get('/region/people', allow('people.manage-region'), async (context) =>
      context.json({ people: await regionPeople(house) }),
    )
    .post('/region/people', allow('people.manage-region'), input('json', staff), async (context) => {
      atRegion(house);
      const { name, language: speaks, role, district } = context.req.valid('json');
      const post: PostData = { role: readRegionRole(role), district };
      if (post.role === 'methodist' && !(await isDistrict(house, district)))
        throw refused('people.district-unknown', 422);
      const data = { name: readName(name), language: speaks, picture: '' };
      const actor = personOf(context).person;
      return context.json(await desk.inTurn(() => addAdult(house, desk, { data, posts: [post], actor })));
    })
    .delete(
      '/region/people/:person/posts/:role',
      allow('people.manage-region'),
      input('param', z.object({ person: idOf<PersonId>(), role: z.string() })),
      async (context) => {
        atRegion(house);
        const { person, role: asked } = context.req.valid('param');
        const role = readRegionRole(asked);
        const people = await regionPeople(house);
        const hasPost = (each: (typeof people)[number]) => each.posts.some((post) => post.role === role);
        if (!people.some((each) => each.person === person && hasPost(each))) throw refused('people.no-such-post', 404);
        if (role === 'coordinator' && people.filter(hasPost).length === 1)
          throw refused('people.last-coordinator', 409);
        await write(postEnded.draft(regionScope, personOf(context).person, { person, role }));
        return context.json({ done: true });
      },
    );
}

function atRegion(house: House): void {
  if (house.self.kind !== 'region') throw refused('people.region-only', 409);
}

async function knownSchool(house: House, id: SchoolId): Promise<SchoolRow> {
  atRegion(house);
  const found = await findSchool(house.log.read, id);
  if (!found) throw refused('people.no-such-school', 404);
  return found;
}

function readRegionRole(text: string): Role {
  const role = roles.find((each) => each === text);
  if (!role) throw refused('people.role-unknown', 422, { value: text.slice(0, 40) });
  if (!regionRoles.has(role)) throw refused('people.role-of-school', 422);
  return role;
}

/** A district is named as in the register, in any of its languages. */
function isOfDistrict(row: SchoolRow, district: string): boolean {
  return Object.values(row.district).includes(district);
}

async function isDistrict(house: House, district: string | undefined): Promise<boolean> {
  return district !== undefined && (await selectSchools(house.log.read)).some((row) => isOfDistrict(row, district));
}

/** A methodist sees the schools of their own districts; a coordinator and a funder all (PPL-36). */
async function schoolsFor(house: House, who: Person) {
  const isWide = who.posts.some((post) => post.role === 'coordinator' || post.role === 'funder');
  const districts = who.posts.flatMap((post) => (post.role === 'methodist' && post.district ? [post.district] : []));
  const all = await selectSchools(house.log.read);
  const seen = isWide ? all : all.filter((row) => districts.some((district) => isOfDistrict(row, district)));
  type Relation = { school: SchoolId; other: SchoolId; relation: string; since: string; until: string | null };
  const relations = await house.log.read.all<Relation>(
    'select school, other, relation, since, until from people_relations order by since, school, other',
  );
  return seen.map((row) => ({
    ...row,
    relations: relations.filter((each) => each.school === row.school || each.other === row.school),
  }));
}

/** Those whom the region itself has posted. */
async function regionPeople(house: House) {
  atRegion(house);
  type Row = { person: PersonId; role: Role; district: string };
  const rows = await house.log.read.all<Row>(
    `select t.person, t.role, t.district from people_posts t join log_origins o on o.id = t._origin
     where o.scope = ? and t.school = '' and not exists (select 1 from log_erased x where x.person = t.person)
     order by t.person, t.role`,
    regionScope,
  );
  const people = [];
  for (const [person, posts] of Map.groupBy(rows, (row) => row.person)) {
    people.push({
      person,
      name: await officeName(house, person),
      posts: posts.map(({ role, district }) => ({ role, district })),
    });
  }
  return people;
}
