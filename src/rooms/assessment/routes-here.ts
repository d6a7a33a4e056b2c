import { Hono } from 'hono';
import { z } from 'zod/mini';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { must, ownSchool } from './access.ts';
import { isFormHere, openByCode } from './opening.ts';
import { allow } from './permissions.ts';
import { formsFor, monitoredCells, selectStudies, type FormHere, type Study } from './queries.ts';
import type { Monitored } from './model/monitored.ts';
import { codeTries } from './tries.ts';

/** What a school's screen of forms shows. */
export type HereAnswer = {
  readonly today: string;
  readonly studies: readonly (Study & { readonly monitored: Monitored })[];
  readonly forms: readonly (FormHere & { readonly isHere: boolean })[];
};

const codeBody = z.object({ code: z.string().check(z.maxLength(400)) });

/** The forms at a school, and opening one by its code. */
export function hereRoutes(house: House) {
  const tries = codeTries();
  return new Hono<Env>()
    .get('/here', allow('assessment.here'), async (context) => {
      const { school, today } = ownSchool(house);
      const { read } = house.log;
      const studies = [];
      for (const study of await selectStudies(read)) {
        studies.push({ ...study, monitored: await monitoredCells(read, study.year) });
      }
      const forms = [];
      for (const form of await formsFor(read, school)) forms.push({ ...form, isHere: await isFormHere(house, form) });
      const answer: HereAnswer = { today, studies, forms };
      return context.json(answer);
    })
    .post('/here/:form/open', allow('assessment.here'), input('json', codeBody), async (context) => {
      ownSchool(house);
      const form = context.req.param('form');
      const now = house.clock.now();
      const wait = tries.wait(form, now);
      if (wait > 0) throw refused('assessment.code-wait', 429, { seconds: Math.ceil(wait / 1000) });
      const opened = await openByCode(house, form, context.req.valid('json').code, personOf(context).person);
      if (opened.ok) tries.succeeded(form);
      else if (opened.error.key === 'assessment.code-wrong') tries.failed(form, now);
      const { of } = must(opened);
      return context.json({ form, items: of.places.length });
    });
}
