import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '@hono/node-server';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { schoolScope } from '#kernel/ids.ts';
import { staticFiles } from '#http/static.ts';
import { diceOf } from '#rooms/results/model/dice.ts';
import type { Evidence } from '#rooms/results/model/objectives.ts';
import { schoolStated } from '#rooms/results/records.ts';
import {
  aResultsNode,
  compared,
  end,
  keyOf,
  registered,
  scores,
  start,
  tokenOf,
  type Caller,
  type ResultsNode,
} from '#rooms/results/testing.ts';
import { buildWeb } from '../src/cli/build-web.ts';
import { chromiumEnvironment, journeyFlags, findChromium } from '../tools/test/chromium.ts';
import { freePort } from '../tools/test/postgres.ts';
import { lookAt } from './look.ts';

const maths = 'mathematics-6';
const science = 'natural-science-6';
const own = 'own-school' as SchoolId;

type Served = { readonly address: string; readonly node: ResultsNode; readonly close: () => Promise<void> };

let browser: Browser;
let school: Served;
let region: Served;
const pupils: PersonId[] = [];
const found: string[] = [];

/** A node with the room on a port of its own, with the built page before it. */
async function served(kind: 'school' | 'region'): Promise<Served> {
  const node = await aResultsNode(kind);
  const web = staticFiles('dist/web');
  const port = await freePort();
  const fetch = (request: Request): Response | Promise<Response> => {
    return new URL(request.url).pathname.startsWith('/api/') ? node.serve(request) : web(request);
  };
  const server = serve({ fetch, port, hostname: '127.0.0.1' });
  const close = async (): Promise<void> => {
    await new Promise((resolve) => server.close(resolve));
    await node[Symbol.asyncDispose]();
  };
  return { address: `http://127.0.0.1:${port}`, node, close };
}

before(async () => {
  await buildWeb();
  [school, region] = [await served('school'), await served('region')];
  await fillSchool(school.node);
  await fillRegion(region.node);
  browser = await chromium.launch({ executablePath: findChromium(), env: chromiumEnvironment, args: journeyFlags });
});

after(async () => {
  await browser.close();
  await school.close();
  await region.close();
});

async function fillSchool(node: ResultsNode): Promise<void> {
  const families = ['Әлиева', 'Бекова', 'Ғалымова', 'Данабек', 'Жұмабай', 'Қасымова', 'Нұрлан', 'Өтеген', 'Сағынбаев'];
  for (const family of families) pupils.push(await node.pupil(family, 6));
  await node.group('mugalim', 'mathematics', [5, 6]);
  const dice = diceOf(3);
  const measured = (mean: number) =>
    pupils.slice(0, 8).map((person) => {
      const score = mean + 70 * dice.normal();
      return { person, school: own, cell: maths, score, error: 42, plausible: [score - 20, score, score + 20] };
    });
  node.given.measured.set(keyOf(start, maths), measured(480));
  node.given.measured.set(keyOf(end, maths), measured(520));
  const objectives = ['5.1.2.13', '5.5.2.1', '6.1.1.5', '6.1.2.3', '6.1.2.4', '6.5.1.1', '6.5.1.3', '6.5.2.1'];
  const evidence = pupils.slice(0, 8).flatMap((person) =>
    objectives.flatMap((objective, n): Evidence[] => {
      const share = n % 3 === 0 ? 0.25 : 0.75;
      return [1, 2].map(() => ({ person, objective, points: dice.next() < share ? 1 : 0, of: 1 }));
    }),
  );
  node.given.evidence.set(keyOf(end, maths), evidence);
  node.given.missing.set(keyOf(end, maths), [{ person: pupils[8] as PersonId, school: own }]);
  const stated = (of: 'level' | 'growth', value: number, region: number) => {
    const told = { value, low: value - 45, high: value + 45, weight: 0.5, region, standing: 'alike' as const };
    return schoolStated.draft(schoolScope(own), 'region', { school: own, study: end, cell: maths, of, ...told });
  };
  await node.write(stated('level', 514, 503), stated('growth', 30, 28));
}

async function fillRegion(node: ResultsNode): Promise<void> {
  const districts = ['Алға ауданы', 'Байғанин ауданы', 'Мұғалжар ауданы', 'Ойыл ауданы', 'Шалқар ауданы'];
  const rows = new Map<string, ReturnType<typeof scores>>();
  const add = (study: string, cell: string, more: ReturnType<typeof scores>): void => {
    rows.set(keyOf(study, cell), [...(rows.get(keyOf(study, cell)) ?? []), ...more]);
  };
  for (let n = 0; n < 40; n++) {
    const [name, district] = [`${districts[n % 5]?.slice(0, 4)} ${n + 1}`, districts[n % 5] ?? ''];
    const id = `s${n}`;
    await node.write(registered(id, district, `${name}-орта мектеп`));
    for (const [c, cell] of [maths, science].entries()) {
      const pupils = n % 7 === 0 ? 18 : 3 + (n % 6);
      const before = scores(id, cell, pupils, 480 + (n % 11) * 4, n + 100 * c);
      add(start, cell, before);
      const dice = diceOf(n + 1000 * c);
      const grown = before.map((each) => {
        const growth = (c === 0 ? 34 : 6) + 30 * dice.normal();
        return { ...each, score: each.score + growth, plausible: each.plausible.map((value) => value + growth) };
      });
      add(end, cell, grown.slice(n % 3 === 0 ? 1 : 0));
    }
  }
  await node.write(registered('city', 'Ақтөбе', 'Қалалық мектеп'), compared('city'));
  add(start, maths, scores('city', maths, 25, 530, 99));
  for (const [key, value] of rows) node.given.measured.set(key, value);
}

/** A page of somebody who has signed in. */
async function pageOf(at: Served, who: NonNullable<Caller>, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'kk-KZ' });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => found.push(String(error)));
  const session = {
    token: tokenOf(who),
    person: who.person,
    name: 'Сейітова Айгүл',
    givenName: 'Айгүл',
    picture: '',
    language: 'kk',
  };
  await page.addInitScript(
    (kept) => localStorage.setItem('tirek.session', kept),
    JSON.stringify({ ...session, posts: who.posts, grade: null, class: null }),
  );
  await page.goto(`${at.address}${path}`);
  await page.waitForSelector('.results h1');
  return page;
}

const teacher: NonNullable<Caller> = { person: 'mugalim', posts: [{ role: 'teacher', school: own }] };
const pupilOf = (person: string): NonNullable<Caller> => ({ person, posts: [{ role: 'pupil', school: own }] });
const head: NonNullable<Caller> = { person: 'direktor', posts: [{ role: 'head', school: own }] };
const coordinator: NonNullable<Caller> = { person: 'coordinator', posts: [{ role: 'coordinator' }] };
const funder: NonNullable<Caller> = { person: 'funder', posts: [{ role: 'funder' }] };
const two = [360, 1280] as const;

describe('results in Chromium', { concurrency: false }, () => {
  it('RES-15, RES-18: a teacher opens the class, sees what to teach again, and takes the page along', async () => {
    const page = await pageOf(school, teacher, '/results');
    await page.locator('.results-choices a').first().click();
    await page.waitForSelector('.results-grid');
    assert.equal(await page.locator('.results-grid tbody tr').count(), 8);
    assert.ok((await page.locator('.results-again li').count()) > 0);
    assert.match((await page.textContent('.results')) ?? '', /Сағынбаев/, 'who has no result is named');
    found.push(...(await lookAt(page, 'results-class', two)));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Excel' }).click(),
    ]);
    assert.match(download.suggestedFilename(), /\.xlsx$/);
    await page.context().close();
  });

  it('RES-14: a pupil reads a band and what to learn next, and no point', async () => {
    const page = await pageOf(school, pupilOf(pupils[2] ?? ''), '/results');
    await page.waitForSelector('.results-own ol li');
    assert.match((await page.textContent('.results-own')) ?? '', /жыл басындағыдан жоғары/);
    found.push(...(await lookAt(page, 'results-own', two)));
    await page.context().close();
  });

  it('RES-16: a head sees the school’s own means and the school among all', async () => {
    const page = await pageOf(school, head, '/results/school');
    await page.waitForSelector('.results-card .results-standing');
    found.push(...(await lookAt(page, 'results-school', two)));
    await page.context().close();
  });

  it('RES-17, RES-22, RES-23: a coordinator sees growth with how sure it is, then schools; the looks are listed', async () => {
    const page = await pageOf(region, coordinator, '/results');
    await page.waitForSelector('.results-slope');
    assert.equal(await page.locator('.results-slope').count(), 2);
    found.push(...(await lookAt(page, 'results-region', two)));
    await page.click('a[href="/results/schools"]');
    await page.waitForSelector('.results-schools');
    found.push(...(await lookAt(page, 'results-schools', two)));
    await page.goto(`${region.address}/results/looks`);
    await page.waitForSelector('.results tbody tr');
    assert.equal(await page.locator('.results tbody tr').count(), 2);
    found.push(...(await lookAt(page, 'results-looks', two)));
    await page.goto(`${region.address}/results/plan`);
    await page.waitForSelector('.results-plan');
    const least = (): Promise<string | null> => page.locator('.results-scroll td').first().textContent();
    const before = await least();
    await page.fill('#plan-schools', '20');
    assert.notEqual(await least(), before);
    found.push(...(await lookAt(page, 'results-plan', two)));
    await page.context().close();
  });

  it('RES-2, RES-5: a coordinator publishes, and a funder reads it', async () => {
    const page = await pageOf(region, coordinator, '/results/releases');
    await page.selectOption('#release-depth', 'schools');
    await page.getByRole('button', { name: 'Алдын ала қарау' }).click();
    await page.getByRole('button', { name: 'Жариялау' }).click();
    await page.waitForSelector('.message.good');
    await page.getByRole('button', { name: 'Тексеру' }).click();
    await page.getByText('Бірде-бір аз топ табылмады.').waitFor();
    found.push(...(await lookAt(page, 'results-releases', two)));
    await page.context().close();
    const reader = await pageOf(region, funder, '/results');
    await reader.locator('.results-choices a').first().click();
    await reader.waitForSelector('.results-scroll tbody tr');
    found.push(...(await lookAt(reader, 'results-published', two)));
    await reader.context().close();
  });

  it('no page breaks, overflows or is closed to somebody who needs help to read', () => {
    assert.deepEqual(found, []);
  });
});
