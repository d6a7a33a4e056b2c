import { Hono } from 'hono';
import { z } from 'zod/mini';
import { regionScope, schoolScope, type SchoolId } from '#kernel/ids.ts';
import { calendarDay, idOf } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { dayOf, findSchool, schoolYearOf } from '#people/index.ts';
import { assertRegion } from './access.ts';
import { monitoredFault, shippedMonitored, type Monitored } from './model/monitored.ts';
import { allow } from './permissions.ts';
import {
  comparedSchools,
  findStudy,
  monitoredCells,
  selectStudies,
  selectWindows,
  type Study,
  type Window,
} from './queries.ts';
import { monitoredBody, monitoredSet, schoolCompared, studyBody, studySet, windowSet } from './records.ts';

export type StudiesAnswer = {
  readonly today: string;
  readonly year: number;
  readonly studies: readonly (Study & { readonly windows: readonly Window[] })[];
  readonly monitored: Monitored;
  readonly shipped: Monitored;
  readonly compared: readonly { readonly school: SchoolId; readonly place: 'town' | 'village' }[];
};

const ofYear = z.object({ year: z.optional(z.string().check(z.regex(/^20\d\d$/))) });
const windowBody = z.object({ school: idOf<SchoolId>(), from: calendarDay, to: calendarDay });
const comparedBody = z.object({ isCompared: z.boolean(), place: z.enum(['town', 'village']) });

/** What is monitored, the studies of the years, and the days on which schools sit them. */
export function studyRoutes(house: House) {
  return new Hono<Env>()
    .get('/studies', allow('assessment.see'), input('query', ofYear), async (context) => {
      assertRegion(house);
      const { read } = house.log;
      const today = dayOf(house.clock.now());
      const year = Number(context.req.valid('query').year ?? schoolYearOf(today));
      const studies = [];
      for (const study of await selectStudies(read)) {
        studies.push({ ...study, windows: await selectWindows(read, study.study) });
      }
      const answer: StudiesAnswer = {
        today,
        year,
        studies,
        monitored: await monitoredCells(read, year),
        shipped: shippedMonitored,
        compared: [...(await comparedSchools(read))].map(([school, place]) => ({ school, place })),
      };
      return context.json(answer);
    })
    .put('/monitored', allow('assessment.design'), input('json', monitoredBody), async (context) => {
      assertRegion(house);
      const body = context.req.valid('json');
      const fault = monitoredFault(body);
      if (fault) throw refused(fault.key, 422, fault.values);
      const draft = monitoredSet.draft(regionScope, personOf(context).person, body);
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    })
    .put('/studies', allow('assessment.design'), input('json', studyBody), async (context) => {
      assertRegion(house);
      const body = context.req.valid('json');
      assertDays(body);
      const known = (await selectStudies(house.log.read)).find((each) => each.study === body.study);
      if (known && (known.year !== body.year || known.timePoint !== body.timePoint)) {
        throw refused('assessment.study-other', 409);
      }
      const draft = studySet.draft(regionScope, personOf(context).person, body);
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    })
    .put('/studies/:study/windows', allow('assessment.design'), input('json', windowBody), async (context) => {
      assertRegion(house);
      const study = context.req.param('study');
      const { school, from, to } = context.req.valid('json');
      if (!(await findStudy(house.log.read, study))) throw refused('assessment.no-such-study', 404);
      if (!(await findSchool(house.log.read, school))) throw refused('assessment.no-such-school', 404);
      assertDays({ from, to });
      const draft = windowSet.draft(schoolScope(school), personOf(context).person, { study, school, from, to });
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    })
    .put('/compared/:school', allow('assessment.design'), input('json', comparedBody), async (context) => {
      assertRegion(house);
      const school = context.req.param('school') as SchoolId;
      if (!(await findSchool(house.log.read, school))) throw refused('assessment.no-such-school', 404);
      const body = { school, ...context.req.valid('json') };
      const draft = schoolCompared.draft(regionScope, personOf(context).person, body);
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    });
}

/** Half a year is longer than any window; it keeps a mistyped year out. */
const longestWindow = 183 * 24 * 3600 * 1000;

function assertDays({ from, to }: { readonly from: string; readonly to: string }): void {
  const length = Date.parse(to) - Date.parse(from);
  if (!(length >= 0 && length <= longestWindow)) throw refused('assessment.window-days', 422, { from, to });
}
