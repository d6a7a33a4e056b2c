import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { lookAt } from './look.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});

after(async () => {
  await stage.close();
});

async function signIn(page: Page, address: string, login: string): Promise<void> {
  await page.goto(address);
  await page.fill('input[name=login]', login);
  await page.fill('input[name=password]', 'tirek-2026');
  await page.press('input[name=password]', 'Enter');
}

describe('the region’s day in Chromium', { concurrency: false }, () => {
  it('MON-1, MON-6, MON-13: a coordinator sees where it is hard, by keyboard too, and takes the list along', async () => {
    const { page } = await stage.device();
    await signIn(page, stage.region, 'coordinator');
    await page.waitForSelector('.region h1');
    assert.match((await page.textContent('header')) ?? '', /үлгі деректер/);
    const schools = await page.locator('.region-list tbody tr').count();
    assert.ok(schools > 10);
    await lookAt(page, 'region');

    const district = page.locator('.region-district').first();
    await district.focus();
    await page.keyboard.press('Enter');
    assert.equal(await district.getAttribute('aria-pressed'), 'true');
    const inDistrict = await page.locator('.region-list tbody tr').count();
    assert.ok(inDistrict > 0 && inDistrict < schools);

    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.region-export').click()]);
    assert.match(download.suggestedFilename(), /үлгі-деректер\.csv$/);
    const file = readFileSync(await download.path(), 'utf8');
    assert.ok(file.startsWith('\uFEFFМектеп;Аудан;'));
    const rows = file.trim().split('\r\n').slice(1);
    assert.equal(rows.length, inDistrict);
    assert.ok(rows.every((row) => row.endsWith(';ойдан шығарылған үлгі')));
    await page.context().close();
  });

  it('MON-5: somebody called a silent school: the reason stands on its page and in the list', async () => {
    const { page } = await stage.device();
    await signIn(page, stage.region, 'coordinator');
    const silent = page.locator('.region-list tr:has(.fresh-older) a, .region-list tr:has(.fresh-this-week) a');
    const name = await silent.first().textContent();
    await silent.first().click();
    await page.waitForSelector('.region-explain');
    await lookAt(page, 'region-school');
    await page.locator('#explain-reason').selectOption('stick-on-its-way');
    await page.locator('.region-explain button[type=submit]').click();
    await page.waitForSelector('.region-explain .message.good');
    await page.waitForFunction(() =>
      document.querySelector('.region .message.wait')?.textContent?.includes('флешкамен жолда'),
    );
    await page.goto(`${stage.region}/region`);
    await page.locator('.region-chip.need-stick-on-its-way').click();
    const row = page.locator('.region-list tbody tr', { hasText: name ?? '' });
    assert.match((await row.textContent()) ?? '', /флешка жолда/);
    await page.context().close();
  });

  it('MON-4: the calendar is shown with its source, and a coordinator replaces it', async () => {
    const { page } = await stage.device();
    await signIn(page, stage.region, 'coordinator');
    await page.waitForSelector('.region h1');
    await page.goto(`${stage.region}/region/calendar`);
    await page.locator('.region-set summary').click();
    await lookAt(page, 'region-calendar');
    await page.getByLabel('Негізі (бұйрық, шешім)').fill('Бұйрық № 1');
    await page.locator('.region-set button[type=submit]').click();
    await page.waitForSelector('.region-set .message.good');
    assert.match((await page.textContent('.region-scroll')) ?? '', /Бұйрық № 1/);
    await page.context().close();
  });

  it('MON-9: a funder has totals and no school’s page; a methodist only the own district', async () => {
    const funder = await stage.device();
    await signIn(funder.page, stage.region, 'funder');
    await funder.page.waitForSelector('.region-list');
    assert.equal(await funder.page.locator('.region-list a').count(), 0);
    assert.equal(await funder.page.locator('.region-needs').count(), 1);
    await funder.context.close();
    const methodist = await stage.device();
    await signIn(methodist.page, stage.region, 'methodist');
    await methodist.page.waitForSelector('.region-list');
    assert.equal(await methodist.page.locator('.region-district').count(), 1);
    await methodist.context.close();
  });

  it('MON-5: a head says beforehand that the line will be down', async () => {
    const { page } = await stage.device();
    await page.goto(stage.school);
    await page.evaluate(async () => {
      const answer = await fetch('/api/people/sign-in/adult', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login: 'head', password: 'tirek-2026' }),
      });
      localStorage.setItem('tirek.session', await answer.text());
    });
    await page.goto(`${stage.school}/office/silence`);
    await page.waitForSelector('.region-explain');
    await lookAt(page, 'office-silence');
    await page.locator('.region-explain button[type=submit]').click();
    await page.waitForSelector('.region-explain .message.good');
    await page.context().close();
  });
});
