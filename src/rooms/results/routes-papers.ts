import { Hono, type Context } from 'hono';
import { z } from 'zod/mini';
import { language } from '#kernel/schema.ts';
import { input, personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { schoolHere } from './access.ts';
import { classReport } from './class-report.ts';
import { allow } from './permissions.ts';
import { printPupils, printReport } from './print/prints.ts';
import { publishedOf } from './published.ts';
import { pageAsked } from './routes-school.ts';
import { regionAsked, regionSeen, schoolsAsked, schoolsSeen, type How } from './routes-region.ts';
import { schoolReport } from './school-report.ts';
import { classSheets, publishedSheets, regionSheets, schoolSheets, schoolsSheets, type Takeaway } from './sheets.ts';
import type { Sources } from './sources.ts';
import { reportWorkbook } from './workbook.ts';

const lang = { lang: language };
const kinds = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
const form = z.object({ as: z.enum(['pdf', 'xlsx']) });

/** RES-18: everything that may be shown can be taken along, printed and as a spreadsheet, by who may see it. */
export function paperRoutes(house: House, sources: Sources) {
  const answer = async (
    context: Context<Env>,
    as: keyof typeof kinds,
    of: Takeaway,
    said: z.infer<typeof language>,
  ) => {
    const bytes = as === 'pdf' ? await printReport(house, of, said) : await reportWorkbook(of);
    return context.body(bytes, 200, { 'content-type': kinds[as], 'cache-control': 'no-store' });
  };
  const how = (as: keyof typeof kinds): How => (as === 'pdf' ? 'paper' : 'table');
  return new Hono<Env>()
    .get(
      '/papers/classes/:group/:as',
      allow('results.see-class'),
      input('param', z.object({ group: z.string(), as: form.shape.as })),
      input('query', z.extend(pageAsked, lang)),
      async (context) => {
        schoolHere(house);
        const { group, as } = context.req.valid('param');
        const { lang: said, ...page } = context.req.valid('query');
        const report = await classReport(house, sources, personOf(context), { group, ...page });
        return answer(context, as, classSheets(report, said), said);
      },
    )
    .get(
      '/papers/pupils/:group',
      allow('results.see-class'),
      input('query', z.extend(pageAsked, lang)),
      async (context) => {
        schoolHere(house);
        const { lang: said, ...page } = context.req.valid('query');
        const group = context.req.param('group');
        const report = await classReport(house, sources, personOf(context), { group, ...page });
        const bytes = await printPupils(house, report, said);
        return context.body(bytes, 200, { 'content-type': kinds.pdf, 'cache-control': 'no-store' });
      },
    )
    .get(
      '/papers/school/:as',
      allow('results.see-school'),
      input('param', form),
      input('query', z.object(lang)),
      async (context) => {
        const report = await schoolReport(house, sources, schoolHere(house));
        const { lang: said } = context.req.valid('query');
        return answer(context, context.req.valid('param').as, schoolSheets(report, said), said);
      },
    )
    .get(
      '/papers/region/:as',
      allow('results.see-schools'),
      input('param', form),
      input('query', z.extend(regionAsked, lang)),
      async (context) => {
        const { as } = context.req.valid('param');
        const { lang: said, year } = context.req.valid('query');
        const report = await regionSeen(house, sources, personOf(context), year, how(as));
        return answer(context, as, regionSheets(report, said), said);
      },
    )
    .get(
      '/papers/schools/:as',
      allow('results.see-schools'),
      input('param', form),
      input('query', z.extend(schoolsAsked, lang)),
      async (context) => {
        const { as } = context.req.valid('param');
        const { lang: said, ...asked } = context.req.valid('query');
        const report = await schoolsSeen(house, sources, personOf(context), asked, how(as));
        return answer(context, as, schoolsSheets(report, said), said);
      },
    )
    .get(
      '/papers/published/:release/:as',
      allow('results.see-published'),
      input('param', z.object({ release: z.string(), as: form.shape.as })),
      input('query', z.object(lang)),
      async (context) => {
        const { release, as } = context.req.valid('param');
        const { lang: said } = context.req.valid('query');
        return answer(context, as, publishedSheets(await publishedOf(house, release), said), said);
      },
    );
}
