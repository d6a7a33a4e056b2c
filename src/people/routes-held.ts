import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId, TabletId } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { className } from './classes.ts';
import { scopeOf } from './credential-keys.ts';
import type { Desk } from './desk.ts';
import { outageCode } from './outage.ts';
import { allow } from './permissions.ts';
import { findPerson, findPupil, listName, openName } from './queries.ts';

const whose = z.object({ tablet: idOf<TabletId>(), person: idOf<PersonId>() });

/** Work that was begun while the server was away: a teacher says whose it was. */
export function heldRoutes(house: House, desk: Desk) {
  const settle = async (tablet: TabletId, person: PersonId, isConfirmed: boolean, by: PersonId) => {
    const states = isConfirmed ? ['held', 'refused'] : ['held', 'held'];
    const sql = 'select n from people_held where tablet = ? and person = ? and state in (?, ?) order by n';
    const rows = await house.log.read.all<{ n: number }>(sql, tablet, person, ...states);
    // All at once and in their order: each is a decision of its own, which sees what the ones before it wrote.
    const kept = await Promise.all(rows.map(({ n }) => desk.work.release(house, { tablet, n }, isConfirmed, by)));
    house.live.publish('people:school:held');
    const stays = kept.flatMap((key, n) => (key ? [{ n: rows[n]?.n ?? 0, key }] : []));
    return { done: rows.length - stays.length, stays };
  };
  return new Hono<Env>()
    .get('/outage-code', allow('people.confirm-held'), (context) => {
      const { school, localKey } = house.self;
      if (!school) throw refused('people.schools-only', 409);
      return context.json({ code: outageCode(localKey, school, house.clock.now()) });
    })
    .get('/held', allow('people.confirm-held'), async (context) => context.json({ held: await heldHere(house) }))
    .post('/held/confirm', allow('people.confirm-held'), input('json', whose), async (context) => {
      const { tablet, person } = context.req.valid('json');
      return context.json(await settle(tablet, person, true, personOf(context).person));
    })
    .post('/held/refuse', allow('people.confirm-held'), input('json', whose), async (context) => {
      const { tablet, person } = context.req.valid('json');
      return context.json(await settle(tablet, person, false, personOf(context).person));
    });
}

type Held = {
  readonly tablet: TabletId;
  readonly person: PersonId;
  readonly state: 'held' | 'refused';
  readonly entries: number;
  readonly first: number;
  readonly last: number;
  readonly right: number;
};

/** Pupil by pupil and tablet by tablet, what waits for a teacher's word, and what was refused and can still be taken back. */
async function heldHere(house: House) {
  const rows = await house.log.read.all<Held>(
    `select tablet, person, state, count(*) as entries, min(at) as first, max(at) as last, min(is_code_right) as "right"
     from people_held where state in ('held', 'refused') group by tablet, person, state order by min(at), tablet`,
  );
  const answer = [];
  for (const { right, ...row } of rows) {
    const known = await findPerson(house.log.read, row.person, scopeOf(house));
    const pupil = await findPupil(house.log.read, row.person);
    const label = await house.log.read.get<{ label: string }>(
      'select label from people_tablets where tablet = ?',
      row.tablet,
    );
    answer.push({
      ...row,
      name: (known && listName(openName(house.log.vault, known.person, known.name))) ?? '',
      class: pupil ? className(pupil.grade, pupil.letter) : '',
      label: label?.label ?? '',
      isCodeRight: right === 1,
    });
  }
  return answer;
}
