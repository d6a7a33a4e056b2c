import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { lookAt } from './look.ts';
import { enrolTablet, signInAdult, signInPupil, takeTabletCode, type PupilCard } from './person.ts';
import { openStage, type Stage } from './stage.ts';

/** A section assessment: made in a minute, done on a tablet that keeps quiet about it, handed to the journal. */
describe('a test that a teacher makes', { timeout: 180_000 }, () => {
  let stage: Stage;
  let teacher: Page;
  let tablet: Page;
  let pupil: PupilCard;
  const wrong: string[] = [];
  const look = async (of: Page, name: string, widths = [360, 1280]): Promise<void> => {
    wrong.push(...(await lookAt(of, `quiz-${name}`, widths)));
  };
  before(async () => {
    stage = await openStage();
    teacher = (await stage.device()).page;
    tablet = (await stage.device({ width: 1024, height: 700 })).page;
    const account = stage.sample.pupils.small.find((each) => each.role === 'pupil 7');
    assert.ok(account);
    pupil = { grade: 7, name: account.name, pin: account.secret };
  });
  after(async () => {
    await stage?.close();
  });

  it('QUZ-3: what is proposed stands there at once; one is swapped, one is taken out, all are seen', async () => {
    await signInAdult(teacher, stage.school, 'teacher');
    await teacher.goto(`${stage.school}/quiz`);
    const group = teacher.locator('.quiz-group').filter({ hasText: 'Физика, 7-сынып' });
    await group.getByRole('link', { name: 'Жаңа тест' }).waitFor();
    await look(teacher, 'home');
    await group.getByRole('link', { name: 'Жаңа тест' }).click();
    await teacher.locator('.quiz-item').first().waitFor();
    const stems = (): Promise<string[]> => teacher.locator('.quiz-item summary').allTextContents();
    const before_ = await stems();
    assert.equal(before_.length, 5);
    await teacher
      .getByRole('button', { name: /^Басқасы/ })
      .first()
      .click();
    assert.notDeepEqual((await stems())[0], before_[0]);
    await teacher
      .getByRole('button', { name: /^Алып тастау/ })
      .last()
      .click();
    assert.equal((await stems()).length, 4);
    await teacher.locator('.quiz-item summary').first().click();
    await teacher.getByRole('radio', { name: /^БЖБ/ }).check();
    await teacher.locator('.quiz-descriptors').waitFor();
    await look(teacher, 'make');
  });

  it('QUZ-4: it is given and stands on the tablet like any lesson', async () => {
    await teacher.getByLabel('Тақырыбы').fill('Қозғалыс');
    await teacher.getByRole('button', { name: '7-сыныпқа беру' }).click();
    await teacher.getByText('оқушыларға берілді').waitFor();
    await look(teacher, 'made', [1280]);
    await teacher.getByRole('link', { name: 'Нәтижелер' }).click();
    await teacher.locator('.quiz-table').waitFor();
    const results = teacher.url();
    await enrolTablet(tablet, stage.school, await takeTabletCode(teacher, stage.school));
    await teacher.goto(results);
    await signInPupil(tablet, pupil);
    await tablet.getByText('БЖБ: Қозғалыс').first().waitFor();
  });

  it('LES-86: the tablet keeps answers, says nothing of them before the end, and then what was right', async () => {
    const href = await tablet.locator('a[href^="/lesson/quiz-"]').first().getAttribute('href');
    await tablet.goto(`${stage.school}${href}`);
    for (let n = 1; n <= 4; n++) {
      await tablet.getByRole('heading', { name: `${n}-сұрақ` }).waitFor();
      const [radio, box, field] = [
        tablet.locator('form.ask input[type=radio]').first(),
        tablet.locator('form.ask input[type=checkbox]').first(),
        tablet.locator('form.ask input[type=text], form.ask input[inputmode=decimal]').first(),
      ];
      const isChoice = (await radio.count()) > 0 || (await box.count()) > 0;
      if ((await radio.count()) > 0) await radio.check({ force: true });
      else if ((await box.count()) > 0) await box.check({ force: true });
      else if ((await field.count()) > 0) await field.fill('1');
      if (n === 1) await look(tablet, 'question', [360, 1024]);
      if (isChoice || (await field.count()) > 0) await tablet.getByRole('button', { name: 'Жауапты сақтау' }).click();
      else await tablet.getByRole('button', { name: 'Кейінірек' }).click();
    }
    await tablet.getByRole('button', { name: 'Тестті аяқтау' }).waitFor();
    assert.equal(await tablet.locator('.seat.right, .seat.tried, .track .right, .track .tried').count(), 0);
    await look(tablet, 'end', [360, 1024]);
    await tablet.getByRole('button', { name: 'Тестті аяқтау' }).click();
    await tablet.getByText('Тест аяқталды.').waitFor();
    assert.ok((await tablet.locator('.seat.right, .seat.tried').count()) > 0);
    assert.equal(await tablet.getByRole('button', { name: 'Қалғанына оралу' }).count(), 0);
    await look(tablet, 'finished', [1024]);
  });

  it('QUZ-7: the teacher sees points by descriptor and hands them to the journal', async () => {
    const row = teacher.getByRole('row').filter({ hasText: pupil.name });
    for (let tries = 0; tries < 20 && (await row.getByRole('checkbox').count()) === 0; tries++) {
      await teacher.waitForTimeout(250);
      await teacher.reload();
      await teacher.locator('.quiz-table').waitFor();
    }
    assert.ok(await row.getByRole('checkbox').isChecked());
    await look(teacher, 'results');
    await teacher.getByRole('button', { name: 'Журналға жіберу: 1 оқушы' }).click();
    await teacher.getByRole('link', { name: 'Журналдан ашу' }).click();
    await teacher.getByRole('heading', { name: /Қозғалыс/ }).waitFor();
  });

  it('nothing is wrong with any of these screens', () => {
    assert.deepEqual(wrong, []);
  });
});
