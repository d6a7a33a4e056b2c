import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { lookAt } from './look.ts';
import { enrolTablet, signInAdult, takeTabletCode } from './person.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let head: Page;
let tablet: Page;
let stranger: Page;
let code = '';
/** What was wrong with the pages on the way. */
const found: string[] = [];

before(async () => {
  stage = await openStage([]);
});

after(async () => {
  await stage.close();
});

async function powerCut(): Promise<void> {
  await stage.killSchool();
  await stage.startSchool();
}

describe('a school that locks its server’s disk, in Chromium', { concurrency: false }, () => {
  it('LOCK-1, LOCK-3: the head makes a code, prints it and turns the lock on', async () => {
    head = (await stage.device()).page;
    await signInAdult(head, stage.school, 'head');
    await head.goto(`${stage.school}/office/lock`);
    await head.getByRole('button', { name: 'Код жасау' }).click();
    code = (await head.locator('output.lock-code').textContent()) ?? '';
    assert.match(code, /^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/);
    found.push(...(await lookAt(head, 'lock-code')));
    const paper = head.waitForEvent('popup');
    const answered = head.waitForResponse((response) => response.url().endsWith('/api/lock/paper'));
    await head.getByRole('button', { name: 'Қағазды басып шығару' }).click();
    assert.equal((await answered).headers()['content-type'], 'application/pdf');
    await (await paper).close();
    await head.keyboard.press('Escape');
    await head.getByRole('button', { name: 'Құлыпты қосу' }).click();
    await head.getByText('Құлып қосулы.').waitFor();
    // The head's own device asks for its key when the page begins; the count is asked for beside it.
    const given = head.waitForResponse((response) => response.url().endsWith('/api/lock/wake-key'));
    await head.reload();
    await given;
    await head.reload();
    await head.getByText('Планшет: 0. Құрылғысында кілті бар қызметкер: 1.').waitFor();
    found.push(...(await lookAt(head, 'lock-on')));
  });

  it('LOCK-2: after a power cut a tablet of the school wakes it by itself, and a stranger’s device cannot', async () => {
    const joining = await takeTabletCode(head, stage.school);
    tablet = (await stage.device({ width: 1024, height: 700 })).page;
    const given = tablet.waitForResponse((response) => response.url().endsWith('/api/lock/wake-key'));
    await enrolTablet(tablet, stage.school, joining);
    assert.match(((await (await given).json()) as { key: string }).key, /^k1\./);
    await head.context().close();
    // Left open, the tablet would wake the server by itself while the locked page is looked at.
    await tablet.goto('about:blank');
    await powerCut();
    stranger = (await stage.device()).page;
    await stranger.goto(stage.school);
    await stranger.getByRole('heading', { name: 'Сервер құлыптаулы' }).waitFor();
    found.push(...(await lookAt(stranger, 'locked')));
    await stranger.getByLabel('Қалпына келтіру коды').fill('ABCD-1234');
    await stranger.getByRole('button', { name: 'Серверді ашу' }).click();
    await stranger.getByText('Бұл код серверді ашпайды.').waitFor();
    await tablet.goto(stage.school);
    await tablet.getByRole('heading', { name: 'Сыныбыңды таңда' }).waitFor();
    await stranger.getByRole('heading', { name: 'Сервер құлыптаулы' }).waitFor({ state: 'detached' });
  });

  it('LOCK-2: without any device the code from the sheet opens it', async () => {
    await tablet.context().close();
    await powerCut();
    await stranger.reload();
    await stranger.getByLabel('Қалпына келтіру коды').fill(code.toLowerCase().replaceAll('-', ' '));
    await stranger.getByRole('button', { name: 'Серверді ашу' }).click();
    await stranger.getByRole('heading', { name: 'Сервер құлыптаулы' }).waitFor({ state: 'detached' });
  });

  it('BOOT-7: burnt without a line: a backup from a stick and the code from the sheet bring the school back', async () => {
    await signInAdult(stranger, stage.school, 'head');
    await stranger.goto(`${stage.school}/office/care`);
    await stranger.getByRole('button', { name: 'Файл жасау' }).click();
    await stranger.getByRole('button', { name: 'Файлды сақтау' }).waitFor({ timeout: 30_000 });
    const download = stranger.waitForEvent('download');
    await stranger.getByRole('button', { name: 'Файлды сақтау' }).click();
    const file = await download;
    const buffer = readFileSync(await file.path());
    const backup = { name: file.suggestedFilename(), mimeType: 'application/octet-stream', buffer };
    await stranger.context().close();

    await stage.burnSchool();
    const { page } = await stage.device();
    await page.goto(stage.school);
    await page.getByText('Мектептен тыс сақталған көшірмеден қалпына келтіру').click();
    await page.setInputFiles('.bring-back input[type=file]', backup);
    await page.getByText('Файл серверде.').waitFor();
    await page.getByLabel('Қалпына келтіру коды').fill('AAAA-BBBB');
    await page.getByRole('button', { name: 'Көшірмеден қалпына келтіру' }).click();
    await page.getByText('Кодта қате бар.').waitFor();
    found.push(...(await lookAt(page, 'bring-back')));
    await page.getByLabel('Қалпына келтіру коды').fill(code);
    await page.getByRole('button', { name: 'Көшірмеден қалпына келтіру' }).click();
    await page.getByRole('heading', { name: 'Серверді баптау' }).waitFor({ state: 'detached', timeout: 60_000 });
    await signInAdult(page, stage.school, 'head');
    await page.goto(`${stage.school}/office/lock`);
    await page.getByText('Құлып қосулы.').waitFor();
  });

  it('every page on the way stands axe and fits 360, 1280 and 1920 pixels', () => {
    assert.deepEqual(found, []);
  });
});
