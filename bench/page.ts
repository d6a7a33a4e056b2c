import type { CDPSession, Page } from 'playwright-core';
import { enrolTablet, signInAdult, takeTabletCode } from '../e2e/person.ts';
import { openStage, type Stage } from '../e2e/stage.ts';
import { aSmallPack } from './page-pack.ts';
import { median, printJson, printTable } from './table.ts';

const visits = 5;
const slowdown = 4;

type Traffic = { bytes: number; pictureBytes: number; requests: number };
type Visit = Traffic & { readonly milliseconds: number; readonly steps: readonly number[] };
const stepNames = [
  'address to classes',
  'class to names',
  'name to PIN',
  'PIN to today',
  'lesson opened',
  'question ready',
];

/**
 * A pupil's first visit on an enrolled tablet with an empty cache and a processor four times slower: from the typed
 * address through signing in to the first question of a lesson with one formula and one picture. Waiting is counted
 * from each touch until the next thing to touch is there; the pupil's own pauses are not. Compared in the same run: the
 * bare round trip of the page's first document, fetched without a browser.
 */
export async function bench(): Promise<void> {
  const stage = await openStage([aSmallPack()]);
  try {
    const done: Visit[] = [];
    for (let n = 0; n < visits; n++) done.push(await visit(stage));
    const floor = await bareFetch(stage.region);
    const of = (pick: (each: Visit) => number): number => median(done.map(pick));
    printTable(
      ['step', 'ms'],
      [
        ...stepNames.map((name, n) => [name, of((each) => each.steps[n] ?? 0)] as const),
        ['bare fetch of the page', floor],
      ],
    );
    printJson({
      kb: of((each) => (each.bytes - each.pictureBytes) / 1024),
      picture_kb: of((each) => each.pictureBytes / 1024),
      requests: of((each) => each.requests),
      usable_ms: of((each) => each.milliseconds),
      bare_fetch_ms: floor,
    });
  } finally {
    await stage.close();
  }
}

async function visit(stage: Stage): Promise<Visit> {
  const teacher = await stage.device();
  await signInAdult(teacher.page, stage.school, 'teacher');
  const code = await takeTabletCode(teacher.page, stage.school);
  const tablet = await stage.device({ width: 1024, height: 700 });
  await enrolTablet(tablet.page, stage.school, code);
  await tablet.page.close();
  const page = await tablet.context.newPage();
  const cdp = await tablet.context.newCDPSession(page);
  const traffic = await watch(cdp);
  const steps = await walk(page, stage);
  await Promise.all([teacher.context.close(), tablet.context.close()]);
  return { ...traffic, milliseconds: steps.reduce((sum, each) => sum + each, 0), steps };
}

async function watch(cdp: CDPSession): Promise<Traffic> {
  const traffic: Traffic = { bytes: 0, pictureBytes: 0, requests: 0 };
  const pictures = new Set<string>();
  await cdp.send('Network.enable');
  await cdp.send('Network.clearBrowserCache');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (!request.url.startsWith('http')) return;
    traffic.requests++;
    if (request.url.includes('/library/media/')) pictures.add(requestId);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    traffic.bytes += encodedDataLength;
    if (pictures.has(requestId)) traffic.pictureBytes += encodedDataLength;
  });
  return traffic;
}

async function walk(page: Page, stage: Stage): Promise<number[]> {
  const account = stage.sample.pupils.small.find((each) => each.role === 'pupil 7');
  if (!account) throw new Error('the sample has no pupil of grade 7');
  const steps: number[] = [];
  const timed = async (touch: () => Promise<unknown>, ready: () => Promise<unknown>): Promise<void> => {
    const began = performance.now();
    await touch();
    await ready();
    steps.push(performance.now() - began);
  };
  const classes = page.getByRole('button', { name: /^7\D/ });
  const name = page.getByText(account.name).first();
  const digit = (each: string) => page.getByRole('button', { name: each, exact: true });
  const check = page.getByRole('button', { name: 'Тексеру' });
  const onward = page.getByRole('button', { name: 'Әрі қарай' });
  await timed(
    () => page.goto(stage.school, { waitUntil: 'commit' }),
    () => classes.waitFor(),
  );
  await timed(
    () => classes.click(),
    () => name.waitFor(),
  );
  await timed(
    () => name.click(),
    () => digit('0').waitFor(),
  );
  const [last = '', ...others] = [...account.secret].toReversed();
  for (const each of others.toReversed()) await digit(each).click();
  const begin = page.getByText(/^(Бастау|Жалғастыру)$/).first();
  await timed(
    () => digit(last).click(),
    () => begin.waitFor(),
  );
  await timed(
    () => begin.click(),
    () => onward.or(check).first().waitFor(),
  );
  await timed(
    async () => {
      while (!(await check.isVisible())) await onward.click();
    },
    () => check.waitFor(),
  );
  await page.waitForLoadState('networkidle');
  return steps;
}

async function bareFetch(address: string): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 20; n++) {
    const began = performance.now();
    await (await fetch(address.replace(/\/\/[^:]+/, '//127.0.0.1'))).arrayBuffer();
    times.push(performance.now() - began);
  }
  return median(times);
}
