import { Hono, type Context } from 'hono';
import { z } from 'zod/mini';
import { language } from '#kernel/schema.ts';
import type { Language } from '#kernel/language.ts';
import { input, personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Desk } from './desk.ts';
import { schoolHere, todayOf } from './guards.ts';
import { allow } from './permissions.ts';
import { printCards, printClassList, printConsents, type PrintContext } from './print/prints.ts';
import { cardsOf, seenClass } from './routes-secrets.ts';

const ofClass = input('query', z.object({ class: z.string().check(z.maxLength(8)), lang: language }));
const word = z.string().check(z.maxLength(120));
const passwords = z.object({
  lang: language,
  passwords: z.array(z.object({ name: word, login: word, password: word })).check(z.minLength(1), z.maxLength(200)),
});

/** Papers, as PDF: they carry names, and a sample school's say that they are invented (PPL-37, PPL-38). */
export function printRoutes(house: House, desk: Desk) {
  const contextFor = async (lang: Language): Promise<PrintContext> => {
    return { lang, school: await schoolHere(house), today: todayOf(house) };
  };
  return (
    new Hono<Env>()
      .get('/print/class-list', allow('people.see-secrets'), ofClass, async (context) => {
        const { class: name, lang } = context.req.valid('query');
        const found = await seenClass(house, personOf(context), name);
        return paper(context, await printClassList(await contextFor(lang), found));
      })
      .get('/print/cards', allow('people.see-secrets'), ofClass, async (context) => {
        const { class: name, lang } = context.req.valid('query');
        const found = await seenClass(house, personOf(context), name);
        const cards = await cardsOf(house, desk, found.pupils);
        return paper(context, await printCards(await contextFor(lang), found.class, cards));
      })
      .get('/print/consents', allow('people.manage-consents'), ofClass, async (context) => {
        const { class: name, lang } = context.req.valid('query');
        const found = await seenClass(house, personOf(context), name);
        return paper(context, await printConsents(await contextFor(lang), found));
      })
      // What was shown once cannot be asked again: the screen sends back what it was given.
      .post('/print/passwords', allow('people.manage'), input('json', passwords), async (context) => {
        const { lang, passwords: given } = context.req.valid('json');
        return paper(context, await printCards(await contextFor(lang), undefined, given));
      })
  );
}

function paper(context: Context<Env>, pdf: Uint8Array<ArrayBuffer>): Response {
  return context.body(pdf, 200, { 'content-type': 'application/pdf', 'cache-control': 'no-store' });
}
