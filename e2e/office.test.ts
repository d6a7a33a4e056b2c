import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { lookAt } from './look.ts';
import { openStage, type Stage } from './stage.ts';

const heading = 'Тегі;Аты;Әкесінің аты;Туған күні;Рөлі;Сыныбы;Пәндері';
const newPupil = 'Жаңабаева;Аружан;Ерланқызы;03.04.2020;оқушы;1;';
const newTeacher = 'Сапаров;Нұрлан;;;мұғалім;;физика: 7';

let stage: Stage;
/** What was wrong with the pages on the way. */
const found: string[] = [];

before(async () => {
  stage = await openStage([]);
});

after(async () => {
  await stage.close();
});

async function signIn(address: string, login: string): Promise<Page> {
  const { page } = await stage.device();
  await page.goto(address);
  const toAdult = page.locator('section.sheet button');
  await page.waitForSelector('h1');
  if (await toAdult.count()) await toAdult.first().click();
  await page.fill('input[name=login]', login);
  await page.fill('input[name=password]', 'tirek-2026');
  await page.press('input[name=password]', 'Enter');
  await page.waitForSelector('.who');
  return page;
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
  await page.waitForSelector('.office h1');
}

async function look(page: Page, name: string): Promise<void> {
  found.push(...(await lookAt(page, `office-${name}`)));
}

function roster(...rows: readonly string[]) {
  return { name: 'тізім.csv', mimeType: 'text/csv', buffer: Buffer.from([heading, ...rows].join('\n')) };
}

describe('a head’s day in Chromium', { concurrency: false }, () => {
  it('a head begins with what is missing, each with one button', async () => {
    const page = await signIn(stage.school, 'head');
    await page.waitForSelector('.office-missing > li');
    const ways = await page.locator('.office-missing > li').evaluateAll((rows) => {
      return rows.map((row) => [...row.querySelectorAll('a')].map((link) => link.getAttribute('href')));
    });
    assert.ok(
      ways.every((links) => links.length === 1),
      'one button each',
    );
    assert.ok(ways.flat().includes('/office/tablets'), 'the sample’s school has no tablet yet');
    await page.waitForSelector('.office-glance b');
    await look(page, 'home');
    await page.context().close();
  });

  it('PPL-12, PPL-15: a roster with a mistake says where; put right, it comes in, and its papers can be printed', async () => {
    const page = await signIn(stage.school, 'head');
    await goTo(page, '/office/import');
    await page.setInputFiles('input[type=file]', roster('Ким;Аня;;31.02.2015;оқушы;5;'));
    const row = page.locator('.office-table tbody tr');
    await row.first().waitFor();
    assert.deepEqual((await row.first().locator('td').allTextContents()).slice(0, 2), ['2', 'D']);
    await look(page, 'import-errors');

    const [template] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('button:has-text("Қазақша үлгі")').click(),
    ]);
    assert.equal(
      readFileSync(await template.path())
        .subarray(0, 2)
        .toString(),
      'PK',
    );

    await goTo(page, '/office/people');
    await page.locator('.office-open').first().waitFor();
    const known = (await page.locator('.office-open').first().textContent()) ?? '';
    const birth = (await page.locator('.office-list > li').first().locator('.quiet').last().textContent()) ?? '';
    const [family, given] = known.split(' ');
    await goTo(page, '/office/import');
    const twin = `${family};${given};;${birth};оқушы;1;`;
    await page.setInputFiles('input[type=file]', roster(newPupil, twin, newTeacher));
    const carryOut = page.locator('button:has-text("Мектепке енгізу")');
    await carryOut.waitFor();
    assert.ok(await carryOut.isDisabled(), 'who looks like somebody present waits for a word');
    await look(page, 'import-plan');
    await page.locator('.office-pair input[type=radio]').first().check();
    await carryOut.click();
    await page.waitForSelector('.office-secret');
    assert.match((await page.textContent('.office-cards')) ?? '', /Сапаров Нұрлан.*n\.saparov/su);
    await look(page, 'import-done');

    await goTo(page, '/office/people');
    await page.fill('#office-search', 'жанабаева');
    assert.equal(await page.locator('.office-open').count(), 1, 'found without the Kazakh letters');
    await page.fill('#office-search', `${family} ${given}`);
    assert.equal(await page.locator('.office-open').count(), 1, 'the twin is the pupil who was there');
    await page.context().close();
  });

  it('PPL-23: a class’s forms are entered at once, and one is withdrawn', async () => {
    const page = await signIn(stage.school, 'head');
    await goTo(page, '/office/consents');
    await page.waitForSelector('.office-grid tbody tr');
    await page.locator('.office-grid thead input').nth(1).check();
    for (const field of await page.locator('.office-grid tbody .input').all()) await field.fill('Ерлан Маратов');
    await look(page, 'consents');
    const pupils = await page.locator('.office-grid tbody tr').count();
    await page.locator('form button[type=submit]').first().click();
    await page.waitForFunction(
      (count) => document.querySelectorAll('.office-grid tbody td:nth-of-type(2) .office-given').length === count,
      pupils,
    );
    await page.locator('.office-grid tbody td:nth-of-type(2) .office-given').first().click();
    await look(page, 'consent-withdraw');
    await page.locator('dialog button[type=submit]').click();
    await page.waitForFunction(
      (count) => document.querySelectorAll('.office-grid tbody td:nth-of-type(2) .office-given').length === count,
      pupils - 1,
    );
    await page.context().close();
  });

  it('PPL-18: a combined class is put together with an exception, and closed again', async () => {
    const page = await signIn(stage.school, 'head');
    await goTo(page, '/office/groups');
    const rows = page.locator('.office-table tbody tr');
    await rows.first().waitFor();
    const before = await rows.count();
    await page.locator('#page .button.main').click();
    await page.locator('dialog select').first().selectOption('music');
    for (const grade of ['2', '3'])
      await page.locator('dialog .office-tick', { hasText: new RegExp(`^${grade}$`) }).click();
    await page.locator('dialog summary').first().click();
    const size = await page.locator('dialog .tall input').count();
    await page.locator('dialog .tall input').first().uncheck();
    await look(page, 'group');
    await page.locator('dialog button[type=submit]').click();
    const made = rows.filter({ hasText: 'Музыка' });
    await made.waitFor();
    assert.equal(await made.locator('td.number').textContent(), String(size - 1));
    await made.locator('button').click();
    await page.locator('dialog details.office-close summary').click();
    await page.locator('dialog details.office-close button').click();
    await made.waitFor({ state: 'detached' });
    assert.equal(await rows.count(), before);
    await page.context().close();
  });

  it('SYN-15, SYN-19: the page of the link says how it is; a stick is written, and a wrong file refused', async () => {
    const page = await signIn(stage.school, 'technician');
    await page.waitForSelector('.sync-lights');
    assert.equal(await page.locator('.sync-lights > li').count(), 3);
    const [stick] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.sync-stick button').first().click(),
    ]);
    assert.match(stick.suggestedFilename(), /^tirek-.*\.tirek$/);
    const stray = { name: 'сурет.tirek', mimeType: 'application/octet-stream', buffer: Buffer.from('not a stick') };
    await page.setInputFiles('.sync-stick input[type=file]', stray);
    await page.waitForSelector('.sync-stick .message.wrong');
    await look(page, 'sync');
    await page.context().close();
  });

  it('PPL-25: every other page of the office, and the region’s', async () => {
    const head = await signIn(stage.school, 'head');
    for (const name of ['people', 'tablets', 'year', 'transfers', 'twice', 'cards/5']) {
      await goTo(head, `/office/${name}`);
      await head.waitForLoadState('networkidle');
      assert.equal(await head.locator('.message.wrong').count(), 0, name);
      await look(head, name.replace('/', '-'));
    }
    await head.context().close();
    const coordinator = await signIn(stage.region, 'coordinator');
    for (const name of ['nodes', 'people']) {
      await goTo(coordinator, `/region/${name}`);
      await coordinator.waitForLoadState('networkidle');
      assert.equal(await coordinator.locator('.message.wrong').count(), 0, name);
      await look(coordinator, `region-${name}`);
    }
    await goTo(coordinator, '/region/nodes');
    await coordinator.locator('.office-row select').selectOption('all');
    await coordinator.locator('.office-open').first().click();
    await coordinator.locator('dialog button', { hasText: 'код беру' }).click();
    assert.match((await coordinator.textContent('.sync-ticket')) ?? '', /^([0-9A-Z]{4}){8}$/);
    await look(coordinator, 'region-ticket');
    await coordinator.context().close();
  });

  it('every page on the way stood axe and fitted from 360 to 1920 pixels', () => {
    assert.deepEqual(found, []);
  });
});
