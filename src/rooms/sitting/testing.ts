import { createPublicKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mintId, regionScope, schoolScope, type PersonId, type SchoolId, type TabletId } from '#kernel/ids.ts';
import { createApp } from '#http/app.ts';
import type { House } from '#http/house.ts';
import { openLog } from '#log/log.ts';
import { openSqliteStore } from '#log/sqlite/store.ts';
import { signWorkCredential } from '#people/credentials.ts';
import { peopleProjection, peopleRecords, seatPeople } from '#people/index.ts';
import { tabletEnrolled } from '#people/records.ts';
import { newToken, tokenHash } from '#people/sessions.ts';
import { aHouse, anAdult, anIdentity, aPupil, password, registerSchool } from '#people/testing.ts';
import { assessment } from '#rooms/assessment/index.ts';
import type { FormPlace, OpenedForm } from '#rooms/assessment/model/form.ts';
import { formOpened, formSealed, studySet } from '#rooms/assessment/records.ts';
import { sealForm } from '#rooms/assessment/sealing.ts';
import type { ItemFace, PartFace } from '#rooms/bank/index.ts';
import type { Html } from '#rooms/library/index.ts';
import { timetable } from '#rooms/timetable/index.ts';
import { openFileStore } from '#sync/file-store.ts';
import { fakeClock, seededRandomness } from '#testing/logs.ts';
import { sitting } from './index.ts';

const html = (text: string): Html => `<p>${text}</p>` as Html;

/** A part of each kind in turn, most of them single choices, as forms are. */
function partOf(n: number): PartFace {
  const stem = html(`${n + 1}-тапсырма. Дұрыс жауапты табыңыз.`);
  const four = ['бір', 'екі', 'үш', 'төрт'].map(html);
  if (n % 10 === 3) return { kind: 'number', stem, unit: 'м' };
  if (n % 10 === 6) return { kind: 'multiple', stem, options: four };
  if (n % 20 === 8) return { kind: 'short', stem };
  if (n % 20 === 18) return { kind: 'table', stem, columns: ['иә', 'жоқ'].map(html), rows: four.slice(0, 3) };
  return { kind: 'single', stem, options: four };
}

/** A form of so many items that nobody wrote. */
export function aForm(form: string, cell: string, booklet: string, items: number): OpenedForm {
  const faces = Array.from({ length: items }, (_, n): ItemFace => {
    return { item: `item-${n}`, version: 1, parts: [partOf(n)], media: [] };
  });
  const places = faces.map(({ item, version }): FormPlace => {
    return { item, version, points: 1, isAnchor: false, objective: '6.1.1.1', level: 'B' };
  });
  const of = { form, study: 'start-2026', cell, timePoint: 'start' as const, booklet, minutes: 40, places };
  return { form, minutes: 40, languages: { kk: faces, ru: faces }, media: {}, of };
}

/** What the region says of a study: its days, and forms that are sealed and opened. The files lie in the house's store. */
export async function publishStudy(
  house: House,
  forms: readonly OpenedForm[],
  days: { readonly from: string; readonly to: string } = { from: '2026-08-01', to: '2027-07-31' },
): Promise<void> {
  const study = studySet.draft(regionScope, 'test', { study: 'start-2026', year: 2026, timePoint: 'start', ...days });
  const records = [study];
  for (const opened of forms) {
    const { form, of } = opened;
    const key = new Uint8Array(randomBytes(32));
    const bytes = sealForm(opened, key, house.randomness);
    const file = { hash: await house.files.put(bytes), bytes: bytes.length };
    const { study: name, cell, timePoint, booklet, minutes, places } = of;
    const about = { form, study: name, cell, timePoint, booklet, minutes, items: places.length };
    records.push(formSealed.draft(regionScope, 'test', { ...about, languages: ['kk', 'ru'], file, keys: file }));
    records.push(formOpened.draft(regionScope, 'test', { form, key, places: [...places] }));
  }
  await house.log.write(() => ({ records, answer: undefined }));
}

type Answered<T> = { readonly status: number; readonly body: T };

export type SittingPupil = {
  readonly person: PersonId;
  readonly tablet: TabletId;
  readonly session: string;
  /** Sends an entry of the tablet's outbox; answers with what became of it. */
  send(body: unknown, as?: { readonly n: number }): Promise<{ readonly state: string; readonly key?: string }>;
};

/** A school where a cell of grade 6 can be sat today, on a real store: Tuesday, 1 September 2026, 8:00 in Aktobe. */
export type SittingSchool = AsyncDisposable & {
  readonly house: House;
  readonly clock: ReturnType<typeof fakeClock>;
  call<T = Record<string, never>>(
    token: string | undefined,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answered<T>>;
  adult(login: string, role?: 'teacher' | 'head'): Promise<string>;
  pupil(family: string, grade?: number): Promise<SittingPupil>;
};

export async function aSittingSchool(): Promise<SittingSchool> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-sitting-'));
  const school = 'sitting-school' as SchoolId;
  const self = await anIdentity('sitting-node', school);
  const clock = fakeClock();
  const log = await openLog({
    store: openSqliteStore(join(folder, 'node.db')),
    self: { node: self.node, epoch: self.epoch, key: self.signingKey },
    types: [...peopleRecords, ...timetable.records, ...assessment.records, ...sitting.records],
    projections: [peopleProjection, timetable.projection, assessment.projection, sitting.projection],
    mayWrite: () => true,
    clock,
    randomness: seededRandomness('sitting'),
    vaultKey: self.vaultKey,
  });
  const house: House = { ...aHouse(self, log, clock), files: openFileStore(join(folder, 'files')) };
  const people = seatPeople({
    work: sitting.work ?? [],
    credentialSigners: () => [createPublicKey(self.signingKey)],
    regionAge: () => undefined,
    acknowledged: () => 0,
  });
  const seats = [people.room, assessment, sitting];
  const report = (_: string, error: unknown): void => console.error(error);
  const app = createApp({ house, rooms: seats, whoOf: people.whoOf(house), report });
  const stops = seats.flatMap((seat) => seat.jobs ?? []).map((start) => start(house));
  await registerSchool(house, school);
  const call: SittingSchool['call'] = async (token, method, path, body) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const response = await app.request(`/api${path}`, init);
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: (isJson ? await response.json() : await response.bytes()) as never };
  };
  return {
    house,
    clock,
    call,
    adult: async (login, role = 'teacher') => {
      await anAdult(house, login, [role]);
      const { body } = await call<{ token: string }>(undefined, 'POST', '/people/sign-in/adult', { login, password });
      return body.token;
    },
    pupil: async (family, grade = 6) => {
      const { person, given } = await aPupil(house, { family, given: 'Оқушы' }, grade);
      const tablet = mintId<TabletId>(house.randomness);
      const token = newToken('t1');
      const enrolment = tabletEnrolled.draft(schoolScope(school), 'test', {
        tablet,
        token: tokenHash(token),
        label: '',
      });
      await log.write(() => ({ records: [enrolment], answer: undefined }));
      const claims = { p: person, t: tablet, s: school, iat: clock.now() };
      const credential = signWorkCredential(self.signingKey, claims);
      const { body } = await call<{ token: string }>(token, 'POST', '/people/sign-in/pupil', { person, secret: given });
      let next = 0;
      const send: SittingPupil['send'] = async (sent, { n } = { n: ++next }) => {
        const entries = [{ n, credential, kind: 'sitting.ran', at: clock.now(), body: sent }];
        type Taken = { results: { state: string; key?: string }[] };
        const answer = await call<Taken>(token, 'POST', '/people/work', { entries });
        return answer.body.results[0] ?? { state: 'lost' };
      };
      return { person, tablet, session: body.token, send };
    },
    [Symbol.asyncDispose]: async () => {
      for (const stop of stops) await stop();
      await log.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
