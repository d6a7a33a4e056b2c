import { Hono } from 'hono';
import { z } from 'zod/mini';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { newPupilSecret } from './adults.ts';
import type { Secret } from './credentials.ts';
import type { Desk } from './desk.ts';
import { maySeeClass, ownSchool } from './guards.ts';
import { classesHere, type OfficeClass } from './office/lists.ts';
import { allow } from './permissions.ts';
import { findCredential } from './queries-secrets.ts';
import { secretOf } from './sign-in.ts';

const ofClass = z.object({ class: z.string().check(z.maxLength(8)) });

export type CardOfPupil = {
  readonly person: string;
  readonly name: string;
  readonly picture: string;
  readonly secret: Secret | null;
};

/** What the pupils of a class sign in with: for cards that are cut out and handed over (PPL-19). */
export function secretRoutes(house: House, desk: Desk) {
  return new Hono<Env>()
    .get('/office/secrets', allow('people.see-secrets'), input('query', ofClass), async (context) => {
      const { pupils, class: name } = await seenClass(house, personOf(context), context.req.valid('query').class);
      return context.json({ class: name, pupils: await cardsOf(house, desk, pupils) });
    })
    .post('/office/secrets/renew', allow('people.see-secrets'), input('json', ofClass), async (context) => {
      const who = personOf(context);
      const { pupils, class: name } = await seenClass(house, who, context.req.valid('json').class);
      const { scope } = ownSchool(house);
      const seal = await desk.keys.sealer(house);
      await house.log.write(async (on) => {
        const records = [];
        for (const { person, grade } of pupils) {
          const before = await findCredential(on, scope, person);
          records.push(seal(on, person, newPupilSecret(house, grade), who.person, before?.n ?? 0));
        }
        return { records, answer: undefined };
      });
      return context.json({ class: name, pupils: await cardsOf(house, desk, pupils) });
    });
}

/** A class that this person sees to: the office all, a class teacher their own. */
export async function seenClass(house: House, who: Person, name: string): Promise<OfficeClass> {
  const found = (await classesHere(house)).find((each) => each.class === name);
  if (!found || !maySeeClass(who, found)) throw refused('people.no-such-class', 404);
  return found;
}

/** Each pupil with what they sign in with; null where they have nothing yet. */
export async function cardsOf(house: House, desk: Desk, pupils: OfficeClass['pupils']): Promise<CardOfPupil[]> {
  const cards: CardOfPupil[] = [];
  for (const { person, name, picture } of pupils) {
    cards.push({ person, name, picture, secret: (await secretOf(house, desk, person))?.secret ?? null });
  }
  return cards;
}
