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
import { aHouse, anAdult, anIdentity, aPupil, aTablet, registerSchool, signIn, type Call } from '#people/testing.ts';
import { fakeClock, seededRandomness } from '#testing/logs.ts';
import { places } from '#testing/stores.ts';
import { timetable } from './index.ts';
import { slotSet } from './records.ts';

type Given = { readonly status: number; readonly body: never };

/** A school with people and a timetable on a real store: Tuesday, 1 September 2026, 8:00 in Aktobe. */
export type TimetableSchool = AsyncDisposable & {
  readonly house: House;
  readonly school: SchoolId;
  readonly clock: ReturnType<typeof fakeClock>;
  write(...drafts: Draft[]): Promise<void>;
  adult(login: string, role?: Role, family?: string): Promise<{ readonly person: PersonId; readonly token: string }>;
  pupil(family: string, grade: number): Promise<{ readonly person: PersonId; readonly token: string }>;
  group(teacher: PersonId, subject: string, grades: readonly number[]): Promise<GroupId>;
  slot(of: Partial<SlotGiven> & Pick<SlotGiven, 'groups' | 'teacher'>): Promise<string>;
  /** Asks the API; `path` begins after `/api/timetable`. A body of bytes goes as it is. */
  call(token: string, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Given>;
  /** What no JSON is: a paper, a calendar, a template. */
  fetch(token: string | undefined, path: string): Promise<Response>;
};

type SlotGiven = Parameters<typeof slotSet.draft>[2];

let counted = 0;

export async function aTimetableSchool(engine: Store['engine'] = 'sqlite'): Promise<TimetableSchool> {
  const place = await places[engine]();
  const school = 'timetable-school' as SchoolId;
  const self = await anIdentity('timetable-node', school);
  const clock = fakeClock();
  const log = await openLog({
    store: await place.open(),
    self: { node: self.node, epoch: self.epoch, key: self.signingKey },
    types: [...peopleRecords, ...timetable.records],
    projections: [peopleProjection, timetable.projection],
    mayWrite: () => true,
    clock,
    randomness: seededRandomness('timetable'),
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
  const app = createApp({ house, rooms: [people.room, timetable], whoOf: people.whoOf(house), report });
  const stops = (people.room.jobs ?? []).map((start) => start(house));
  await registerSchool(house, school);
  const scope = schoolScope(school);
  const write: TimetableSchool['write'] = (...records) => log.write(() => ({ records, answer: undefined }));
  const send = async (token: string | undefined, method: string, path: string, body?: unknown, more = {}) => {
    const isRaw = body instanceof Uint8Array;
    const headers = {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body !== undefined && !isRaw ? { 'content-type': 'application/json' } : {}),
      ...more,
    };
    const sent = body === undefined ? {} : { body: isRaw ? new Uint8Array(body) : JSON.stringify(body) };
    return app.request(`/api${path}`, { method, headers, ...sent });
  };
  const ofPeople: Call = async (method, path, { token, body } = {}) => {
    const answer = await send(token, method, `/people${path}`, body);
    const bytes = new Uint8Array();
    return { status: answer.status, body: (await answer.json()) as never, headers: answer.headers, bytes };
  };
  return {
    house,
    school,
    clock,
    write,
    adult: async (login, role = 'teacher', family = login) => {
      const person = await anAdult(house, login, [role], { name: { family, given: 'Айгүл' } });
      return { person, token: await signIn(ofPeople, login) };
    },
    pupil: async (family, grade) => {
      const pupil = await aPupil(house, { family, given: 'Оқушы' }, grade);
      const staff = `staff${++counted}`;
      await anAdult(house, staff, ['technician']);
      const tablet = await aTablet(ofPeople, await signIn(ofPeople, staff));
      const { body } = await ofPeople<{ token: string }>('POST', '/sign-in/pupil', {
        token: tablet.token,
        body: { person: pupil.person, secret: pupil.given },
      });
      return { person: pupil.person, token: body.token };
    },
    group: async (teacher, subject, grades) => {
      const group = mintId<GroupId>(house.randomness);
      const body = { group, subject, grades: [...grades], teacher, with: [], without: [], year: 2026 };
      await write(groupSet.draft(scope, teacher, body));
      return group;
    },
    slot: async (of) => {
      const slot = `slot-${++counted}`;
      const body = { slot, since: '2026-09-01', weekday: 1, period: 1, room: '', ...of };
      await write(slotSet.draft(scope, 'office', body));
      return body.slot;
    },
    call: async (token, method, path, body, more) => {
      const answer = await send(token, method, `/timetable${path}`, body, more);
      return { status: answer.status, body: (await answer.json()) as never };
    },
    fetch: (token, path) => send(token, 'GET', `/timetable${path}`),
    [Symbol.asyncDispose]: async () => {
      for (const stop of stops) await stop();
      await log.close();
      await place.remove();
    },
  };
}
