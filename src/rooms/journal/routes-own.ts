import { Hono } from 'hono';
import type { PersonId } from '#kernel/ids.ts';
import { personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { idsOf, isParentOf, pupilAs } from '#people/index.ts';
import { schoolHere, thisYear, wordsOf } from './access.ts';
import { daysOfYear, quartersOf } from './year.ts';
import { sumOf } from './group-journal.ts';
import { allow } from './permissions.ts';
import { assessedOfPeople, pointsOfPeople, resultsOfPeople } from './queries.ts';

/** JRN-14: a pupil reads their own results, a parent those of the own child. */
export function ownRoutes(house: House) {
  return new Hono<Env>()
    .get('/own', allow('journal.see-own'), async (context) => {
      return context.json(await ownResults(house, personOf(context).person));
    })
    .get('/children/:child', allow('journal.see-child'), async (context) => {
      const child = context.req.param('child') as PersonId;
      if (!(await isParentOf(house, personOf(context), child))) throw refused('journal.no-such-child', 404);
      return context.json(await ownResults(house, child));
    });
}

async function ownResults(house: House, person: PersonId) {
  const { school } = schoolHere(house);
  if (!(await pupilAs(house, person))) throw refused('journal.no-such-child', 404);
  const { read } = house.log;
  const year = thisYear(house);
  const { from, to } = daysOfYear(year);
  const ids = await idsOf(read, person);
  const { quarterOf } = await quartersOf(read, school, year);
  const points = await pointsOfPeople(read, ids, from, to);
  return {
    year,
    points: points.flatMap(({ subject, day, points: had, of, comment, person: under }) => {
      const words = wordsOf(house, under, comment);
      return had === null && !words
        ? []
        : [{ subject, day, quarter: quarterOf(day) ?? 0, points: had, of, comment: words }];
    }),
    assessed: (await assessedOfPeople(read, ids, year)).map(
      ({ subject, kind, quarter, title, day, state, points: had, of }) => {
        return { subject, kind, quarter, title, day, state, points: sumOf(had), of };
      },
    ),
    results: (await resultsOfPeople(read, ids, year)).map(({ subject, period, result }) => ({
      subject,
      period,
      result,
    })),
  };
}

export type OwnResults = Awaited<ReturnType<typeof ownResults>>;
