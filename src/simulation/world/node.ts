import { z } from 'zod/mini';
import { regionScope, schoolScope, type Scope } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import { createApp } from '#http/app.ts';
import { workKind, type House, type WorkKind } from '#http/house.ts';
import { heldLine } from '#http/line.ts';
import { liveEvents } from '#http/live.ts';
import { openLog, type Log, type LogOptions } from '#log/log.ts';
import type { Store } from '#log/store.ts';
import { workDesk, type WorkDesk } from '#people/work.ts';
import { Authority } from '#sync/authority.ts';
import { syncDesk, type SyncDesk } from '#sync/desk.ts';
import type { HttpClient } from '#sync/http-client.ts';
import { syncFirst } from '#sync/first-desk.ts';
import { linkClient, type LinkClient } from '#sync/link-client.ts';
import { linkRoutes } from '#sync/link-server.ts';
import { syncPermissions } from '#sync/permissions.ts';
import { syncProjection } from '#sync/projection.ts';
import { syncRecords } from '#sync/records.ts';
import type { Ephemeral } from '#sync/session.ts';
import type { Ticket } from '#sync/ticket.ts';
import { turnsOf } from '#sync/turns.ts';
import type { EnrolAnswer } from '#sync/enrolment.ts';
import { joined, left, scored } from '#testing/sample-room.ts';
import { diceOf } from '../dice.ts';
import { sessionKeys } from './cast.ts';
import type { DatabasePlace } from './database.ts';
import type { Disk, Loss } from './disk.ts';
import { noFiles } from './no-files.ts';
import { releases, scoreDraft, type Release } from './releases.ts';
import { openSimStore } from './store.ts';
import { simWrapping } from './wrapping.ts';

/** A node of the simulated region: what stays when its power goes, and the program while it runs. */
export type SimNode = {
  readonly place: number;
  readonly disk: Disk;
  /** The connection that its first program finds open. */
  readonly at: DatabasePlace | undefined;
  self: NodeIdentity;
  release: Release;
  /** By how much its clock is wrong, in milliseconds. */
  clockOff: number;
  /** What becomes of unflushed writes when its fuse blows, and the dice for it. */
  cut: { readonly loss: Loss; readonly salt: number };
  starts: number;
  /** It goes on to another epoch: its program is to be started anew. */
  isLeaving: boolean;
  up: Running | undefined;
  /** The server burnt, and the machine in its place has not been let in yet. */
  vacant: Vacant | undefined;
  /** What the region told the machine in its place, and what is not in its log yet. */
  told: EnrolAnswer | undefined;
};

/** An empty machine in the place of a burnt server: its secrets, and the ticket that the school's head was given. */
export type Vacant = { readonly secrets: Secrets; ticket: Ticket | undefined };

/** What a server has that nobody else may know. */
export type Secrets = Pick<NodeIdentity, 'signingKey' | 'ageIdentity' | 'vaultKey' | 'localKey'>;

/** The program of a node. */
export type Running = {
  readonly house: House;
  readonly log: Log;
  readonly desk: SyncDesk;
  readonly work: WorkDesk;
  /** What a request of another node is answered by; the region's node alone has one. */
  readonly answer: ((path: string, body: Uint8Array) => Promise<Response>) | undefined;
  /** A school's link to the region; throws LinkFailure as over a real line. */
  readonly link: LinkClient;
  close(): Promise<void>;
};

export type NodeNeeds = {
  readonly seed: string;
  readonly now: () => number;
  readonly http: HttpClient;
  /** Hears of errors that a request ended with and nobody foresaw. */
  readonly report: (error: unknown) => void;
  /** Writes the next epoch down and has the program started anew. */
  readonly openEpoch: () => void;
  /** What a planted fault puts in the place of the node's own parts. */
  readonly broken: Broken;
};

/** Parts of a node that a planted fault may wrap: ports all of them. */
export type Broken = {
  readonly store?: (store: Store) => Store;
  /** Done to a store that was just opened. */
  readonly opened?: (store: Store) => Promise<unknown>;
  readonly authority?: (authority: Authority) => void;
  readonly log?: (log: Log) => Log;
  readonly logOptions?: (options: LogOptions) => LogOptions;
  readonly desk?: (desk: SyncDesk, log: Log) => SyncDesk;
  readonly work?: (work: WorkDesk) => WorkDesk;
};

const same = <T>(part: T): T => part;

export function scopeOf(self: NodeIdentity): Scope {
  return self.school ? schoolScope(self.school) : regionScope;
}

/** What a restored school gets ahead of its streams: who its pupils are, and the newest of their points. */
const neededFirst = { [joined.type]: 'all', [left.type]: 'all', [scored.type]: 2 } as const;

const scoreBody = z.object({ task: z.string(), points: z.int() });

/** Pupils' scores, as the sample room takes them from tablets; less than nothing is refused. */
function scoreWork(release: Release): WorkKind {
  return workKind('sample.scored', scoreBody, async (_, { self }, { via, person, body }) => {
    if (body.points < 0) return refuse('sample.less-than-nothing', 422);
    return ok([scoreDraft(release, scopeOf(self), person, { person, ...body }, via)]);
  });
}

/** A checkpoint or two of the database in a story, not one in a week of a school. */
export const checkpointPages = 80;

/** Starts a node's program on what lies on its disk. Throws where the power fails meanwhile. */
export async function startNode(node: SimNode, needs: NodeNeeds): Promise<Running> {
  const { self, release } = node;
  const { broken } = needs;
  const at = node.starts === 0 ? node.at : undefined;
  const randomness = diceOf(`${needs.seed} ${self.node} ${++node.starts}`);
  const clock = { now: () => (needs.now() + node.clockOff) as Instant };
  const wrapping = simWrapping(randomness.child('wrapping'));
  const ofSessions = randomness.child('sessions');
  const makeKeys = (): Ephemeral => ofSessions.pick(sessionKeys);
  const store = (broken.store ?? same)(await openSimStore(node.disk, { checkpointPages, at }));
  try {
    await broken.opened?.(store);
    const authority = new Authority(self, wrapping);
    broken.authority?.(authority);
    await authority.load(store);
    const options: LogOptions = {
      store,
      self: { node: self.node, epoch: self.epoch, key: self.signingKey },
      types: [...syncRecords, ...releases[release].types],
      projections: [syncProjection, releases[release].projection],
      mayWrite: authority.mayWrite,
      clock,
      randomness,
      vaultKey: self.vaultKey,
    };
    const log = (broken.log ?? same)(await openLog((broken.logOptions ?? same)(options)));
    const files = noFiles;
    const { openEpoch } = needs;
    const made = syncDesk({
      openEpoch,
      self,
      log,
      authority,
      store: files,
      sources: [],
      stickFolder: '',
      clock,
      randomness,
      wrapping,
      makeKeys,
      first: [{ records: neededFirst }, syncFirst],
    });
    const desk = (broken.desk ?? ((each) => each))(made, log);
    await desk.remember();
    authority.follow(log);
    const line = heldLine(needs.now);
    const again = (): void => undefined;
    const house: House = { self, log, files, live: liveEvents(), line, clock, randomness, again };
    const work = (broken.work ?? same)(
      workDesk(
        [scoreWork(release)],
        () => authority.ownKeys(),
        () => Promise.resolve(undefined),
      ),
    );
    return {
      house,
      log,
      desk,
      work,
      answer: self.kind === 'region' ? answering(house, desk, needs) : undefined,
      link: linkClient({
        url: '',
        self,
        peer: () => authority.region,
        exchange: desk.exchange,
        clock,
        http: needs.http,
        makeKeys,
        leaves: (stream) => stream.node === self.node && desk.first.isDue(),
      }),
      close: async () => {
        await desk.recovery.idle();
        await log.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function answering(house: House, desk: SyncDesk, { now, report }: NodeNeeds): Running['answer'] {
  const room = {
    name: 'sync',
    records: syncRecords,
    projection: syncProjection,
    permissions: syncPermissions,
    routes: () => linkRoutes(house, desk, turnsOf(now)),
  };
  const whoOf = () => Promise.resolve({ kind: 'anyone' } as const);
  const app = createApp({ house, rooms: [room], whoOf, report: (_, error) => report(error) });
  // The body comes as from a socket: what reads it on Node is what reads it here (`#http/body.ts`).
  return async (path, body) => app.request(path, { method: 'POST' }, { incoming: [body] });
}
