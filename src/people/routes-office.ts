import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Draft } from '#log/record.ts';
import type { Desk } from './desk.ts';
import { enrolledDraft, registeredDraft } from './drafts.ts';
import { ownSchool, pupilHere, todayOf } from './guards.ts';
import { addPerson, readSeat } from './office/add.ts';
import { sameTwice } from './office/alike.ts';
import { newPersonInput, readName, seatInput, whoInput } from './office/input.ts';
import { adultsHere, classesHere } from './office/lists.ts';
import { shownPresent } from './office/shown.ts';
import { allow } from './permissions.ts';
import { findPerson, isErased, type PersonRow } from './queries.ts';
import { date, enrolmentEnded } from './records.ts';

const one = z.object({ person: idOf<PersonId>() });
const leaving = z.enum(['left', 'finished', 'transferred', 'mistake']);

/** The office: who is at the school and in which class. */
export function officeRoutes(house: House, desk: Desk) {
  const write = async (records: readonly Draft[]): Promise<void> => {
    await house.log.write(() => ({ records, answer: undefined }));
    house.live.publish('people:school:lists');
  };
  return new Hono<Env>()
    .get('/office/people', allow('people.manage'), async (context) => {
      return context.json({ classes: await classesHere(house), adults: await adultsHere(house) });
    })
    .post('/office/people', allow('people.manage'), input('json', newPersonInput), async (context) => {
      const given = context.req.valid('json');
      const done = await desk.inTurn(() => addPerson(house, desk, personOf(context), given));
      if (done.state === 'alike') {
        const error = { key: 'people.person-alike', values: { count: done.alike.length } };
        const alike = done.alike.map(({ present, likeness }) => ({ likeness, ...shownPresent(present) }));
        return context.json({ error, alike }, 409);
      }
      house.live.publish('people:school:lists');
      return context.json(done);
    })
    .put(
      '/office/people/:person',
      allow('people.manage'),
      input('param', one),
      input('json', z.object(whoInput)),
      async (context) => {
        const { person } = context.req.valid('param');
        const { name: typed, birth, language, picture } = context.req.valid('json');
        const by = personOf(context).person;
        const known = await knownHere(house, person);
        const born = birth ?? (known.birth ? house.log.vault.open(person, known.birth) : undefined);
        const name = readName(typed);
        const data = {
          name,
          birth: born,
          source: known.source ?? undefined,
          language,
          picture: picture ?? known.picture,
        };
        const { scope } = ownSchool(house);
        await house.log.write((on) => ({ records: [registeredDraft(on, scope, by, person, data)], answer: undefined }));
        house.live.publish('people:school:lists');
        return context.json({ done: true });
      },
    )
    .post(
      '/office/people/:person/class',
      allow('people.manage'),
      input('param', one),
      input('json', seatInput),
      async (context) => {
        const { person } = context.req.valid('param');
        const { school, scope } = ownSchool(house);
        const by = personOf(context).person;
        const seat = await readSeat(house, context.req.valid('json'));
        await knownHere(house, person);
        await house.log.write(async (on) => {
          const sql = 'select enrolment from people_enrolments where person = ? and school = ? and until is null';
          const open = await on.all<{ enrolment: string }>(sql, person, school);
          const ends = open.map(({ enrolment }) =>
            enrolmentEnded.draft(scope, by, { enrolment, on: seat.from, reason: 'class-changed' }),
          );
          return { records: [...ends, enrolledDraft(on, scope, by, { ...seat, person, school })], answer: undefined };
        });
        house.live.publish('people:school:lists');
        return context.json({ done: true });
      },
    )
    .post(
      '/office/people/:person/leave',
      allow('people.manage'),
      input('param', one),
      input('json', z.object({ reason: leaving, on: z.optional(date) })),
      async (context) => {
        const pupil = await pupilHere(house, context.req.valid('param').person);
        const { reason, on = todayOf(house) } = context.req.valid('json');
        const body = { enrolment: pupil.enrolment, on, reason };
        await write([enrolmentEnded.draft(ownSchool(house).scope, personOf(context).person, body)]);
        return context.json({ done: true });
      },
    )
    .get('/office/twice', allow('people.manage'), async (context) => {
      return context.json({ twice: (await sameTwice(house)).map((group) => group.map(shownPresent)) });
    });
}

/** Somebody whom this school has entered, here or gone; an erased person is nobody. */
export async function knownHere(house: House, person: PersonId): Promise<PersonRow> {
  const { scope } = ownSchool(house);
  const known = await findPerson(house.log.read, person, scope);
  if (!known || (await isErased(house.log.read, person))) throw refused('people.no-such-person', 404);
  return known;
}
