import { Hono } from 'hono';
import { z } from 'zod/mini';
import { regionScope, schoolScope, type SchoolId } from '#kernel/ids.ts';
import { allower, input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { findSchool } from '#people/index.ts';
import { calendarRefusal, explanationRefusal } from './model/refusals.ts';
import { dayOf, schoolYearOf } from './model/day.ts';
import { minimumGroup } from './model/share.ts';
import { isWithin, sightOf, type Sight } from './model/sight.ts';
import type { CalendarsAnswer, Frame, ListAnswer, SchoolAnswer, TotalsAnswer } from './answers.ts';
import { dataTimesOf } from './data-times.ts';
import { workSumsOf } from './work-sums.ts';
import { overviewOf, type Contacts, type Overview, type Sources } from './overview.ts';
import { forFunder } from './funder.ts';
import { breakdownOf, byDistrict, totalsOf, within } from './totals.ts';
import { selectCalendars } from './queries.ts';
import { calendarBody, calendarSet, date, explainedReasons, silenceExplained } from './records.ts';

/** MON-9: who may do what; how far each sees is in model/sight.ts. */
export const monitoringPermissions = {
  'monitoring.see-region': ['coordinator', 'methodist', 'funder'],
  'monitoring.see-school': ['coordinator', 'methodist'],
  'monitoring.explain-silence': ['coordinator', 'methodist'],
  'monitoring.report-silence': ['head', 'deputy-head', 'technician'],
  'monitoring.see-calendar': ['coordinator', 'methodist', 'funder', 'head', 'deputy-head', 'technician'],
  'monitoring.set-calendar': ['coordinator'],
} as const;

const allow = allower(monitoringPermissions);

/** Figures on work go back this many weeks, the present one included, unless another number is asked for. */
const usualWeeks = 4;
const range = input('query', z.object({ weeks: z.optional(z.string().check(z.regex(/^([1-9]|[1-4]\d|5[0-3])$/))) }));
const weeksOf = ({ weeks }: { weeks?: string | undefined }): number => Number(weeks ?? usualWeeks);

const explanation = { reason: z.enum(explainedReasons), from: date, until: date };

export function monitoringRoutes(house: House, contacts: Contacts) {
  const workSums = workSumsOf(house.log);
  const sources: Sources = { house, contacts, workSums, dataTimes: dataTimesOf(house.log, house.self.node) };
  return new Hono<Env>()
    .get('/schools', allow('monitoring.see-region'), range, async (context) => {
      assertRegion(house);
      const sight = sightOf(personOf(context).posts);
      const overview = await overviewOf(sources, weeksOf(context.req.valid('query')));
      const answer: ListAnswer = { ...frameOf(overview), ...listFor(overview, sight) };
      return context.json(answer);
    })
    .get('/totals', allow('monitoring.see-region'), range, async (context) => {
      assertRegion(house);
      const sight = sightOf(personOf(context).posts);
      const overview = await overviewOf(sources, weeksOf(context.req.valid('query')));
      const seen = within(overview, sight);
      const ids = seen.map((each) => each.school);
      const breakdown = await breakdownOf(workSums, overview.sinceWeek, sight.kind === 'districts' ? ids : undefined);
      const answer: TotalsAnswer = {
        ...frameOf(overview),
        ...totalsOf(seen, overview.sums),
        ...breakdown,
        byDistrict: byDistrict(seen, overview.sums),
      };
      return context.json(answer);
    })
    .get('/schools/:school', allow('monitoring.see-school'), range, async (context) => {
      assertRegion(house);
      const { school } = await schoolWithin(house, context.req.param('school'), sightOf(personOf(context).posts));
      const overview = await overviewOf(sources, weeksOf(context.req.valid('query')));
      const found = overview.schools.find((each) => each.school === school);
      if (!found) throw refused('monitoring.no-such-school', 404);
      const breakdown =
        found.work.state === 'shown' ? await breakdownOf(workSums, overview.sinceWeek, [school]) : noBreakdown;
      const answer: SchoolAnswer = { ...frameOf(overview), school: found, ...breakdown };
      return context.json(answer);
    })
    .post(
      '/schools/:school/silence',
      allow('monitoring.explain-silence'),
      input('json', z.object(explanation)),
      async (context) => {
        assertRegion(house);
        const who = personOf(context);
        const { school } = await schoolWithin(house, context.req.param('school'), sightOf(who.posts));
        await explain(house, who.person, school, context.req.valid('json'));
        return context.json({ done: true });
      },
    )
    .post('/silence', allow('monitoring.report-silence'), input('json', z.object(explanation)), async (context) => {
      const { school } = house.self;
      if (!school) throw refused('monitoring.schools-only', 409);
      await explain(house, personOf(context).person, school, context.req.valid('json'));
      return context.json({ done: true });
    })
    .get('/calendars', allow('monitoring.see-calendar'), async (context) => {
      const answer: CalendarsAnswer = { calendars: await selectCalendars(house.log.read) };
      return context.json(answer);
    })
    .post('/calendars', allow('monitoring.set-calendar'), input('json', calendarBody), async (context) => {
      assertRegion(house);
      const body = context.req.valid('json');
      const refusal = calendarRefusal(body);
      if (refusal) throw refused(refusal.key, refusal.status, refusal.values);
      const draft = calendarSet.draft(regionScope, personOf(context).person, body);
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    });
}

function frameOf({ now, since }: Overview): Frame {
  return { now, since, minimumGroup };
}

const kazakhOrder = new Intl.Collator('kk');

function listFor(overview: Overview, sight: Sight): Omit<ListAnswer, keyof Frame> {
  const seen = within(overview, sight);
  const names = new Map(seen.map(({ district }) => [district.kk, district]));
  const districts = [...names.values()].toSorted((a, b) => kazakhOrder.compare(a.kk, b.kk));
  const year = schoolYearOf(dayOf(overview.now));
  const hasCalendar = overview.calendars.some((each) => each.district === '' && each.year === year);
  const { schools, withheld } =
    sight.kind === 'totals' ? forFunder(seen, overview.sums) : { schools: seen, withheld: 0 };
  const order =
    sight.kind === 'totals' ? schools.toSorted((a, b) => kazakhOrder.compare(a.names.kk, b.names.kk)) : schools;
  return { schools: order, districts, withheld, hasCalendar };
}

const noBreakdown = { bySubject: [], byGrade: [], byWeek: [] };

function assertRegion(house: House): void {
  if (house.self.kind !== 'region') throw refused('monitoring.region-only', 409);
}

/** MON-9: another district's school is answered like one that does not exist. */
async function schoolWithin(house: House, asked: string, sight: Sight) {
  const school = await findSchool(house.log.read, asked as SchoolId);
  if (!school || !isWithin(sight, school.district.kk)) throw refused('monitoring.no-such-school', 404);
  return school;
}

type Said = { readonly reason: (typeof explainedReasons)[number]; readonly from: string; readonly until: string };

async function explain(house: House, actor: string, school: SchoolId, said: Said): Promise<void> {
  const refusal = explanationRefusal(said, house.clock.now());
  if (refusal) throw refused(refusal.key, refusal.status, refusal.values);
  const draft = silenceExplained.draft(schoolScope(school), actor, { school, ...said });
  await house.log.write(() => ({ records: [draft], answer: undefined }));
}
