import { Hono } from 'hono';
import { z } from 'zod/mini';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { shownName } from '#people/index.ts';
import { assertRegion } from './access.ts';
import { allow } from './permissions.ts';
import { selectLooks } from './queries.ts';
import { regionReport } from './region-report.ts';
import type { Sources } from './sources.ts';
import { stateSchools } from './stating.ts';
import { districtsSeen, keepLook, schoolsReport, studyName } from './working-access.ts';

const yearText = z.optional(z.string().check(z.regex(/^20\d\d$/)));
export const regionAsked = z.object({ year: yearText });
export const schoolsAsked = z.object({
  year: yearText,
  about: z.optional(z.enum(['start', 'end', 'growth'])),
  cell: z.optional(z.string().check(z.maxLength(40))),
});
/** The list of looks goes back this far; older ones stay in the records. */
const mostLooks = 500;

export type How = 'screen' | 'table' | 'paper';

/** RES-17, RES-23: what somebody sees of the region, or of their districts; the look is kept first. */
export async function regionSeen(house: House, sources: Sources, who: Person, year: string | undefined, how: How) {
  assertRegion(house);
  const asked = { year: year === undefined ? undefined : Number(year), districts: districtsSeen(who) };
  const report = await regionReport(house, sources, asked);
  if (!report) throw refused('results.nothing-measured', 404);
  const study = await studyName(house.log.read, report.year);
  await keepLook(house, who, { what: 'region', how, study, cell: 'all', schools: report.schools });
  return report;
}

/** RES-22, RES-23: schools that somebody answers for; the look is kept first. */
export async function schoolsSeen(
  house: House,
  sources: Sources,
  who: Person,
  asked: z.infer<typeof schoolsAsked>,
  how: How,
) {
  assertRegion(house);
  const { year, about, cell = 'all' } = asked;
  const wanted = { year: year === undefined ? undefined : Number(year), about, cell };
  const report = await schoolsReport(house, sources, wanted, districtsSeen(who));
  if (!report) throw refused('results.nothing-measured', 404);
  const study = await studyName(house.log.read, report.year);
  await keepLook(house, who, { what: 'schools', how, study, cell: report.cell, schools: report.schools.length });
  return report;
}

/** At the region: working access, and who has used it. */
export function regionRoutes(house: House, sources: Sources) {
  return new Hono<Env>()
    .get('/region', allow('results.see-schools'), input('query', regionAsked), async (context) => {
      const { year } = context.req.valid('query');
      return context.json(await regionSeen(house, sources, personOf(context), year, 'screen'));
    })
    .get('/schools', allow('results.see-schools'), input('query', schoolsAsked), async (context) => {
      const asked = context.req.valid('query');
      return context.json(await schoolsSeen(house, sources, personOf(context), asked, 'screen'));
    })
    .get('/looks', allow('results.see-looks'), async (context) => {
      assertRegion(house);
      const looks = await selectLooks(house.log.read, mostLooks);
      const people = [...new Set(looks.map(({ person }) => person))];
      const names = new Map<string, string>();
      for (const person of people) names.set(person, await shownName(house, person));
      return context.json({ looks: looks.map(({ person, ...look }) => ({ ...look, name: names.get(person) ?? '' })) });
    })
    .post('/stated', allow('results.release'), input('json', z.object({ year: z.int() })), async (context) => {
      assertRegion(house);
      const { year } = context.req.valid('json');
      const stated = await stateSchools(house, sources, personOf(context).person, year);
      if (stated === 0) throw refused('results.nothing-measured', 404);
      return context.json({ stated });
    });
}
