import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { LinkKeeper, type KeeperNeeds } from './keeper.ts';
import { testRegion, type TestClock, type TestNode, type TestRegion } from './testing.ts';
import type { Timers } from './timers.ts';

/** Time that passes when the test says so, for timers and clock together. */
export type FakeTimers = Timers & { pass(milliseconds: number): Promise<void>; next(): number | undefined };

export function fakeTimers(clock: TestClock): FakeTimers {
  let now = 0;
  const set = new Map<object, { at: number; call: () => void }>();
  const next = (): number | undefined => {
    const ats = [...set.values()].map(({ at }) => at);
    return ats.length > 0 ? Math.min(...ats) - now : undefined;
  };
  return {
    now: () => now,
    set: (milliseconds, call) => {
      const key = {};
      set.set(key, { at: now + milliseconds, call });
      return () => void set.delete(key);
    },
    next,
    pass: async (milliseconds) => {
      now += milliseconds;
      clock.advance(milliseconds);
      for (const [key, { at, call }] of set) {
        if (at > now) continue;
        set.delete(key);
        call();
      }
    },
  };
}

/** The region's server with somebody in its door: counts who comes, and may answer in its place. */
export type Door = {
  readonly url: string;
  requests: number;
  /** The most requests that were under way at one time. */
  mostAtOnce: number;
  answer: ((request: Request) => Response | Promise<Response> | undefined) | undefined;
  close(): Promise<void>;
};

export async function doorOf(region: TestNode): Promise<Door> {
  const door: Door = { url: '', requests: 0, mostAtOnce: 0, answer: undefined, close: async () => undefined };
  let underWay = 0;
  const fetch = async (request: Request, connection?: object): Promise<Response> => {
    door.requests++;
    door.mostAtOnce = Math.max(door.mostAtOnce, ++underWay);
    try {
      return await (door.answer?.(request) ?? region.app.fetch(request, connection));
    } finally {
      underWay--;
    }
  };
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const made = serve({ fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(made));
  });
  const close = async (): Promise<void> => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return Object.assign(door, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close });
}

/** A keeper by hand; `needs` puts something in the place of its parts. */
export function keeperAt(school: TestNode, timers: Timers, needs: Partial<KeeperNeeds> = {}): LinkKeeper {
  const { self, log, clock, line } = school.house;
  const publish = (): void => undefined;
  return new LinkKeeper({ self, log, clock, desk: school.desk, line, timers, dice: () => 0.5, publish, ...needs });
}

export type Kept = {
  readonly world: TestRegion;
  readonly school: TestNode;
  readonly region: TestNode;
  readonly keeper: LinkKeeper;
  readonly timers: FakeTimers;
  readonly door: Door;
  readonly heard: string[];
};

/** A keeper by hand at a school whose region stands behind a door; `needs` puts something in the place of its parts. */
export async function withKeeper(
  test: (kept: Kept) => Promise<void>,
  needs: (school: TestNode) => Partial<KeeperNeeds> = () => ({}),
): Promise<void> {
  await using world = await testRegion(1);
  const [school] = world.schools as [TestNode];
  const door = await doorOf(world.region);
  await school.house.log.setState('region-url', Buffer.from(door.url));
  const timers = fakeTimers(world.clock);
  const heard: string[] = [];
  const publish = (): void => void heard.push('sync');
  const keeper = keeperAt(school, timers, { publish, ...needs(school) });
  try {
    await test({ world, school, region: world.region, keeper, timers, door, heard });
  } finally {
    await keeper.stop();
    await door.close();
  }
}
