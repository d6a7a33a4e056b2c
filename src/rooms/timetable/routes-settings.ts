import { Hono } from 'hono';
import { z } from 'zod/mini';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { schoolYearOf, selectGroups } from '#people/index.ts';
import { must, ownSchool } from './access.ts';
import { checkBells, proposedBells, sameReach, type BellSet } from './model/bells.ts';
import { shippedCalendar, type SchoolCalendar } from './model/calendar.ts';
import { checkCalendar } from './model/calendar-check.ts';
import { checkHours } from './model/hours.ts';
import { shippedNorms, type Norms } from './model/norms.ts';
import { allow } from './permissions.ts';
import { calendarOf, normsOf, selectBells } from './queries.ts';
import { bellsBody, bellsDropped, bellsSet, calendarBody, calendarSet, hoursBody, hoursSet } from './records.ts';

/** What the screens of the calendar, the bells and the weekly hours show. */
export type SettingsAnswer = {
  readonly year: number;
  readonly today: string;
  readonly calendar: SchoolCalendar;
  /** What ships for the year: to go back to. */
  readonly shipped: SchoolCalendar;
  readonly bells: readonly BellSet[];
  readonly proposed: readonly BellSet[];
  readonly norms: Norms;
  readonly shippedNorms: Norms;
  /** The subjects that are taught here, each with its grades. */
  readonly taught: readonly { readonly subject: string; readonly grades: readonly number[] }[];
};

const mostSets = 20;
const ofYear = z.object({ year: z.optional(z.string().check(z.regex(/^20\d\d$/))) });
const newBells = z.extend(z.omit(bellsBody, { bells: true }), { bells: z.optional(bellsBody.shape.bells) });

/** The calendar, bells and weekly hours of a school, as its office sets them. */
export function settingsRoutes(house: House) {
  return new Hono<Env>()
    .get('/settings', allow('timetable.see'), input('query', ofYear), async (context) => {
      const { today } = ownSchool(house);
      const year = Number(context.req.valid('query').year ?? schoolYearOf(today));
      return context.json(await settingsAnswer(house, year));
    })
    .put('/calendar', allow('timetable.manage'), input('json', calendarBody), async (context) => {
      const { scope } = ownSchool(house);
      const calendar = must(checkCalendar(context.req.valid('json')));
      const draft = calendarSet.draft(scope, personOf(context).person, calendar as z.infer<typeof calendarBody>);
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    })
    .put('/bells', allow('timetable.manage'), input('json', newBells), async (context) => {
      const { scope, school } = ownSchool(house);
      const { bells, ...rest } = context.req.valid('json');
      const all = await selectBells(house.log.read, school);
      if (!bells && all.length >= mostSets) throw refused('timetable.bells-many', 422, { most: mostSets });
      const given = { ...rest, bells: bells ?? '' };
      must(checkBells(given));
      const same = sameReach(all, given);
      if (same) throw refused('timetable.bells-same', 422, { name: same.name });
      const id = await house.log.write((on) => {
        const body = { ...given, bells: bells ?? on.mint<string>() };
        return { records: [bellsSet.draft(scope, personOf(context).person, body)], answer: body.bells };
      });
      return context.json({ bells: id });
    })
    .delete('/bells/:bells', allow('timetable.manage'), async (context) => {
      const { scope, school } = ownSchool(house);
      const bells = context.req.param('bells');
      const isHere = (await selectBells(house.log.read, school)).some((each) => each.bells === bells);
      if (!isHere) throw refused('timetable.no-such-bells', 404);
      const draft = bellsDropped.draft(scope, personOf(context).person, { bells });
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    })
    .put('/hours', allow('timetable.manage'), input('json', hoursBody), async (context) => {
      const { scope, school } = ownSchool(house);
      const body = context.req.valid('json');
      const { read } = house.log;
      const calendar = await calendarOf(read, school, body.year);
      // In the middle of the year, when grade 1 has all its lessons.
      const day = calendar.quarters[2]?.from ?? `${body.year + 1}-02-01`;
      must(checkHours(body.hours, { bells: await selectBells(read, school), calendar, day }));
      const draft = hoursSet.draft(scope, personOf(context).person, body);
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    });
}

async function settingsAnswer(house: House, year: number): Promise<SettingsAnswer> {
  const { school, today } = ownSchool(house);
  const { read } = house.log;
  const bySubject = Map.groupBy(await selectGroups(read, school), (each) => each.subject);
  const taught = [...bySubject].map(([subject, groups]) => {
    return { subject, grades: [...new Set(groups.flatMap((each) => each.grades))].toSorted((a, b) => a - b) };
  });
  return {
    year,
    today,
    calendar: await calendarOf(read, school, year),
    shipped: shippedCalendar(year),
    bells: await selectBells(read, school),
    proposed: proposedBells,
    norms: await normsOf(read, school, year),
    shippedNorms,
    taught,
  };
}
