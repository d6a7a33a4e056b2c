import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { systemRandomness } from '#kernel/ids.ts';
import { systemClock } from '#kernel/time.ts';
import { startNodeProcess, type NodeProcess } from '../src/cli/node-process.ts';
import { openNode } from '../src/main.ts';
import { treeOfSeat } from '../src/rooms/sitting/attempt.ts';
import { outcomeOf } from '../src/rooms/sitting/model/outcome.ts';
import { selectSeats } from '../src/rooms/sitting/queries.ts';
import { settingsFrom } from '../src/settings.ts';
import { chromiumFlags, findChromium } from '../tools/test/chromium.ts';
import { freePort } from '../tools/test/postgres.ts';
import { aSittingRoom, type SittingTablet } from './sitting-school.ts';
import { printJson, printTable, quantile } from './table.ts';

const pupils = Number(process.env['TIREK_BENCH_PUPILS'] ?? 30);
const items = 40;
/** TIREK_BENCH_KILLS lowers how often the server dies, for a quick look; only 200 is the figure. */
const kills = Number(process.env['TIREK_BENCH_KILLS'] ?? 200);
/** A page crashes, or is loaded again, at each so-manieth death of the server: two or three times for each tablet. */
const crashEvery = 3;
/** Of the server's answers, those that nobody hears. */
const loss = 0.1;
const hour = 3_600_000;

/**
 * 30 tablets in one sitting, each a page of its own in Chromium with the real outbox and the real store of events, on a plain
 * http address. The school's node is killed 200 times at random moments; answers of the server are lost; the tablets'
 * clocks are set by hours and days; pages crash. At the end each answer that a screen said was kept has to be at the
 * school, once; and the time that was charged is compared with how long the pages were open.
 */
export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-sitting-'));
  const web = join(folder, 'web');
  const [room, port] = await Promise.all([aSittingRoom(folder, pupils), freePort(), buildPage(web)]);
  const start = (): Promise<NodeProcess> => {
    return startNodeProcess(room.data, { TIREK_PORT: String(port), TIREK_WEB: web }, () => undefined);
  };
  let node = await start();
  const sitting = await openSitting(node.address, room.teacher);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...chromiumFlags, '--host-resolver-rules=MAP *.test 127.0.0.1'],
  });
  const seats = await Promise.all(
    room.tablets.map((tablet) => takeSeat(browser, `http://school.test:${port}/`, tablet)),
  );
  const isOver = { now: false };
  const working = seats.map((seat) => work(seat, isOver));
  const crashes: Promise<void>[] = [];
  for (let n = 0; n < kills; n++) {
    await pause(200 + Math.random() * 1500);
    const seat = seats[Math.floor(n / crashEvery) % seats.length] as Seat;
    if (n % crashEvery === 0) crashes.push(seat.crash());
    const ended = new Promise((resolve) => node.child.once('exit', resolve));
    node.child.kill('SIGKILL');
    await ended;
    node = await start();
    if (n % 20 === 19) console.log(`${n + 1} deaths of the server`);
  }
  isOver.now = true;
  await Promise.all(crashes);
  await Promise.all(working);
  await Promise.all(seats.map((seat) => seat.handIn()));
  await browser.close();
  node.child.kill('SIGKILL');
  await new Promise((resolve) => node.child.once('exit', resolve));
  report(seats, await foundAt(room.data, sitting));
  rmSync(folder, { recursive: true, force: true });
}

type Seat = {
  readonly person: string;
  /** Answers that the screen said were kept, and those that it was asked to keep. */
  readonly kept: Set<string>;
  readonly asked: Set<string>;
  /** Milliseconds for which a page of this tablet was working. */
  worked: number;
  crashes: number;
  answer(): Promise<void>;
  crash(): Promise<void>;
  handIn(): Promise<void>;
};

async function takeSeat(browser: Browser, address: string, tablet: SittingTablet): Promise<Seat> {
  const context = await browser.newContext();
  let jumped = 0;
  let page = await openPage(context, address, tablet, jumped);
  let since = performance.now();
  let n = 0;
  let turning: Promise<void> = Promise.resolve();
  const inTurn = (act: () => Promise<void>): Promise<void> => (turning = turning.then(act));
  const seat: Seat = {
    person: tablet.person,
    kept: new Set(),
    asked: new Set(),
    worked: 0,
    crashes: 0,
    answer: () =>
      inTurn(async () => {
        const text = String(++n);
        seat.asked.add(text);
        const isKept = await page.evaluate(([place, said]) => window.bench.answer(place, said), [
          n % items,
          text,
        ] as const);
        if (isKept) seat.kept.add(text);
        if (n % 9 === 0) {
          const hours = Math.random() < 0.3 ? 24 * 400 : 1 + Math.random() * 30;
          // A clock tells whole milliseconds.
          const by = Math.round((Math.random() < 0.5 ? -1 : 1) * hour * hours);
          jumped += by;
          await page.evaluate((set) => window.bench.jump(set), by);
        }
      }),
    crash: () =>
      inTurn(async () => {
        seat.worked += performance.now() - since;
        seat.crashes++;
        if (Math.random() < 0.5) {
          const developer = await context.newCDPSession(page);
          const gone = page.waitForEvent('crash');
          developer.send('Page.crash').catch(() => undefined);
          await gone;
        }
        await page.close();
        page = await openPage(context, address, tablet, jumped);
        since = performance.now();
      }),
    handIn: () =>
      inTurn(async () => {
        seat.worked += performance.now() - since;
        if (!(await page.evaluate(() => window.bench.hand()))) throw new Error('a tablet did not hand in');
        for (let tries = 0; ; tries++) {
          // As the app does once it sees that the school is there again.
          const { count, reached, waiting, refused } = await page.evaluate(() => window.bench.flushed());
          if (reached >= count && waiting === 0 && refused.length === 0) return;
          const how = `${reached} of ${count}, ${waiting} waiting, refused: ${refused.join(' ') || 'none'}`;
          if (tries > 120) throw new Error(`what a tablet has does not arrive: ${how}`);
          await pause(1000);
        }
      }),
  };
  return seat;
}

/** A page loads only while the server is there; an address of the school's network has nothing that loads it without. */
async function openPage(
  context: BrowserContext,
  address: string,
  tablet: SittingTablet,
  jumped: number,
): Promise<Page> {
  const page = await context.newPage();
  for (;;) {
    const isOpen = await page
      .goto(address, { timeout: 5000 })
      .then(() => page.waitForFunction(() => window.bench !== undefined, undefined, { timeout: 5000 }))
      .then(
        () => true,
        () => false,
      );
    if (isOpen) break;
    await pause(100);
  }
  await page.evaluate((told) => window.bench.open(told), { ...tablet, loss, jumped });
  return page;
}

async function work(seat: Seat, isOver: { readonly now: boolean }): Promise<void> {
  while (!isOver.now) {
    await seat.answer();
    await pause(1500 + Math.random() * 4500);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function openSitting(address: string, teacher: string): Promise<string> {
  const ask = async <T>(path: string, body: object): Promise<T> => {
    const response = await fetch(`${address}/api/sitting${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${teacher}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const cell = { study: 'start-2026', cell: 'mathematics-6' };
  const { sitting } = await ask<{ sitting: string }>('/sittings', cell);
  await ask(`/sittings/${sitting}/orders`, { order: 'started' });
  return sitting;
}

type Found = { readonly answers: readonly string[]; readonly seconds: number; readonly branches: number };

/** What the school has of each pupil: all answers on the way that counts, in order, and the time that was charged. */
async function foundAt(data: string, sitting: string): Promise<ReadonlyMap<string, Found>> {
  const quiet = { clock: systemClock, randomness: systemRandomness, hasJobs: false };
  const { house, close } = await openNode(settingsFrom({ TIREK_DATA: data }), quiet);
  const found = new Map<string, Found>();
  for (const seat of await selectSeats(house.log.read, sitting)) {
    const tree = await treeOfSeat(house, house.log.read, seat);
    const outcome = outcomeOf(tree);
    const answers = outcome?.branch.events.flatMap((event) =>
      event.kind === 'answered' ? [String(event.response[0])] : [],
    );
    found.set(seat.person, {
      answers: answers ?? [],
      seconds: (outcome?.state.at ?? 0) / 10,
      branches: tree.branches.length,
    });
  }
  await close();
  return found;
}

function report(seats: readonly Seat[], found: ReadonlyMap<string, Found>): void {
  let [lost, doubled, forks] = [0, 0, 0];
  const errors: number[] = [];
  for (const { person, kept, worked } of seats) {
    const { answers = [], seconds = 0, branches = 0 } = found.get(person) ?? {};
    const here = new Set(answers);
    lost += [...kept].filter((text) => !here.has(text)).length;
    doubled += answers.length - here.size;
    forks += branches > 1 ? 1 : 0;
    errors.push(seconds - worked / 1000);
  }
  const kept = seats.reduce((sum, seat) => sum + seat.kept.size, 0);
  const crashes = seats.reduce((sum, seat) => sum + seat.crashes, 0);
  const sizes = errors.map(Math.abs);
  printTable(
    [`${pupils} tablets, ${kills} deaths of the server`, ''],
    [
      ['answers that a screen said were kept', String(kept)],
      ['pages that crashed or were loaded again', String(crashes)],
      ['charged less open time, seconds: median', quantile(errors, 0.5)],
      ['least and most', `${Math.min(...errors).toFixed(2)} … ${Math.max(...errors).toFixed(2)}`],
    ],
  );
  printJson({ lost, doubled, time_error_s: Math.max(...sizes), forks, kept, crashes });
}

async function buildPage(folder: string): Promise<void> {
  await build({
    root: join(import.meta.dirname, '..', 'e2e', 'sitting-page'),
    configFile: false,
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true, target: 'chrome114', reportCompressedSize: false },
  });
}

if (import.meta.main) await bench();
