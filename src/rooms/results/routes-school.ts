import { Hono } from 'hono';
import { z } from 'zod/mini';
import { input, personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { schoolHere } from './access.ts';
import { classChoices, classReport } from './class-report.ts';
import { ownReport } from './own-report.ts';
import { allow } from './permissions.ts';
import { cellText, idText } from './records.ts';
import { schoolReport } from './school-report.ts';
import type { Sources } from './sources.ts';

export const pageAsked = z.object({ study: idText, cell: cellText });

/** At a school: a pupil's own page, a teacher's classes, the head's school. */
export function schoolRoutes(house: House, sources: Sources) {
  return new Hono<Env>()
    .get('/own', allow('results.see-own'), async (context) => {
      const school = schoolHere(house);
      return context.json({ cells: await ownReport(house, sources, school, personOf(context).person) });
    })
    .get('/classes', allow('results.see-class'), async (context) => {
      schoolHere(house);
      return context.json({ choices: await classChoices(house, sources, personOf(context)) });
    })
    .get('/classes/:group', allow('results.see-class'), input('query', pageAsked), async (context) => {
      schoolHere(house);
      const asked = { group: context.req.param('group'), ...context.req.valid('query') };
      return context.json(await classReport(house, sources, personOf(context), asked));
    })
    .get('/school', allow('results.see-school'), async (context) => {
      return context.json(await schoolReport(house, sources, schoolHere(house)));
    });
}
