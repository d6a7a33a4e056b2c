import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { lookAt } from './look.ts';
import { callAs, enrolTablet, signInAdult, signInPupil, takeTabletCode, type PupilCard } from './person.ts';
import { openStage, type Stage } from './stage.ts';

type Sitting = PupilCard & { readonly page: Page };
type Board = { readonly pupils: readonly { person: string; name: string; grade: number }[] };
type Groups = { readonly groups: readonly { group: string; subject: string; grades: number[]; isMine: boolean }[] };

/** A lesson that nobody planned, of grades 5 and 6: lanes are put together and taken apart, the teacher is called away. */
describe('a lesson that changes on the way', { timeout: 180_000 }, () => {
  let stage: Stage;
  let remote: Page;
  let panel: Page;
  const pupils: Sitting[] = [];
  const wrong: string[] = [];
  const look = async (page: Page, name: string, widths: readonly number[]): Promise<void> => {
    wrong.push(...(await lookAt(page, `steering-${name}`, widths)));
  };
  const call = <T>(method: string, path: string, body?: object): Promise<T> => callAs<T>(remote, method, path, body);
  const lane = (grade: number) => remote.locator('.run-lane', { hasText: new RegExp(`^${grade}-сынып`) });
  const inGrade = (grade: number): Page => pupils.find((each) => each.grade === grade)?.page as Page;

  before(async () => {
    stage = await openStage();
    remote = (await stage.device({ width: 360, height: 740 })).page;
    panel = (await stage.device({ width: 1920, height: 1080 })).page;
    await signInAdult(remote, stage.school, 'teacher');
    await signInAdult(panel, stage.school, 'teacher');
    const { groups } = await call<Groups>('GET', '/lessons/groups');
    const group = groups.find(({ subject, isMine }) => subject === 'natural-science' && isMine)?.group;
    const board = await call<Board>('GET', `/lessons/groups/${group}/board`);
    const code = await takeTabletCode(remote, stage.school);
    for (const grade of [5, 6]) {
      const found = board.pupils.find((each) => each.grade === grade);
      if (!found) throw new Error(`the sample has nobody in grade ${grade}`);
      const path = `/people/pupils/${found.person}/reset`;
      const { secret } = await call<{ secret: { pin: string } }>('POST', path, {});
      const { page } = await stage.device({ width: 800, height: 1100 });
      await enrolTablet(page, stage.school, code);
      await signInPupil(page, { grade, name: found.name, pin: secret.pin });
      pupils.push({ grade, name: found.name, pin: secret.pin, page });
    }
  });
  after(async () => {
    await stage?.close();
  });

  it('LES-60: begins by a button, with whoever sits here, and every tablet hears of it', async () => {
    await remote.goto(`${stage.school}/run`);
    await remote.locator('.run-check', { hasText: 'Жаратылыстану' }).first().click();
    await remote.getByRole('button', { name: 'Бастау' }).last().click();
    await lane(6).waitFor();
    await panel.goto(`${remote.url()}/panel`);
    for (const { page } of pupils) {
      await page.getByText('Сабаққа кіру').click({ timeout: 20_000 });
      await page.getByText('Мұғалімнің айтқанын тыңда').first().waitFor();
    }
  });

  it('a teacher who is called away says so: lanes go on, and the word is taken back', async () => {
    await remote.getByRole('button', { name: 'Мені шақырып кетті' }).click();
    await remote.getByRole('button', { name: 'Қайтып келдім' }).waitFor();
    await inGrade(5)
      .getByText(/^Мұғалім келгенше/)
      .first()
      .waitFor();
    await look(remote, 'away', [360]);
    await look(inGrade(5), 'away-tablet', [800]);
    await look(panel, 'away-panel', [1920]);
    await remote.getByRole('button', { name: 'Қайтып келдім' }).click();
    await inGrade(5)
      .getByText(/^Мұғалім келгенше/)
      .first()
      .waitFor({ state: 'detached' });
  });

  it('a lane that is put to another goes with it, and is taken apart again', async () => {
    await lane(6).locator('summary').click();
    await lane(6)
      .getByRole('button', { name: /^5-сынып.* жолағына қосу$/ })
      .click();
    await lane(6).getByRole('button', { name: 'Бөлек жүргізу' }).waitFor();
    await look(remote, 'merged', [360]);
    await look(panel, 'merged-panel', [1920]);
    assert.equal(await lane(6).getByRole('button', { name: 'Келесі' }).count(), 0, 'it is led by the other lane');
    await lane(5).getByRole('button', { name: /\+2/ }).click();
    await lane(6).getByRole('button', { name: 'Бөлек жүргізу' }).click();
    await lane(6).getByRole('button', { name: 'Келесі' }).waitFor();
    await lane(6).getByRole('button', { name: 'Келесі' }).click();
    await inGrade(6).getByText('Сабақ қалай өтті?').waitFor({ timeout: 20_000 });
    assert.equal(await inGrade(5).getByText('Сабақ қалай өтті?').count(), 0, 'the other lane goes on');
  });

  it('every page on the way stood axe and fitted', () => {
    assert.deepEqual(wrong, []);
  });
});
