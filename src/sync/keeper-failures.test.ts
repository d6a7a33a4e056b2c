import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { regionScope } from '#kernel/ids.ts';
import { minute, second } from '#kernel/time.ts';
import { announced, scored } from '#testing/sample-room.ts';
import type { SyncDesk } from './desk.ts';
import { httpClient, LinkFailure } from './http-client.ts';
import { withKeeper, type Kept } from './keeper-testing.ts';
import { asKnown, hung, testRegion, type TestNode } from './testing.ts';
import { whyOf } from './trouble.ts';

function points(node: TestNode, task: string) {
  return scored.draft(node.scope, 'x', { person: 'p', task, points: 1 });
}

/** What a full disk really says. */
function fullDisk(): unknown {
  const store = new DatabaseSync(':memory:');
  store.exec('pragma max_page_count = 2; create table t (x)');
  try {
    for (;;) store.prepare('insert into t values (?)').run('x'.repeat(1000));
  } catch (error) {
    return error;
  }
}

const page = '<html>Pay here</html>';
const html = { 'content-type': 'text/html; charset=utf-8' };
const json = (status: number, key: string): Response => Response.json({ error: { key, values: {} } }, { status });

/** What may stand between a school and its region, and what the school then says. */
const troubles: readonly (readonly [name: string, answer: () => Response, why: string])[] = [
  ['the region ends in an error', () => json(500, 'http.unexpected'), 'sync.region-trouble'],
  ['the region is not set up', () => json(503, 'boot.locked'), 'sync.region-trouble'],
  ['a proxy finds no region', () => new Response(page, { status: 502, headers: html }), 'sync.region-trouble'],
  ['a page of the provider', () => new Response(page, { status: 200, headers: html }), 'sync.foreign-page'],
  ['a way to a page of the provider', () => new Response(page, { status: 302, headers: html }), 'sync.foreign-page'],
  ['another server', () => new Response('no', { status: 404 }), 'sync.refused'],
  ['a session refused again and again', () => json(401, 'sync.session'), 'sync.session'],
  ['a school that is not known', () => json(403, 'sync.unknown-node'), 'sync.unknown-node'],
  ['an empty answer', () => new Response(''), 'sync.unreadable'],
  ['nonsense', () => new Response(new Uint8Array(randomBytes(300))), 'sync.unreadable'],
];

/** Some tries under a trouble: each ends, another is due and not at once, and the status says why and since when. */
async function assertGoesOn({ keeper, timers, school, door }: Kept, why: string): Promise<void> {
  const began = school.clock.now();
  for (let tries = 1; tries <= 4; tries++) {
    const before = door.requests;
    await Promise.all([keeper.turn(), keeper.turn()]);
    const status = keeper.status();
    assert.deepEqual([status.why, status.failingSince, status.tries, status.isRunning], [why, began, tries, false]);
    assert.ok(door.requests - before <= 4, `${door.requests - before} requests in one try`);
    const wait = timers.next() ?? 0;
    assert.ok(wait >= 2 * second && wait <= 5 * minute, `the next try is in ${wait} ms`);
  }
  assert.ok(door.mostAtOnce <= 1);
}

async function assertArrives({ keeper, school, region, door }: Kept): Promise<void> {
  await keeper.turn();
  assert.equal(keeper.status().failingSince, undefined, keeper.status().why);
  assert.equal(keeper.status().tries, 0);
  const stream = { ...school.house.log.self, scope: school.scope };
  assert.equal(region.house.log.head(stream)?.next, school.house.log.head(stream)?.next);
  assert.ok(door.mostAtOnce <= 1);
}

describe('no failure ends the trying', () => {
  it('SYN-30: whatever answers in the region’s place', async () => {
    await withKeeper(async (kept) => {
      for (const [name, answer, why] of troubles) {
        await kept.school.write(points(kept.school, name));
        kept.door.answer = answer;
        await assertGoesOn(kept, why);
        kept.door.answer = undefined;
        await assertArrives(kept);
      }
    });
  });

  it('SYN-30: an answer that breaks off halfway, in the middle of sending', async () => {
    await withKeeper(async (kept) => {
      await kept.keeper.turn();
      await kept.school.write(points(kept.school, 't'));
      kept.door.answer = async (request) => {
        const whole = await kept.region.app.fetch(request);
        const bytes = new Uint8Array(await whole.arrayBuffer());
        return new Response(bytes.subarray(0, bytes.length - 7), { status: whole.status });
      };
      await assertGoesOn(kept, 'sync.unreadable');
      kept.door.answer = undefined;
      await assertArrives(kept);
    });
  });

  it('SYN-30: a name that nobody knows, an address that is none', async () => {
    await withKeeper(async (kept) => {
      const { log } = kept.school.house;
      for (const url of ['http://region.invalid', 'http://', 'нет адреса']) {
        await log.setState('region-url', Buffer.from(url));
        await kept.keeper.turn();
        assert.equal(kept.keeper.status().why, 'sync.no-such-address', url);
        assert.ok((kept.timers.next() ?? 0) >= 2 * second);
      }
      await log.setState('region-url', Buffer.from(kept.door.url));
      await assertArrives(kept);
    });
  });

  it('SYN-30: another region in the place of this one; a region whose key is another is signed in to anew', async () => {
    await withKeeper(async (kept) => {
      const { school, keeper, region, door } = kept;
      await keeper.turn();
      await using elsewhere = await testRegion(1, 'elsewhere');
      door.answer = (request) => elsewhere.region.app.fetch(request);
      await school.write(points(school, 't'));
      await assertGoesOn(kept, 'sync.wrong-node');
      door.answer = undefined;
      await assertArrives(kept);
      // The old session still opens at the old server; with another key in trust it is not used.
      school.desk.authority.trust(await asKnown(elsewhere.region));
      await keeper.turn();
      assert.equal(keeper.status().why, 'sync.wrong-node');
      school.desk.authority.trust(await asKnown(region));
      await assertArrives(kept);
    });
  });

  it('SYN-30: a region that starts anew is signed in to within the same try', async () => {
    await withKeeper(async (kept) => {
      await kept.keeper.turn();
      await kept.school.write(points(kept.school, 't'));
      const region = await kept.world.reopen(kept.region);
      kept.door.answer = (request) => region.app.fetch(request);
      await assertArrives({ ...kept, region });
    });
  });

  it('SYN-30: whatever `Retry-After` says, it is asked again within minutes and never in a loop', async () => {
    for (const said of [
      '31536000',
      '1e300',
      'Infinity',
      '2147484',
      '0.001',
      '-5',
      '0',
      'Fri, 31 Dec 2999 23:59:59 GMT',
    ]) {
      await withKeeper(async ({ keeper, timers, door }) => {
        door.answer = () => new Response('', { status: 503, headers: { 'retry-after': said } });
        await keeper.turn();
        const wait = timers.next() ?? 0;
        assert.ok(wait >= 0.9 * second && wait <= 4.4 * minute, `${said}: ${wait}`);
      });
    }
  });

  it('SYN-30: a disk without room, and a part of the program that throws', async () => {
    const full = fullDisk();
    assert.equal(whyOf(full), 'sync.disk-full');
    assert.equal(whyOf(Object.assign(new Error('x'), { code: 'ENOSPC' })), 'sync.disk-full');
    assert.equal(whyOf(Object.assign(new Error('x'), { code: 'EROFS' })), 'sync.disk-unwritable');
    for (const [error, why] of [
      [full, 'sync.disk-full'],
      [new TypeError('a bug'), 'sync.unexpected'],
    ] as const) {
      let isBroken = true;
      const failing = (school: TestNode): { desk: SyncDesk; log: TestNode['house']['log'] } => {
        const { desk, house } = school;
        const absorb: SyncDesk['exchange']['absorb'] = (...asked) =>
          isBroken ? Promise.reject(error) : desk.exchange.absorb(...asked);
        // Not even since when it fails can be kept.
        const setState: typeof house.log.setState = (...asked) =>
          isBroken ? Promise.reject(error) : house.log.setState(...asked);
        return { desk: { ...desk, exchange: { ...desk.exchange, absorb } }, log: { ...house.log, setState } };
      };
      await withKeeper(async (kept) => {
        await kept.region.write(announced.draft(regionScope, 'x', { text: 'hello' }));
        await kept.school.write(points(kept.school, 't'));
        await assertGoesOn(kept, why);
        isBroken = false;
        await assertArrives(kept);
        assert.equal((await kept.school.rows())['sample_news']?.length, 1);
      }, failing);
    }
  });

  it('SYN-30: a store that cannot even be asked for the address', async () => {
    let isBroken = true;
    await withKeeper(
      async (kept) => {
        await kept.keeper.start();
        await assertGoesOn(kept, 'sync.unexpected');
        isBroken = false;
        await assertArrives(kept);
      },
      ({ house }) => ({
        log: {
          ...house.log,
          getState: (name) => (isBroken ? Promise.reject(new Error('no connection')) : house.log.getState(name)),
        },
      }),
    );
  });

  it('SYN-30: a kept status that cannot be read is none', async () => {
    await withKeeper(async (kept) => {
      await kept.school.house.log.setState('sync-link', randomBytes(40));
      await kept.keeper.start();
      await assertArrives(kept);
    });
  });

  it('SYN-30: files that do not come hold up no record, and say why; the next try is theirs alone', async () => {
    await withKeeper(async (kept) => {
      const { region, school, keeper, timers, door } = kept;
      const picture = randomBytes(5000);
      const hash = await region.house.files.put(picture);
      await region.write(hung.draft(regionScope, 'x', { hash, bytes: picture.length }));
      const isFile = (request: Request): boolean => request.url.includes('/files/');
      door.answer = (request) => (isFile(request) ? json(500, 'http.unexpected') : undefined);
      let fileRequests = 0;
      for (let n = 0; n < 5; n++) {
        await school.write(points(school, `t${n}`));
        const before = door.requests;
        await assertArrives(kept);
        fileRequests += door.requests - before;
        assert.ok((timers.next() ?? 0) >= 20 * second, 'rounds keep their distance');
      }
      const { files } = keeper.status();
      assert.equal(files?.why, 'sync.region-trouble');
      assert.ok(fileRequests <= 8, `${fileRequests}: files waited for their own next try`);
      door.answer = undefined;
      await timers.pass(5 * minute);
      await keeper.turn();
      assert.ok(picture.equals(await school.house.files.read(hash)));
      assert.equal(keeper.status().files, undefined);
    });
  });

  it('SYN-30: a file that comes with other bytes than its name is asked for ever more rarely, and the others come', async () => {
    await withKeeper(async ({ region, school, keeper, timers, door }) => {
      const [small, large] = [randomBytes(1000), randomBytes(2000)];
      const hash = await region.house.files.put(small);
      const other = await region.house.files.put(large);
      await region.write(
        hung.draft(regionScope, 'x', { hash, bytes: small.length }),
        hung.draft(regionScope, 'x', { hash: other, bytes: large.length }),
      );
      let asked = 0;
      door.answer = (request) => {
        if (!request.url.includes(hash)) return undefined;
        asked++;
        return new Response(new Uint8Array(1000), { status: 206 });
      };
      for (let n = 0; n < 30; n++) {
        await keeper.turn();
        await timers.pass(timers.next() ?? 0);
      }
      assert.equal(await school.house.files.has(other), true);
      assert.ok(asked >= 2 && asked <= 8, `${asked} times in half an hour`);
    });
  });

  it('SYN-30: a server that drips, and one that says nothing, are left', async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = httpClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { whole: 200 });
    await assert.rejects(
      client.ask({ method: 'GET', path: '/' }),
      (error) => error instanceof LinkFailure && error.key === 'sync.no-answer',
    );
    client.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
});
