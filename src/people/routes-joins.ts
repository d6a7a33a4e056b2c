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
import { selectSchools } from './queries.ts';
import { personsJoined, personsParted } from './records.ts';
import { assertFree, joinInRegion, reaskDrafts, tellApart, twiceInRegion } from './region-twice.ts';

const person = idOf<PersonId>();
const pair = z.object({ kept: person, joined: person });
/** What a person can go through in a day; those beyond come up when these are settled. */
const mostPairs = 100;

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
    .post('/joins', allow('people.join'), input('json', pair), async (context) => {
      const { kept, joined } = context.req.valid('json');
      const by = personOf(context).person;
      await house.log.write(async (on) => {
        await assertFree(on, kept, joined);
        return { records: [personsJoined.draft(scopeOf(house), by, { kept, joined })], answer: undefined };
      });
      house.live.publish('people:school:lists');
      return context.json({ done: true });
    })
    .delete('/joins/:joined', allow('people.join'), input('param', z.object({ joined: person })), async (context) => {
      const { joined } = context.req.valid('param');
      const join = (await ownJoins(house)).find((each) => each.joined === joined);
      if (!join) throw refused('people.no-such-join', 404);
      const by = personOf(context).person;
      const draft = personsParted.draft(scopeOf(house), by, { kept: join.kept, joined });
      await house.log.write(async (on) => {
        const reasked = house.self.kind === 'region' ? await reaskDrafts(on, by, joined) : [];
        return { records: [draft, ...reasked], answer: undefined };
      });
      house.live.publish('people:school:lists');
      return context.json({ done: true });
    })
    .get('/region/twice', allow('people.manage-region'), async (context) => {
      const pairs = await twiceInRegion(house);
      const names = new Map((await selectSchools(house.log.read)).map((each) => [each.school, each.names]));
      const shown = pairs.slice(0, mostPairs).map(({ likeness, entries }) => ({
        likeness,
        entries: entries.map((entry) => ({ ...entry, schoolNames: names.get(entry.school) ?? null })),
      }));
      return context.json({ pairs: shown, more: pairs.length - shown.length });
    })
    .post('/region/joins', allow('people.manage-region'), input('json', pair), async (context) => {
      const { kept, joined } = context.req.valid('json');
      await joinInRegion(house, personOf(context).person, kept, joined);
      return context.json({ done: true });
    })
    .post(
      '/region/apart',
      allow('people.manage-region'),
      input('json', z.object({ one: person, other: person })),
      async (context) => {
        const { one, other } = context.req.valid('json');
        await tellApart(house, personOf(context).person, one, other);
        return context.json({ done: true });
      },
    )
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
