import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { dayOf, officeName, pupilAs, selectGroups, selectGroupsOf } from '#people/index.ts';
import { clockAt } from './model/day.ts';
import type { SlotOn } from './model/slot.ts';
import { allow } from './permissions.ts';
import { selectSlots } from './queries.ts';
import { dayText } from './records.ts';
import { slotsOn } from './slots.ts';

/** A lesson of somebody's own day. */
export type OwnLesson = {
  readonly slot: string;
  readonly period: number;
  /** By the school's clock: `08:30`. */
  readonly from: string;
  readonly to: string;
  readonly lanes: readonly { readonly group: string; readonly subject: string; readonly grades: readonly number[] }[];
  readonly room: string;
  /** Empty in a teacher's own day. */
  readonly teacher: string;
  readonly isRemote: boolean;
  readonly isChanged: boolean;
};
export type OwnDay = {
  readonly day: string;
  /** Whether the school has any: without one nothing is said about the day. */
  readonly hasTimetable: boolean;
  readonly lessons: readonly OwnLesson[];
};

const ofDay = z.object({ day: z.optional(dayText) });

/** Each pupil's and teacher's own day (TTB-20). */
export function dayRoutes(house: House) {
  return new Hono<Env>().get('/own-day', allow('timetable.see-own'), input('query', ofDay), async (context) => {
    const { school } = house.self;
    if (!school) throw refused('timetable.schools-only', 409);
    const day = context.req.valid('query').day ?? dayOf(house.clock.now());
    return context.json(await ownDay(house, personOf(context), day));
  });
}

async function ownDay(house: House, who: Person, day: string): Promise<OwnDay> {
  const { read } = house.log;
  const school = house.self.school;
  if (!school) return { day, hasTimetable: false, lessons: [] };
  const pupil = who.posts.some((post) => post.role === 'pupil') ? await pupilAs(house, who.person) : undefined;
  const seats = pupil && new Set((await selectGroupsOf(read, pupil)).map((each) => each.group));
  const lessons = (await slotsOn(read, school, day)).filter((lesson) => {
    return seats ? lesson.groups.some((group) => seats.has(group)) : lesson.teacher === who.person;
  });
  const groups = new Map((await selectGroups(read, school)).map((each) => [each.group, each]));
  const lanesOf = ({ groups: own }: SlotOn): OwnLesson['lanes'] =>
    own.flatMap((id) => {
      const group = groups.get(id);
      return group && (!seats || seats.has(id)) ? [{ group: id, subject: group.subject, grades: group.grades }] : [];
    });
  const names = new Map<PersonId, string>();
  for (const { teacher } of pupil ? lessons : []) {
    if (!names.has(teacher)) names.set(teacher, await officeName(house, teacher));
  }
  const shown = lessons.map((lesson) => ({
    slot: lesson.slot,
    period: lesson.period,
    from: clockAt(lesson.from),
    to: clockAt(lesson.to),
    lanes: lanesOf(lesson),
    room: lesson.room,
    teacher: names.get(lesson.teacher) ?? '',
    isRemote: lesson.remote !== undefined,
    isChanged: lesson.isChanged,
  }));
  return { day, hasTimetable: (await selectSlots(read, school, day)).length > 0, lessons: shown };
}
