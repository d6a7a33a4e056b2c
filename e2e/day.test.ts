import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { lookAt as findWrong } from './look.ts';
import {
  answer,
  chooseName,
  enrolTablet,
  goOn,
  signInAdult,
  signInPupil,
  signOut,
  takeTabletCode,
  type PupilCard,
} from './person.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * A school day on plain http: a teacher, a tablet that two pupils share, a server whose power fails in the middle, and
 * the region in the evening. Each `it` goes on where the one before ended.
 */
describe('a school day', { timeout: 240_000 }, () => {
  let stage: Stage;
  let teacher: Page;
  let tablet: Page;
  let first: PupilCard;
  let answers = 0;
  const wrong: string[] = [];
  const lookAt = async (page: Page, name: string): Promise<void> => {
    wrong.push(...(await findWrong(page, name)));
  };
  const cardOf = (grade: number): PupilCard => {
    const account = stage.sample.pupils.small.find((each) => each.role === `pupil ${grade}`);
    if (!account) throw new Error(`the sample has no pupil of grade ${grade}`);
    return { grade, name: account.name, pin: account.secret };
  };

  before(async () => {
    stage = await openStage();
    teacher = (await stage.device()).page;
    tablet = (await stage.device({ width: 1024, height: 700 })).page;
    first = cardOf(7);
  });
  after(async () => {
    await stage?.close();
  });

  it('begins on an address that browsers do not hold for safe', async () => {
    await tablet.goto(stage.school);
    assert.equal(await tablet.evaluate(() => globalThis.isSecureContext), false);
    await lookAt(tablet, 'enrol');
  });

  it('the teacher sees the groups and gives a lesson to one of them', async () => {
    await signInAdult(teacher, stage.school, 'teacher');
    await teacher.getByRole('heading', { name: 'Кімге керекпін?' }).waitFor();
    await lookAt(teacher, 'teach');
    const card = teacher
      .locator('li, article, section')
      .filter({ hasText: 'Физика' })
      .filter({ hasText: '7-сынып' })
      .last();
    await card.getByText('Сабақ тапсыру').click();
    await teacher.getByRole('heading', { name: 'Сабақ тапсыру' }).waitFor();
    await teacher.getByText('Тығыздықты тәжірибеде анықтау').click();
    await lookAt(teacher, 'assign');
    await teacher.getByRole('button', { name: 'Тапсыру', exact: true }).click();
    await teacher.getByText(/^Тапсырылды:/).waitFor();
  });

  it('a tablet is enrolled by a code before it shows a name', async () => {
    const code = await takeTabletCode(teacher, stage.school);
    await lookAt(teacher, 'tablets');
    await enrolTablet(tablet, stage.school, code);
    await lookAt(tablet, 'classes');
  });

  it('a pupil signs in by class, name and PIN and begins a lesson', async () => {
    await signInPupil(tablet, first);
    await lookAt(tablet, 'today');
    await tablet.getByText('Тығыздықты тәжірибеде анықтау').first().click();
    const begin = tablet.getByRole('button', { name: /^(Бастау|Жалғастыру)$/ });
    if (await begin.isVisible().catch(() => false)) await begin.click();
    await tablet.getByRole('button', { name: 'Әрі қарай' }).waitFor();
    await lookAt(tablet, 'lesson');
    await answer(tablet);
    answers++;
    await lookAt(tablet, 'question');
  });

  it('the power of the school fails: the pupil goes on in the open page, and every answer is on the tablet', async () => {
    await stage.killSchool();
    for (let more = 0; more < 3; more++) {
      await goOn(tablet);
      await answer(tablet);
      answers++;
    }
    await lookAt(tablet, 'outage');
  });

  it('the power is back: everything arrives, once, and the lights say so', async () => {
    await stage.startSchool();
    await tablet.goto(stage.school);
    await tablet.getByText(first.name).first().waitFor();
    await tablet
      .getByText(/мектепте/)
      .first()
      .waitFor();
    await tablet.waitForFunction(() => /бәрі жетті/.test(document.body.innerText), undefined, { timeout: 60_000 });
    await teacher.goto(`${stage.school}/teach`);
  });

  it('the teacher sees the work on the board, marks it and writes a word', async () => {
    const card = teacher
      .locator('li, article, section')
      .filter({ hasText: 'Физика' })
      .filter({ hasText: '7-сынып' })
      .last();
    await card.getByRole('link', { name: 'Физика' }).click();
    await teacher.getByText(first.name).first().waitFor();
    await lookAt(teacher, 'board');
    await teacher.getByText('Жұмысын көру').first().click();
    await teacher.getByText('Мұғалімнің сөзі').waitFor();
    const tries = (await teacher.locator('#page').innerText()).match(/(\d+) рет жауап берді/g) ?? [];
    const sum = tries.reduce((total, each) => total + Number.parseInt(each, 10), 0);
    assert.equal(sum, answers, 'what the pupil answered is not what the school has');
    await lookAt(teacher, 'attempt');
    await teacher.getByRole('radio', { name: '5', exact: true }).check({ force: true });
    await teacher.getByLabel('Оқушыға пікір').fill('Жақсы бастадың, Томирис!');
    await teacher.getByRole('button', { name: 'Сақтау' }).click();
    await teacher
      .getByText(/Сақтал/)
      .first()
      .waitFor();
  });

  it('the pupil reads the mark and the word; the next pupil on the tablet sees nothing of it', async () => {
    await tablet.goto(stage.school);
    await tablet.getByText('Жақсы бастадың, Томирис!').first().waitFor({ timeout: 30_000 });
    await lookAt(tablet, 'marked');
    await signOut(tablet);
    const next = cardOf(6);
    await tablet.getByRole('heading', { name: 'Сыныбыңды таңда' }).waitFor();
    await signInPupil(tablet, next);
    const shown = await tablet.locator('body').innerText();
    assert.ok(!shown.includes('Жақсы бастадың') && !shown.includes(first.name));
    await signOut(tablet);
  });

  it('in an outage a pupil begins by name and the teacher’s code, and the work waits for the teacher’s word', async () => {
    const answered = teacher.waitForResponse((response) => response.url().includes('/outage-code'));
    await teacher.goto(`${stage.school}/teach/tablets`);
    const { code } = (await (await answered).json()) as { code: string };
    await tablet.getByRole('heading', { name: 'Сыныбыңды таңда' }).waitFor();
    await stage.killSchool();
    await chooseName(tablet, 7, first.name);
    await tablet.getByText('Мұғалім айтқан алты сан').first().waitFor();
    await lookAt(tablet, 'outage-code');
    for (const digit of code) await tablet.getByRole('button', { name: digit, exact: true }).click();
    await tablet.getByRole('heading', { name: 'Енді не істеймін?' }).waitFor();
    assert.ok(!(await tablet.locator('body').innerText()).includes('Жақсы бастадың'), 'a code is not a secret');
    await tablet.getByText('Жалғастыру').first().click();
    await answer(tablet);
    await stage.startSchool();
    // The tablet's line is back as well: a browser says so when it finds its network again.
    await tablet.evaluate(() => globalThis.dispatchEvent(new Event('online')));
    await tablet.waitForFunction(() => /бәрі жетті/.test(document.body.innerText), undefined, { timeout: 60_000 });
    await teacher.goto(`${stage.school}/teach/tablets`);
    await teacher.getByText('Иә, осы оқушы').first().waitFor({ timeout: 20_000 });
    await lookAt(teacher, 'held');
  });

  it('a teacher takes the line for a lesson, and gives it back', async () => {
    await teacher.goto(`${stage.school}/teach/line`);
    await teacher.getByRole('button', { name: 'Желіні босату' }).click();
    await teacher.getByRole('button', { name: 'Желіні қайтару' }).waitFor();
    await lookAt(teacher, 'line-held');
    await teacher.getByRole('button', { name: 'Желіні қайтару' }).click();
    await teacher.getByRole('button', { name: 'Желіні босату' }).waitFor();
  });

  it('the region sees the school and what was done, without a pupil’s name', async () => {
    const region = (await stage.device()).page;
    await signInAdult(region, stage.region, 'coordinator');
    await region.getByRole('heading', { name: 'Қай жерде қиын?' }).waitFor();
    await lookAt(region, 'region');
    const shown = await region.locator('body').innerText();
    assert.ok(!shown.includes(first.name));
  });

  it('the office shows what is missing', async () => {
    const head = (await stage.device()).page;
    await signInAdult(head, stage.school, 'head');
    // The other pages of the office have a journey of their own.
    for (const place of ['office', 'office/groups']) {
      await head.goto(`${stage.school}/${place}`);
      await head.getByRole('heading').first().waitFor();
      await lookAt(head, place.replace('/', '-'));
    }
  });

  it('every page on the way stood axe and fitted from 360 to 1920 pixels', () => {
    assert.deepEqual(wrong, []);
  });
});
