import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { lookAt as findWrong } from './look.ts';
import { enrolTablet, signInAdult, signInPupil, takeTabletCode, type PupilCard } from './person.ts';
import { openStage, smallPupil, type Stage } from './stage.ts';

/** A pupil of grade 7 finds the stiffness of a spring by keyboard alone, with a reload in the middle; the teacher marks it. */
describe('a laboratory work by keyboard', { timeout: 240_000 }, () => {
  let stage: Stage;
  let teacher: Page;
  let tablet: Page;
  let card: PupilCard;
  const wrong: string[] = [];
  const lookAt = async (page: Page, name: string, widths?: readonly number[]): Promise<void> => {
    wrong.push(...(await findWrong(page, name, widths)));
  };
  const press = async (name: string | RegExp): Promise<void> => {
    await tablet.getByRole('button', { name }).first().focus();
    await tablet.keyboard.press('Enter');
  };
  const choose = async (label: string, text: string): Promise<void> => {
    await tablet.getByLabel(label, { exact: true }).selectOption({ label: text });
  };
  const tick = async (group: string, ...names: readonly string[]): Promise<void> => {
    for (const name of names) {
      await tablet.getByRole('group', { name: group }).getByLabel(name, { exact: true }).focus();
      await tablet.keyboard.press('Space');
    }
  };
  /** Reads the scale as a listener hears it, and writes what was heard. */
  const readScale = async (): Promise<void> => {
    await press('Сызғыш: шкаланы оқу');
    const dial = tablet.locator('.lab-dial svg');
    await dial.waitFor();
    await tablet.locator('.lab-dial input:focus').waitFor();
    const said = (await dial.getAttribute('aria-label')) ?? '';
    const [, from = '', parts = ''] =
      /Көрсеткі (\d+) мен \d+ аралығында, \d+ санынан кейінгі (\d+)-бөлікте/.exec(said) ?? [];
    const text = (Number(from) + Number(parts) / 10).toFixed(1).replace('.', ',');
    await tablet.keyboard.type(text);
    await tablet.keyboard.press('Enter');
    await tablet.locator('.lab-said').filter({ hasText: text }).waitFor();
  };
  const hang = async (times: number): Promise<void> => {
    await tablet.locator('.lab-control input[type=range]').focus();
    for (let n = 0; n < times; n++) await tablet.keyboard.press('ArrowRight');
    // Until it hangs still: lab time is time.
    await tablet.waitForTimeout(2500);
    for (let n = 0; n < 3; n++) await readScale();
  };

  before(async () => {
    stage = await openStage([]);
    teacher = (await stage.device({ width: 1280, height: 800 })).page;
    tablet = (await stage.device({ width: 1280, height: 800 })).page;
    card = smallPupil(stage, 7);
    await signInAdult(teacher, stage.school, 'teacher');
    await enrolTablet(tablet, stage.school, await takeTabletCode(teacher, stage.school));
    await signInPupil(tablet, card);
  });
  after(async () => {
    await stage?.close();
  });

  it('a pupil finds the labs of the own grade and begins one', async () => {
    await tablet.getByRole('link', { name: 'Зертхана' }).click();
    await tablet.getByRole('heading', { name: 'Зертхана' }).waitFor();
    await lookAt(tablet, 'labs-list');
    await tablet.getByRole('link', { name: 'Серіппенің қатаңдығын табу' }).click();
    await press('Бастау');
    await choose('Мен мынаны өзгертемін', 'Ілінген жүктің массасы');
    await choose('Мен мынаны өлшеймін', 'Көрсеткінің орны');
    await choose('Менің болжамым', '«Ілінген жүктің массасы» артса, «Көрсеткінің орны» артады');
    await press('Келесі: Жоспар');
    await tick('Өзгертемін', 'Ілінген жүктің массасы');
    await tick('Өлшеймін', 'Көрсеткінің орны');
    await press('Келесі: Өлшеу');
  });

  it('LAB-6: measures, goes on from there after a reload in the middle, and without a server', async () => {
    await hang(0);
    await hang(5);
    await lookAt(tablet, 'labs-bench', [360, 800, 1280]);
    await tablet.reload();
    await tablet.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.lab-control input[type=range]')?.value === '50',
    );
    assert.equal(await tablet.locator('.lab-notebook tbody tr').count(), 6);
    await stage.killSchool();
    for (let n = 0; n < 3; n++) await hang(5);
    assert.equal(await tablet.locator('.lab-notebook tbody tr').count(), 15);
    await stage.startSchool();
  });

  it('LAB-18: works the numbers out, concludes and hands in', async () => {
    // What the plan says is changed has its column from the first reading.
    await tablet.getByLabel('m: өлшем бірлігі').waitFor();
    const columns = tablet.locator('summary').filter({ hasText: 'Баған қосу' });
    await columns.focus();
    await tablet.keyboard.press('Enter');
    await tablet.getByLabel('x: бір өлшемнің қателігі').fill('0,05');
    await tablet.getByLabel('Жаңа шаманың белгісі').fill('F');
    await tablet.getByLabel('Формула', { exact: true }).fill('m*9,81/1000');
    await tablet.keyboard.press('Enter');
    await tablet.getByLabel('F: формула').waitFor();
    await press('Келесі: График');
    await choose('Көлденең ось', 'F');
    await choose('Тік ось', 'x, см');
    await choose('Нүктелер арқылы', 'түзу: y = a·x + b');
    await tablet.locator('.lab-curve').waitFor();
    await lookAt(tablet, 'labs-plot', [360, 800, 1280]);
    await press('Келесі: Қорытынды');
    await choose('Деректерім көрсеткендей,', '«Ілінген жүктің массасы» артса, «Көрсеткінің орны» артады');
    await tick('Мұны көрсететін жолдар', '1-жол', '7-жол', '15-жол');
    const found = (await tablet.locator('.lab-result p').textContent()) ?? '';
    const [, value = '', spread = ''] = /= ([\d,]+) ± ([\d,]+)/.exec(found) ?? [];
    await tablet.getByLabel(/Серіппенің қатаңдығы/).fill(value);
    await tablet.getByLabel('Қателігі (±)').fill(spread);
    await tick('Қателік неден шығуы мүмкін', 'Сызғышқа қырынан қарадым');
    await lookAt(tablet, 'labs-conclusion', [360, 1280]);
    await press('Мұғалімге тапсыру');
    await tablet.getByText('Жұмыс тапсырылды').waitFor();
  });

  it('LAB-16: the teacher sees why each skill has its points, and confirms them', async () => {
    await teacher.goto(`${stage.school}/labs`);
    await lookAt(teacher, 'labs-teach');
    const physics = teacher.locator('section').filter({ hasText: 'Физика' }).filter({ hasText: '7' });
    await physics.getByRole('link', { name: 'Сыныпты көру' }).first().click();
    await teacher.getByRole('link', { name: card.name }).waitFor({ timeout: 30_000 });
    await teacher.getByText('Тексеруді күтіп тұр: 1').waitFor({ timeout: 30_000 });
    await lookAt(teacher, 'labs-group');
    await teacher.getByRole('link', { name: card.name }).click();
    await teacher.getByRole('heading', { name: 'Бағалау' }).waitFor();
    const points = await teacher
      .locator('.lab-mark-row select')
      .evaluateAll((all) => all.map((each) => (each as HTMLSelectElement).value));
    assert.deepEqual(points, ['3', '3', '3', '3', '3', '3']);
    await teacher.getByRole('heading', { name: 'Жұмысты қайта көру' }).waitFor();
    await lookAt(teacher, 'labs-work');
    await teacher.getByRole('button', { name: 'Ұпайды растау' }).click();
    await teacher.getByText('Растаған:').waitFor();
    await tablet.goto(`${stage.school}/labs`);
    await tablet.getByRole('heading', { name: 'Тексерілген жұмыстар' }).waitFor();
  });

  it('LAB-19: confirmed points enter the journal when the teacher hands them over', async () => {
    await teacher.goBack();
    await teacher.getByRole('link', { name: /Серіппенің қатаңдығын табу/ }).click();
    await teacher.getByRole('button', { name: 'Журналға беру' }).waitFor();
    await lookAt(teacher, 'labs-journal');
    await teacher.getByRole('button', { name: 'Журналға беру' }).click();
    await teacher.getByRole('link', { name: 'Журналдағы бағалауды ашу' }).waitFor();
    await teacher.goto(`${stage.school}/labs/works`);
    await teacher.getByText('Жұмыс саны: 72').waitFor();
    await lookAt(teacher, 'labs-works', [360, 1280]);
    assert.deepEqual(wrong, []);
  });
});
