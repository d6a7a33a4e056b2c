import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mintId, schoolScope, type GroupId, type PersonId, type SchoolId, type TabletId } from '#kernel/ids.ts';
import { createApp } from '#http/app.ts';
import type { House, Room } from '#http/house.ts';
import { openLog } from '#log/log.ts';
import { openSqliteStore } from '#log/sqlite/store.ts';
import { signWorkCredential } from '#people/credentials.ts';
import { peopleProjection, peopleRecords, seatPeople } from '#people/index.ts';
import { groupSet, tabletEnrolled } from '#people/records.ts';
import { newToken, tokenHash } from '#people/sessions.ts';
import { aHouse, anAdult, anIdentity, aPupil, password, registerSchool } from '#people/testing.ts';
import { buildPack, library, publishPack, readPackFolder, type Answer as Given } from '#rooms/library/index.ts';
import type { BuiltLesson } from '#rooms/library/model/pack.ts';
import { timetable } from '#rooms/timetable/index.ts';
import { openFileStore } from '#sync/file-store.ts';
import { fakeClock, seededRandomness } from '#testing/logs.ts';
import { lessons } from './index.ts';

export type Answered<T> = { readonly status: number; readonly body: T };

/** A pupil with a tablet, who sends work as tablets do. */
export type WorkingPupil = {
  readonly person: PersonId;
  readonly name: string;
  /** Begins a lesson in Kazakh; answers with the attempt. */
  begin(lesson: string, assignment?: string): Promise<string>;
  answer(attempt: string, question: string, given: Given): Promise<void>;
  finish(attempt: string): Promise<void>;
  raiseHand(attempt: string): Promise<void>;
  /** Signs in on the pupil's tablet; answers with the session's token. */
  signIn(): Promise<string>;
  /** Any work; answers with what became of it. */
  send(kind: string, body: unknown): Promise<{ readonly state: string; readonly key?: string }>;
};

/** A school with people, shelf and lessons on a real store: Tuesday, 1 September 2026, 8:00 in Aktobe. */
export type LessonSchool = AsyncDisposable & {
  readonly house: House;
  readonly clock: ReturnType<typeof fakeClock>;
  readonly pack: string;
  lesson(id: string): Promise<{ readonly file: string; readonly built: BuiltLesson }>;
  teacher(login: string, role?: 'teacher' | 'head'): Promise<{ readonly person: PersonId; readonly token: string }>;
  group(teacher: PersonId, subject: string, grades: readonly number[]): Promise<GroupId>;
  pupil(family: string, grade: number): Promise<WorkingPupil>;
  call<T = Record<string, never>>(
    token: string | undefined,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answered<T>>;
  /** The response as it is, for what is streamed. */
  fetch(token: string | undefined, path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
};

const packFolder = join(import.meta.dirname, '..', '..', '..', 'content', 'week-5-7');

/** `more` are rooms that are seated beside those that lessons need. */
export async function aLessonSchool(...more: readonly Room[]): Promise<LessonSchool> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-lessons-'));
  const rooms = [library, timetable, lessons, ...more];
  const school = 'lesson-school' as SchoolId;
  const self = await anIdentity('lesson-node', school);
  const clock = fakeClock();
  const log = await openLog({
    store: openSqliteStore(join(folder, 'node.db')),
    self: { node: self.node, epoch: self.epoch, key: self.signingKey },
    types: [...peopleRecords, ...rooms.flatMap((room) => room.records)],
    projections: [peopleProjection, ...rooms.map((room) => room.projection)],
    mayWrite: () => true,
    clock,
    randomness: seededRandomness('lessons'),
    vaultKey: self.vaultKey,
  });
  const house: House = { ...aHouse(self, log, clock), files: openFileStore(join(folder, 'files')) };
  const people = seatPeople({
    work: rooms.flatMap((room) => room.work ?? []),
    credentialSigners: () => [createPublicKey(self.signingKey)],
    regionAge: () => undefined,
    acknowledged: () => 0,
  });
  const seats = [people.room, ...rooms];
  const report = (_: string, error: unknown): void => console.error(error);
  const app = createApp({ house, rooms: seats, whoOf: people.whoOf(house), report });
  const stops = seats.flatMap((seat) => seat.jobs ?? []).map((start) => start(house));
  await registerSchool(house, school);
  const { pack } = await buildPack(readPackFolder(packFolder), { isPartial: true });
  if (!pack) throw new Error('the shipped pack has errors');
  await publishPack(house, schoolScope(school), 'test', pack);

  const fetched = (token: string | undefined, path: string, init: RequestInit = {}): Promise<Response> => {
    const own = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const headers = { ...own, ...(init.headers as Record<string, string> | undefined) };
    return Promise.resolve(app.request(`/api${path}`, { ...init, headers }));
  };
  const call: LessonSchool['call'] = async (token, method, path, body) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetched(token, path, init);
    return { status: response.status, body: (await response.json()) as never };
  };
  const lesson: LessonSchool['lesson'] = async (id) => {
    const file = pack.manifest.lessons.find((each) => each.id === id)?.languages.kk?.file ?? '';
    return { file, built: JSON.parse(Buffer.from(await house.files.read(file)).toString('utf8')) as BuiltLesson };
  };
  return {
    house,
    clock,
    pack: pack.manifest.id,
    lesson,
    call,
    fetch: (token, path, more = {}) => fetched(token, path, { headers: more }),
    teacher: async (login, role = 'teacher') => {
      const person = await anAdult(house, login, [role]);
      const { body } = await call<{ token: string }>(undefined, 'POST', '/people/sign-in/adult', { login, password });
      return { person, token: body.token };
    },
    group: async (teacher, subject, grades) => {
      const group = mintId<GroupId>(house.randomness);
      const body = { group, subject, grades: [...grades], teacher, with: [], without: [], year: 2026 };
      const draft = groupSet.draft(schoolScope(school), teacher, body);
      await log.write(() => ({ records: [draft], answer: undefined }));
      return group;
    },
    pupil: async (family, grade) => {
      const { person, given } = await aPupil(house, { family, given: 'Оқушы' }, grade);
      return workingPupil({ house, call, lesson, pack: pack.manifest.id }, person, `${family} Оқушы`, given);
    },
    [Symbol.asyncDispose]: async () => {
      for (const stop of stops) await stop();
      await log.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Place = Pick<LessonSchool, 'house' | 'call' | 'lesson' | 'pack'>;

async function workingPupil(
  { house, call, lesson, pack }: Place,
  person: PersonId,
  name: string,
  secret: string,
): Promise<WorkingPupil> {
  const tablet = mintId<TabletId>(house.randomness);
  const token = newToken('t1');
  const school = house.self.school as SchoolId;
  const enrolment = tabletEnrolled.draft(schoolScope(school), 'test', { tablet, token: tokenHash(token), label: '' });
  await house.log.write(() => ({ records: [enrolment], answer: undefined }));
  const credential = signWorkCredential(house.self.signingKey, {
    p: person,
    t: tablet,
    s: school,
    iat: house.clock.now(),
  });
  const files = new Map<string, string>();
  let n = 0;
  const send: WorkingPupil['send'] = async (kind, body) => {
    const entry = { n: ++n, credential, kind, at: house.clock.now(), body };
    type Taken = { results: { state: string; key?: string }[] };
    const { body: answer } = await call<Taken>(token, 'POST', '/people/work', { entries: [entry] });
    return answer.results[0] ?? { state: 'lost' };
  };
  const taken = async (kind: string, body: unknown): Promise<void> => {
    const { state, key } = await send(kind, body);
    if (state !== 'taken') throw new Error(`${kind} was not taken: ${key}`);
  };
  return {
    person,
    name,
    send,
    begin: async (id, assignment) => {
      const attempt = `${tablet}-${n + 1}`;
      const { file } = await lesson(id);
      files.set(attempt, file);
      const body = { attempt, pack, lesson: id, file, language: 'kk', ...(assignment ? { assignment } : {}) };
      await taken('lessons.begun', body);
      return attempt;
    },
    answer: (attempt, question, answer) => {
      return taken('lessons.answered', { attempt, file: files.get(attempt), question, answer, ms: 20_000 });
    },
    finish: (attempt) => taken('lessons.finished', { attempt }),
    signIn: async () => {
      const { body } = await call<{ token: string }>(token, 'POST', '/people/sign-in/pupil', { person, secret });
      return body.token;
    },
    raiseHand: (attempt) => taken('lessons.hand-raised', { attempt, isRaised: true }),
  };
}
