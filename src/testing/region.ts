import { identityToRecipient } from 'age-encryption';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { regionScope, schoolScope, type NodeId, type SchoolId } from '#kernel/ids.ts';
import { rawPublicKey } from '#log/chain.ts';
import { registerSchool, type Answer } from '#people/testing.ts';
import {
  arrive,
  askWithTicket,
  encodeTrust,
  granted,
  makeIdentity,
  nodeEndorsed,
  type KnownNode,
} from '#sync/index.ts';
import { TicketDesk } from '#sync/ticket-desk.ts';
import { openNode, type OpenNode } from '../main.ts';
import { fakeClock, seededRandomness } from './logs.ts';
import { postgresPlace } from './stores.ts';

type Clock = ReturnType<typeof fakeClock>;
type CallOptions = {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A node as the composition root opens it, all rooms seated, without doors and without a network. */
export type TestMember = OpenNode & {
  readonly folder: string;
  /** Asks the API; `path` begins after `/api`. */
  readonly call: <T = Record<string, unknown>>(
    method: string,
    path: string,
    options?: CallOptions,
  ) => Promise<Omit<Answer<T>, 'bytes'>>;
  /** Runs what the jobs of people and of lessons have to do, and waits for it. */
  readonly settle: () => Promise<void>;
};

/** A region and schools that it knows. They hear of one another when a test lets them meet. */
export type TestRegion = {
  /** The region's member as it is now: another one after it was opened again. */
  readonly region: TestMember;
  readonly school: (name: string) => TestMember;
  readonly clock: Clock;
  /** A school and the region exchange until neither has more to say; then their jobs run; then once again. */
  readonly meet: (...names: readonly string[]) => Promise<void>;
  /** A school and the region exchange once, and nothing else is done. */
  readonly speak: (name: string) => Promise<void>;
  /** Closes a node (a school's by its name, or `region`) and opens it again; `meanwhile` something may be done to its folder. */
  readonly reopen: (name: string, meanwhile?: () => Promise<void> | void) => Promise<TestMember>;
  /** The server of a school burns, and an empty one takes its place by a ticket of the region. It has heard nothing yet. */
  readonly burn: (name: string) => Promise<TestMember>;
  readonly close: () => Promise<void>;
};

export function aRegion(...names: readonly string[]): Promise<TestRegion> {
  return aRegionOn(undefined, ...names);
}

/** The same; in the long form of the proofs the region's store is on PostgreSQL, as a real one's. */
export async function aRealRegion(...names: readonly string[]): Promise<TestRegion> {
  if (!process.env['TIREK_PROOF']) return aRegion(...names);
  const database = await postgresPlace();
  const all = await aRegionOn(database.url, ...names);
  const close = async (): Promise<void> => {
    await all.close();
    await database.remove();
  };
  return Object.defineProperties({ ...all, close }, { region: { get: () => all.region } });
}

/** The same with the region's store in this PostgreSQL database. */
export async function aRegionOn(postgres: string | undefined, ...names: readonly string[]): Promise<TestRegion> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-region-'));
  const clock = fakeClock();
  const members = new Map<string, TestMember>();
  const school = (name: string): TestMember => {
    const found = members.get(name);
    if (!found) throw new Error(`no school ${name}`);
    return found;
  };
  const region = (): TestMember => school('region');
  members.set('region', await openMember(join(folder, 'region'), clock, undefined, postgres));
  for (const name of names) {
    const opened = await openMember(join(folder, name), clock, name as SchoolId);
    await registerSchool(region().house, name as SchoolId);
    await enrol(region(), opened);
    members.set(name, opened);
  }
  const meet = async (...those: readonly string[]): Promise<void> => {
    for (let n = 0; n < 2; n++) {
      for (const name of those) {
        await exchange(region(), school(name));
        await region().settle();
        await school(name).settle();
      }
    }
    for (const name of those) await exchange(region(), school(name));
  };
  const open = (name: string): Promise<TestMember> =>
    openIn(join(folder, name), clock, `again ${name}`, name === 'region' ? postgres : undefined);
  const reopen = async (name: string, meanwhile: () => Promise<void> | void = () => undefined): Promise<TestMember> => {
    await school(name).close();
    await meanwhile();
    const again = await open(name);
    members.set(name, again);
    return again;
  };
  const burn = (name: string): Promise<TestMember> => {
    const { self } = school(name).house;
    return reopen(name, async () => {
      const place = join(folder, name);
      rmSync(place, { recursive: true });
      const desk = new TicketDesk(region().house, region().desk.authority);
      const { text } = await desk.give(name as SchoolId, self.node);
      const request = await askWithTicket(place, text, seededRandomness(`burnt ${name} ${self.epoch}`));
      assert.ok(request.ok);
      const answer = await desk.redeem(request.value, '');
      assert.ok(answer.ok && arrive(place, answer.value).ok);
      await region().settle();
    });
  };
  const close = async (): Promise<void> => {
    for (const member of members.values()) await member.close();
    rmSync(folder, { recursive: true, force: true });
  };
  await meet(...names);
  const speak = (name: string): Promise<void> => exchange(region(), school(name));
  return {
    get region() {
      return region();
    },
    school,
    clock,
    meet,
    speak,
    reopen,
    burn,
    close,
  };
}

async function openMember(
  folder: string,
  clock: Clock,
  school: SchoolId | undefined,
  postgres?: string,
): Promise<TestMember> {
  const name = folder.split('/').at(-1) ?? '';
  const node = name as NodeId;
  const of = school ? ({ kind: 'school', school, node } as const) : ({ kind: 'region', node } as const);
  await makeIdentity(folder, of, seededRandomness(`member ${name}`));
  return openIn(folder, clock, `member ${name}`, postgres);
}

async function openIn(folder: string, clock: Clock, seed: string, postgres?: string): Promise<TestMember> {
  const randomness = seededRandomness(seed);
  const settings = {
    folder,
    port: 0,
    host: '127.0.0.1',
    postgres,
    tls: undefined,
    regionUrl: undefined,
    web: join(folder, 'no-web'),
  };
  const opened = await openNode(settings, { clock, randomness, hasJobs: false });
  const jobs = opened.seats
    .filter(({ name }) => ['people', 'lessons', 'lock'].includes(name))
    .flatMap(({ jobs: own }) => own ?? []);
  const stops = jobs.map((start) => start(opened.house));
  const settle = async (): Promise<void> => {
    for (const start of jobs) await start(opened.house)();
  };
  const close = async (): Promise<void> => {
    for (const stop of stops) await stop();
    await opened.close();
  };
  return { ...opened, folder, call: callerOf(opened), settle, close };
}

function callerOf(node: OpenNode): TestMember['call'] {
  return async <T>(method: string, path: string, { token, body, headers = {} }: CallOptions = {}) => {
    const isRaw = body instanceof Uint8Array;
    const request = new Request(`http://node/api${path}`, {
      method,
      headers: {
        host: 'node',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const response = await node.fetch(request);
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const read = isJson ? ((await response.json()) as T) : (undefined as T);
    return { status: response.status, body: read, headers: response.headers };
  };
}

/** What the enrolment by a ticket comes to, without the ticket. */
async function enrol(region: OpenNode, member: OpenNode): Promise<void> {
  const { self } = member.house;
  const school = self.school as SchoolId;
  const known = async ({ signingKey, ageIdentity }: typeof self) => {
    return { key: rawPublicKey(signingKey), age: await identityToRecipient(ageIdentity) };
  };
  const endorsed = nodeEndorsed.draft(regionScope, 'region', {
    node: self.node,
    kind: 'school',
    school,
    epoch: self.epoch,
    ...(await known(self)),
  });
  await region.house.log.write(() => ({ records: [endorsed], answer: undefined }));
  const trust = { node: region.house.self.node, ...(await known(region.house.self)) };
  await member.house.log.setState('trust', encodeTrust(trust));
  member.desk.authority.trust(trust);
  const scope = schoolScope(school);
  const grant = granted.draft(scope, 'node', { scope, to: region.house.self.node });
  await member.house.log.write(() => ({ records: [grant], answer: undefined }));
}

async function exchange(region: OpenNode, member: OpenNode): Promise<void> {
  const atRegion = member.desk.authority.region as KnownNode;
  const atMember = region.desk.authority.find(member.house.self.node) as KnownNode;
  for (let isMore = true; isMore;) {
    const up = await member.desk.exchange.compose(atRegion, 1024 * 1024);
    await region.desk.heard(atMember.node, region.house.clock.now(), await region.desk.exchange.absorb(atMember, up));
    const down = await region.desk.exchange.compose(atMember, 1024 * 1024);
    await member.desk.heard(atRegion.node, member.house.clock.now(), await member.desk.exchange.absorb(atRegion, down));
    isMore = up.hasMore || down.hasMore || up.bundles.length > 0 || down.bundles.length > 0;
  }
}
