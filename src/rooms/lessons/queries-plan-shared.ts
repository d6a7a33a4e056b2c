import type { SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import type { Plan } from './plan/plan.ts';

/** A plan of some school that is for everybody. */
export type SharedPlan = {
  readonly plan: string;
  readonly school: SchoolId;
  readonly version: number;
  readonly at: number;
  readonly content: Plan;
};

type Stored = Omit<SharedPlan, 'content'> & { readonly content: string };

/** The plans that are open to every school, newest first. */
export async function selectSharedPlans(read: Reader): Promise<SharedPlan[]> {
  const sql = `select plan, school, version, at, content from lessons_shared_plans
    where is_open = 1 and content <> '' order by at desc, plan`;
  const rows = await read.all<Stored>(sql);
  return rows.map((row) => ({ ...row, content: JSON.parse(row.content) as Plan }));
}

/** What became of a plan's offer: nothing was said, the region is waited for, it is open to all, a coordinator took it down. */
export type OfferState = 'none' | 'asked' | 'open' | 'taken-down';

export async function offerState(read: Reader, school: SchoolId, plan: string): Promise<OfferState> {
  const offers = 'select version, is_open from lessons_plan_offers where school = ? and plan = ?';
  const offer = await read.get<{ version: number; is_open: number }>(offers, school, plan);
  const shared = await read.get<{ version: number; is_open: number; is_taken_down: number }>(
    'select version, is_open, is_taken_down from lessons_shared_plans where school = ? and plan = ?',
    school,
    plan,
  );
  if (!offer || offer.is_open === 0) return 'none';
  if (shared?.is_taken_down === 1) return 'taken-down';
  return shared && shared.is_open === 1 && shared.version >= offer.version ? 'open' : 'asked';
}

export type OfferToDo = {
  readonly plan: string;
  readonly school: SchoolId;
  readonly version: number;
  readonly isOpen: boolean;
};

/**
 * At a region's node: offers that were not answered yet. What a coordinator took down is not published again, however
 * often its school offers it.
 */
export async function selectOffersToDo(read: Reader): Promise<OfferToDo[]> {
  const sql = `select o.plan, o.school, o.version, o.is_open from lessons_plan_offers o
    left join lessons_shared_plans s on s.plan = o.plan and s.school = o.school
    where (o.is_open = 1 and (s.plan is null or (s.is_taken_down = 0 and (s.is_open = 0 or s.version < o.version))))
      or (o.is_open = 0 and s.is_open = 1)
    order by o.at, o.plan`;
  type Row = Omit<OfferToDo, 'isOpen'> & { readonly is_open: number };
  return (await read.all<Row>(sql)).map(({ is_open, ...row }) => ({ ...row, isOpen: is_open === 1 }));
}
