import type { PersonId, SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';

export type WorkRow = {
  readonly work: string;
  readonly person: PersonId;
  /** Who works with them; empty for who works alone. */
  readonly partner: PersonId | '';
  readonly lab: string;
  readonly version: number;
  readonly task: string;
  /** The pupil's own key, in hex, from which the bench's seed follows. */
  readonly key: string;
  readonly isReal: number;
  readonly isOwn: number;
  readonly beganAt: number;
  /** When it was handed in last, and with which notebook; null before. */
  readonly handedAt: number | null;
  readonly handedTurn: number | null;
  /** The teacher's points, apart by spaces; null before. */
  readonly points: string | null;
  readonly markedTurn: number | null;
  readonly step: string | null;
  /** The newest notebook's turn; null before the first. */
  readonly turn: number | null;
};

const columns = `w.work, w.person, w.partner, w.lab, w.lab_version as "version", w.task, w.key, w.is_real as "isReal",
  w.is_own as "isOwn", w.began_at as "beganAt",
  (select max(h.at) from labs_handed h where h.work = w.work and h._origin = w._origin) as "handedAt",
  (select max(h.turn) from labs_handed h where h.work = w.work and h._origin = w._origin) as "handedTurn",
  m.points, m.turn as "markedTurn",
  (select n.step from labs_notes n where n.work = w.work and n._origin = w._origin order by n.turn desc limit 1) as "step",
  (select max(n.turn) from labs_notes n where n.work = w.work and n._origin = w._origin) as "turn"`;
const tables = 'labs_works w left join labs_marks m on m.work = w.work and m._origin = w._origin';

export function findWork(read: Reader, school: SchoolId, work: string): Promise<WorkRow | undefined> {
  return read.get<WorkRow>(`select ${columns} from ${tables} where w.work = ? and w.school = ?`, work, school);
}

/** The newest works of a school's pupils. */
export function worksOf(read: Reader, school: SchoolId, people: readonly string[], most: number): Promise<WorkRow[]> {
  if (people.length === 0) return Promise.resolve([]);
  const many = people.map(() => '?').join(', ');
  const sql = `select ${columns} from ${tables}
    where w.school = ? and (w.person in (${many}) or w.partner in (${many}))
    order by w.began_at desc, w.work limit ${most}`;
  return read.all<WorkRow>(sql, school, ...people, ...people);
}

export function selectKeys(read: Reader, school: SchoolId): Promise<{ readonly key: Uint8Array }[]> {
  return read.all('select key from labs_keys where school = ? order by at', school);
}

/** Runs as they came; of one beginning there are several where somebody sent another under a known number. */
export function runsOf(read: Reader, work: string): Promise<{ readonly first: number; readonly run: string }[]> {
  return read.all('select first, run from labs_runs where work = ? order by first, at, run', work);
}

export type NoteRow = {
  readonly turn: number;
  readonly step: string;
  readonly notebook: Uint8Array;
  readonly person: string;
  readonly at: number;
};

/** The newest notebook, or the one that was handed in as `turn`. */
export function findNote(read: Reader, work: string, turn?: number): Promise<NoteRow | undefined> {
  const only = turn === undefined ? '' : ' and turn <= ?';
  const sql = `select turn, step, notebook, person, at from labs_notes where work = ?${only} order by turn desc limit 1`;
  return read.get<NoteRow>(sql, work, ...(turn === undefined ? [] : [turn]));
}

export function findBriefing(
  read: Reader,
  work: string,
): Promise<{ readonly rules: string; readonly at: number } | undefined> {
  return read.get('select rules, at from labs_briefings where work = ?', work);
}

export function findMark(
  read: Reader,
  work: string,
): Promise<
  | { readonly points: string; readonly turn: number; readonly comment: Uint8Array | null; readonly teacher: PersonId }
  | undefined
> {
  return read.get('select points, turn, comment, teacher from labs_marks where work = ?', work);
}

/** The assessment of the journal in which a grade's points at a task stand; undefined before they were handed over. */
export async function findJournalled(
  read: Reader,
  {
    group,
    lab,
    task,
    grade,
  }: { readonly group: string; readonly lab: string; readonly task: string; readonly grade: number },
): Promise<string | undefined> {
  const sql = 'select assessment from labs_journalled where group_id = ? and lab = ? and task = ? and grade = ?';
  return (await read.get<{ readonly assessment: string }>(sql, group, lab, task, grade))?.assessment;
}
