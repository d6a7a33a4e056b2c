import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { Reader } from '#log/store.ts';

export type SittingRow = {
  readonly sitting: string;
  readonly school: SchoolId;
  readonly study: string;
  readonly cell: string;
  readonly state: 'open' | 'running' | 'paused' | 'ended';
  readonly actor: PersonId;
  readonly openedAt: number;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Minutes that the teacher gave to all. */
  readonly added: number;
};

const sittingColumns = `s.sitting, s.school, s.study, s.cell, s.state, s.actor, s.opened_at as "openedAt",
  s.started_at as "startedAt", s.ended_at as "endedAt", s.added`;

export function findSitting(read: Reader, school: SchoolId, sitting: string): Promise<SittingRow | undefined> {
  const sql = `select ${sittingColumns} from sitting_sittings s where s.sitting = ? and s.school = ?`;
  return read.get<SittingRow>(sql, sitting, school);
}

/** The sittings of a school, newest first. */
export function selectSittings(read: Reader, school: SchoolId): Promise<SittingRow[]> {
  const sql = `select ${sittingColumns} from sitting_sittings s where s.school = ? order by s.opened_at desc, s.sitting`;
  return read.all<SittingRow>(sql, school);
}

export type SittingFormRow = {
  readonly sitting: string;
  readonly form: string;
  readonly minutes: number;
  readonly items: number;
  readonly key: string;
};

export function selectForms(read: Reader, sitting: string): Promise<SittingFormRow[]> {
  const sql = 'select sitting, form, minutes, items, key from sitting_forms where sitting = ? order by form';
  return read.all<SittingFormRow>(sql, sitting);
}

export type SeatRow = {
  readonly attempt: string;
  readonly sitting: string;
  readonly person: PersonId;
  readonly form: string;
  readonly language: Language;
  readonly extra: number;
  readonly isLarge: number;
  readonly isLate: number;
  readonly absent: '' | 'ill' | 'excused' | 'unknown';
  readonly settled: string;
};

const seatColumns = `t.attempt, t.sitting, t.person, t.form, t.language, t.extra, t.is_large as "isLarge",
  t.is_late as "isLate", t.absent, t.settled`;

export function selectSeats(read: Reader, sitting: string): Promise<SeatRow[]> {
  const sql = `select ${seatColumns} from sitting_seats t where t.sitting = ? and t.form <> '' order by t.attempt`;
  return read.all<SeatRow>(sql, sitting);
}

export function findSeat(read: Reader, attempt: string): Promise<SeatRow | undefined> {
  return read.get<SeatRow>(`select ${seatColumns} from sitting_seats t where t.attempt = ? and t.form <> ''`, attempt);
}

/** A seat with its school: of this school, or at the region of any. */
export function findSeatAnywhere(
  read: Reader,
  attempt: string,
  school: SchoolId | undefined,
): Promise<(SeatRow & { readonly school: SchoolId }) | undefined> {
  const sql = `select ${seatColumns}, s.school from sitting_seats t
    join sitting_sittings s on s.sitting = t.sitting and s._origin = t._origin where t.attempt = ? and t.form <> ''`;
  return school ? read.get(`${sql} and s.school = ?`, attempt, school) : read.get(sql, attempt);
}

/** The seats of a pupil under all of their ids, the newest sitting first. */
export async function seatsOfPupil(
  read: Reader,
  school: SchoolId,
  ids: readonly PersonId[],
): Promise<readonly { readonly seat: SeatRow; readonly sitting: SittingRow }[]> {
  const marks = ids.map(() => '?').join(', ');
  const sql = `select ${seatColumns} from sitting_seats t where t.person in (${marks}) and t.form <> ''`;
  const found = [];
  for (const seat of await read.all<SeatRow>(sql, ...ids)) {
    const sitting = await findSitting(read, school, seat.sitting);
    if (sitting) found.push({ seat, sitting });
  }
  return found.toSorted((a, b) => b.sitting.openedAt - a.sitting.openedAt);
}

export type RunRow = {
  readonly attempt: string;
  readonly device: string;
  readonly first: number;
  readonly head: string;
  readonly person: PersonId;
  readonly run: Uint8Array;
  readonly words: Uint8Array | null;
};

const runColumns = 'r.attempt, r.device, r.first, r.head, r.person, r.run, r.words';

export function selectRuns(read: Reader, attempt: string): Promise<RunRow[]> {
  // With the origins, which begin the key: without them each question would read all runs of the year.
  const sql = `select ${runColumns} from sitting_runs r where r._origin in (select id from log_origins)
    and r.attempt = ? order by r.first, r.device, r.head`;
  return read.all<RunRow>(sql, attempt);
}

/** The seats of a study, with the school and the runs of each: what is scored of it. */
export type StudySeat = SeatRow & Pick<SittingRow, 'school' | 'study' | 'cell' | 'endedAt'>;

export function seatsOfStudy(
  read: Reader,
  study: string,
  { cell, school }: { readonly cell?: string | undefined; readonly school?: SchoolId | undefined },
): Promise<StudySeat[]> {
  const where = ['s.study = ?', "t.form <> ''", ...(cell ? ['s.cell = ?'] : []), ...(school ? ['s.school = ?'] : [])];
  const sql = `select ${seatColumns}, s.school, s.study, s.cell, s.ended_at as "endedAt" from sitting_seats t
    join sitting_sittings s on s.sitting = t.sitting and s._origin = t._origin where ${where.join(' and ')}
    order by s.school, t.attempt`;
  return read.all<StudySeat>(sql, study, ...(cell ? [cell] : []), ...(school ? [school] : []));
}

/** The runs of a study, in one pass: the school's, and what the region took in for it. */
export function runsOfStudy(read: Reader, study: string): Promise<RunRow[]> {
  const sql = `select ${runColumns} from sitting_sittings s
    join sitting_seats t on t.sitting = s.sitting and t._origin = s._origin
    join sitting_runs r on r.attempt = t.attempt
    where s.study = ? order by r.attempt, r.first, r.device, r.head`;
  return read.all<RunRow>(sql, study);
}
