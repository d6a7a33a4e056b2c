import type { SchoolId } from '#kernel/ids.ts';
import { hour } from '#kernel/time.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { dayOf, groupsFor, shownName, type GroupRow } from '#people/index.ts';
import { slotsOn } from '#rooms/timetable/index.ts';
import { findPlanFor } from './queries-plan.ts';
import { selectRuns, type RunRow } from './queries-run.ts';
import { runReach } from './routes-run-desk.ts';

/** How far back a teacher sees lessons that nobody closed. */
const listReach = 7 * 24 * hour;

/** What a teacher can begin: lessons of the day, groups; and what goes on, or was not closed. */
export async function ownRuns(house: House, who: Person) {
  const { school } = house.self;
  const now = house.clock.now();
  if (!school) return { now, runs: [], slots: [], groups: [] };
  const groups = await groupsFor(house, who);
  const ids = groups.map((each) => each.group);
  const rows = await selectRuns(house.log.read, school, ids, { since: now - listReach, isOpenOnly: true });
  const runs = [];
  for (const row of rows) runs.push(await aboutRun(house, who, row, now));
  const shown = groups.map((each) => ({ ...aboutGroup(each), isMine: each.teacher === who.person }));
  return { now, runs, slots: await slotsToday(house, school, who, groups), groups: shown };
}

function aboutGroup({ group, subject, grades, classes }: GroupRow) {
  return { group, subject, grades, classes: classes.map(({ grade, letter }) => `${grade} ${letter}`.trim()) };
}

async function aboutRun(house: House, who: Person, row: RunRow, now: number) {
  const { run, day: on, startedAt, content, teacher } = row;
  const lanes = content.lanes.map(({ lane, grade, subject, topic }) => ({ lane, grade, subject, topic }));
  const isMine = teacher === who.person;
  const name = isMine ? '' : await shownName(house, teacher);
  return {
    run,
    day: on,
    startedAt,
    title: content.title,
    lanes,
    isMine,
    teacher: name,
    isNow: now - startedAt < runReach,
  };
}

/** The lessons that this person gives today by the timetable, each with the plan that is meant for it. */
async function slotsToday(house: House, school: SchoolId, who: Person, taught: readonly GroupRow[]) {
  const { read } = house.log;
  const today = dayOf(house.clock.now());
  const slots = [];
  for (const { slot, from, to, minutes, groups, teacher } of await slotsOn(read, school, today)) {
    const sitting = taught.filter((each) => groups.includes(each.group));
    if (teacher !== who.person || sitting.length === 0) continue;
    const plan = await findPlanFor(read, school, today, slot);
    const named = plan ? { plan: plan.plan, version: plan.version, title: plan.title } : null;
    slots.push({ slot, from, to, minutes, groups: sitting.map(aboutGroup), plan: named });
  }
  return slots;
}
