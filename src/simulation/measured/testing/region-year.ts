import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mintId, schoolScope, type NodeId, type PersonId, type SchoolId, type TabletId } from '#kernel/ids.ts';
import { enrolledDraft, registeredDraft, sexDraft } from '#people/drafts.ts';
import { signWorkCredential } from '#people/credentials.ts';
import { enrolmentEnded, tabletEnrolled } from '#people/records.ts';
import { newToken, tokenHash } from '#people/sessions.ts';
import { anAdult } from '#people/testing.ts';
import { openDue } from '#rooms/assessment/opening-days.ts';
import { openForm } from '#rooms/assessment/index.ts';
import { selectFiles } from '#rooms/assessment/queries.ts';
import { bringCells } from '#rooms/bank/index.ts';
import type { Board } from '#rooms/sitting/board.ts';
import { signedIn } from '#testing/moving.ts';
import { aRegion, type TestMember, type TestRegion } from '#testing/region.ts';
import { diceOf, type Dice } from '../../dice.ts';
import { pointsBy, responseWorth } from '../answering.ts';
import { cell, spoilKey, trueKeys, type Keys } from './cell.ts';
import { eventsOf, runsOf, type Deed } from '../tablet.ts';
import { difficultyAt, type Time, type TruePupil, type TrueSchool, type TrueYear } from '../truth.ts';

export const studies: Readonly<Record<Time, string>> = { start: 'start-2026', end: 'end-2026' };
const days: Readonly<Record<Time, readonly [from: string, to: string]>> = {
  start: ['2026-09-07', '2026-09-18'],
  end: ['2027-05-03', '2027-05-14'],
};
const day = 24 * 3600 * 1000;

/** A region of real nodes that lives a measured year. */
export type MeasuredRegion = AsyncDisposable & {
  readonly all: TestRegion;
  /** Lives through one time point: forms come, sittings are held at every school, answers go up. */
  sit(time: Time): Promise<{ readonly attempts: number; readonly missed: number }>;
  /** Asks the region's API as its coordinator; `path` begins after `/api`. */
  ask(method: string, path: string, body?: unknown): ReturnType<TestMember['call']>;
  /** The pupils by who they are in the records. */
  readonly persons: ReadonlyMap<PersonId, TruePupil>;
};

export async function aMeasuredRegion(year: TrueYear, seed: string): Promise<MeasuredRegion> {
  const names = year.schools.map(({ school }) => school);
  const all = await aRegion(...names);
  const folder = mkdtempSync(join(tmpdir(), 'tirek-measured-'));
  const dice = diceOf(seed);
  spoilKey(folder, year.spoilt.wrongKey);
  await bringCells(all.region.house, folder);
  await anAdult(all.region.house, 'coordinator', ['coordinator']);
  const coordinator = await signedIn(all.region, 'coordinator');
  const persons = new Map<PersonId, TruePupil>();
  const desks = new Map<string, SchoolDesk>();
  for (const school of year.schools) desks.set(school.school, await openSchool(all, school, persons, dice));
  await designAndSeal(all, coordinator);
  const sit: MeasuredRegion['sit'] = async (time) => {
    await untilDay(all, days[time][0]);
    await all.meet(...names);
    const keys = await trueKeys(all.region.house, studies[time], year.spoilt);
    let [attempts, missed] = [0, 0];
    for (const school of year.schools) {
      const desk = desks.get(school.school) as SchoolDesk;
      await bringFiles(all, school.school);
      if (time === 'end') await endEnrolments(desk, school);
      const told = await holdSitting(desk, {
        year,
        school,
        time,
        keys,
        dice: dice.child(`${time} ${school.school}`),
        persons,
      });
      attempts += told.attempts;
      missed += told.missed;
    }
    await all.meet(...names);
    all.clock.advance(13 * day);
    await openDue(all.region.house);
    await all.meet(...names);
    return { attempts, missed };
  };
  return {
    all,
    sit,
    persons,
    ask: (method, path, body) => all.region.call(method, path, { token: coordinator, body }),
    [Symbol.asyncDispose]: async () => {
      await all.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The coordinator sets the studies, takes the forms that ship, and seals them. */
async function designAndSeal(all: TestRegion, token: string): Promise<void> {
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await all.region.call<T>(method, `/assessment${path}`, { token, body });
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  for (const time of ['start', 'end'] as const) {
    const [from, to] = days[time];
    await ask('PUT', '/studies', { study: studies[time], year: 2026, timePoint: time, from, to });
  }
  await ask('POST', `/design/2026/${cell}/shipped`);
  const { forms } = await ask<{ forms: readonly { form: string }[] }>('GET', `/design/2026/${cell}`);
  for (const { form } of forms) await ask('POST', `/forms/${form}/seal`);
}

async function untilDay(all: TestRegion, wanted: string): Promise<void> {
  const at = Date.parse(`${wanted}T05:00:00Z`);
  all.clock.advance(at - all.clock.now());
  await openDue(all.region.house);
}

/** Brings the files that a school may have, as the link would; nothing else is served to it. */
async function bringFiles(all: TestRegion, name: string): Promise<void> {
  const { house } = all.school(name);
  for (const { hash } of await selectFiles(house.log.read)) {
    if (await house.files.has(hash)) continue;
    if (await all.region.desk.files.mayServe(name as NodeId, hash))
      await house.files.put(await all.region.house.files.read(hash));
  }
}

type SchoolDesk = {
  readonly member: TestMember;
  readonly head: string;
  readonly tablet: TabletId;
  readonly tabletToken: string;
  readonly people: readonly { readonly person: PersonId; readonly pupil: TruePupil; readonly enrolment: string }[];
  n: number;
};

/** Opens a school's year: its pupils, its head, and one tablet that goes from hand to hand. */
async function openSchool(
  all: TestRegion,
  { school, pupils }: TrueSchool,
  persons: Map<PersonId, TruePupil>,
  dice: Dice,
): Promise<SchoolDesk> {
  const member = all.school(school);
  const scope = schoolScope(school as SchoolId);
  const people: SchoolDesk['people'][number][] = [];
  await member.house.log.write((on) => {
    const records = pupils.flatMap((pupil, n) => {
      const person = mintId<PersonId>(dice);
      const name = { family: `Оқушы${n + 1}`, given: 'Бала' };
      const seat = { grade: 6, letter: '', medium: pupil.language, year: 2026, from: '2026-09-01' };
      const place = enrolledDraft(on, scope, 'office', { ...seat, person, school: school as SchoolId });
      people.push({ person, pupil, enrolment: (place.body as { enrolment: string }).enrolment });
      persons.set(person, pupil);
      const who = registeredDraft(on, scope, 'office', person, { name, language: pupil.language, picture: 'sun' });
      return [who, place, sexDraft(on, scope, 'office', person, pupil.sex)];
    });
    return { records, answer: undefined };
  });
  await anAdult(member.house, 'head', ['head']);
  const tablet = mintId<TabletId>(dice);
  const tabletToken = newToken('t1');
  const enrolment = tabletEnrolled.draft(scope, 'test', { tablet, token: tokenHash(tabletToken), label: '' });
  await member.house.log.write(() => ({ records: [enrolment], answer: undefined }));
  return { member, head: await signedIn(member, 'head'), tablet, tabletToken, people, n: 0 };
}

/** Who left the school before the end of the year. */
async function endEnrolments({ member, people }: SchoolDesk, { school }: TrueSchool): Promise<void> {
  const scope = schoolScope(school as SchoolId);
  const records = people
    .filter(({ pupil }) => pupil.hasLeft)
    .map(({ enrolment }) => enrolmentEnded.draft(scope, 'office', { enrolment, on: '2027-02-01', reason: 'left' }));
  if (records.length > 0) await member.house.log.write(() => ({ records, answer: undefined }));
}

type Held = {
  readonly year: TrueYear;
  readonly school: TrueSchool;
  readonly time: Time;
  readonly keys: Keys;
  readonly dice: Dice;
  readonly persons: ReadonlyMap<PersonId, TruePupil>;
};

/** A sitting from its opening to its end: the head leads it, the tablet sends what each pupil did. */
async function holdSitting(
  desk: SchoolDesk,
  held: Held,
): Promise<{ readonly attempts: number; readonly missed: number }> {
  const { member, head } = desk;
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await member.call<T>(method, `/sitting${path}`, { token: head, body });
    if (answer.status !== 200) throw new Error(`${held.school.school} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { sitting } = await ask<{ sitting: string }>('POST', '/sittings', { study: studies[held.time], cell });
  const board = await ask<Board>('POST', `/sittings/${sitting}/orders`, { order: 'started' });
  const forms = await member.house.log.read.all<{ person: PersonId; form: string }>(
    'select person, form from sitting_seats where sitting = ?',
    sitting,
  );
  const entries: unknown[] = [];
  let [attempts, missed] = [0, 0];
  for (const { attempt, person } of board.seats) {
    const pupil = held.persons.get(person as PersonId) as TruePupil;
    if (!pupil.sits[held.time]) {
      await ask('POST', `/sittings/${sitting}/missed`, { person, reason: 'ill' });
      missed++;
      continue;
    }
    const { form = '' } = forms.find((each) => each.person === person) ?? {};
    entries.push(...(await entriesOf(desk, held, { attempt, person, form, device: desk.tablet }, pupil)));
    attempts++;
  }
  await send(desk, entries);
  await ask('POST', `/sittings/${sitting}/orders`, { order: 'ended' });
  return { attempts, missed };
}

/** What the tablet's outbox holds of one attempt. */
async function entriesOf(
  desk: SchoolDesk,
  { year, school, time, keys, dice }: Held,
  whose: { readonly attempt: string; readonly person: string; readonly form: string; readonly device: string },
  pupil: TruePupil,
): Promise<readonly unknown[]> {
  const { house } = desk.member;
  const opened = await openForm(house, whose.form);
  if (!opened.ok) throw new Error(`${school.school}: ${opened.error.key}`);
  // Dice of their own for each answer: an item that is written anew changes no other answer.
  const own = dice.child(`pupil ${school.pupils.indexOf(pupil)}`);
  const isSlow = own.unit() < 0.05;
  const places = opened.value.of.places.slice(0, isSlow ? -2 : undefined);
  const deeds = places.map(({ item }): Deed => {
    const { key, face } = keys.get(item) as NonNullable<ReturnType<Keys['get']>>;
    const throws = own.child(item);
    const difficulty = difficultyAt(year, item, time, pupil);
    const isTold = school.isTold && time === 'end' && throws.unit() < 0.8;
    const points = isTold ? key.points : pointsBy(pupil.ability[time], difficulty, key.points, throws.unit());
    // Who does not know passes over now and then: it is worth what a wrong answer is worth.
    if (points === 0 && throws.unit() < 0.1) return { response: null, tenths: 200 };
    const tenths = isTold ? 15 + throws.int(10) : 200 + throws.int(600);
    return { response: responseWorth(key, face, points, throws), tenths };
  });
  const events = eventsOf(deeds, house.clock.now(), !isSlow);
  const credential = signWorkCredential(house.self.signingKey, {
    p: whose.person as PersonId,
    t: desk.tablet,
    s: school.school as SchoolId,
    iat: house.clock.now(),
  });
  return runsOf(whose, events).map((body) => {
    return { n: ++desk.n, credential, kind: 'sitting.ran', at: house.clock.now(), body };
  });
}

const entriesAtOnce = 40;

async function send({ member, tabletToken }: SchoolDesk, entries: readonly unknown[]): Promise<void> {
  for (let from = 0; from < entries.length; from += entriesAtOnce) {
    type Taken = { readonly results: readonly { readonly state: string; readonly key?: string }[] };
    const body = { entries: entries.slice(from, from + entriesAtOnce) };
    const answer = await member.call<Taken>('POST', '/people/work', { token: tabletToken, body });
    const parked = answer.body.results?.find(({ state }) => state !== 'taken');
    if (answer.status !== 200 || parked) throw new Error(`not taken: ${JSON.stringify(parked ?? answer.body)}`);
  }
}
