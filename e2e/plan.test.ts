import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { lookAt as findWrong } from './look.ts';
import { signInAdult } from './person.ts';
import { openStage, type Stage } from './stage.ts';

/** A teacher of several grades plans a lesson: each `it` goes on where the one before ended. */
describe('a plan for three grades', { timeout: 120_000 }, () => {
  let stage: Stage;
  let page: Page;
  const wrong: string[] = [];
  const lookAt = async (name: string): Promise<void> => {
    wrong.push(...(await findWrong(page, name)));
  };

  before(async () => {
    stage = await openStage();
    page = (await stage.device()).page;
    await signInAdult(page, stage.school, 'teacher');
  });
  after(async () => {
    await stage?.close();
  });

  it('from the list to a saved plan: taps are counted', async () => {
    let taps = 0;
    const tap = async (name: RegExp, role: 'link' | 'button' | 'checkbox' | 'radio' = 'button'): Promise<void> => {
      await page.getByRole(role, { name }).first().click();
      taps++;
    };
    const began = performance.now();
    await tap(/^Жоспарлар$/, 'link');
    await page.getByRole('heading', { name: 'Сабақ жоспарлары' }).waitFor();
    await lookAt('plans');
    await tap(/^Жаңа жоспар$/, 'link');
    await page.getByRole('heading', { name: 'Жаңа жоспар' }).waitFor();
    for (const grade of [5, 6, 7]) await tap(new RegExp(`^${grade}-сынып`), 'checkbox');
    await page.getByRole('heading', { name: 'Сабақ қалай өтеді?' }).waitFor();
    await lookAt('plan-new');
    await tap(/^Осы үлгімен жасау$/);
    await page.getByText('Жоспар барлық ережеге сай.').waitFor();
    await tap(/^Сақтау$/);
    await page.getByText(/мектеп серверінде/).waitFor();
    const seconds = (performance.now() - began) / 1000;
    console.log(JSON.stringify({ taps, seconds: Math.round(seconds * 10) / 10 }));
    assert.ok(taps <= 8, `${taps} taps`);
    await lookAt('plan');
  });

  it('nothing was wrong with any page', () => {
    assert.deepEqual(wrong, []);
  });
});
