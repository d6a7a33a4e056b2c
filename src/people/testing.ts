import { generateIdentity } from 'age-encryption';
import type { Hono } from 'hono';
import { createPublicKey } from 'node:crypto';
import { z } from 'zod/mini';
import { mintId, regionScope, schoolScope, type NodeId, type PersonId, type SchoolId } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { ok } from '#kernel/result.ts';
import type { Role } from '#kernel/role.ts';
import { createApp } from '#http/app.ts';
import type { Env } from '#http/frame.ts';
import { workKind, type FileStore, type House, type Room } from '#http/house.ts';
import { heldLine } from '#http/line.ts';
import { liveEvents } from '#http/live.ts';
import { openLog, type Log, type LogOptions } from '#log/log.ts';
import { on, recordType, type Projection } from '#log/projection.ts';
import type { Store } from '#log/store.ts';
import { fakeClock, nodeKeys, seededRandomness } from '#testing/logs.ts';
import { places } from '#testing/stores.ts';
import { newPupilSecret } from './adults.ts';
import { credentialKeys, scopeOf } from './credential-keys.ts';
import { passwordSecret, type Secret } from './credentials.ts';
import { enrolledDraft, registeredDraft } from './drafts.ts';
import { peopleProjection, peopleRecords, seatPeople, type PeopleNeeds } from './index.ts';
import type { FullName, SchoolKind } from './queries.ts';
import { posted, schoolRegistered } from './records.ts';

/** The smallest room with work: a pupil says something. Words refused: `no`. */
export const said = recordType('echo.said', { owner: 'school', version: 1, body: z.object({ words: z.string() }) });
const echoProjection: Projection = {
  name: 'echo',
  version: 1,
  tables: [
    {
      name: 'echo_said',
      columns: { tablet: 'text', n: 'int', person: 'text', words: 'text', times: 'int' },
      key: ['tablet', 'n'],
    },
  ],
  effects: [
    on(said, ({ words }, { via, actor }) => {
      const key = { tablet: via?.tablet ?? '', n: via?.n ?? 0 };
      return [
        { op: 'upsert', table: 'echo_said', row: { ...key, person: actor, words } },
        { op: 'add', table: 'echo_said', key, add: { times: 1 } },
      ];
    }),
  ],
};
export const echoWork = workKind('echo.say', said.schema, async (_on, house, { via, person, body }) => {
  if (body.words === 'no') return { ok: false, error: { key: 'echo.no', status: 422 } };
  return ok([said.draft(scopeOf(house), person, body, via)]);
});

export type Answer<T> = {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
};
export type Call = <T = Record<string, unknown>>(
  method: string,
  path: string,
  options?: {
    readonly token?: string | undefined;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  },
) => Promise<Answer<T>>;

export type TestNode = {
  readonly house: House;
  readonly app: Hono<Env>;
  /** Asks the API; `path` begins after `/api/people`. */
  readonly call: Call;
  readonly clock: ReturnType<typeof fakeClock>;
  /** Closes the log and opens it again, as a restart of the program does. */
  readonly restart: () => Promise<TestNode>;
  readonly close: () => Promise<void>;
};

type NodeOptions = {
  readonly school?: string;
  readonly kind?: SchoolKind;
  readonly medium?: 'kk' | 'ru' | 'mixed';
  readonly isInvented?: boolean;
  readonly needs?: Partial<PeopleNeeds>;
  readonly mayWrite?: LogOptions['mayWrite'];
  readonly engine?: Store['engine'];
};

/** A node with people and nothing else, its store a file of SQLite where nothing else is said. Jobs run. */
export async function aNode(name: string, options: NodeOptions = {}): Promise<TestNode> {
  const place = await places[options.engine ?? 'sqlite']();
  const self = await anIdentity(name, options.school as SchoolId | undefined);
  const node = await openTestNode(self, () => place.open(), place.remove, options);
  if (self.school) await registerSchool(node.house, self.school, options);
  return node;
}

export async function anIdentity(name: string, school?: SchoolId): Promise<NodeIdentity> {
  const common = {
    node: name as NodeId,
    epoch: 1,
    signingKey: nodeKeys().privateKey,
    ageIdentity: await generateIdentity(),
    localKey: seededRandomness(`local ${name}`).bytes(32),
  };
  const vaultKey = seededRandomness(`vault ${name}`).bytes(32);
  return school ? { ...common, vaultKey, kind: 'school', school } : { ...common, vaultKey, kind: 'region' };
}

async function openTestNode(
  self: NodeIdentity,
  open: () => Promise<Store>,
  remove: () => Promise<void>,
  options: NodeOptions,
): Promise<TestNode> {
  const clock = fakeClock();
  const log = await openLog({
    store: await open(),
    self: { node: self.node, epoch: self.epoch, key: self.signingKey },
    types: [...peopleRecords, said],
    projections: [peopleProjection, echoProjection],
    mayWrite: options.mayWrite ?? (() => true),
    clock,
    randomness: seededRandomness(self.node),
    vaultKey: self.vaultKey,
  });
  const house = aHouse(self, log, clock);
  const { app, call, stop } = serve(house, options.needs);
  const shut = async (): Promise<void> => {
    await stop();
    await log.close();
  };
  const restart = async (): Promise<TestNode> => {
    await shut();
    return openTestNode(self, open, remove, options);
  };
  const close = async (): Promise<void> => {
    await shut();
    await remove();
  };
  return { house, app, call, clock, restart, close };
}

const noFiles: FileStore = {
  put: () => Promise.reject(new Error('people keep no files')),
  has: async () => false,
  size: async () => undefined,
  read: () => Promise.reject(new Error('people keep no files')),
  remove: async () => undefined,
};

export function aHouse(self: NodeIdentity, log: Log, clock: House['clock']): House {
  return {
    self,
    log,
    files: noFiles,
    live: liveEvents(),
    line: heldLine(),
    clock,
    randomness: seededRandomness(`house ${self.node}`),
    again: () => undefined,
  };
}

/** Seats people over a house and starts their jobs. */
export function serve(house: House, needs: Partial<PeopleNeeds> = {}) {
  const people = seatPeople({
    work: [echoWork],
    credentialSigners: () => [createPublicKey(house.self.signingKey)],
    regionAge: () => undefined,
    acknowledged: () => 0,
    ...needs,
  });
  const report = (_id: string, error: unknown): void => {
    throw error;
  };
  const app = createApp({ house, rooms: [people.room as Room], whoOf: people.whoOf(house), report });
  const stops = (people.room.jobs ?? []).map((start) => start(house));
  const call: Call = async <T>(method: string, path: string, given: Parameters<Call>[2] = {}) => {
    const { token, body, headers = {} } = given;
    const isRaw = body instanceof Uint8Array;
    const init = {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body !== undefined && !isRaw ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? new Uint8Array(body) : JSON.stringify(body) }),
    };
    const response = await app.request(`/api/people${path}`, init);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.includes('json');
    const read = isJson ? (JSON.parse(Buffer.from(bytes).toString()) as T) : (undefined as T);
    return { status: response.status, body: read, headers: response.headers, bytes };
  };
  const stop = async (): Promise<void> => {
    for (const each of stops) await each();
  };
  return { app, call, stop };
}

export async function registerSchool(house: House, school: SchoolId, options: NodeOptions = {}): Promise<void> {
  const names = { kk: `${school} мектебі`, ru: `Школа ${school}`, en: `School ${school}` };
  const district = { kk: 'Мұғалжар ауданы', ru: 'Мугалжарский район', en: 'Mugalzhar district' };
  const { kind = 'general', medium = 'kk', isInvented = true } = options;
  const body = { school, names, district, kato: '154800000', kind, medium, isInvented };
  await house.log.write(() => ({ records: [schoolRegistered.draft(regionScope, 'region', body)], answer: undefined }));
}

export const password = 'ұзын құпиясөз 1';

/** Tests have adults by the hundred: their password is hashed once, and checked in earnest whenever one signs in. */
const hashedOnce = ((): (() => Promise<Secret>) => {
  let made: Promise<Secret> | undefined;
  return () => (made ??= passwordSecret('', password));
})();

/** An adult with posts, who signs in by `login` and `password`. */
export async function anAdult(
  house: House,
  login: string,
  roles: readonly Role[],
  of: {
    readonly class?: string;
    readonly district?: string;
    readonly name?: FullName;
    readonly regionAge?: string;
  } = {},
): Promise<PersonId> {
  const person = mintId<PersonId>(house.randomness);
  const scope = scopeOf(house);
  const secret = { ...(await hashedOnce()), login };
  const credential = await credentialKeys(() => of.regionAge).seal(house, person, secret);
  const name = of.name ?? { family: 'Сейітова', given: login };
  const { school } = house.self;
  await house.log.write((deciding) => ({
    records: [
      registeredDraft(deciding, scope, 'test', person, { name, language: 'kk', picture: '' }),
      ...roles.map((role) => {
        const post = { person, role, ...(school ? { school } : {}), ...(of.district ? { district: of.district } : {}) };
        return posted.draft(scope, 'test', { ...post, ...(of.class ? { class: of.class } : {}) });
      }),
      credential(deciding),
    ],
    answer: undefined,
  }));
  return person;
}

export type TestPupil = { readonly person: PersonId; readonly secret: Secret; readonly given: string };

/** A pupil with a place in a class and a secret; `given` is what the pupil types or taps. */
export async function aPupil(
  house: House,
  name: FullName,
  grade: number,
  of: { readonly letter?: string; readonly birth?: string; readonly person?: PersonId } = {},
): Promise<TestPupil> {
  const person = of.person ?? mintId<PersonId>(house.randomness);
  const school = house.self.school as SchoolId;
  const scope = schoolScope(school);
  const secret = newPupilSecret(house, grade);
  const credential = await credentialKeys(() => undefined).seal(house, person, secret);
  const seat = { grade, letter: of.letter ?? '', medium: 'kk', year: 2026, from: '2026-09-01' } as const;
  await house.log.write((deciding) => ({
    records: [
      registeredDraft(deciding, scope, 'test', person, { name, birth: of.birth, language: 'kk', picture: 'camel' }),
      enrolledDraft(deciding, scope, 'test', { ...seat, person, school }),
      credential(deciding),
    ],
    answer: undefined,
  }));
  return { person, secret, given: typed(secret) };
}

export function typed(secret: Secret): string {
  return secret.kind === 'pin' ? secret.pin : secret.kind === 'pictures' ? secret.pictures.join(' ') : password;
}

export async function signIn(call: Call, login: string, secret = password): Promise<string> {
  const { status, body } = await call<{ token: string }>('POST', '/sign-in/adult', {
    body: { login, password: secret },
  });
  if (status !== 200) throw new Error(`${login} was not signed in: ${JSON.stringify(body)}`);
  return body.token;
}

/** An enrolled tablet, by a code that `staff` made. */
export async function aTablet(call: Call, staff: string): Promise<{ readonly tablet: string; readonly token: string }> {
  const made = await call<{ code: string }>('POST', '/tablet-codes', { token: staff });
  const answer = await call<{ tablet: string; token: string }>('POST', '/tablets', { body: { code: made.body.code } });
  return answer.body;
}
