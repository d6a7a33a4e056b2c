import type { CDPSession, Page } from 'playwright-core';
import { labs } from '#rooms/labs/labs/list.ts';
import { enrolTablet, signInAdult, signInPupil, takeTabletCode } from '../e2e/person.ts';
import { openStage, smallPupil, type Stage } from '../e2e/stage.ts';
import { median, printJson, printTable } from './table.ts';

/** TIREK_BENCH_VISITS makes a shorter look. */
const visits = Number(process.env['TIREK_BENCH_VISITS'] ?? 3);
const slowdown = 6;
const framesFor = 3000;

type Figures = {
  readonly usable: number;
  /** Requests that went over the wire until then. */
  readonly requests: number;
  readonly kb: number;
  readonly fps: number;
  readonly offOrigin: number;
};

/**
 * Every lab on an enrolled tablet whose processor is six times slower, with the shell and the day's page in its cache and
 * nothing of the labs. `usable_ms`: from the lab's address until a work can be begun, and from that touch until apparatus
 * and controls stand there; `requests`: how many went over the wire until then; `kb`: what came until its first deeds were
 * done, with what is fetched only when the bench stands; `fps_6x`: frames a second of the open bench after those deeds;
 * `off_origin`: requests to anywhere but the school. The worst lab of each is on the last line. TIREK_LABS names a few.
 */
export async function bench(): Promise<void> {
  const stage = await openStage([]);
  try {
    const page = await openTablet(stage);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Network.enable');
    const asked = process.env['TIREK_LABS']?.split(',');
    const rows: (readonly [string, Figures])[] = [];
    for (const { lab, tasks } of labs.filter((each) => !asked || asked.includes(each.lab))) {
      const done: Figures[] = [];
      for (let n = 0; n < visits; n++) done.push(await visit(stage, page, cdp, `/labs/${lab}/${tasks[0]?.task}`));
      const of = (pick: (each: Figures) => number): number => median(done.map(pick));
      const offOrigin = Math.max(...done.map((each) => each.offOrigin));
      rows.push([
        lab,
        {
          usable: of(({ usable }) => usable),
          requests: of(({ requests }) => requests),
          kb: of(({ kb }) => kb),
          fps: of(({ fps }) => fps),
          offOrigin,
        },
      ]);
    }
    printTable(
      ['lab', 'usable ms', 'requests', 'kb', 'fps', 'off origin'],
      rows.map(([lab, { usable, requests, kb, fps, offOrigin }]) => [lab, usable, requests, kb, fps, offOrigin]),
    );
    const worst = (pick: (each: Figures) => number): number => Math.max(...rows.map(([, each]) => pick(each)));
    printJson({
      usable_ms: worst(({ usable }) => usable),
      kb: worst(({ kb }) => kb),
      requests: worst(({ requests }) => requests),
      fps_6x: Math.min(...rows.map(([, { fps }]) => fps)),
      off_origin: worst(({ offOrigin }) => offOrigin),
      labs: rows.length,
    });
  } finally {
    await stage.close();
  }
}

async function openTablet(stage: Stage): Promise<Page> {
  const teacher = await stage.device();
  await signInAdult(teacher.page, stage.school, 'teacher');
  const code = await takeTabletCode(teacher.page, stage.school);
  const { page } = await stage.device({ width: 800, height: 1280 });
  page.context().setDefaultTimeout(60_000);
  await enrolTablet(page, stage.school, code);
  await signInPupil(page, smallPupil(stage, 7));
  return page;
}

async function visit(stage: Stage, page: Page, cdp: CDPSession, path: string): Promise<Figures> {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await cdp.send('Network.clearBrowserCache');
  await page.goto(stage.school);
  await page.getByRole('heading', { name: 'Енді не істеймін?' }).waitFor();
  await page.waitForLoadState('networkidle');
  // A bench of an earlier visit would open at once: this one begins.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const dropping = indexedDB.deleteDatabase('tirek-labs');
        dropping.onsuccess = dropping.onerror = dropping.onblocked = () => resolve();
      }),
  );
  let [bytes, offOrigin, asked] = [0, 0, 0];
  const finished = ({ encodedDataLength }: { encodedDataLength: number }): void => void (bytes += encodedDataLength);
  const sent = ({ request }: { request: { url: string } }): void => {
    if (request.url.startsWith('http') && !request.url.startsWith(stage.school)) offOrigin++;
    asked++;
  };
  const spared = (): void => void asked--;
  cdp.on('Network.loadingFinished', finished);
  cdp.on('Network.requestWillBeSent', sent);
  cdp.on('Network.requestServedFromCache', spared);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const began = performance.now();
  await page.goto(`${stage.school}${path}`, { waitUntil: 'commit' });
  // By its class: the search by role and name computes 65 ms within the page, six times as much where it is slowed.
  const begin = page.locator('.lab-begin .buttons .main');
  await begin.waitFor();
  await begin.click();
  await page.locator('.lab-bench').waitFor();
  const usable = performance.now() - began;
  const requests = asked;
  await page.waitForLoadState('networkidle');
  const fps = await framesOf(page);
  cdp.off('Network.loadingFinished', finished);
  cdp.off('Network.requestWillBeSent', sent);
  cdp.off('Network.requestServedFromCache', spared);
  return { usable, requests, kb: bytes / 1024, fps, offOrigin };
}

/** Frames a second of the bench at its measuring page, after each of its deeds was done once. */
async function framesOf(page: Page): Promise<number> {
  await page.locator('.lab-steps button').nth(2).click();
  await page.locator('.lab-apparatus').waitFor();
  for (const deed of await page.locator('.lab-controls .buttons .button').all()) await deed.click();
  return page.evaluate(
    (milliseconds) =>
      new Promise<number>((resolve) => {
        let frames = 0;
        const from = performance.now();
        requestAnimationFrame(function count() {
          frames++;
          const passed = performance.now() - from;
          if (passed < milliseconds) requestAnimationFrame(count);
          else resolve((1000 * frames) / passed);
        });
      }),
    framesFor,
  );
}
