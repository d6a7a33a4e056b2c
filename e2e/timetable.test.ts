import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { lookAt } from './look.ts';
import { enrolTablet, signInAdult, signInPupil, takeTabletCode, type PupilCard } from './person.ts';
import { openStage, type Stage } from './stage.ts';

/** The head makes the week: by keyboard, from a file that has mistakes, from one that has none; others read it. */
describe('the timetable', { timeout: 120_000 }, () => {
  let stage: Stage;
  let head: Page;
  const wrong: string[] = [];
  const look = async (page: Page, name: string): Promise<void> => {
    wrong.push(...(await lookAt(page, `timetable-${name}`)));
  };
  before(async () => {
    stage = await openStage([]);
    head = (await stage.device()).page;
    await signInAdult(head, stage.school, 'head');
  });
  after(async () => {
    await stage?.close();
  });

  const slot = (text: string) => head.locator('.timetable-slot', { hasText: text }).first();
  const places = (text: string) =>
    head
      .locator('td', { hasText: text })
      .evaluateAll((cells) =>
        cells.map((cell) => `${(cell as HTMLElement).dataset['row']} ${(cell as HTMLElement).dataset['column']}`),
      );

  it('shows the week of the school by grade, and what has to be looked at', async () => {
    await head.goto(`${stage.school}/timetable`);
    await slot('Математика 5–6').waitFor();
    assert.equal(await head.locator('.timetable-slot.wrong').count(), 0);
  });
  it('TTB-11, TTB-18: a lesson is carried by keyboard to where it clashes: said at once, and taken back by Ctrl + Z', async () => {
    const before = await places('Математика 5–6');
    await slot('Математика 5–6').click();
    await look(head, 'slot');
    await head.getByRole('button', { name: 'Басқа орынға жылжыту' }).click();
    await head.locator('td.clashes .timetable-add').first().focus();
    await head.locator('.timetable-carried .fault').first().waitFor();
    await head.keyboard.press('Enter');
    await head.locator('.timetable-slot.wrong').first().waitFor();
    await head.getByText(/^Осылай өтпейді: \d/).waitFor();
    await look(head, 'clash');
    assert.notDeepEqual(await places('Математика 5–6'), before);
    await head.keyboard.press('Control+z');
    await head.locator('.timetable-slot.wrong').first().waitFor({ state: 'detached' });
    assert.deepEqual(await places('Математика 5–6'), before);
  });
  it('TTB-11: a lesson is dragged by the mouse to a free place, and taken back', async () => {
    const before = await places('Математика 5–6');
    await head.setViewportSize({ width: 1280, height: 1400 });
    const box = await slot('Математика 5–6').boundingBox();
    assert.ok(box);
    await head.mouse.move(box.x + 8, box.y + 8);
    await head.mouse.down();
    await head.mouse.move(box.x + 40, box.y + 30, { steps: 4 });
    const free = await head.locator('td.free:not([data-row="0"])').first().boundingBox();
    assert.ok(free, 'the week shows where it may go');
    await head.mouse.move(free.x + 8, free.y + 8, { steps: 4 });
    await head.mouse.up();
    await until(async () => String(await places('Математика 5–6')) !== String(before));
    assert.equal(await head.locator('.timetable-slot.wrong').count(), 0);
    await head.keyboard.press('Control+z');
    await until(async () => String(await places('Математика 5–6')) === String(before));
  });
  it('TTB-14: a lesson of one day is not held, and the week shows it', async () => {
    await slot('Математика 5–6').click();
    await head.locator('.timetable-change summary').click();
    await head.getByLabel('Сабақ болмайды').check();
    await head.getByRole('button', { name: 'Өзгерісті сақтау' }).click();
    await head.locator('.timetable-slot.cancelled').first().waitFor();
  });
  it('TTB-15: a file with unknown names is refused with line and column; the template reads back as it is', async () => {
    await head.goto(`${stage.school}/timetable/import`);
    const choose = (name: string, buffer: Buffer) =>
      head.setInputFiles('input[type=file]', { name, mimeType: 'application/octet-stream', buffer });
    await choose(
      'кесте.csv',
      Buffer.from('Күні;Сабақ;5-сынып\nДүйсенбі;1;Алхимия\nДүйсенбі;2;Математика / Белгісіз Б.'),
    );
    // The first file that a server reads brings what reads files with it.
    await head.getByRole('row', { name: /^2 C «Алхимия»/ }).waitFor({ timeout: 30_000 });
    await head.getByRole('row', { name: /^3 C Мұндай мұғалім/ }).waitFor();
    await look(head, 'import-errors');
    const coming = head.waitForEvent('download');
    await head.getByRole('button', { name: 'Үлгіні алу' }).click();
    const bytes = readFileSync(await (await coming).path());
    await choose('кесте.xlsx', bytes);
    await head.getByText('Файлдағы кесте мектептегімен бірдей').waitFor();
  });
  it('TTB-1, TTB-6: the year and the bells', async () => {
    await head.goto(`${stage.school}/timetable/calendar`);
    await head.getByText('10 оқу аптасы').waitFor();
    await look(head, 'calendar');
    await head.goto(`${stage.school}/timetable/bells`);
    await head.getByRole('button', { name: 'Өзгерту' }).first().click();
    await head.getByLabel('Басталуы').nth(1).fill('09:00');
    await head.getByText('Қоңыраулар қабаттаспауы керек').waitFor();
    await look(head, 'bells');
  });
  it('TTB-20: a teacher and a pupil see their own day first', async () => {
    const { page } = await stage.device();
    await signInAdult(page, stage.school, 'teacher');
    await page.getByRole('heading', { name: 'Бүгінгі сабақтар' }).waitFor();
    await look(page, 'teacher');
    const code = await takeTabletCode(page, stage.school);
    const { page: tablet } = await stage.device({ width: 800, height: 1280 });
    await enrolTablet(tablet, stage.school, code);
    const account = stage.sample.pupils.small.find((each) => each.role === 'pupil 7');
    const card: PupilCard = { grade: 7, name: account?.name ?? '', pin: account?.secret ?? '' };
    await signInPupil(tablet, card);
    await tablet.getByRole('heading', { name: 'Бүгінгі сабақтар' }).waitFor();
    await look(tablet, 'pupil');
  });
  it('is sound for a screen reader and fits every screen', () => {
    assert.deepEqual(wrong, []);
  });
});

/** Waits until the week shows it: it is asked for anew after each change. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the week did not change');
}
