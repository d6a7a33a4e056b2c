import { day as dayMilliseconds } from '#kernel/time.ts';
import type { SchoolId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';
import { minutesByForm } from './plan/minutes.ts';
import type { Form } from './plan/plan.ts';
import type { PlanRules } from './plan/rules.ts';
import type { Had } from './plan/world.ts';
import { selectPlans } from './queries-plan.ts';
import { selectRuns } from './queries-run.ts';

export type HadBy = Had & { readonly group: string; readonly grade: number };

/** A grade in one lesson: when, how long, and the minutes of each form of work. */
export type LaneForms = {
  readonly day: string;
  readonly at: number;
  readonly group: string;
  readonly grade: number;
  readonly total: number;
  readonly forms: Readonly<Partial<Record<Form, number>>>;
};

type Span = { readonly groups: readonly string[]; readonly from: string; readonly to: string };

/**
 * What the grades of some groups had in lessons from a day to a day, newest first: of a lesson that was held, by what it was
 * held with; else by the plan for that day.
 */
export async function formsHad(read: Reader, school: SchoolId, { groups, from, to }: Span): Promise<LaneForms[]> {
  const runs = await selectRuns(read, school, groups, { since: Date.parse(from) - dayMilliseconds, isOpenOnly: false });
  // A lesson that was begun without a plan says nothing of its forms of work.
  const held = runs.filter(({ day, plan }) => plan !== '' && day >= from && day <= to);
  const heldPlans = new Set(held.map(({ plan }) => plan));
  const plans = (await selectPlans(read, school, { from, to })).filter(({ plan }) => !heldPlans.has(plan));
  const lanes = [
    ...held.flatMap(({ content, day, startedAt: at }) => {
      return content.lanes.map(({ group, grade }, n): LaneForms => {
        const forms = Object.fromEntries(minutesByForm(content, n));
        return { day, at, group, grade, total: content.minutes, forms };
      });
    }),
    ...plans.flatMap(({ day, at, minutes: total, lanes: planned }) => {
      return planned.map(({ group, grade, forms }): LaneForms => ({ day, at, group, grade, total, forms }));
    }),
  ];
  const asked = lanes.filter(({ group }) => groups.includes(group));
  return asked.toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : b.at - a.at));
}

/** How far back the newest lessons are looked for: a quarter and a break. */
const reachDays = 90;

/** LES-47: what each grade of some groups had in its newest lessons before a day. */
export async function hadBy(
  read: Reader,
  school: SchoolId,
  { groups, day, rules }: { readonly groups: readonly string[]; readonly day: string; readonly rules: PlanRules },
): Promise<readonly HadBy[]> {
  const before = (days: number): string => {
    return new Date(Date.parse(day) - days * dayMilliseconds).toISOString().slice(0, 10);
  };
  const lanes = await formsHad(read, school, { groups, from: before(reachDays), to: before(1) });
  const ofLane = Map.groupBy(lanes, ({ group, grade }) => `${group} ${grade}`);
  return [...ofLane.values()].map((all) => {
    const newest = all.slice(0, rules.forms.last - 1);
    const minutes: Partial<Record<Form, number>> = {};
    for (const { forms } of newest) {
      for (const [form, of] of Object.entries(forms) as [Form, number][]) minutes[form] = (minutes[form] ?? 0) + of;
    }
    const { group = '', grade = 0 } = newest[0] ?? {};
    return { group, grade, lessons: newest.length, total: newest.reduce((sum, { total }) => sum + total, 0), minutes };
  });
}
