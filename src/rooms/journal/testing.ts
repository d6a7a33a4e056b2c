import { createPublicKey } from 'node:crypto';
import { mintId, schoolScope, type GroupId, type PersonId, type SchoolId } from '#kernel/ids.ts';
import type { Role } from '#kernel/role.ts';
import { createApp } from '#http/app.ts';
import type { House } from '#http/house.ts';
import { openLog } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { Store } from '#log/store.ts';
import { peopleProjection, peopleRecords, seatPeople } from '#people/index.ts';
import { groupSet } from '#people/records.ts';
import { aHouse, anAdult, anIdentity, aPupil, aTablet, password, registerSchool } from '#people/testing.ts';
import { timetable } from '#rooms/timetable/index.ts';
import { fakeClock, seededRandomness } from '#testing/logs.ts';
import { places } from '#testing/stores.ts';
import { lessons, type AttendanceRow } from '#rooms/lessons/index.ts';
import { attended, runClosed, runStarted } from '#rooms/lessons/records-run.ts';
import { library } from '#rooms/library/index.ts';
import { journal } from './index.ts';

export type Answered<T> = { readonly status: number; readonly body: T };
export type Refused = { readonly error: { readonly key: string; readonly values?: Record<string, unknown> } };

/** A school with people and a journal on a real store: Tuesday, 1 September 2026, 8:00 in Aktobe. */
export type JournalSchool = AsyncDisposable & {
  readonly house: House;
  readonly school: SchoolId;
  readonly clock: ReturnType<typeof fakeClock>;
  write(...drafts: Draft[]): Promise<void>;
  adult(login: string, role?: Role, inClass?: string): Promise<{ readonly person: PersonId; readonly token: string }>;
  pupil(family: string, grade: number): Promise<PersonId>;
  /** A pupil who has signed in on a tablet. */
  signedIn(family: string, grade: number, head: string): Promise<{ readonly person: PersonId; readonly token: string }>;
  group(teacher: PersonId, subject: string, grades: readonly number[]): Promise<GroupId>;
  /** A lesson that was held on a day for grades of a group; answers with its run. */
  held(group: GroupId, subject: string, day: string, grades: readonly number[]): Promise<string>;
  attended(row: AttendanceRow): Promise<void>;
  /** Asks the API; `path` begins after `/api`. */
  call<T = Refused>(token: string | undefined, method: string, path: string, body?: unknown): Promise<Answered<T>>;
  fetch(token: string, path: string): Promise<Response>;
};

export async function aJournalSchool(engine: Store['engine'] = 'sqlite', name = 'journal'): Promise<JournalSchool> {
  const place = await places[engine]();
  const school = `${name}-school` as SchoolId;
  const self = await anIdentity(`${name}-node`, school);
  const clock = fakeClock();
  const seats = [library, timetable, lessons, journal];
  const log = await openLog({
    store: await place.open(),
    self: { node: self.node, epoch: self.epoch, key: self.signingKey },
    types: [...peopleRecords, ...seats.flatMap((seat) => seat.records)],
    projections: [peopleProjection, ...seats.map((seat) => seat.projection)],
    mayWrite: () => true,
    clock,
    randomness: seededRandomness(name),
    vaultKey: self.vaultKey,
  });
  const house = aHouse(self, log, clock);
  const people = seatPeople({
    work: [],
    credentialSigners: () => [createPublicKey(self.signingKey)],
    regionAge: () => undefined,
    acknowledged: () => 0,
  });
  const report = (_: string, error: unknown): void => console.error(error);
  const app = createApp({ house, rooms: [people.room, ...seats], whoOf: people.whoOf(house), report });
  const stops = (people.room.jobs ?? []).map((start) => start(house));
  await registerSchool(house, school);
  const scope = schoolScope(school);
  let deeds = 0;
  const write: JournalSchool['write'] = (...records) => log.write(() => ({ records, answer: undefined }));
  const send = (token: string | undefined, method: string, path: string, body?: unknown): Promise<Response> => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return Promise.resolve(app.request(`/api${path}`, { method, headers, ...sent }));
  };
  const call: JournalSchool['call'] = async (token, method, path, body) => {
    const answer = await send(token, method, path, body);
    return { status: answer.status, body: (await answer.json()) as never };
  };
  const pupil: JournalSchool['pupil'] = async (family, grade) => {
    return (await aPupil(house, { family, given: 'Оқушы' }, grade)).person;
  };
  return {
    house,
    school,
    clock,
    write,
    call,
    pupil,
    fetch: (token, path) => send(token, 'GET', path),
    adult: async (login, role = 'teacher', inClass) => {
      const of = { name: { family: login, given: 'Айгүл' }, ...(inClass ? { class: inClass } : {}) };
      const person = await anAdult(house, login, [role], of);
      const { body } = await call<{ token: string }>(undefined, 'POST', '/people/sign-in/adult', { login, password });
      return { person, token: body.token };
    },
    signedIn: async (family, grade, head) => {
      const made = await aPupil(house, { family, given: 'Оқушы' }, grade);
      const people = async (method: string, path: string, { token, body }: { token?: string; body?: unknown } = {}) =>
        call(token, method, `/people${path}`, body);
      const tablet = await aTablet(people as never, head);
      const at = { person: made.person, secret: made.given };
      const { body } = await call<{ token: string }>(tablet.token, 'POST', '/people/sign-in/pupil', at);
      return { person: made.person, token: body.token };
    },
    group: async (teacher, subject, grades) => {
      const group = mintId<GroupId>(house.randomness);
      const body = { group, subject, grades: [...grades], teacher, with: [], without: [], year: 2026 };
      await write(groupSet.draft(scope, teacher, body));
      return group;
    },
    held: async (group, subject, day, grades) => {
      const run = mintId<string>(house.randomness);
      const lanes = grades.map((grade, n) => {
        const about = { lane: 'abcd'[n] ?? 'a', group, grade, subject, topic: `${grade}-тақырып`, objectives: [] };
        return { ...about, more: [], homework: [] };
      });
      const part = { mode: 'shared' as const, form: 'explanation' as const, pupils: '', activities: [] };
      const phases = [{ minutes: 40, parts: lanes.map(() => part) }];
      const content = { title: '', minutes: 40, lanes, phases, hasTelephones: false };
      const deed = { run, deed: `t-${++deeds}`, at: clock.now() };
      await write(
        runStarted.draft(scope, 'test', { run, deed: `t-${++deeds}`, day, content, isOnPaper: true }),
        runClosed.draft(scope, 'test', { ...deed, lanes: [] }),
      );
      return run;
    },
    attended: ({ run, ...row }) =>
      write(attended.draft(scope, 'test', { run, deed: `t-${++deeds}`, at: clock.now(), ...row })),
    [Symbol.asyncDispose]: async () => {
      for (const stop of stops) await stop();
      await log.close();
      await place.remove();
    },
  };
}

/** A lesson of physics in grade 7 that a hub school's teacher gave from afar on a day; answers with its run. */
export async function heldFromAfar({ log, randomness, self }: House, group: GroupId, day: string): Promise<string> {
  const run = mintId<string>(randomness);
  const lane = { lane: 'a', group, subject: 'physics', grade: 7, topic: 'Күш', objectives: [], more: [], homework: [] };
  const part = { mode: 'remote-led' as const, form: 'explanation' as const, pupils: '', activities: [] };
  const phases = [{ minutes: 40, parts: [part] }];
  const content = { title: '', minutes: 40, lanes: [lane], phases, hasTelephones: false };
  const body = { run, deed: `${run}-1`, day, content, isOnPaper: true };
  const draft = runStarted.draft(schoolScope(self.school as SchoolId), 'test', body);
  await log.write(() => ({ records: [draft], answer: undefined }));
  return run;
}
