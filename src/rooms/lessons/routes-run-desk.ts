import type { PersonId } from '#kernel/ids.ts';
import { hour } from '#kernel/time.ts';
import type { House } from '#http/house.ts';
import type { LogRecord } from '#log/record.ts';
import { findGroup, selectMembers, type PupilRow } from '#people/index.ts';
import type { Activity, Plan } from './plan/plan.ts';
import { commandsOf, findRun, heldLanesOf, type HeldLane, type RunRow } from './queries-run.ts';
import type { Command } from './run/command.ts';
import { readShelf } from './shelf-titles.ts';

/** A pupil of a run, with the lane of their grade in the group. */
export type RunMember = { readonly pupil: PupilRow; readonly lane: string };

/** An activity as a tablet needs it: with what its lesson is called, and its files. */
export type ShownActivity =
  | (Extract<Activity, { kind: 'lesson' }> & {
      readonly subject: string;
      readonly titles: Readonly<Partial<Record<'kk' | 'ru' | 'en', string>>>;
      readonly files: Readonly<Partial<Record<'kk' | 'ru' | 'en', string>>>;
      readonly questions: number;
    })
  | Extract<Activity, { kind: 'task' }>;

/** All that does not change from one pupil's question to the next. */
export type OpenRun = {
  readonly row: RunRow;
  readonly commands: readonly Command[];
  readonly members: readonly RunMember[];
  /** Topic and homework of each lane, as they were said last. */
  readonly held: ReadonlyMap<string, Pick<HeldLane, 'topic' | 'homework'>>;
  readonly show: (activity: Activity) => ShownActivity;
};

export type RunDesk = {
  /** A run with its commands and members; undefined where the school has none of this id. */
  find(run: string): Promise<OpenRun | undefined>;
  /** Runs that began in the last hours and in which somebody sits, open or just closed, newest first. */
  ofPupil(person: PersonId): Promise<OpenRun | undefined>;
  /** The pupils of each lane of a plan. */
  membersOf(content: Plan): Promise<readonly RunMember[]>;
};

/** LES-71: for so long a lesson is a pupil's own; after its end as long as the second says. */
export const runReach = 5 * hour;
const afterReach = hour / 2;
/** Runs of some days. */
const maxKept = 60;

/**
 * Keeps what of runs is asked for by thirty tablets in one moment, until a record changes it. Belongs to the routes of
 * one node.
 */
export function runDesk(house: House): RunDesk {
  const kept = new Map<string, Promise<OpenRun | undefined>>();
  let newest: Promise<readonly string[]> | undefined;
  house.log.onCommit((records) => {
    const touched = records.map(touchedBy);
    if (touched.includes('all')) kept.clear();
    if (touched.some((each) => each !== undefined)) newest = undefined;
    for (const run of touched) if (run) kept.delete(run);
  });
  house.log.onSettled(() => {
    kept.clear();
    newest = undefined;
  });
  const find: RunDesk['find'] = (run) => {
    const known = kept.get(run);
    if (known) return known;
    if (kept.size >= maxKept) kept.clear();
    const opened = open(house, run);
    kept.set(run, opened);
    // What could not be read is asked for again.
    opened.catch(() => kept.delete(run));
    return opened;
  };
  return {
    find,
    ofPupil: async (person) => {
      const now = house.clock.now();
      newest ??= newestRuns(house, now - runReach).catch((error: unknown) => {
        newest = undefined;
        throw error;
      });
      for (const run of await newest) {
        const found = await find(run);
        if (found && isCurrent(found.row, now) && found.members.some(({ pupil }) => pupil.person === person))
          return found;
      }
      return undefined;
    },
    membersOf: (content) => membersOf(house, content),
  };
}

/** Whether a run is still its pupils' own. */
export function isCurrent({ startedAt, closedAt, isOnPaper }: RunRow, now: number): boolean {
  if (isOnPaper || now - startedAt > runReach) return false;
  return closedAt === 0 || now - closedAt < afterReach;
}

/** What a record changes: one run, all of them, or nothing that is kept here. */
function touchedBy({ type, body }: LogRecord): string | undefined {
  if (type.startsWith('people.') || type.startsWith('library.')) return 'all';
  const isOrder = /^lessons\.run-(started|steered|lanes|moved|closed)$/.test(type);
  return isOrder ? (body as { readonly run?: string }).run : undefined;
}

async function newestRuns(house: House, since: number): Promise<readonly string[]> {
  const sql = `select run from lessons_runs where school = ? and started_at >= ? and is_on_paper = 0
    order by started_at desc, run`;
  const rows = await house.log.read.all<{ run: string }>(sql, house.self.school ?? '', since);
  return rows.map(({ run }) => run);
}

async function open(house: House, run: string): Promise<OpenRun | undefined> {
  const { read } = house.log;
  const row = house.self.school && (await findRun(read, house.self.school, run));
  if (!row) return undefined;
  const shelf = await readShelf(read);
  const show = (activity: Activity): ShownActivity => {
    if (activity.kind === 'task') return activity;
    const { subject = '', titles = {}, files = {}, questions = 0 } = shelf.find(activity) ?? {};
    return { ...activity, subject, titles, files, questions };
  };
  const held = await heldLanesOf(read, run);
  return { row, held, commands: await commandsOf(read, run), members: await membersOf(house, row.content), show };
}

/** LES-71: the pupils of each lane: those of its grade in its group. Who is in two lanes' groups sits in the first. */
async function membersOf(house: House, { lanes }: Plan): Promise<readonly RunMember[]> {
  const found = new Map<string, RunMember>();
  for (const { lane, group: id, grade } of lanes) {
    const group = await findGroup(house.log.read, id);
    const members = group ? await selectMembers(house.log.read, group) : [];
    // A pupil of no lane's grade who was added to the group by name sits in the group's first lane.
    const isFirst = lanes.find((each) => each.group === id)?.lane === lane;
    const grades = new Set(lanes.filter((each) => each.group === id).map((each) => each.grade));
    for (const pupil of members) {
      const isTheirs =
        pupil.grade === grade || (isFirst && !grades.has(pupil.grade) && !group?.grades.includes(pupil.grade));
      if (isTheirs && !found.has(pupil.person)) found.set(pupil.person, { pupil, lane });
    }
  }
  return [...found.values()];
}
