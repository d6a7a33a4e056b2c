import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { systemRandomness, type SchoolId } from '#kernel/ids.ts';
import { systemClock } from '#kernel/time.ts';
import { bringCells } from '#rooms/bank/index.ts';
import { openNode } from '../src/main.ts';
import { aMeasuredStudy, onPaper, paperPupils } from '../src/rooms/scale/testing/measured-year.ts';
import { settingsFrom } from '../src/settings.ts';
import { meet } from '../src/simulation/one-process.ts';
import { lookAt as findWrong } from './look.ts';
import { signInAdult } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const cell = 'natural-science-6';
const quiet = { clock: systemClock, randomness: systemRandomness, hasJobs: false };

/** The region has a bank, and pupils of a school sat a start and an end of a year on paper. */
async function withMeasuredYear(data: string): Promise<void> {
  const region = await openNode(settingsFrom({ TIREK_DATA: join(data, 'region') }), quiet);
  const school = await openNode(settingsFrom({ TIREK_DATA: join(data, 'small') }), quiet);
  const bank = mkdtempSync(join(data, 'bank-'));
  cpSync(join(import.meta.dirname, '..', 'content', 'bank', cell), join(bank, cell), { recursive: true });
  await bringCells(region.house, bank);
  for (const time of ['start', 'end'] as const) await aMeasuredStudy(region.house, time);
  await meet(region, school);
  const { self } = school.house;
  assert.ok(self.kind === 'school' && self.school);
  const own: SchoolId = self.school;
  const pupils = paperPupils(school.house, own, 120);
  for (const time of ['start', 'end'] as const) await onPaper(school.house, own, time, pupils);
  await meet(region, school);
  await school.close();
  await region.close();
}

describe('items and their scale in Chromium', { timeout: 180_000, concurrency: false }, () => {
  let stage: Stage;
  let page: Page;
  const wrong: string[] = [];
  const lookAt = async (name: string): Promise<void> => {
    wrong.push(...(await findWrong(page, name, [360, 1280])));
  };

  before(async () => {
    stage = await openStage([], undefined, withMeasuredYear);
    page = (await stage.device()).page;
    await signInAdult(page, stage.region, 'coordinator');
  });
  after(() => stage.close());

  it('BNK-25: a coordinator looks through the bank to one item, as the pupil sees it', async () => {
    await page.goto(`${stage.region}/bank`);
    const cells = page.locator('.bank tbody').getByRole('link');
    await cells.first().waitFor();
    await lookAt('bank');
    await cells.first().click();
    const items = page.locator('.bank tbody tr');
    await items.first().waitFor();
    const all = await items.count();
    await page.getByLabel('Мәтіннен іздеу').fill('су');
    await page.waitForFunction((before) => document.querySelectorAll('.bank tbody tr').length < before, all);
    await lookAt('bank-cell');
    await items.first().getByRole('link').first().click();
    await page.locator('.item-view').first().waitFor();
    await lookAt('bank-item');
    await page.goto(`${stage.region}/bank/new`);
    await page.locator('.bank h1').waitFor();
    await lookAt('bank-new');
  });

  it('BNK-42: a file that is no package is refused in words', async () => {
    await page.goto(`${stage.region}/bank/import`);
    await page.locator('.bank h1').waitFor();
    await page.locator('.bank input').first().fill('mathematics-6');
    await page.getByLabel('Оқу мақсаты', { exact: false }).first().fill('6.1.1.1');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'items.zip', mimeType: 'application/zip', buffer: Buffer.from('no archive') });
    await page.locator('.bank .message.wrong').waitFor();
    await lookAt('bank-import');
  });

  it('SCL-20, SCL-40, SCL-41: has a cell worked out, and reads what is odd about its items', async () => {
    await page.goto(`${stage.region}/scale`);
    await page.locator('#scale-study').selectOption('end-2026');
    await page.getByRole('button', { name: /^Есептеу/ }).click();
    await page.getByRole('link', { name: 'Нәтижесін көру' }).click({ timeout: 60_000 });
    await page.getByRole('heading', { name: 'Жыл соңы' }).first().waitFor();
    await lookAt('scale-cell');
    const [report] = await Promise.all([
      page.waitForResponse((response) => response.url().includes('report.pdf')),
      page.getByRole('button', { name: 'Техникалық есеп' }).click(),
    ]);
    assert.equal(report.status(), 200);
    const [microdata] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Зерттеушілерге деректер' }).click(),
    ]);
    const [zip, pdf] = [await microdata.path(), `${await microdata.path()}.pdf`];
    execFileSync(process.execPath, [
      join(import.meta.dirname, '..', 'src', 'cli', 'main.ts'),
      'technical-report',
      zip,
      pdf,
    ]);
    assert.equal(readFileSync(pdf).subarray(0, 5).toString(), '%PDF-', 'the report is made again from microdata alone');
    await page.goto(`${stage.region}/scale`);
    await page.getByRole('link', { name: 'Нәтижесін көру' }).waitFor();
    await lookAt('scale');
    assert.deepEqual(wrong, []);
  });
});
