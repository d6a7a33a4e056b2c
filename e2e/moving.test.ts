import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { PersonId } from '#kernel/ids.ts';
import { anAdult, aPupil } from '#people/testing.ts';
import { buildWeb } from '../src/cli/build-web.ts';
import { peopleOf, publishLessons, signedIn, work } from '../src/testing/moving.ts';
import { aRegion, type TestRegion } from '../src/testing/region.ts';
import { openDoors, type Doors } from './doors.ts';
import { lookAt } from './look.ts';

const titles = { one: 'Бөлшектер', two: 'Теңдеулер', three: 'Бұрыштар мен үшбұрыштар' };

let all: TestRegion;
let doors: Doors | undefined;
let aliya: PersonId;
/** What was wrong with the pages on the way. */
const found: string[] = [];

const visit = (...at: Parameters<Doors['visit']>): Promise<Page> => (doors as Doors).visit(...at);

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
  doors = await openDoors();
});

after(async () => {
  await doors?.close();
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
