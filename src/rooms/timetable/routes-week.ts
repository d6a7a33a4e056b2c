import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import type { Text } from '#kernel/language.ts';
import { input, personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { schoolYearOf, selectGroups, selectSchools } from '#people/index.ts';
import { membersOf, ownSchool, teachersHere, type Adult } from './access.ts';
import type { BellSet } from './model/bells.ts';
import type { SchoolCalendar } from './model/calendar.ts';
import type { CheckedGroup } from './model/conflict.ts';
import { addDays, mondayOf } from './model/day.ts';
import type { Norms } from './model/norms.ts';
import type { Change, Slot } from './model/slot.ts';
import { allow, timetablePermissions } from './permissions.ts';
import { normsOf } from './queries.ts';
import { dayText } from './records.ts';
import { weekOn } from './slots.ts';

export type WeekGroup = CheckedGroup & { readonly size: number };

/** Everything that the screen of a week draws and checks, so that a conflict shows while one still drags. */
export type WeekAnswer = {
  readonly day: string;
  readonly today: string;
  readonly calendar: SchoolCalendar;
  readonly bells: readonly BellSet[];
  readonly slots: readonly Slot[];
  readonly changes: readonly Change[];
  readonly groups: readonly WeekGroup[];
  readonly shared: readonly string[];
  readonly norms: Norms;
  readonly teachers: readonly Adult[];
  /** Schools whose teachers can give a remote lesson here: hubs of this school first. */
  readonly schools: readonly { readonly school: SchoolId; readonly names: Text }[];
  readonly mayManage: boolean;
  readonly person: PersonId;
};

const managers: readonly string[] = timetablePermissions['timetable.manage'];

export function weekRoutes(house: House) {
  return new Hono<Env>().get(
    '/week',
    allow('timetable.see'),
    input('query', z.object({ day: z.optional(dayText) })),
    async (context) => {
      const who = personOf(context);
      const { today } = ownSchool(house);
      const day = context.req.valid('query').day ?? today;
      const mayManage = who.posts.some(({ role }) => managers.includes(role));
      return context.json({ ...(await weekAnswer(house, day)), mayManage, person: who.person } satisfies WeekAnswer);
    },
  );
}

/** The week of a day, Monday to Sunday, as it is on that day. */
export async function weekAnswer(house: House, day: string): Promise<Omit<WeekAnswer, 'mayManage' | 'person'>> {
  const { school, today } = ownSchool(house);
  const { read } = house.log;
  const monday = mondayOf(day);
  const week = await weekOn(read, school, monday, addDays(monday, 6));
  const rows = await selectGroups(read, school);
  const { shared, sizes } = await membersOf(house, rows);
  const groups = rows.map(({ group, subject, grades, classes, teacher }) => {
    return { group, subject, grades, classes, teacher, size: sizes.get(group as GroupId) ?? 0 };
  });
  return {
    day,
    today,
    calendar: week.calendar,
    bells: week.bells,
    slots: week.slots,
    changes: week.changes,
    groups,
    shared: [...shared],
    norms: await normsOf(read, school, schoolYearOf(day)),
    teachers: await teachersHere(house),
    schools: await helpersOf(house, school),
  };
}

async function helpersOf(house: House, school: SchoolId): Promise<WeekAnswer['schools']> {
  const sql = 'select school from people_relations where other = ? and until is null order by school';
  const hubs = new Set((await house.log.read.all<{ school: SchoolId }>(sql, school)).map((each) => each.school));
  const others = (await selectSchools(house.log.read)).filter((each) => each.school !== school);
  const near = others.filter((each) => hubs.has(each.school));
  return (near.length > 0 ? near : others).map((each) => ({ school: each.school, names: each.names }));
}
