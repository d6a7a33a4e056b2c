import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { systemRandomness, type SchoolId } from '#kernel/ids.ts';
import { roles, type Caller, type Role } from '#kernel/role.ts';
import { createApp, guardedRoutes, type GuardedRoute } from '#http/app.ts';
import type { Permissions } from '#http/frame.ts';
import { livePermissions } from '#http/live-route.ts';
import { anAdult, aPupil, aTablet, signIn, type Call } from '#people/testing.ts';
import { makeIdentity } from '#sync/index.ts';
import { startNode } from '#testing/boot.ts';
import { aRegion, type TestMember, type TestRegion } from './region.ts';

type Body = { error?: { key: string } };
/** Who calls: what the permissions call them, and the token. A pupil sits at an enrolled tablet, and is a tablet too. */
type Walker = { readonly name: string; readonly is: readonly Caller[]; readonly token: string | undefined };

const regionRoles: readonly Role[] = ['methodist', 'coordinator', 'funder'];

function peopleOf(member: TestMember): Call {
  return async (method, path, options = {}) =>
    ({ ...(await member.call(method, `/people${path}`, options)), bytes: new Uint8Array() }) as never;
}

async function walkersOf(member: TestMember, given: readonly Role[]): Promise<Walker[]> {
  const call = peopleOf(member);
  const walkers: Walker[] = [{ name: 'anyone', is: ['anyone'], token: undefined }];
  for (const role of given) {
    await anAdult(member.house, role, [role], role === 'methodist' ? { district: 'Мұғалжар ауданы' } : {});
    walkers.push({ name: role, is: ['anyone', role], token: await signIn(call, role) });
  }
  const head = walkers.find((each) => each.name === 'head')?.token;
  if (!head) return walkers;
  const tablet = await aTablet(call, head);
  walkers.push({ name: 'tablet', is: ['anyone', 'tablet'], token: tablet.token });
  const pupil = await aPupil(member.house, { family: 'Сейітова', given: 'Әлия' }, 5);
  const { body } = await call<{ token: string }>('POST', '/sign-in/pupil', {
    token: tablet.token,
    body: { person: pupil.person, secret: pupil.given },
  });
  walkers.push({ name: 'pupil', is: ['anyone', 'tablet', 'pupil'], token: body.token });
  return walkers;
}

/** Each route with its callers, from the same table as the program's own guard. */
function routesOf(member: TestMember): { readonly route: GuardedRoute; readonly callers: readonly Caller[] }[] {
  const permissions: Permissions = Object.assign(
    {},
    livePermissions,
    ...member.seats.map((seat) => seat.permissions),
  ) as Permissions;
  const app = createApp({
    house: member.house,
    rooms: member.seats,
    whoOf: async () => ({ kind: 'anyone' }),
    report: () => undefined,
  });
  return guardedRoutes(app).map((route) => {
    const callers = permissions[route.permission];
    assert.ok(callers, `${route.permission} stands in no table`);
    return { route, callers };
  });
}

/** Asks a route with nothing in hand: what matters is who is let through to hear that it is too little. */
async function ask(
  member: TestMember,
  { method, path }: GuardedRoute,
  token: string | undefined,
  headers: Record<string, string> = {},
) {
  const filled = path.replaceAll(/:[a-z]+/g, 'x00000000000').replace('/api', '');
  const hasBody = method === 'POST' || method === 'PUT';
  const quit = new AbortController();
  const response = await member.fetch(
    new Request(`http://node/api${filled}`, {
      method,
      headers: {
        host: 'node',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(hasBody ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      signal: quit.signal,
      ...(hasBody ? { body: '{}' } : {}),
    }),
  );
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const body = isJson ? ((await response.json()) as Body) : {};
  if (!isJson) await response.body?.cancel();
  return { status: response.status, key: body.error?.key ?? '' };
}

const guardKeys: ReadonlySet<string> = new Set(['http.sign-in', 'http.not-allowed']);
/** It ends the session of who calls it, so it is walked last. */
const last = (route: GuardedRoute): number => (route.path.endsWith('/sign-out') ? 1 : 0);

async function walk(member: TestMember, walkers: readonly Walker[]): Promise<number> {
  let walked = 0;
  for (const { route, callers } of routesOf(member).toSorted((a, b) => last(a.route) - last(b.route))) {
    for (const { name, is, token } of walkers) {
      const { status, key } = await ask(member, route, token);
      const where = `${route.method} ${route.path} as ${name}: ${status} ${key}`;
      const mayPass = is.some((each) => callers.includes(each));
      if (mayPass) assert.ok(!guardKeys.has(key), where);
      else if (name === 'anyone' || name === 'tablet') assert.deepEqual([status, key], [401, 'http.sign-in'], where);
      else assert.deepEqual([status, key], [403, 'http.not-allowed'], where);
      assert.notEqual(status, 500, where);
      walked++;
    }
  }
  return walked;
}

describe('all routes with all roles', () => {
  let all: TestRegion;
  let atSchool: Walker[];
  let atRegion: Walker[];

  before(async () => {
    all = await aRegion('one', 'two');
    atSchool = await walkersOf(
      all.school('one'),
      roles.filter((role) => role !== 'pupil' && !regionRoles.includes(role)),
    );
    atRegion = await walkersOf(all.region, regionRoles);
  });
  after(() => all.close());

  it('HTTP-2: lets through exactly whom the table of permissions names, at a school', async (t) => {
    t.diagnostic(`${await walk(all.school('one'), atSchool)} calls walked`);
  });

  it('HTTP-2: lets through exactly whom the table of permissions names, at the region', async (t) => {
    t.diagnostic(`${await walk(all.region, atRegion)} calls walked`);
  });

  it('HTTP-2: every role is somebody’s, and every permission somebody’s', () => {
    const walked = new Set([...atSchool, ...atRegion].flatMap((each) => each.is));
    for (const role of roles) assert.ok(walked.has(role), role);
    for (const { route, callers } of routesOf(all.region)) assert.ok(callers.length > 0, route.permission);
  });

  it('HTTP-3: a page of another origin is refused on every route, whoever is signed in', async () => {
    const token = await signIn(peopleOf(all.school('one')), 'head');
    for (const { route } of routesOf(all.school('one'))) {
      for (const origin of ['http://evil.example', 'http://node:8081', 'null']) {
        const { status, key } = await ask(all.school('one'), route, token, { origin });
        assert.deepEqual([status, key], [403, 'http.foreign-origin'], `${route.method} ${route.path} ${origin}`);
      }
    }
    const own = await all.school('one').call('GET', '/people/me', { token, headers: { origin: 'http://node' } });
    assert.equal(own.status, 200);
  });

  it('PPL-4: a token of one node is nobody at another: a school’s head, tablet and pupil at the region and next door', async () => {
    const head = await signIn(peopleOf(all.school('one')), 'head');
    await all.meet('one', 'two');
    const tokens = [
      head,
      ...atSchool.flatMap((each) => (['tablet', 'pupil'].includes(each.name) && each.token ? [each.token] : [])),
    ];
    for (const member of [all.region, all.school('two')]) {
      for (const { route, callers } of routesOf(member)) {
        if (callers.includes('anyone')) continue;
        for (const token of tokens) {
          const { status, key } = await ask(member, route, token);
          assert.deepEqual([status, key], [401, 'http.sign-in'], `${route.method} ${route.path}`);
        }
      }
    }
    await assert.rejects(signIn(peopleOf(all.region), 'head'), 'whose records lie at the region is nobody there');
  });

  it('PPL-4: a forged session is nobody on every route', async () => {
    const head = await signIn(peopleOf(all.school('one')), 'head');
    const forged = [
      `${head.slice(0, -1)}${head.endsWith('A') ? 'B' : 'A'}`,
      's1.',
      `t1${head.slice(2)}`,
      '{"role":"head"}',
      "' or 1=1 --",
    ];
    for (const { route, callers } of routesOf(all.school('one'))) {
      if (callers.includes('anyone')) continue;
      for (const token of forged)
        assert.equal((await ask(all.school('one'), route, token)).status, 401, `${route.path} ${token}`);
    }
  });
});

describe('a body of 100 MB', () => {
  const size = 100 * 1024 * 1024;

  /** Sends zeros to a real server until it has answered, or all are sent. */
  function pour(
    address: string,
    headers: Record<string, string | number>,
  ): Promise<{ status: number; key: string; sent: number }> {
    return new Promise((resolve, reject) => {
      const url = new URL('/api/people/sign-in/adult', address);
      const sending = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } });
      const chunk = Buffer.alloc(64 * 1024, 0x20);
      let sent = 0;
      let isAnswered = false;
      const more = (): void => {
        while (!isAnswered && sent < size) {
          sent += chunk.length;
          if (!sending.write(chunk)) return void sending.once('drain', more);
        }
        if (!isAnswered) sending.end();
      };
      sending.once('response', (response) => {
        isAnswered = true;
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('end', () => {
          const { error } = JSON.parse(Buffer.concat(parts).toString()) as Required<Body>;
          sending.destroy();
          resolve({ status: response.statusCode ?? 0, key: error.key, sent });
        });
      });
      // The server closes a connection whose rest it does not want to read: the answer came before.
      sending.on('error', (error) => !isAnswered && reject(error));
      more();
    });
  }

  it('HTTP-4: is refused before it is read, with or without its length announced', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tirek-large-'));
    await makeIdentity(folder, { kind: 'school', school: 's1' as SchoolId }, systemRandomness);
    const settings = {
      folder,
      port: 0,
      host: '127.0.0.1',
      postgres: undefined,
      tls: undefined,
      regionUrl: undefined,
      web: join(folder, 'no-web'),
    };
    const node = await startNode(settings);
    try {
      const rss = process.memoryUsage().rss;
      for (const headers of [{ 'content-length': size }, { 'transfer-encoding': 'chunked' }]) {
        const { status, key, sent } = await pour(node.address, headers);
        assert.deepEqual([status, key], [413, 'http.too-large']);
        assert.ok(sent < size / 2, `${sent} bytes were taken`);
      }
      assert.ok(process.memoryUsage().rss - rss < size, 'the memory of a school server is not filled');
    } finally {
      await node.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
