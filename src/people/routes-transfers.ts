import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { grade, idOf } from '#kernel/schema.ts';
import { input, personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { className } from './classes.ts';
import type { Desk } from './desk.ts';
import { ownSchool, todayOf } from './guards.ts';
import { officeName } from './names.ts';
import { nameInput, readLetter, readName } from './office/input.ts';
import { readSeat } from './office/add.ts';
import { allow } from './permissions.ts';
import { findPupil, listName, openName, selectSchools } from './queries.ts';
import { date } from './records.ts';
import { readTransfers, type Transfers } from './transfers/queries.ts';
import { candidatesFor, openByRegion, refuseByRegion } from './transfers/region.ts';
import { answerLeave, askForPupil, withdrawAsk } from './transfers/school.ts';
import { leaveDue, refusalReasons, stateOf } from './transfers/states.ts';

const school = idOf<SchoolId>();
const person = idOf<PersonId>();
const place = { grade, letter: z.string().check(z.maxLength(4)), medium: z.enum(['kk', 'ru']), on: z.optional(date) };
const wanted = z.object({ from: school, name: nameInput, birth: date, ...place });
const opening = z.object({ transfer: z.optional(z.string()), person, to: school, ...place });
const reason = z.enum(refusalReasons);

/** Pupils who change schools: asked for by the new school, let go by the old one, or opened by the region. */
export function transferRoutes(house: House, desk: Desk) {
  return new Hono<Env>()
    .get('/transfers', allow('people.manage'), async (context) => {
      ownSchool(house);
      const known = await readTransfers(house.log.read);
      return context.json({ incoming: await incoming(house, known), outgoing: await outgoing(house, known) });
    })
    .post('/transfers', allow('people.manage'), input('json', wanted), async (context) => {
      const { from, name, birth, on, ...seat } = context.req.valid('json');
      const { grade: into, letter, medium, from: day } = await readSeat(house, { ...seat, from: on });
      const asked = { from, name: readName(name), birth, grade: into, letter, medium, on: day };
      return context.json({ transfer: await askForPupil(house, personOf(context).person, asked) });
    })
    .delete('/transfers/:transfer', allow('people.manage'), async (context) => {
      await withdrawAsk(house, personOf(context).person, context.req.param('transfer'));
      return context.json({ done: true });
    })
    .post(
      '/transfers/:transfer/answer',
      allow('people.manage'),
      input('json', z.object({ isAccepted: z.boolean(), reason: z.optional(reason) })),
      async (context) => {
        const { isAccepted, reason: why = 'stays' } = context.req.valid('json');
        await answerLeave(house, personOf(context).person, context.req.param('transfer'), isAccepted ? undefined : why);
        house.live.publish('people:school:lists');
        return context.json({ done: true });
      },
    )
    .get('/region/transfers', allow('people.manage-region'), async (context) => {
      return context.json({ transfers: await atRegion(house, await readTransfers(house.log.read)) });
    })
    .post('/region/transfers', allow('people.manage-region'), input('json', opening), async (context) => {
      const { transfer, on = todayOf(house), letter, ...rest } = context.req.valid('json');
      const by = personOf(context).person;
      const opened = { ...rest, letter: readLetter(letter), on, ...(transfer ? { transfer } : {}) };
      await desk.inTurn(() => openByRegion(house, by, opened));
      return context.json({ done: true });
    })
    .post(
      '/region/transfers/:transfer/refuse',
      allow('people.manage-region'),
      input('json', z.object({ reason })),
      async (context) => {
        const { reason: why } = context.req.valid('json');
        await refuseByRegion(house, personOf(context).person, context.req.param('transfer'), why);
        return context.json({ done: true });
      },
    );
}

async function schoolNames(house: House) {
  return new Map((await selectSchools(house.log.read)).map((each) => [each.school as string, each.names]));
}

/** What this school has asked for, and what the region has opened here. */
async function incoming(house: House, { asks, deeds }: Transfers) {
  const names = await schoolNames(house);
  const shown = [];
  for (const transfer of new Set([...asks.keys(), ...deeds.keys()])) {
    const ask = asks.get(transfer);
    const deed = deeds.get(transfer);
    const opened = deed && deed.opened_at > 0 ? deed : undefined;
    const pupil = opened && (await findPupil(house.log.read, opened.person));
    const hasArrived = pupil !== undefined && pupil.school === house.self.school;
    const from = ask?.from_school ?? deed?.from_school ?? '';
    const name = opened
      ? await officeName(house, opened.person)
      : ask && listName(openName(house.log.vault, ask.wanted, ask.name));
    const seat = ask ?? opened;
    shown.push({
      transfer,
      name: name ?? '',
      person: opened?.person ?? null,
      class: seat ? className(seat.grade, seat.letter) : '',
      from,
      fromNames: names.get(from) ?? null,
      state: stateOf({ ask, leave: undefined, answer: undefined, deed, hasArrived }),
      reason: deed?.refused ?? '',
      on: seat?.day ?? '',
    });
  }
  return shown;
}

/** Pupils of this school whom another one asks for. */
async function outgoing(house: House, { leaves, answers }: Transfers) {
  const names = await schoolNames(house);
  const shown = [];
  for (const leave of leaves.values()) {
    if (leave.school !== house.self.school) continue;
    const answer = answers.get(leave.transfer);
    shown.push({
      transfer: leave.transfer,
      person: leave.person,
      name: await officeName(house, leave.person),
      to: leave.to_school,
      toNames: names.get(leave.to_school) ?? null,
      on: leave.day,
      isDecided: leave.is_decided === 1,
      due: leaveDue(leave, answer),
      isAccepted: answer ? answer.is_accepted === 1 : null,
    });
  }
  return shown;
}

async function atRegion(house: House, known: Transfers) {
  const { asks, leaves, answers, deeds } = known;
  const shown = [];
  for (const transfer of new Set([...asks.keys(), ...leaves.keys(), ...deeds.keys()])) {
    const ask = asks.get(transfer);
    const leave = leaves.get(transfer);
    const answer = answers.get(transfer);
    const deed = deeds.get(transfer);
    const id = deed?.person || leave?.person;
    const place = id ? await findPupil(house.log.read, id) : undefined;
    const hasArrived = deed !== undefined && deed.opened_at > 0 && place?.enrolment === deed.enrolment;
    const state = stateOf({ ask, leave, answer, deed, hasArrived });
    const isOpen = ask !== undefined && !leave && state === 'region';
    const candidates = isOpen ? await candidatesFor(house, ask) : [];
    const found = [];
    for (const each of candidates)
      found.push({
        person: each.person,
        name: await officeName(house, each.person),
        class: className(each.grade, each.letter),
      });
    const name = id ? await officeName(house, id) : ask && listName(openName(house.log.vault, ask.wanted, ask.name));
    shown.push({
      transfer,
      name: name ?? '',
      birth: (ask && house.log.vault.open(ask.wanted, ask.birth)) ?? '',
      person: id ?? null,
      from: ask?.from_school ?? deed?.from_school ?? leave?.school ?? '',
      to: ask?.school ?? deed?.school ?? leave?.to_school ?? '',
      grade: ask?.grade ?? deed?.grade ?? null,
      letter: ask?.letter ?? deed?.letter ?? '',
      medium: ask?.medium ?? deed?.medium ?? 'kk',
      on: ask?.day ?? deed?.day ?? '',
      state,
      reason: deed?.refused ?? answer?.reason ?? '',
      /** Whether the old school's node has ended its own place. */
      hasLeft: answer?.is_accepted === 1,
      candidates: found,
    });
  }
  return shown;
}
