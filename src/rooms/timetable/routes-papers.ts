import { Hono } from 'hono';
import { z } from 'zod/mini';
import { language } from '#kernel/schema.ts';
import { input, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { findSchool, schoolYearOf, selectGroups } from '#people/index.ts';
import { ownSchool, teachersHere } from './access.ts';
import { isIn, type View } from './model/grid.ts';
import { icsText, type CalendarEvent } from './model/ics.ts';
import { namesIn } from './names.ts';
import { allow } from './permissions.ts';
import { printWeek } from './print/prints.ts';
import { calendarOf } from './queries.ts';
import { dayText } from './records.ts';
import { lessonsFrom } from './slots.ts';
import { weekAnswer } from './routes-week.ts';

const query = z.object({
  day: z.optional(dayText),
  lang: language,
  grade: z.optional(z.string().check(z.regex(/^\d{1,2}$/))),
  teacher: z.optional(z.string().check(z.maxLength(40))),
});
type Query = z.infer<typeof query>;

/** The week on paper, and the year as a calendar for a telephone. */
export function paperRoutes(house: House) {
  return new Hono<Env>()
    .get('/print', allow('timetable.see'), input('query', query), async (context) => {
      const { school, today } = ownSchool(house);
      const asked = context.req.valid('query');
      const week = await weekAnswer(house, asked.day ?? today);
      const names = namesIn(asked.lang, await selectGroups(house.log.read, school), week.teachers);
      const paper = { lang: asked.lang, school: await findSchool(house.log.read, school), today };
      const pdf = await printWeek(paper, { week, view: viewOf(asked), names });
      return context.body(pdf, 200, { 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    })
    .get('/calendar.ics', allow('timetable.see'), input('query', query), async (context) => {
      const asked = context.req.valid('query');
      const text = await calendarText(house, asked);
      const headers = { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'no-store' };
      return context.body(text, 200, { ...headers, 'content-disposition': 'attachment; filename="timetable.ics"' });
    });
}

function viewOf({ grade, teacher }: Query): View {
  if (grade !== undefined) return { by: 'grade', grade: Number(grade) };
  return teacher === undefined ? { by: 'school' } : { by: 'teacher', teacher };
}

/** A grade's or teacher's lessons on each day of the school year: holidays and changes are in it already (TTB-17). */
async function calendarText(house: House, asked: Query): Promise<string> {
  const { school, today } = ownSchool(house);
  const { read } = house.log;
  const view = viewOf(asked);
  if (view.by === 'school') throw refused('http.bad-input', 400, { where: 'grade', what: 'missing' });
  const { quarters } = await calendarOf(read, school, schoolYearOf(asked.day ?? today));
  const groups = await selectGroups(read, school);
  const names = namesIn(asked.lang, groups, await teachersHere(house));
  const lessons = await lessonsFrom(read, school, quarters[0]?.from ?? today, quarters.at(-1)?.to ?? today);
  const own = lessons.filter((lesson) => isIn(view, { groups }, lesson));
  const events = own.map((lesson): CalendarEvent => {
    const lanes = names.lanes(lesson).map(({ subject, grades }) => `${subject} ${grades}`);
    return {
      uid: `${lesson.slot}-${lesson.day}@${school}`,
      from: lesson.from,
      to: lesson.to,
      summary: lanes.join(' + '),
      location: lesson.room,
      description: view.by === 'grade' ? names.teacher(lesson.teacher) : '',
    };
  });
  const name = view.by === 'grade' ? String(view.grade) : names.teacher(view.teacher);
  return icsText(name, house.clock.now(), events);
}
