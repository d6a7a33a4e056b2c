import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { lookAt } from './look.ts';
import { enrolTablet, signInAdult, signInPupil, takeTabletCode } from './person.ts';
import { openStage, type Stage } from './stage.ts';

/** A quarter in the journal: typed, pasted, taken back, refused, confirmed, carried over; a pupil and the head read it. */
describe('the journal', { timeout: 120_000 }, () => {
  let stage: Stage;
  let page: Page;
  let address = '';
  const wrong: string[] = [];
  const look = async (of: Page, name: string): Promise<void> => {
    wrong.push(...(await lookAt(of, `journal-${name}`)));
  };
  before(async () => {
    stage = await openStage();
    page = (await stage.device()).page;
    await signInAdult(page, stage.school, 'teacher');
    await page.goto(`${stage.school}/journal`);
    await page.locator('.journal-groups').first().waitFor();
    await look(page, 'home');
    const href = await page.locator('.journal-groups a', { hasText: 'Жаратылыстану' }).first().getAttribute('href');
    address = `${stage.school}${href}`;
  });
  after(async () => {
    await stage?.close();
  });

  const saved = (): Promise<void> => page.getByText('Бәрі мектепте сақталды').waitFor();
  const sent = () => page.waitForResponse((response) => response.url().endsWith('/points'));
  const cells = () => page.locator('.journal-grid input');

  it('JRN-9: points are typed by keyboard, taken back by Ctrl + Z, and are there after a reload', async () => {
    await page.goto(address);
    await cells().first().waitFor();
    await look(page, 'grid');
    const first = cells().first();
    const held = await first.inputValue();
    await first.click();
    let answer = sent();
    await page.keyboard.type('10');
    await page.keyboard.press('Enter');
    assert.equal(
      await cells()
        .first()
        .evaluate((input) => input === document.activeElement),
      false,
      'Enter leads down',
    );
    // A cell of an earlier day asks why, and says whose it is.
    if ((await (await answer).json()).error) {
      await page.getByLabel('Бұрынғы жазба неге өзгереді?').fill('Қате қойылған');
      await look(page, 'why');
      answer = sent();
      await page.locator('.journal-why').getByRole('button', { name: 'Сақтау' }).click();
      await answer;
    }
    await saved();
    answer = sent();
    await cells().first().press('Control+z');
    await answer;
    await page.reload();
    await cells().first().waitFor();
    assert.equal(await cells().first().inputValue(), held);
  });

  it('JRN-9: what was copied from a spreadsheet is pasted; points above their maximum stay and are marked', async () => {
    const column = page.locator('.journal-grid tbody tr:has(input)').locator('td:last-child input');
    const [one, two] = [column.nth(0), column.nth(1)];
    await one.focus();
    await one.evaluate((input) => {
      const data = new DataTransfer();
      data.setData('text/plain', '6\n11');
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await page.locator('.journal-wrong').first().waitFor();
    assert.equal(await page.locator('[aria-invalid=true]').count(), 1, 'nothing of a wrong column is taken');
    await page.reload();
    await two.waitFor();
  });

  it('JRN-10, JRN-7: an assessment by descriptor, and its analysis by itself', async () => {
    await page.getByRole('tab', { name: 'БЖБ және ТЖБ' }).click();
    await page.getByRole('button', { name: 'БЖБ немесе ТЖБ қосу' }).first().click();
    await page.getByLabel('Бөлім немесе тақырып').fill('Заттар және материалдар');
    await page.getByLabel('1-дескриптор: оқу мақсаты').fill('5.3.1.1');
    await page.getByLabel('1-дескриптор: ең жоғары балл').fill('4');
    await page.getByLabel('2-дескриптор: ең жоғары балл').fill('6');
    await look(page, 'form');
    await page.getByRole('dialog').getByRole('button', { name: 'Сақтау' }).click();
    await page.locator('.journal-assess li').first().waitFor();
    await look(page, 'assessments');
    await page.getByRole('link', { name: 'Балл қою' }).first().click();
    await cells().first().waitFor();
    await cells().nth(0).fill('3');
    await page.getByText('Басталған жолда барлық дескриптордың балын толтырыңыз').waitFor();
    await cells().nth(1).fill('6');
    await page.getByRole('button', { name: 'Сақтау' }).first().click();
    await page.getByRole('heading', { name: 'Жиынтық бағалауды талдау' }).waitFor();
    await page.getByText('1 / ', { exact: false }).first().waitFor();
    await look(page, 'assessment');
  });

  it('JRN-11: what the rule proposes, and another mark only with a reason', async () => {
    await page.goto(address);
    await page.getByRole('button', { name: '1-тоқсан' }).click();
    await page.getByRole('tab', { name: 'Қорытынды' }).click();
    await page.getByText('Тоқсандық баға: ҚБ – 25 %, БЖБ – 25 %, ТЖБ – 50 %.').waitFor();
    await look(page, 'results');
    await page.locator('.journal-result select').first().selectOption('5');
    const confirm = page.getByRole('button', { name: /^Бағаларды бекіту/ });
    const why = page.getByLabel('Неге ұсынылған бағадан басқа баға қойылады?');
    if (await why.isVisible()) {
      assert.ok(await confirm.isDisabled());
      await why.fill('Олимпиадада жеңді');
    }
    await confirm.click();
    await confirm.waitFor({ state: 'detached' });
    assert.equal(await page.locator('.journal-result strong').first().textContent(), '5');
  });

  it('JRN-12: a row is ticked off as carried over', async () => {
    await page.goto(`${address}/carry`);
    const left = page.getByText(/^Көшірілетін ұяшық: \d+$/).first();
    const before = await left.textContent();
    await page.locator('.journal-tick input').first().click();
    await page.locator('.journal-carry-done').first().waitFor();
    assert.notEqual(await left.textContent(), before);
    await look(page, 'carry');
  });

  it('JRN-5, JRN-14: the head reads figures in both readings, a pupil the own results', async () => {
    const { page: head } = await stage.device();
    await signInAdult(head, stage.school, 'head');
    await head.goto(`${stage.school}/journal/quality`);
    await head.getByText('Сапа: тек 4 пен 5-ке оқитын оқушылар').first().waitFor();
    await look(head, 'quality');
    await head.goto(`${stage.school}/journal/class`);
    await head.getByRole('button', { name: '7', exact: true }).click();
    await head.locator('.journal-grid').waitFor();
    await look(head, 'class');
    await head.context().close();
    const code = await takeTabletCode(page, stage.school);
    const { page: tablet } = await stage.device({ width: 800, height: 1280 });
    await enrolTablet(tablet, stage.school, code);
    const account = stage.sample.pupils.small.find((each) => each.role === 'pupil 7');
    await signInPupil(tablet, { grade: 7, name: account?.name ?? '', pin: account?.secret ?? '' });
    await tablet.getByRole('link', { name: 'Менің нәтижелерім' }).click();
    await tablet.locator('.journal-own').first().waitFor();
    await look(tablet, 'own');
  });

  it('is sound for a screen reader and fits every screen', () => {
    assert.deepEqual(wrong, []);
  });
});
