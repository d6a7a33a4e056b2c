import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import type { Lights } from '#web/outbox/index.ts';
import { aSchoolWithTablets, type BenchSchool } from '../bench/school.ts';
import {
  buildOutboxPage,
  killBrowser,
  openBrowser,
  startNode,
  temporaryFolder,
  type NodeProcess,
} from './outbox-school.ts';
import { freePort } from '../tools/test/postgres.ts';

const folder = temporaryFolder('outbox');
const data = join(folder, 'node');
const web = join(folder, 'web');
let school: BenchSchool;
let port: number;
let node: NodeProcess;
let browser: BrowserContext;

before(async () => {
  [school, port] = await Promise.all([aSchoolWithTablets(data, 5), freePort(), buildOutboxPage(web)]);
  cpSync(data, join(folder, 'as-it-was'), { recursive: true });
  node = await startNode(data, port, web);
  browser = await openBrowser(join(folder, 'browser'));
});

after(async () => {
  await browser.close();
  await node.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe('the outbox in Chromium, on a plain http address', { concurrency: false }, () => {
  it('OUT-1, OUT-2, OUT-5: the server and then the browser are killed in the middle; all arrives once, in order', async () => {
    let page = await openPage();
    assert.equal(await page.evaluate(() => isSecureContext), false);
    await enrol(page, 0);
    const sofar = recordsIn(data);
    assert.deepEqual(
      await put(page, 0, 20),
      Array.from({ length: 20 }, (_, place) => place + 1),
    );
    await untilLights(page, 0, { waiting: 0, atSchool: 20 });

    // Entries come while the server dies: nobody waits for anybody.
    const putting = put(page, 0, 15);
    await node.kill();
    await putting;
    await put(page, 0, 5);
    await page.waitForFunction(() => window.outbox.state.value.failing?.status === 0);
    const lights = await lightsOf(page, 0);
    assert.ok(lights.waiting >= 5);
    assert.equal(lights.waiting + lights.atSchool, 40);

    await killBrowser(browser);
    node = await startNode(data, port, web);
    browser = await openBrowser(join(folder, 'browser'));
    page = await openPage();
    assert.equal((await page.evaluate(() => window.outbox.tablet()))?.tablet, school.tablets[0]?.tablet);
    await put(page, 0, 10);
    await untilLights(page, 0, { waiting: 0, atSchool: 50, atRegion: 0, parked: 0 });
    assert.equal(await page.evaluate(() => window.outbox.state.value.failing), undefined);
    await page.close();

    const { numbers, records } = viaOf(0);
    assert.deepEqual(
      numbers,
      Array.from({ length: 50 }, (_, place) => place + 1),
      'in the order of the log',
    );
    assert.equal(records - sofar, 50, 'once each');
  });

  it('OUT-2, OUT-12: two windows share one counter and one sender; another one follows it', async () => {
    const [first, second] = [await openPage(), await openPage()];
    await enrol(first, 1);
    const numbers = (await Promise.all([put(first, 1, 10), put(second, 1, 10)])).flat();
    assert.deepEqual(
      numbers.toSorted((a, b) => a - b),
      Array.from({ length: 20 }, (_, place) => place + 1),
    );
    await Promise.all([first, second].map((page) => untilLights(page, 1, { waiting: 0, atSchool: 20 })));
    const isSending = (page: Page) => page.evaluate(() => window.outbox.state.value.isSending);
    const senders = [await isSending(first), await isSending(second)];
    assert.deepEqual(senders.toSorted(), [false, true]);
    const [sender, other] = senders[0] ? [first, second] : [second, first];
    await sender.close();
    await put(other, 1, 1);
    await untilLights(other, 1, { waiting: 0, atSchool: 21 });
    assert.deepEqual(
      viaOf(1).numbers,
      Array.from({ length: 21 }, (_, place) => place + 1),
    );
    await other.close();
  });

  it('OUT-4, OUT-7, OUT-14: a refused entry is parked with its reason, seen by its own person, and holds up no other', async () => {
    const page = await openPage();
    await enrol(page, 2);
    await put(page, 2, 1);
    const foreign = credentialOf(0);
    await page.evaluate(
      (credential) => window.outbox.put({ credential, kind: 'lessons.finished', body: { attempt: 'x-1' } }),
      foreign,
    );
    await put(page, 2, 1);
    await untilLights(page, 2, { waiting: 0, atSchool: 2, parked: 0 });
    await untilLights(page, 0, { parked: 1 });
    const parked = await page.evaluate((whose) => window.outbox.parked(whose), foreign);
    assert.deepEqual(
      parked.map(({ n, key, kind }) => ({ n, key, kind })),
      [{ n: 2, key: 'people.work.unknown-credential', kind: 'lessons.finished' }],
    );
    assert.deepEqual(await page.evaluate((whose) => window.outbox.parked(whose), pupil(2)), []);
    await page.close();
  });

  it('OUT-9: what a restored server does not have any more goes up again', async () => {
    const page = await openPage();
    await enrol(page, 3);
    await put(page, 3, 12);
    await untilLights(page, 3, { waiting: 0, atSchool: 12 });
    await node.kill();
    rmSync(data, { recursive: true });
    cpSync(join(folder, 'as-it-was'), data, { recursive: true });
    const identity = join(data, 'identity.json');
    writeFileSync(identity, JSON.stringify({ ...JSON.parse(readFileSync(identity, 'utf8')), epoch: 2 }));
    node = await startNode(data, port, web);
    await put(page, 3, 1);
    await untilLights(page, 3, { waiting: 0, atSchool: 13 });
    assert.deepEqual(
      viaOf(3).numbers.toSorted((a, b) => a - b),
      Array.from({ length: 13 }, (_, place) => place + 1),
    );
    await page.close();
  });

  it('OUT-1: a full tablet says so, keeps what it has, and goes on when there is room again', async () => {
    const page = await openPage('full.test', 100_000);
    await enrol(page, 4);
    const kept = await fill(page, 4);
    assert.ok(kept > 0);
    assert.equal(await page.evaluate(() => window.outbox.state.value.isFull), true);
    // All goes up, and what could not be noted down is not shown.
    while (viaOf(4).numbers.length < kept) await page.evaluate(() => window.outbox.flush());
    const lights = await lightsOf(page, 4);
    assert.equal(lights.waiting + lights.atSchool, kept);

    await setQuota(page, undefined);
    assert.deepEqual(await put(page, 4, 1), [kept + 1], 'no number is lost by the refusals');
    assert.equal(await page.evaluate(() => window.outbox.state.value.isFull), false);
    await untilLights(page, 4, { waiting: 0, atSchool: kept + 1 });
    assert.equal(viaOf(4).numbers.length, kept + 1);
    await page.close();
  });
});

/** A pupil works until the tablet keeps nothing more; answers with the number of entries that it has kept. */
async function fill(page: Page, place: number): Promise<number> {
  for (let kept = 0; ; kept++) {
    const key = await put(page, place, 1).then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (!key) continue;
    assert.match(key, /the storage of this tablet is full/);
    return kept;
  }
}

async function openPage(host = 'school.test', quota?: number): Promise<Page> {
  const page = await browser.newPage();
  if (quota) await setQuota(page, quota, `http://${host}:${port}`);
  await page.goto(`http://${host}:${port}/`);
  await page.waitForFunction(() => window.outbox !== undefined);
  return page;
}

/** How many bytes an origin may keep; as many as the browser thinks right where `quotaSize` is absent. */
async function setQuota(page: Page, quotaSize: number | undefined, origin = new URL(page.url()).origin): Promise<void> {
  const developer = await browser.newCDPSession(page);
  await developer.send('Storage.overrideQuotaForOrigin', quotaSize ? { origin, quotaSize } : { origin });
}

function credentialOf(place: number): string {
  return (school.tablets[place] as BenchSchool['tablets'][number]).credential;
}

function pupil(place: number): string {
  return school.pupils[place] as string;
}

async function enrol(page: Page, place: number): Promise<void> {
  const { tablet, token } = school.tablets[place] as BenchSchool['tablets'][number];
  await page.evaluate((self) => window.outbox.setTablet(self), { tablet, token });
}

/** A pupil does so many things at a lesson; answers with the numbers under which they are kept. */
function put(page: Page, place: number, many: number): Promise<number[]> {
  const { credential, next } = school.tablets[place] as BenchSchool['tablets'][number];
  const done = Array.from({ length: many }, () => {
    const { kind, body } = next();
    return { credential, kind, body };
  });
  return page.evaluate(async (entries) => {
    const numbers: number[] = [];
    for (const entry of entries) numbers.push(await window.outbox.put(entry));
    return numbers;
  }, done);
}

function lightsOf(page: Page, place: number): Promise<Lights> {
  return page.evaluate(async (person) => {
    const lights = window.outbox.lights(person);
    await new Promise<void>((resolve) => lights.subscribe((now) => now.waiting + now.atSchool > 0 && resolve()));
    return lights.value;
  }, pupil(place));
}

async function untilLights(page: Page, place: number, wanted: Partial<Lights>): Promise<void> {
  await page.waitForFunction(
    ([person, asked]) => {
      const lights = window.outbox.lights(person).value;
      return Object.entries(asked).every(([light, count]) => lights[light as keyof Lights] === count);
    },
    [pupil(place), wanted] as const,
  );
}

/** The tablet's entries in the order in which the school's log has them, and how many records it has in all. */
function viaOf(place: number): { numbers: number[]; records: number } {
  const db = new DatabaseSync(join(data, 'node.db'), { readOnly: true });
  const sql = 'select n from log_via where tablet = ? order by stream, seq';
  const rows = db.prepare(sql).all(school.tablets[place]?.tablet ?? '') as { n: number }[];
  db.close();
  return { numbers: rows.map(({ n }) => n), records: recordsIn(data) };
}

function recordsIn(folder: string): number {
  const db = new DatabaseSync(join(folder, 'node.db'), { readOnly: true });
  const { count } = db.prepare('select count(*) as count from log_records').get() as { count: number };
  db.close();
  return count;
}
