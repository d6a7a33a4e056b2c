import { serve } from '@hono/node-server';
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { PersonId } from '#kernel/ids.ts';
import { staticFiles } from '#http/static.ts';
import { anAdult, aPupil, password } from '#people/testing.ts';
import { buildWeb } from '../src/cli/build-web.ts';
import { peopleOf, publishLessons, signedIn, work } from '../src/testing/moving.ts';
import { aRegion, type TestMember, type TestRegion } from '../src/testing/region.ts';
import { chromiumFlags, findChromium } from '../tools/test/chromium.ts';
import { lookAt } from './look.ts';

const titles = { one: 'Бөлшектер', two: 'Теңдеулер', three: 'Бұрыштар мен үшбұрыштар' };

let all: TestRegion;
let browser: Browser | undefined;
let aliya: PersonId;
const closers: (() => Promise<unknown>)[] = [];
/** What was wrong with the pages on the way. */
const found: string[] = [];

/** Opens a member's door: its API, and the pages beside it. */
async function open(member: TestMember): Promise<string> {
  const pages = staticFiles(join(import.meta.dirname, '..', 'dist', 'web'));
  const fetch = (request: Request): Response | Promise<Response> =>
    new URL(request.url).pathname.startsWith('/api/') ? member.fetch(request) : pages(request);
  const listening = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, listening.resolve);
  closers.push(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(await listening.promise).port}`;
}

async function visit(member: TestMember, login: string): Promise<Page> {
  const address = await open(member);
  const context = await (browser as Browser).newContext({ viewport: { width: 1280, height: 800 }, locale: 'kk-KZ' });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForSelector('h1');
  const toAdult = page.locator('section.sheet button');
  if (await toAdult.count()) await toAdult.first().click();
  await page.fill('input[name=login]', login);
  await page.fill('input[name=password]', password);
  await page.press('input[name=password]', 'Enter');
  await page.waitForSelector('.who');
  return page;
}

async function look(page: Page, path: string, name: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
  await page.waitForSelector('.office h1');
  await page.waitForLoadState('networkidle');
  assert.equal(await page.locator('.message.wrong').count(), 0, name);
  found.push(...(await lookAt(page, `moving-${name}`)));
}

before(async () => {
  await buildWeb();
  all = await aRegion('tamdy', 'kemer');
  const [tamdy, kemer] = [all.school('tamdy'), all.school('kemer')];
  for (const member of [tamdy, kemer]) await anAdult(member.house, 'head', ['head']);
  await anAdult(all.region.house, 'coordinator', ['coordinator']);
  await publishLessons(all.region, titles);
  await all.meet('tamdy', 'kemer');
  const name = { family: 'Сейітова', given: 'Әлия', patronymic: 'Серікқызы' };
  aliya = (await aPupil(tamdy.house, name, 5, { birth: '2014-03-14' })).person;
  for (const [n, lesson] of Object.keys(titles).entries())
    await work(tamdy, aliya, { attempt: `tab-${n}`, lesson, right: n % 3, ...(n === 1 ? { mark: 4 } : {}) });
  for (const member of [tamdy, kemer])
    await aPupil(member.house, { family: 'Оразов', given: 'Ерлан' }, 6, { birth: '2013-05-02' });
  await aPupil(kemer.house, { family: 'Жұмабекова', given: 'Айша' }, 7, { birth: '2012-05-02' });
  await aPupil(tamdy.house, { family: 'Жумабекова', given: 'Айша' }, 7, { birth: '2012-05-02' });
  await all.meet('tamdy', 'kemer');
  const coordinator = peopleOf(all.region, await signedIn(all.region, 'coordinator'));
  const move = { person: aliya, to: 'kemer', grade: 5, letter: '', medium: 'kk' };
  await coordinator('POST', '/region/transfers', { body: move });
  await all.meet('tamdy', 'kemer');
  browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumFlags] });
});

after(async () => {
  await browser?.close();
  for (const close of closers) await close();
  await all.close();
});

describe('pupils who move, in Chromium', { concurrency: false }, () => {
  it('LES-34: at the new school one sees what the previous one tells, from the pupil’s own card', async () => {
    const page = await visit(all.school('kemer'), 'head');
    await page.goto(new URL('/office/people', page.url()).href);
    await page.locator('.office-open', { hasText: 'Сейітова Әлия' }).click();
    await page.locator('dialog a', { hasText: 'Бұрынғы мектептегі оқуы' }).click();
    await page.waitForSelector('.office-table tbody tr');
    assert.equal(await page.locator('.office-table tbody tr').count(), 3);
    assert.match((await page.textContent('.office')) ?? '', /tamdy мектебі.*мектептің өзі/su);
    await look(page, `/teach/pupil/${aliya}`, 'history');
    await page.context().close();
  });

  it('LES-35: the old school’s head closes it with a reason; the new school’s page then says so', async () => {
    const page = await visit(all.school('tamdy'), 'head');
    await look(page, '/office/histories', 'office-histories');
    await page.locator('.office-missing button').click();
    await page.locator('dialog label', { hasText: 'заңды өкілі сұрады' }).click();
    await page.locator('dialog .button.main').click();
    await page.getByText('облыс сервері мұны байланысқанда орындайды').waitFor();
    await page.context().close();
    await all.meet('tamdy', 'kemer');
    const there = await visit(all.school('kemer'), 'head');
    await look(there, `/teach/pupil/${aliya}`, 'history-closed');
    assert.match((await there.textContent('.office')) ?? '', /заңды өкілі сұрады/u);
    assert.equal(await there.locator('.office-table').count(), 0);
    await there.context().close();
  });

  it('PPL-40, PPL-41: a coordinator joins a child whom two schools have entered, and tells two others apart', async () => {
    const page = await visit(all.region, 'coordinator');
    await look(page, '/region/histories', 'region-histories');
    await look(page, '/region/people', 'region-people');
    const pairs = page.locator('.office-pair');
    assert.equal(await pairs.count(), 2);
    await pairs.filter({ hasText: 'Оразов Ерлан' }).locator('.button.main').click();
    await pairs.filter({ hasText: 'Оразов Ерлан' }).waitFor({ state: 'detached' });
    await pairs.locator('button', { hasText: 'екі бала' }).click();
    await page.getByText('Екі мектепте жазылған ешкім табылмады').waitFor();
    await page.locator('button', { hasText: 'Ажырату' }).waitFor();
    await page.context().close();
  });

  it('every page on the way stood axe and fitted from 360 to 1920 pixels', () => {
    assert.deepEqual(found, []);
  });
});
