import { Hono } from 'hono';
import { z } from 'zod/mini';
import { language } from '#kernel/schema.ts';
import { input, personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { ownWork, taughtWork } from './access.ts';
import { allow } from './permissions.ts';
import { printReport } from './print/report.ts';
import { rerun } from './run-again.ts';
import { mineRoutes } from './routes-mine.ts';
import { teachRoutes } from './routes-teach.ts';

export function labsRoutes(house: House) {
  return new Hono<Env>()
    .route('/', mineRoutes(house))
    .route('/', teachRoutes(house))
    .get('/works/:work/report', allow('labs.print'), input('query', z.object({ lang: language })), async (context) => {
      const who = personOf(context);
      const id = context.req.param('work');
      const isPupil = who.posts.some(({ role }) => role === 'pupil');
      const work = isPupil ? await ownWork(house, who, id) : (await taughtWork(house, who, id)).work;
      const { lang } = context.req.valid('query');
      const bytes = await printReport(house, work, await rerun(house, work), lang);
      return context.body(bytes, 200, { 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    });
}
