import { regionScope, schoolOfScope, type PersonId, type SchoolId, type Scope } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { Reader } from '#log/store.ts';
import { scopeOf } from './credential-keys.ts';
import { todayOf } from './guards.ts';
import { officeName } from './names.ts';
import { adultsHere } from './office/lists.ts';
import { idsOf, isErased } from './queries.ts';
import { enrolmentEnded, erasureDeclined, parentUnlinked, personErased, postEnded } from './records.ts';
import type { Role } from '#kernel/role.ts';
import { nameKey } from './roster/names.ts';

/**
 * PPL-33: destroys the keys under which everything personal of a human being is sealed, under all their ids, and ends
 * what is open. What they did stays and is counted; who it was, nobody can read any more. Not to be taken back.
 */
export async function erasePerson(house: House, by: PersonId, person: PersonId, typedName: string): Promise<void> {
  const { read } = house.log;
  const ids = await idsOf(read, person);
  const known = await read.get('select person from people_persons where person = ?', person);
  if (!known || (await isErased(read, person))) throw refused('people.no-such-person', 404);
  const name = await officeName(house, person);
  if (nameKey(typedName.trim().replaceAll(/\s+/g, ' ')) !== nameKey(name)) throw refused('people.erase-name', 422);
  await assertNotLastHead(house, ids);
  await house.log.write(async (on) => {
    const ends = house.self.school ? await endDrafts(on, house, by, ids) : [];
    const wanted = await wantedAs(on, ids);
    const scope = scopeOf(house);
    return {
      records: [...ends, ...[...ids, ...wanted].map((id) => personErased.draft(scope, by, { person: id }))],
      answer: undefined,
    };
  });
}

async function assertNotLastHead(house: House, ids: readonly PersonId[]): Promise<void> {
  if (!house.self.school) return;
  const heads = (await adultsHere(house)).filter((adult) => adult.posts.some((post) => post.role === 'head'));
  if (heads.length === 1 && heads.some((head) => ids.includes(head.person))) throw refused('people.last-head', 409);
}

async function endDrafts(on: Deciding, house: House, by: PersonId, ids: readonly PersonId[]): Promise<Draft[]> {
  const scope = scopeOf(house);
  const { school } = house.self;
  if (!school) return [];
  const drafts: Draft[] = [];
  for (const person of ids) {
    const open = await on.all<{ enrolment: string }>(
      'select enrolment from people_enrolments where person = ? and school = ? and until is null',
      person,
      school,
    );
    const posts = await on.all<{ role: Role }>(
      'select role from people_posts where person = ? and school = ?',
      person,
      school,
    );
    const links = await on.all<{ parent: PersonId; child: PersonId }>(
      'select parent, child from people_children where parent = ? or child = ?',
      person,
      person,
    );
    drafts.push(
      ...open.map(({ enrolment }) =>
        enrolmentEnded.draft(scope, by, { enrolment, on: todayOf(house), reason: 'left' }),
      ),
      ...posts.map(({ role }) => postEnded.draft(scope, by, { person, role, school })),
      ...links.map(({ parent, child }) => parentUnlinked.draft(scope, by, { parent, child })),
    );
  }
  return drafts;
}

/** The ids of requests under which a school once typed this child's name. */
async function wantedAs(on: Deciding, ids: readonly PersonId[]): Promise<PersonId[]> {
  const marks = ids.map(() => '?').join(', ');
  const rows = await on.all<{ wanted: PersonId }>(
    `select a.wanted from people_transfer_asks a where a.transfer in (
       select transfer from people_transfers where person in (${marks})
       union select transfer from people_leave_asks where person in (${marks}))`,
    ...ids,
    ...ids,
  );
  return rows.map((row) => row.wanted);
}

/**
 * A school's word that somebody is erased, of which the region has said nothing yet. It counts by itself where the school
 * has entered the person, or typed the name to ask for them, and nobody else has them: no place, no post.
 */
const undecided = `from people_erased x join log_origins o on o.id = x._origin
  where o.scope <> '${regionScope}'
  and not exists (select 1 from people_erased y join log_origins r on r.id = y._origin
    where y.person = x.person and r.scope = '${regionScope}')
  and not exists (select 1 from people_erasures_declined d where d.person = x.person)`;
const isOwn = `(exists (select 1 from people_persons p where p.person = x.person and p._origin = x._origin)
  or exists (select 1 from people_transfer_asks a where a.wanted = x.person and a._origin = x._origin))`;
const isElsewhere = `(exists (select 1 from people_enrolments e
    where e.person = x.person and e.until is null and 'school:' || e.school <> o.scope)
  or exists (select 1 from people_posts t where t.person = x.person and 'school:' || t.school <> o.scope))`;

/** PPL-34: the region's node makes a school's erasure its own where it counts by itself; then it counts on every node. */
export async function passErasuresOn(house: House): Promise<void> {
  await house.log.write(async (on) => {
    const rows = await on.all<{ person: PersonId }>(
      `select distinct x.person ${undecided} and ${isOwn} and not ${isElsewhere}`,
    );
    return {
      records: rows.map(({ person }) => personErased.draft(regionScope, 'node', { person })),
      answer: undefined,
    };
  });
}

export type AskedErasure = { readonly person: PersonId; readonly school: SchoolId };

/** Erasures by schools that a coordinator has to decide: the person is elsewhere too, or another school entered them. */
export async function askedErasures(read: Reader): Promise<AskedErasure[]> {
  const rows = await read.all<{ person: PersonId; scope: Scope }>(
    `select distinct x.person, o.scope ${undecided} and not (${isOwn} and not ${isElsewhere}) order by x.person, o.scope`,
  );
  return rows.flatMap(({ person, scope }) => {
    const school = schoolOfScope(scope);
    return school ? [{ person, school }] : [];
  });
}

/** A coordinator's answer: erased everywhere, under all ids; or by that school for itself alone. */
export async function decideErasure(house: House, by: PersonId, person: PersonId, isErased: boolean): Promise<void> {
  const isAsked = await house.log.write(async (on) => {
    if (!(await askedErasures(on)).some((each) => each.person === person)) return { records: [], answer: false };
    const ids = isErased ? await idsOf(on, person) : [];
    const erased = [...ids, ...(isErased ? await wantedAs(on, ids) : [])];
    const records = isErased
      ? erased.map((id) => personErased.draft(regionScope, by, { person: id }))
      : [erasureDeclined.draft(regionScope, by, { person })];
    return { records, answer: true };
  });
  if (!isAsked) throw refused('people.no-such-person', 404);
}
