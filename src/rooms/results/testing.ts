import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GroupId, PersonId, SchoolId } from '#kernel/ids.ts';
import { mintId, regionScope, schoolScope } from '#kernel/ids.ts';
import { createPublicKey } from 'node:crypto';
import { createApp } from '#http/app.ts';
import type { House } from '#http/house.ts';
import type { Post, Who } from '#http/who.ts';
import { openLog } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { Store } from '#log/store.ts';
import { peopleProjection, peopleRecords, seatPeople } from '#people/index.ts';
import { groupSet, schoolRegistered } from '#people/records.ts';
import { aHouse, anIdentity, aPupil, registerSchool } from '#people/testing.ts';
import { scale, type LinkError } from '#rooms/scale/index.ts';
import { openFileStore } from '#sync/file-store.ts';
import { assessment } from '#rooms/assessment/index.ts';
import { schoolCompared, studySet } from '#rooms/assessment/records.ts';
import { fakeClock, seededRandomness } from '#testing/logs.ts';
import { places } from '#testing/stores.ts';
import { resultsOn } from './index.ts';
import { diceOf } from './model/dice.ts';
import type { Measured } from './model/measured.ts';
import type { Evidence } from './model/objectives.ts';
import type { Missing, Sources } from './sources.ts';

export const start = 'start-2026';
export const end = 'end-2026';

/** What was measured, as the scale would say it: filled by a test. */
export type Given = {
  readonly measured: Map<string, Measured[]>;
  readonly evidence: Map<string, Evidence[]>;
  readonly missing: Map<string, Missing[]>;
  link: LinkError | undefined;
};

export const keyOf = (study: string, cell: string): string => `${study} ${cell}`;

function sourcesOf(given: Given): Sources {
  const at = <T>(rows: Map<string, T[]>, study: string, cell: string): T[] => rows.get(keyOf(study, cell)) ?? [];
  return {
    cellsOf: (_, study) =>
      Promise.resolve(
        [...given.measured.keys()].flatMap((key) => (key.startsWith(`${study} `) ? [key.slice(study.length + 1)] : [])),
      ),
    measured: (_, study, cell, school) =>
      Promise.resolve(at(given.measured, study, cell).filter((each) => !school || each.school === school)),
    evidence: (_, study, cell) => Promise.resolve(at(given.evidence, study, cell)),
    missing: (_, study, cell, school) =>
      Promise.resolve(at(given.missing, study, cell).filter((each) => !school || each.school === school)),
    linkOf: () => Promise.resolve(given.link),
  };
}

export type ResultsNode = AsyncDisposable & {
  readonly house: House;
  readonly given: Given;
  /** Answers requests as the node's server does. */
  readonly serve: (request: Request) => Response | Promise<Response>;
  write(...drafts: Draft[]): Promise<void>;
  /** Asks the API as somebody with these posts; `path` begins after `/api/results`. */
  call<T>(
    who: Caller,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: T }>;
  fetch(who: Caller, path: string): Promise<Response>;
  pupil(family: string, grade: number): Promise<PersonId>;
  group(teacher: string, subject: string, grades: readonly number[]): Promise<GroupId>;
};

/** Who calls: with which posts, as which person. Undefined: anyone. */
export type Caller = { readonly person?: string; readonly posts: readonly Post[] } | undefined;

export const coordinator: Caller = { posts: [{ role: 'coordinator' }] };
export const funder: Caller = { posts: [{ role: 'funder' }] };
export const methodistOf = (district: string): Caller => ({ posts: [{ role: 'methodist', district }] });

/** A node with this room on a real store; two studies of one year are set. Tuesday, 1 September 2026, 8:00 in Aktobe. */
export async function aResultsNode(
  kind: 'school' | 'region',
  engine: Store['engine'] = 'sqlite',
  sources?: Sources,
): Promise<ResultsNode> {
  const place = await places[engine]();
  const self = await anIdentity(`results-${kind}`, kind === 'school' ? ('own-school' as SchoolId) : undefined);
  const clock = fakeClock();
  const given: Given = {
    measured: new Map(),
    evidence: new Map(),
    missing: new Map(),
    link: { error: 6, freedom: 20, share: 0 },
  };
  const room = resultsOn(sources ?? sourcesOf(given));
  const folder = mkdtempSync(join(tmpdir(), 'tirek-results-'));
  const log = await openLog({
    store: await place.open(),
    self: { node: self.node, epoch: self.epoch, key: self.signingKey },
    types: [...peopleRecords, ...assessment.records, ...scale.records, ...room.records],
    projections: [peopleProjection, assessment.projection, scale.projection, room.projection],
    mayWrite: () => true,
    clock,
    randomness: seededRandomness(`results ${kind}`),
    vaultKey: self.vaultKey,
  });
  const house: House = { ...aHouse(self, log, clock), files: openFileStore(folder) };
  const whoOf = (token: string | undefined): Promise<Who> => Promise.resolve(token ? whoIn(token) : { kind: 'anyone' });
  const people = seatPeople({
    work: [],
    credentialSigners: () => [createPublicKey(self.signingKey)],
    regionAge: () => undefined,
    acknowledged: () => 0,
  });
  const app = createApp({ house, rooms: [people.room, room], whoOf, report: (_, error) => console.error(error) });
  const write: ResultsNode['write'] = (...records) => log.write(() => ({ records, answer: undefined }));
  const study = (id: string, timePoint: 'start' | 'end', from: string, to: string): Draft => {
    return studySet.draft(regionScope, 'region', { study: id, year: 2026, timePoint, from, to });
  };
  await write(study(start, 'start', '2026-09-14', '2026-09-25'), study(end, 'end', '2027-04-12', '2027-04-23'));
  if (kind === 'school') await registerSchool(house, 'own-school' as SchoolId);
  const send = (who: Caller, method: string, path: string, body?: unknown): Promise<Response> => {
    const headers = { 'content-type': 'application/json', ...(who ? { authorization: `Bearer ${tokenOf(who)}` } : {}) };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return Promise.resolve(app.request(`/api/results${path}`, { method, headers, ...sent }));
  };
  return {
    house,
    given,
    serve: (request) => app.fetch(request),
    write,
    call: async (who, method, path, body) => {
      const answer = await send(who, method, path, body);
      return { status: answer.status, body: (await answer.json()) as never };
    },
    fetch: (who, path) => send(who, 'GET', path),
    pupil: async (family, grade) => (await aPupil(house, { family, given: 'Оқушы' }, grade)).person,
    group: async (teacher, subject, grades) => {
      const group = mintId<GroupId>(house.randomness);
      const body = {
        group,
        subject,
        grades: [...grades],
        teacher: teacher as PersonId,
        with: [],
        without: [],
        year: 2026,
      };
      await write(groupSet.draft(schoolScope('own-school' as SchoolId), teacher, body));
      return group;
    },
    [Symbol.asyncDispose]: async () => {
      await log.close();
      await place.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Headers are Latin; districts are not. */
export function tokenOf(who: NonNullable<Caller>): string {
  return Buffer.from(JSON.stringify(who)).toString('base64url');
}

function whoIn(token: string): Who {
  const { person = 'somebody', posts } = JSON.parse(Buffer.from(token, 'base64url').toString()) as NonNullable<Caller>;
  return { kind: 'person', person: person as PersonId, posts, language: 'kk', session: 'test' };
}

export function registered(school: string, district: string, called?: string): Draft {
  const names = called
    ? { kk: called, ru: called, en: called }
    : { kk: `${school} мектебі`, ru: `Школа ${school}`, en: `${school} school` };
  const where = { kk: district, ru: district, en: district };
  const body = { school: school as SchoolId, names, kato: '150000000', district: where, kind: 'general' as const };
  return schoolRegistered.draft(regionScope, 'region', { ...body, medium: 'kk', isInvented: true });
}

export function compared(school: string): Draft {
  const body = { school: school as SchoolId, isCompared: true, place: 'town' as const };
  return schoolCompared.draft(regionScope, 'region', body);
}

/** Pupils of a school with scores about a mean; the same seed and names give the same pupils. */
export function scores(school: string, cell: string, pupils: number, mean: number, seed: number): Measured[] {
  const dice = diceOf(seed);
  return Array.from({ length: pupils }, (_, n) => {
    const truth = mean + 80 * dice.normal();
    const score = truth + 40 * dice.normal();
    const plausible = Array.from({ length: 5 }, () => truth + 30 * dice.normal());
    return { person: `${school}-p${n}` as PersonId, school: school as SchoolId, cell, score, error: 40, plausible };
  });
}
