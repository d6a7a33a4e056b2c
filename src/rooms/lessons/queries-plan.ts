import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import type { Form, Plan } from './plan/plan.ts';
import type { OwnPlanRules } from './plan/rules.ts';

export type PlannedLane = {
  readonly lane: string;
  readonly group: GroupId;
  readonly grade: number;
  readonly subject: string;
  readonly topic: string;
  readonly objectives: readonly string[];
  /** Minutes of each form of work. */
  readonly forms: Readonly<Partial<Record<Form, number>>>;
};

export type PlanRow = {
  readonly plan: string;
  readonly teacher: PersonId;
  readonly version: number;
  readonly title: string;
  readonly minutes: number;
  readonly at: number;
  /** A day, or empty; so the slot. */
  readonly day: string;
  readonly slot: string;
  /** The plan that it was copied from; empty where it was not. */
  readonly from: string;
  readonly isDropped: boolean;
  readonly lanes: readonly PlannedLane[];
};

type StoredPlan = Omit<PlanRow, 'lanes' | 'from' | 'isDropped'> & {
  readonly from_plan: string;
  readonly is_dropped: number;
};
type StoredLane = Omit<PlannedLane, 'group' | 'forms' | 'objectives'> & {
  readonly objectives: string;
  readonly plan: string;
  readonly group_id: GroupId;
  readonly forms: string;
};

const columns = 'plan, teacher, version, title, minutes, at, day, slot, from_plan, is_dropped';

/** The plans of a school that were not dropped, newest first; only those placed from a day to a day where one is given. */
export async function selectPlans(
  read: Reader,
  school: SchoolId,
  days?: { readonly from: string; readonly to: string },
): Promise<PlanRow[]> {
  const only = days ? ' and day >= ? and day <= ?' : '';
  const sql = `select ${columns} from lessons_plans where school = ? and is_dropped = 0 and version > 0${only} order by at desc, plan`;
  const rows = await read.all<StoredPlan>(sql, school, ...(days ? [days.from, days.to] : []));
  return withLanes(read, school, rows);
}

/** A plan of the school by its id, dropped ones too: lessons that were held by it name it. */
export async function findPlan(read: Reader, school: SchoolId, plan: string): Promise<PlanRow | undefined> {
  const sql = `select ${columns} from lessons_plans where school = ? and plan = ? and version > 0`;
  return (await withLanes(read, school, await read.all<StoredPlan>(sql, school, plan)))[0];
}

/** The newest plan for a lesson of the timetable on a day. */
export async function findPlanFor(
  read: Reader,
  school: SchoolId,
  day: string,
  slot: string,
): Promise<PlanRow | undefined> {
  const plans = await selectPlans(read, school, { from: day, to: day });
  return plans.find((each) => each.slot === slot);
}

/** A version of a plan, whole; the newest where none is named. */
export async function findPlanContent(
  read: Reader,
  school: SchoolId,
  plan: string,
  version?: number,
): Promise<{ readonly version: number; readonly content: Plan } | undefined> {
  const only = version === undefined ? '' : ' and v.version = ?';
  const sql = `select v.version, v.content from lessons_plan_versions v
    join lessons_plans p on p._origin = v._origin and p.plan = v.plan
    where p.school = ? and v.plan = ?${only} order by v.version desc limit 1`;
  const row = await read.get<{ version: number; content: string }>(
    sql,
    school,
    plan,
    ...(version === undefined ? [] : [version]),
  );
  return row && { version: row.version, content: JSON.parse(row.content) as Plan };
}

export type PlanVersion = { readonly version: number; readonly teacher: PersonId; readonly at: number };

/** The versions of a plan, newest first. */
export function selectPlanVersions(read: Reader, school: SchoolId, plan: string): Promise<PlanVersion[]> {
  const sql = `select v.version, v.teacher, v.at from lessons_plan_versions v
    join lessons_plans p on p._origin = v._origin and p.plan = v.plan
    where p.school = ? and v.plan = ? order by v.version desc`;
  return read.all(sql, school, plan);
}

/** What the school's head set for plans, by the day from which it holds. */
export async function selectOwnPlanRules(read: Reader, school: SchoolId): Promise<OwnPlanRules[]> {
  const sql = 'select from_day, first_alone, least from lessons_plan_rules where school = ? order by from_day';
  type Stored = { from_day: string; first_alone: number; least: number };
  const rows = await read.all<Stored>(sql, school);
  return rows.map(({ from_day, first_alone, least }) => ({ from: from_day, firstAlone: first_alone, least }));
}

async function withLanes(read: Reader, school: SchoolId, rows: readonly StoredPlan[]): Promise<PlanRow[]> {
  if (rows.length === 0) return [];
  const sql = `select plan, lane, group_id, grade, subject, topic, objectives, forms from lessons_plan_lanes
    where school = ?${rows.length === 1 ? ' and plan = ?' : ''} order by plan, lane`;
  const only = rows.length === 1 ? [rows[0]?.plan ?? ''] : [];
  const lanes = Map.groupBy(await read.all<StoredLane>(sql, school, ...only), (row) => row.plan);
  return rows.map(({ from_plan, is_dropped, ...row }) => ({
    ...row,
    from: from_plan,
    isDropped: is_dropped === 1,
    lanes: (lanes.get(row.plan) ?? []).map(({ plan: _plan, group_id, forms, objectives, ...lane }) => {
      const codes = objectives === '' ? [] : objectives.split(' ');
      return { ...lane, group: group_id, objectives: codes, forms: formsOf(forms) };
    }),
  }));
}

function formsOf(stored: string): PlannedLane['forms'] {
  const pairs = stored === '' ? [] : stored.split(' ').map((each) => each.split(':'));
  return Object.fromEntries(pairs.map(([form = '', minutes]) => [form, Number(minutes)]));
}
