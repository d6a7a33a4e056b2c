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

  it('LES-50: a plan that breaks a rule stays on the device, says where, and comes back after a reload', async () => {
    const save = page.getByRole('button', { name: 'Сақтау', exact: true });
    // The arrow keys move the end of the second phase, until its grade has too little of the teacher.
    await page.getByRole('button', { name: /^5-сынып · Математика: 10 мин, мұғаліммен/ }).click();
    const end = page.getByRole('slider', { name: '2-кезеңнің соңы' });
    await page
      .getByRole('button', { name: /^5-сынып · Математика: 5 мин, бәріне ортақ/ })
      .first()
      .click();
    await page.getByRole('radio', { name: 'өз бетімен' }).check();
    await end.focus();
    for (let minute = 0; minute < 8; minute++) await page.keyboard.press('ArrowLeft');
    await page.getByText(/^Бұзылған ереже: 1$/).waitFor();
    assert.ok(await save.isDisabled());
    await lookAt('plan-broken');
    await page.reload();
    await page.getByText(/әлі жіберілмеген өзгерістер/).waitFor();
    await page.getByText(/^Бұзылған ереже: 1$/).waitFor();
    await page.getByRole('button', { name: 'Өзгерістен бас тарту' }).click();
    await page.getByText('Жоспар барлық ережеге сай.').waitFor();
  });

  it('LES-52: a boundary is dragged, and one undo takes the whole drag back', async () => {
    const end = page.getByRole('slider', { name: '2-кезеңнің соңы' });
    const box = await end.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 70, box.y + box.height / 2, { steps: 8 });
    await page.mouse.up();
    assert.ok(Number(await end.getAttribute('aria-valuenow')) > 15);
    await page.getByRole('button', { name: 'Болдырмау' }).click();
    assert.equal(await end.getAttribute('aria-valuenow'), '15');
    await page.getByRole('button', { name: 'Қайтару' }).click();
    assert.ok(Number(await end.getAttribute('aria-valuenow')) > 15);
    await end.focus();
    await page.keyboard.press('Control+z');
    assert.equal(await end.getAttribute('aria-valuenow'), '15');
  });

  it("the year of a grade, its forms of work, and the head's rules", async () => {
    await page.goto(`${stage.school}/plans/year`);
    await page.getByText(/^Тақырыбы белгілі/).waitFor();
    await lookAt('plan-year');
    await page.goto(`${stage.school}/plans/forms`);
    await page.getByRole('table').waitFor();
    await lookAt('plan-forms');
    await page.goto(`${stage.school}/plans/shared`);
    await page.getByText('Бөлісілген жоспар әзірге жоқ').waitFor();
    await lookAt('plan-shared');
    const head = (await stage.device()).page;
    await signInAdult(head, stage.school, 'head');
    await head.goto(`${stage.school}/plans/rules`);
    await head.getByText('Қай күннен бастап').waitFor();
    wrong.push(...(await findWrong(head, 'plan-rules')));
  });

  it('LES-69: a lesson by this plan begins from its page', async () => {
    await page.goto(`${stage.school}/plans`);

    await page.locator('.plan-line a.button:visible').first().click();
    await page.getByRole('button', { name: 'Осы жоспармен бастау' }).click();
    await page.locator('.run-lane').first().waitFor();
    assert.match(new URL(page.url()).pathname, /^\/run\/[^/]+$/);
  });

  it('nothing was wrong with any page', () => {
    assert.deepEqual(wrong, []);
  });
});
