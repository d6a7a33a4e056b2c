import { regionScope, schoolScope, type PersonId, type SchoolId } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import { todayOf } from './guards.ts';
import { pairKey, toldApart } from './office/alike.ts';
import { findPupil, idsOf, isErased, openName } from './queries.ts';
import { personsJoined, personsToldApart } from './records.ts';
import { leaveAsked } from './records-moves.ts';
import { likelyTwice, type Entry, type EntryPair } from './twice.ts';

/** How many names are opened before others have their turn: some milliseconds. */
const namesAtOnce = 200;

/** PPL-40: pupils of different schools who may be one child. Reads every pupil of the region. */
export async function twiceInRegion(house: House): Promise<EntryPair[]> {
  if (house.self.kind !== 'region') throw refused('people.region-only', 409);
  const apart = await toldApart(house.log.read);
  const entries = await entriesOf(house);
  return likelyTwice(entries, (a, b) => apart.has(pairKey(a, b)));
}

type Row = Pick<Entry, 'person' | 'school' | 'grade' | 'letter' | 'since'> & {
  readonly name: Uint8Array;
  readonly birth: Uint8Array;
  readonly until: string | null;
};

/** Each pupil once, with the newest place, those who were joined to another left out. */
async function entriesOf(house: House): Promise<Entry[]> {
  const { read, vault } = house.log;
  const rows = await read.all<Row>(
    `select p.person, p.name, p.birth, e.school, e.grade, e.letter, e.since, e.until
     from people_enrolments e join people_persons p on p.person = e.person and p._origin = e._origin
     where p.birth is not null and e.reason <> 'mistake'
       and not exists (select 1 from people_joins j where j.joined = e.person)
       and not exists (select 1 from log_erased x where x.person = e.person)
     order by e.since, case when e.until is null then 1 else 0 end, e.enrolment`,
  );
  const newest = [...new Map(rows.map((row) => [row.person, row])).values()];
  const entries: Entry[] = [];
  for (const [n, { name, birth, until, ...row }] of newest.entries()) {
    if (n % namesAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
    const born = vault.open(row.person, birth);
    const known = openName(vault, row.person, name);
    if (!born || !known) continue;
    entries.push({ ...row, ...known, patronymic: known.patronymic ?? '', birth: born, until: until ?? '' });
  }
  return entries;
}

/**
 * PPL-41: a coordinator joins entries of different schools. The kept one is the entry of the school where the child
 * learns; a place that the other entry still has is ended by that school's own node when it hears.
 */
export async function joinInRegion(house: House, by: PersonId, kept: PersonId, joined: PersonId): Promise<void> {
  if (house.self.kind !== 'region') throw refused('people.region-only', 409);
  await house.log.write(async (on) => {
    await assertFree(on, kept, joined);
    const records: Draft[] = [personsJoined.draft(regionScope, by, { kept, joined })];
    const [here, there] = [await findPupil(on, kept), await findPupil(on, joined)];
    if (here && there && here.school !== there.school) {
      const body = {
        transfer: on.mint<string>(),
        person: joined,
        to: here.school,
        on: todayOf(house),
        isDecided: true,
      };
      records.push(leaveAsked.draft(schoolScope(there.school), by, body));
    }
    return { records, answer: undefined };
  });
}

/** PPL-31: both are known, neither is erased, and the join makes no ring. Throws the refusal. */
export async function assertFree(on: Deciding, kept: PersonId, joined: PersonId): Promise<void> {
  for (const id of [kept, joined]) {
    const known = await on.get('select person from people_persons where person = ?', id);
    if (!known || (await isErased(on, id))) throw refused('people.no-such-person', 404);
  }
  // A join of two who are one already, or the other way round, would make a ring.
  if ((await idsOf(on, kept)).includes(joined)) throw refused('people.joined-already', 409);
  if (await on.get('select kept from people_joins where joined = ?', joined))
    throw refused('people.joined-already', 409);
}

/** PPL-42: they are two: nobody is asked again. */
export async function tellApart(house: House, by: PersonId, a: PersonId, b: PersonId): Promise<void> {
  if (house.self.kind !== 'region') throw refused('people.region-only', 409);
  const [one, other] = a < b ? [a, b] : [b, a];
  await house.log.write(async (on) => {
    for (const id of [one, other]) {
      if (!(await on.get('select person from people_persons where person = ?', id)))
        throw refused('people.no-such-person', 404);
    }
    const isKnown = (await toldApart(on)).has(pairKey(one, other));
    return { records: isKnown ? [] : [personsToldApart.draft(regionScope, by, { one, other })], answer: undefined };
  });
}

/**
 * Parted again: a place that the joined entry's school has not ended yet stays, unless that school itself says that the
 * child has left.
 */
export async function reaskDrafts(on: Deciding, by: PersonId, joined: PersonId): Promise<Draft[]> {
  type Open = { transfer: string; school: SchoolId; to: SchoolId; day: string };
  const rows = await on.all<Open>(
    `select q.transfer, q.school, q.to_school as "to", q.day from people_leave_asks q where q.person = ? and q.is_decided = 1
     and not exists (select 1 from people_leave_answers a where a.transfer = q.transfer and a.is_accepted = 1)
     and not exists (select 1 from people_transfers t where t.transfer = q.transfer)`,
    joined,
  );
  return rows.map(({ transfer, school, to, day }) =>
    leaveAsked.draft(schoolScope(school), by, { transfer, person: joined, to, on: day, isDecided: false }),
  );
}
