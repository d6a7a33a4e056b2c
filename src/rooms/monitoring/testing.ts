import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  mintId,
  regionScope,
  schoolScope,
  type GroupId,
  type NodeId,
  type PersonId,
  type SchoolId,
} from '#kernel/ids.ts';
import { createApp } from '#http/app.ts';
import type { House } from '#http/house.ts';
import { heldLine } from '#http/line.ts';
import { liveEvents } from '#http/live.ts';
import type { Post, Who } from '#http/who.ts';
import { rawPublicKey } from '#log/chain.ts';
import { openLog, type Log } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { Store } from '#log/store.ts';
import { openSqliteStore } from '#log/sqlite/store.ts';
import { peopleProjection, peopleRecords } from '#people/index.ts';
import { enrolled, schoolRegistered, schoolsRelated } from '#people/records.ts';
import { lessons } from '#rooms/lessons/index.ts';
import { answered, assigned, begun, finished } from '#rooms/lessons/records.ts';
import { library } from '#rooms/library/index.ts';
import { lessonPublished } from '#rooms/library/records.ts';
import { nodeEndorsed, syncProjection, syncRecords } from '#sync/index.ts';
import { openFileStore } from '#sync/file-store.ts';
import { fakeClock, nodeKeys, seededRandomness, type NodeKeys } from '#testing/logs.ts';
import { monitoring } from './index.ts';

const rooms = [library, lessons, monitoring];

export type FakeClock = ReturnType<typeof fakeClock>;

export type TestSchool = {
  readonly school: SchoolId;
  readonly log: Log;
  readonly pupils: readonly PersonId[];
  write(...drafts: Draft[]): Promise<void>;
  /** Brings everything that the region does not have yet, as a link would. */
  sync(): Promise<void>;
};

export type TestRegion = AsyncDisposable & {
  readonly house: House;
  readonly clock: FakeClock;
  write(...drafts: Draft[]): Promise<void>;
  addSchool(
    name: string,
    of?: { district?: string; pupils?: number; isConnected?: boolean; hub?: string },
  ): Promise<TestSchool>;
  /** Calls the API as somebody with this post; answers with status and JSON. */
  call(post: Post, method: string, path: string, body?: unknown): Promise<{ status: number; body: never }>;
};

export const coordinator: Post = { role: 'coordinator' };
export const funder: Post = { role: 'funder' };
export const methodistOf = (district: string): Post => ({ role: 'methodist', district });

/** A region's node with all rooms on a real store; Monday, 23 November 2026, 10:00 in Aktobe. */
export async function testRegion(openStore?: () => Promise<Store>): Promise<TestRegion> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-monitoring-'));
  const clock = fakeClock(Date.UTC(2026, 10, 23, 5));
  const keys = nodeKeys();
  const logs: Log[] = [];
  const nodeLog = async (store: Store, node: string, own: NodeKeys): Promise<Log> => {
    const log = await openLogOf(store, node, own, clock);
    logs.push(log);
    return log;
  };
  const store = openStore ? await openStore() : openSqliteStore(join(folder, 'region.db'));
  const log = await nodeLog(store, 'region1node1', keys);
  const house: House = {
    self: {
      node: log.self.node,
      epoch: 1,
      kind: 'region',
      signingKey: keys.privateKey,
      ageIdentity: '',
      localKey: new Uint8Array(32),
      vaultKey: new Uint8Array(32),
    },
    log,
    files: openFileStore(join(folder, 'files')),
    live: liveEvents(),
    line: heldLine(),
    clock,
    randomness: seededRandomness('house'),
    again: () => undefined,
  };
  const whoOf = (token: string | undefined): Promise<Who> =>
    Promise.resolve(token ? whoWith(JSON.parse(token) as Post) : { kind: 'anyone' });
  const app = createApp({ house, rooms: [monitoring], whoOf, report: (_, error) => console.error(error) });
  const write = (...records: Draft[]): Promise<void> => log.write(() => ({ records, answer: undefined }));
  const call: TestRegion['call'] = async (post, method, path, body) => {
    const headers = { authorization: `Bearer ${asciiJson(post)}`, 'content-type': 'application/json' };
    const request = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    const answer = await app.request(`/api/monitoring${path}`, request);
    return { status: answer.status, body: (await answer.json()) as never };
  };
  const addSchool: TestRegion['addSchool'] = async (name, of = {}) => {
    const { district = 'Алға ауданы', pupils = 20, isConnected = true, hub } = of;
    const school = name as SchoolId;
    const own = nodeKeys();
    await write(
      registered(school, district),
      ...(hub
        ? [
            schoolsRelated.draft(regionScope, 'region', {
              school: hub as SchoolId,
              other: school,
              relation: 'hub-of',
              from: '2026-09-01',
            }),
          ]
        : []),
      ...(isConnected ? [endorsed(school, 1, own)] : []),
    );
    const schoolLog = await nodeLog(openSqliteStore(join(folder, `${name}.db`)), nodeOf(school), own);
    const made = schoolOn(schoolLog, school, pupils, (segment) => log.receive(segment, own.publicKey));
    if (pupils > 0 && isConnected) {
      await made.write(...made.pupils.map((person) => enrolment(school, person)));
      await made.sync();
    }
    return made;
  };
  const dispose = async (): Promise<void> => {
    for (const each of logs) await each.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { house, clock, write, call, addSchool, [Symbol.asyncDispose]: dispose };
}

function openLogOf(store: Store, node: string, keys: NodeKeys, clock: FakeClock): Promise<Log> {
  return openLog({
    store,
    self: { node: node as NodeId, epoch: 1, key: keys.privateKey },
    types: [...peopleRecords, ...syncRecords, ...rooms.flatMap((room) => room.records)],
    projections: [peopleProjection, syncProjection, ...rooms.map((room) => room.projection)],
    mayWrite: () => true,
    clock,
    randomness: seededRandomness(node),
    vaultKey: new Uint8Array(32).fill(7),
  });
}

function schoolOn(
  log: Log,
  school: SchoolId,
  size: number,
  receive: (segment: Parameters<Log['receive']>[0]) => ReturnType<Log['receive']>,
): TestSchool {
  const scope = schoolScope(school);
  const stream = { ...log.self, scope };
  const dice = seededRandomness(`pupils of ${school}`);
  let sent = 1;
  return {
    school,
    log,
    pupils: Array.from({ length: size }, () => mintId<PersonId>(dice)),
    write: (...records) => log.write(() => ({ records, answer: undefined })),
    sync: async () => {
      const records = await log.recordsFrom(stream, sent, 100_000);
      if (records.length === 0) return;
      const { signature } = await log.checkpoint(stream);
      const taken = await receive({ stream, from: sent, records, signature });
      if (!taken.ok) throw new Error(`the region refused: ${taken.error.type}`);
      sent = taken.value;
    },
  };
}

export function nodeOf(school: string): NodeId {
  return `node-${school}` as NodeId;
}

function whoWith(post: Post): Who {
  return { kind: 'person', person: `person-${post.role}` as PersonId, posts: [post], language: 'kk', session: 'test' };
}

/** Headers are Latin; districts are not. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function registered(school: SchoolId, district: string): Draft {
  const names = { kk: `${school} мектебі`, ru: `Школа ${school}`, en: `${school} school` };
  const body = {
    school,
    names,
    kato: '150000000',
    district: { kk: district, ru: district, en: district },
    kind: 'general' as const,
  };
  return schoolRegistered.draft(regionScope, 'region', { ...body, medium: 'kk', isInvented: true });
}

export function endorsed(school: SchoolId, epoch = 1, keys: NodeKeys = nodeKeys()): Draft {
  const known = { key: rawPublicKey(keys.privateKey), age: `age1${'q'.repeat(58)}`, epoch };
  const body = { node: nodeOf(school), kind: 'school' as const, school, ...known };
  return nodeEndorsed.draft(regionScope, 'region', body);
}

export function enrolment(school: SchoolId, person: PersonId): Draft {
  const place = { enrolment: `e-${person}`, person, school, grade: 5, letter: 'А', medium: 'kk' as const };
  return enrolled.draft(schoolScope(school), 'office', { ...place, year: 2026, from: '2026-09-01' });
}

export function aLesson(lesson: string, subject: string, grade: number): Draft {
  const of = { pack: 'pack', lesson, position: 1, subject, grade, minutes: 20, objectives: [], questions: 10 };
  return lessonPublished.draft(regionScope, 'region', { ...of, versions: [], media: [] });
}

export function anAssignment(school: SchoolId, assignment: string, lesson: string): Draft {
  const body = { assignment, group: 'group' as GroupId, grades: [5], lessons: [{ pack: 'pack', lesson }] };
  return assigned.draft(schoolScope(school), 'teacher', body);
}

let attempts = 0;

/** A pupil's work in one lesson: `right` of `answers` answers, and whether they finished. */
export function anAttempt(
  school: SchoolId,
  person: PersonId,
  lesson: string,
  answers: number,
  right: number,
  isFinished = true,
): Draft[] {
  const scope = schoolScope(school);
  const attempt = `tablet-${++attempts}`;
  const file = 'a'.repeat(64);
  const one = (n: number): Draft => {
    const points = n < right ? 1 : 0;
    return answered.draft(scope, person, { attempt, lesson, question: `q${n}`, answer: n, ms: 1000, points, of: 1 });
  };
  return [
    begun.draft(scope, person, { attempt, pack: 'pack', lesson, file, language: 'kk' }),
    ...Array.from({ length: answers }, (_, n) => one(n)),
    ...(isFinished ? [finished.draft(scope, person, { attempt })] : []),
  ];
}
