import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import type { Text } from '#kernel/language.ts';
import { idOf } from '#kernel/schema.ts';
import { input, personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { askedErasures, decideErasure } from './erasure.ts';
import { officeName } from './names.ts';
import { allow } from './permissions.ts';
import { findSchool } from './queries.ts';

const person = idOf<PersonId>();

export type ShownErasure = { readonly person: string; readonly name: string; readonly school: Text | null };

/** Erasures by schools that the region does not pass on without a person's word (PPL-34). */
export function erasureRoutes(house: House) {
  return new Hono<Env>()
    .get('/region/erasures', allow('people.manage-region'), async (context) => {
      const asked: ShownErasure[] = [];
      for (const { person: id, school } of await askedErasures(house.log.read)) {
        const names = (await findSchool(house.log.read, school))?.names ?? null;
        asked.push({ person: id, name: await officeName(house, id), school: names });
      }
      return context.json({ asked });
    })
    .post(
      '/region/erasures/:person',
      allow('people.manage-region'),
      input('param', z.object({ person })),
      input('json', z.object({ isErased: z.boolean() })),
      async (context) => {
        const { isErased } = context.req.valid('json');
        await decideErasure(house, personOf(context).person, context.req.valid('param').person, isErased);
        return context.json({ done: true });
      },
    );
}
