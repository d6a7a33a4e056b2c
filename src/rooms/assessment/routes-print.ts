import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { Language } from '#kernel/language.ts';
import { language } from '#kernel/schema.ts';
import { input, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { dayOf, findSchool, nameOf, selectPupils } from '#people/index.ts';
import { must } from './access.ts';
import type { OpenedForm } from './model/form.ts';
import { openForm } from './opening.ts';
import { allow } from './permissions.ts';
import { printForm, printSheets, type PrintedSheet } from './print/forms.ts';
import { selectSheets } from './queries-paper.ts';
import { placeFor } from './routes-sheets.ts';

const query = z.object({
  lang: language,
  large: z.optional(z.literal('1')),
  school: z.optional(z.string().check(z.maxLength(40))),
});

const pdfHeaders = { 'content-type': 'application/pdf', 'cache-control': 'no-store' };

/** Forms and answer sheets on paper, once the form is open here. */
export function printRoutes(house: House) {
  return new Hono<Env>()
    .get('/print/:form', allow('assessment.key'), input('query', query), async (context) => {
      const { lang, large, school } = context.req.valid('query');
      const place = await placeFor(house, school);
      const opened = must(await openForm(house, context.req.param('form')));
      assertLanguage(opened, lang);
      const paper = { lang, school: await findSchool(house.log.read, place.school), today: dayOf(house.clock.now()) };
      return context.body(await printForm(paper, opened, { language: lang, isLarge: large === '1' }), 200, pdfHeaders);
    })
    .get('/print/:form/sheets', allow('assessment.key'), input('query', query), async (context) => {
      const { lang, large, school } = context.req.valid('query');
      const place = await placeFor(house, school);
      const opened = must(await openForm(house, context.req.param('form')));
      assertLanguage(opened, lang);
      const { read } = house.log;
      const rows = (await selectSheets(read, opened.form, place.school)).filter((row) => row.language === lang);
      if (rows.length === 0) throw refused('assessment.no-sheets', 404);
      const pupils = new Map((await selectPupils(read, place.school)).map((pupil) => [pupil.person, pupil]));
      const sheets = rows.map(({ sheet, person }): PrintedSheet => {
        const pupil = place.isCompared ? undefined : pupils.get(person);
        return { number: sheet, name: pupil ? nameOf(house, pupil) : '', letter: pupil?.letter ?? '' };
      });
      const paper = { lang, school: await findSchool(read, place.school), today: dayOf(house.clock.now()) };
      const pdf = await printSheets(paper, opened, { language: lang, isLarge: large === '1', sheets });
      return context.body(pdf, 200, pdfHeaders);
    });
}

function assertLanguage({ languages }: OpenedForm, asked: Language): void {
  if (!languages[asked]) throw refused('assessment.no-language', 404);
}
