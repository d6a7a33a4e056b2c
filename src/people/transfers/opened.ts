import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';

/** A change of schools that the region has carried out. */
export type Move = {
  readonly transfer: string;
  readonly person: PersonId;
  readonly from: SchoolId;
  readonly to: SchoolId;
  /** The day of the change. */
  readonly day: string;
  /** The place at the new school that the region opened; empty where the pupil had one. */
  readonly enrolment: string;
  readonly openedAt: number;
  /** Whether the old school's node has let the pupil go: it has spoken since. */
  readonly hasLeft: boolean;
};

/**
 * The changes of schools that this node knows of, in the order in which the region carried them out. Where a child was
 * found to be entered anew at the next school, no place was opened there: `enrolment` is empty.
 */
export async function selectMoves(read: Reader): Promise<Move[]> {
  type Stored = Omit<Move, 'hasLeft'> & { readonly has_left: number };
  const answered = (of: string): string =>
    `(select count(*) from people_leave_answers a where a.transfer = ${of}.transfer and a.is_accepted = 1) as has_left`;
  const rows = await read.all<Stored>(
    `select t.transfer, t.person, t.from_school as "from", t.school as "to", t.day, t.enrolment,
       t.opened_at as "openedAt", ${answered('t')}
     from people_transfers t where t.opened_at > 0
     union all select q.transfer, q.person, q.school, q.to_school, q.day, '', q.at, ${answered('q')}
     from people_leave_asks q where q.is_decided = 1
       and not exists (select 1 from people_transfers t where t.transfer = q.transfer and t.opened_at > 0)`,
  );
  return rows
    .map(({ has_left, ...move }) => ({ ...move, hasLeft: has_left > 0 }))
    .toSorted((a, b) => a.openedAt - b.openedAt || (a.transfer < b.transfer ? -1 : 1));
}

/** A pupil whom a school has let go to another. */
export type Leaver = Pick<Move, 'transfer' | 'person' | 'to' | 'day'>;

/** Those whom a school's node has let go, by its own word. */
export function selectLeavers(read: Reader, school: SchoolId): Promise<Leaver[]> {
  return read.all<Leaver>(
    `select l.transfer, l.person, l.to_school as "to", l.day from people_leave_asks l
     where l.school = ? and exists (select 1 from people_leave_answers a where a.transfer = l.transfer and a.is_accepted = 1)
     order by l.at, l.transfer`,
    school,
  );
}

/** Whether a pupil has a place in a class of a school now, under any of these ids. */
export async function hasPlaceAt(read: Reader, school: SchoolId, ids: readonly PersonId[]): Promise<boolean> {
  const marks = ids.map(() => '?').join(', ');
  const sql = `select enrolment from people_enrolments where school = ? and until is null and person in (${marks}) limit 1`;
  return (await read.get(sql, school, ...ids)) !== undefined;
}

/** Whether this node knows of a place in a class at all, open or ended. */
export async function isPlaceKnown(read: Reader, enrolment: string): Promise<boolean> {
  return (await read.get('select enrolment from people_enrolments where enrolment = ?', enrolment)) !== undefined;
}

/** A place in a class, open or ended. */
export type Place = {
  readonly grade: number;
  readonly letter: string;
  readonly medium: 'kk' | 'ru';
  readonly year: number;
  readonly since: string;
  readonly until: string | null;
  readonly reason: string;
};

/** The places that a human being had and has at a school, under all their ids, oldest first. */
export function selectPlaces(read: Reader, school: SchoolId, ids: readonly PersonId[]): Promise<Place[]> {
  const marks = ids.map(() => '?').join(', ');
  return read.all<Place>(
    `select grade, letter, medium, year, since, until, reason from people_enrolments
     where school = ? and person in (${marks}) and reason <> 'mistake' order by since, enrolment`,
    school,
    ...ids,
  );
}
