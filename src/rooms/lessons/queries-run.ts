import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import type { Activity, Plan } from './plan/plan.ts';
import type { Attendance } from './records-run.ts';
import type { Command } from './run/command.ts';

/** A lesson that was held, or is being held: for the journal, whose columns are these. */
export type HeldRun = {
  readonly run: string;
  readonly day: string;
  /** Of the timetable; empty where it was none. */
  readonly slot: string;
  readonly teacher: PersonId;
  readonly isClosed: boolean;
  readonly lanes: readonly HeldLane[];
};

export type HeldLane = {
  readonly lane: string;
  readonly group: GroupId;
  readonly grade: number;
  readonly subject: string;
  readonly topic: string;
  readonly objectives: readonly string[];
  readonly homework: readonly Activity[];
};

export type AttendanceRow = Attendance & { readonly run: string };

export type RunRow = {
  readonly run: string;
  readonly school: SchoolId;
  readonly day: string;
  readonly slot: string;
  readonly plan: string;
  readonly version: number;
  readonly content: Plan;
  readonly teacher: PersonId;
  readonly startedAt: number;
  /** 0 while it goes on. */
  readonly closedAt: number;
  readonly isOnPaper: boolean;
};

type Days = { readonly group?: string; readonly from: string; readonly to: string };
type StoredHeld = { run: string; day: string; slot: string; teacher: PersonId; closed_at: number };

/**
 * Lessons of a school on the days from `from` to `to`, both included, oldest first; of one group: those in which it has a
 * lane, with all their lanes.
 */
export async function heldRuns(read: Reader, school: SchoolId, { group, from, to }: Days): Promise<readonly HeldRun[]> {
  const ofGroup = group
    ? ' and exists (select 1 from lessons_run_lanes l where l._origin = r._origin and l.run = r.run and l.group_id = ?)'
    : '';
  const rows = await read.all<StoredHeld>(
    `select r.run, r.day, r.slot, r.teacher, r.closed_at from lessons_runs r
     where r.school = ? and r.day >= ? and r.day <= ?${ofGroup} order by r.day, r.started_at, r.run`,
    school,
    from,
    to,
    ...(group ? [group] : []),
  );
  const lanes = await lanesOf(read, school, { from, to });
  return rows.map(({ closed_at, ...row }) => ({ ...row, isClosed: closed_at > 0, lanes: lanes.get(row.run) ?? [] }));
}

async function lanesOf(read: Reader, school: SchoolId, { from, to }: Days): Promise<Map<string, HeldLane[]>> {
  type Stored = Omit<HeldLane, 'group' | 'objectives' | 'homework'> & {
    run: string;
    group_id: GroupId;
    objectives: string;
    homework: string;
  };
  const rows = await read.all<Stored>(
    `select l.run, l.lane, l.group_id, l.grade, l.subject, l.topic, l.objectives, l.homework
     from lessons_runs r join lessons_run_lanes l on l._origin = r._origin and l.run = r.run
     where r.school = ? and r.day >= ? and r.day <= ? order by l.run, l.lane`,
    school,
    from,
    to,
  );
  const found = new Map<string, HeldLane[]>();
  for (const { run, group_id, objectives, homework, ...lane } of rows) {
    const held = {
      ...lane,
      group: group_id,
      objectives: JSON.parse(objectives || '[]') as string[],
      homework: JSON.parse(homework || '[]') as Activity[],
    };
    found.set(run, [...(found.get(run) ?? []), held]);
  }
  return found;
}

/** How many values one question may name. */
const batch = 400;

/** Who was in these lessons; pupils of whom nothing was said are not listed. */
export async function attendanceIn(read: Reader, runs: readonly string[]): Promise<readonly AttendanceRow[]> {
  const found: AttendanceRow[] = [];
  for (let from = 0; from < runs.length; from += batch) {
    const some = runs.slice(from, from + batch);
    type Stored = {
      run: string;
      person: PersonId;
      state: Attendance['state'];
      minutes: number | null;
      reason: string | null;
    };
    const rows = await read.all<Stored>(
      `select run, person, state, minutes, reason from lessons_attendance
       where run in (${some.map(() => '?').join(', ')}) order by run, person`,
      ...some,
    );
    for (const { minutes, reason, ...row } of rows) {
      found.push({
        ...row,
        ...(minutes === null ? {} : { minutes }),
        ...(reason === null ? {} : { reason: reason as NonNullable<Attendance['reason']> }),
      });
    }
  }
  return found;
}

type StoredRun = Omit<RunRow, 'content' | 'startedAt' | 'closedAt' | 'isOnPaper'> & {
  content: string;
  started_at: number;
  closed_at: number;
  is_on_paper: number;
};

const runColumns =
  'r.run, r.school, r.day, r.slot, r.plan, r.version, r.content, r.teacher, r.started_at, r.closed_at, r.is_on_paper';

function runFrom({ content, started_at, closed_at, is_on_paper, ...row }: StoredRun): RunRow {
  const plan = JSON.parse(content) as Plan;
  return { ...row, content: plan, startedAt: started_at, closedAt: closed_at, isOnPaper: is_on_paper === 1 };
}

export async function findRun(read: Reader, school: SchoolId, run: string): Promise<RunRow | undefined> {
  const sql = `select ${runColumns} from lessons_runs r where r.school = ? and r.run = ?`;
  const row = await read.get<StoredRun>(sql, school, run);
  return row && runFrom(row);
}

/** What each lane of a run was in the end, so far as it was said. */
export async function heldLanesOf(
  read: Reader,
  run: string,
): Promise<ReadonlyMap<string, Pick<HeldLane, 'topic' | 'homework'>>> {
  type Stored = { lane: string; topic: string; homework: string };
  const rows = await read.all<Stored>('select lane, topic, homework from lessons_run_lanes where run = ?', run);
  return new Map(
    rows.map(({ lane, topic, homework }) => [lane, { topic, homework: JSON.parse(homework || '[]') as Activity[] }]),
  );
}

/** What was given for homework in a grade's lessons that were closed since an instant, newest first. */
export async function homeworkSince(
  read: Reader,
  school: SchoolId,
  { groups, grade, since }: { readonly groups: readonly string[]; readonly grade: number; readonly since: number },
): Promise<readonly { readonly day: string; readonly subject: string; readonly homework: readonly Activity[] }[]> {
  if (groups.length === 0) return [];
  const rows = await read.all<{ day: string; subject: string; homework: string }>(
    `select r.day, l.subject, l.homework from lessons_runs r
     join lessons_run_lanes l on l._origin = r._origin and l.run = r.run
     where r.school = ? and r.closed_at >= ? and l.grade = ? and l.group_id in (${groups.map(() => '?').join(', ')})
     order by r.closed_at desc, l.run, l.lane limit 20`,
    school,
    since,
    grade,
    ...groups,
  );
  return rows.map(({ homework, ...row }) => ({ ...row, homework: JSON.parse(homework || '[]') as Activity[] }));
}

/** The run that a device began under this number. */
export async function findRunByDeed(read: Reader, school: SchoolId, deed: string): Promise<string | undefined> {
  const sql = 'select run from lessons_runs where school = ? and deed = ?';
  return (await read.get<{ run: string }>(sql, school, deed))?.run;
}

/** Runs with a lane of one of these groups that began since an instant, newest first; only open ones, or all. */
export async function selectRuns(
  read: Reader,
  school: SchoolId,
  groups: readonly string[],
  { since, isOpenOnly }: { readonly since: number; readonly isOpenOnly: boolean },
): Promise<readonly RunRow[]> {
  if (groups.length === 0) return [];
  const marks = groups.map(() => '?').join(', ');
  const rows = await read.all<StoredRun>(
    `select ${runColumns} from lessons_runs r where r.school = ? and r.started_at >= ?${isOpenOnly ? ' and r.closed_at = 0' : ''}
     and exists (select 1 from lessons_run_lanes l where l._origin = r._origin and l.run = r.run and l.group_id in (${marks}))
     order by r.started_at desc, r.run`,
    school,
    since,
    ...groups,
  );
  return rows.map(runFrom);
}

/** What the engine reads, in the order of the deeds' times. */
export async function commandsOf(read: Reader, run: string): Promise<readonly Command[]> {
  const sql = "select command from lessons_run_deeds where run = ? and command <> '' order by at, deed";
  return (await read.all<{ command: string }>(sql, run)).map(({ command }) => JSON.parse(command) as Command);
}

export async function hasDeed(read: Reader, run: string, deed: string): Promise<boolean> {
  return (await read.get('select 1 as one from lessons_run_deeds where run = ? and deed = ?', run, deed)) !== undefined;
}

export type RunPupil = {
  readonly person: PersonId;
  readonly hand: number;
  readonly ready: number;
  readonly at: number;
};

/** What pupils said in a run. */
export function pupilsOfRun(read: Reader, run: string): Promise<RunPupil[]> {
  return read.all<RunPupil>(
    'select person, hand, ready, at from lessons_run_pupils where run = ? order by person',
    run,
  );
}

export type NoteRow = {
  readonly deed: string;
  readonly person: PersonId;
  readonly text: Uint8Array;
  readonly at: number;
};

export function notesOfRun(read: Reader, run: string): Promise<NoteRow[]> {
  return read.all<NoteRow>('select deed, person, text, at from lessons_notes where run = ? order by at, deed', run);
}

export type PulseRow = { readonly lane: string; readonly a: number; readonly b: number; readonly c: number };

export function pulsesOf(read: Reader, run: string): Promise<PulseRow[]> {
  return read.all<PulseRow>('select lane, a, b, c from lessons_pulses where run = ?', run);
}

/** Milliseconds that pupils had questions for, by attempt: of questions answered since an instant. */
export async function answerTimesOf(
  read: Reader,
  attempts: readonly string[],
  since: number,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (let from = 0; from < attempts.length; from += batch) {
    const some = attempts.slice(from, from + batch);
    const rows = await read.all<{ attempt: string; ms: number }>(
      `select attempt, sum(ms) as ms from lessons_answers where at >= ? and attempt in (${some.map(() => '?').join(', ')}) group by attempt`,
      since,
      ...some,
    );
    for (const { attempt, ms } of rows) found.set(attempt, Number(ms));
  }
  return found;
}

/** How many a tablet has sent in a run: two pupils may share one, nobody says it ten times. */
export async function countPulses(read: Reader, run: string, tablet: string): Promise<number> {
  const sql = 'select count(*) as n from lessons_pulses where run = ? and tablet = ?';
  return Number((await read.get<{ n: number }>(sql, run, tablet))?.n ?? 0);
}
