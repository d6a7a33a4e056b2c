import { Hono } from 'hono';
import { randomBytes } from 'node:crypto';
import { refuseTooLarge } from './body.ts';
import { permissionNamed, Refused, refused, type Env } from './frame.ts';
import { faultOf } from '#log/fault.ts';
import type { FaultKind } from '#log/store.ts';
import type { House, Room } from './house.ts';
import { liveRoute } from './live-route.ts';
import type { Refusal } from '#kernel/result.ts';
import type { Who } from './who.ts';

export type AppOptions = {
  readonly house: House;
  readonly rooms: readonly Room[];
  /** Finds who calls from the token of a request. */
  readonly whoOf: (token: string | undefined) => Promise<Who>;
  /** Where unexpected errors go: a short id and the error, never the request's content. */
  readonly report: (id: string, error: unknown) => void;
  readonly disk?: DiskWatch;
};

/** Hears of faults of the disk, and says why a request that would write is not let through now (CARE-11). */
export type DiskWatch = {
  readonly hear: (kind: FaultKind) => void;
  readonly barrier: (method: string, path: string) => Refusal | undefined;
};

/** What the disk's faults are called on a screen: whoever sent something keeps it and tries again (CARE-10). */
export const faultKeys: Readonly<Record<FaultKind, string>> = {
  full: 'care.disk-full',
  'read-only': 'care.read-only',
  failing: 'care.disk-failing',
  damaged: 'care.damaged',
};

/** What every server of ours answers like: errors in one shape, no foreign page, no body beyond the limit. */
export function bareApp(report: (id: string, error: unknown) => void, disk?: DiskWatch): Hono<Env> {
  const app = new Hono<Env>();
  app.onError((error, context) => {
    if (error instanceof Refused) {
      const { key, values = {}, status } = error.refusal;
      return context.json({ error: { key, values } }, status);
    }
    const fault = faultOf(error);
    if (fault) disk?.hear(fault);
    if (fault) return context.json({ error: { key: faultKeys[fault], values: {} } }, fault === 'full' ? 507 : 503);
    const id = randomBytes(4).toString('hex');
    report(id, error);
    return context.json({ error: { key: 'http.unexpected', values: { id } } }, 500);
  });
  app.notFound((context) => context.json({ error: { key: 'http.not-found', values: {} } }, 404));
  app.use('/api/*', async function ownOrigin(context, next) {
    const origin = context.req.header('origin');
    if (origin !== undefined && !isOwnOrigin(origin, context.req.header('host'))) {
      throw refused('http.foreign-origin', 403);
    }
    return next();
  });
  app.use('/api/*', async function ownLimit(context, next) {
    refuseTooLarge(context.req.header('content-length'));
    return next();
  });
  return app;
}

/** The API of a node under `/api/<room>`: who calls, what may be called, and every error in one shape. */
export function createApp({ house, rooms, whoOf, report, disk }: AppOptions): Hono<Env> {
  const app = bareApp(report, disk);
  app.use('/api/*', async function letThrough(context, next) {
    const refusal = disk?.barrier(context.req.method, context.req.path);
    if (refusal) throw new Refused(refusal);
    return next();
  });
  app.use('/api/*', async function findWho(context, next) {
    const header = context.req.header('authorization');
    context.set('who', await whoOf(header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : undefined));
    return next();
  });
  for (const room of rooms) app.route(`/api/${room.name}`, room.routes(house));
  const topics = rooms.flatMap((room) => room.topics ?? []);
  const isStill = async (token: string | undefined, person: string): Promise<boolean> => {
    const who = await whoOf(token);
    return who.kind === 'person' && who.person === person;
  };
  app.route('/api', liveRoute({ live: house.live, topics, isStill }));
  assertGuarded(app);
  return app;
}

function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

export type GuardedRoute = { readonly method: string; readonly path: string; readonly permission: string };

/** Every route of an app with the permission that it names. */
export function guardedRoutes(app: Hono<Env>): GuardedRoute[] {
  const found = new Map<string, GuardedRoute>();
  for (const route of app.routes) {
    const permission = permissionNamed(route.handler);
    if (permission) found.set(`${route.method} ${route.path}`, { method: route.method, path: route.path, permission });
  }
  return [...found.values()];
}

/** HTTP-1: the program does not start with a route that names no permission, or with two of one address. */
function assertGuarded(app: Hono<Env>): void {
  const guarded = new Set(guardedRoutes(app).map((route) => `${route.method} ${route.path}`));
  for (const route of app.routes) {
    const name = `${route.method} ${route.path}`;
    if (route.method !== 'ALL' && !guarded.has(name)) throw new Error(`the route ${name} names no permission`);
  }
  const counts = new Map<string, number>();
  for (const route of app.routes) {
    if (!permissionNamed(route.handler)) continue;
    const name = `${route.method} ${route.path}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if ((counts.get(name) ?? 0) > 1) throw new Error(`the route ${name} exists twice`);
  }
}
