import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { scopeOf } from './credential-keys.ts';
import { erasePerson } from './erasure.ts';
import { officeName } from './names.ts';
import { sameTwice } from './office/alike.ts';
import { shownPresent } from './office/shown.ts';
import { allow } from './permissions.ts';
import { idsOf, isErased } from './queries.ts';
import { personsJoined, personsParted } from './records.ts';

const person = idOf<PersonId>();

/** The same child entered twice: joined, parted again (PPL-31, PPL-32). And erasure (PPL-33). */
export function joinRoutes(house: House) {
  return new Hono<Env>()
    .get('/joins', allow('people.join'), async (context) => {
      const rows = await ownJoins(house);
      const joins = [];
      for (const { kept, joined } of rows) {
        joins.push({
          kept,
          joined,
          keptName: await officeName(house, kept),
          joinedName: await officeName(house, joined),
        });
      }
      const twice = house.self.school ? (await sameTwice(house)).map((group) => group.map(shownPresent)) : [];
      return context.json({ joins, twice });
    })
    .post(
      '/joins',
      allow('people.join'),
      input('json', z.object({ kept: person, joined: person })),
      async (context) => {
        const { kept, joined } = context.req.valid('json');
        const by = personOf(context).person;
        await house.log.write(async (on) => {
          for (const id of [kept, joined]) {
            const known = await on.get('select person from people_persons where person = ?', id);
            if (!known || (await isErased(on, id))) throw refused('people.no-such-person', 404);
          }
          // A join of two who are one already, or the other way round, would make a ring.
          if ((await idsOf(on, kept)).includes(joined)) throw refused('people.joined-already', 409);
          const taken = await on.get('select kept from people_joins where joined = ?', joined);
          if (taken) throw refused('people.joined-already', 409);
          return { records: [personsJoined.draft(scopeOf(house), by, { kept, joined })], answer: undefined };
        });
        house.live.publish('people:school:lists');
        return context.json({ done: true });
      },
    )
    .delete('/joins/:joined', allow('people.join'), input('param', z.object({ joined: person })), async (context) => {
      const { joined } = context.req.valid('param');
      const join = (await ownJoins(house)).find((each) => each.joined === joined);
      if (!join) throw refused('people.no-such-join', 404);
      const draft = personsParted.draft(scopeOf(house), personOf(context).person, { kept: join.kept, joined });
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      house.live.publish('people:school:lists');
      return context.json({ done: true });
    })
    .post(
      '/persons/:person/erase',
      allow('people.erase'),
      input('param', z.object({ person })),
      /** The name as the screen shows it, typed by hand: erasing is for ever. */
      input('json', z.object({ name: z.string().check(z.maxLength(200)) })),
      async (context) => {
        const { person: id } = context.req.valid('param');
        await erasePerson(house, personOf(context).person, id, context.req.valid('json').name);
        house.live.publish('people:school:lists');
        return context.json({ done: true });
      },
    );
}

/** The joins that this node made and may take back: a join by the region is the region's. */
function ownJoins(house: House): Promise<{ kept: PersonId; joined: PersonId }[]> {
  const sql = `select j.kept, j.joined from people_joins j join log_origins o on o.id = j._origin
    where o.node = ? order by j.kept, j.joined`;
  return house.log.read.all(sql, house.self.node);
}
