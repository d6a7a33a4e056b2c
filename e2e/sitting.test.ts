import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { systemRandomness, type SchoolId } from '#kernel/ids.ts';
import { systemClock } from '#kernel/time.ts';
import { formsFor } from '#rooms/assessment/index.ts';
import { openNode } from '../src/main.ts';
import { aForm, publishStudy } from '../src/rooms/sitting/testing.ts';
import { responsesOf } from '../src/rooms/sitting/responses.ts';
import { meet } from '../src/simulation/one-process.ts';
import { settingsFrom } from '../src/settings.ts';
import { lookAt as findWrong } from './look.ts';
import { callAs, enrolTablet, signInAdult, signInPupil, takeTabletCode, type PupilCard } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const grade = 6;
const items = 6;
const quiet = { clock: systemClock, randomness: systemRandomness, hasJobs: false };

/** The region has sent a study out and opened it, and the school has it, before the day begins. */
async function withStudy(data: string): Promise<void> {
  const region = await openNode(settingsFrom({ TIREK_DATA: join(data, 'region') }), quiet);
  const school = await openNode(settingsFrom({ TIREK_DATA: join(data, 'small') }), quiet);
  const forms = [
    aForm('form-a', `mathematics-${grade}`, '1', items),
    aForm('form-b', `mathematics-${grade}`, '2', items),
  ];
  await publishStudy(region.house, forms);
  await meet(region, school);
  for (const form of await formsFor(region.house.log.read, school.house.self.school as SchoolId)) {
    await school.house.files.put(await region.house.files.read(form.file));
  }
  await school.close();
  await region.close();
}

/**
 * A test of two pupils with a power cut in the middle: they go on, one reloads, the power comes back, both hand in, and
 * everything is there once. Each `it` goes on where the one before ended.
 */
/** Writes into the tablet's store what a window does that takes the attempts and is then gone without a word. */
function takeAttempt(tablet: Page): Promise<void> {
  return tablet.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opened = indexedDB.open('tirek-sitting');
        opened.addEventListener('error', () => reject(new Error('no store of attempts')));
        opened.addEventListener('success', () => {
          const tx = opened.result.transaction('chains', 'readwrite');
          const rows = tx.objectStore('chains').getAll();
          rows.addEventListener('success', () => {
            const lease = { holder: 'gone', until: Date.now() + 10_000 };
            for (const row of rows.result) tx.objectStore('chains').put({ ...row, lease });
          });
          tx.addEventListener('complete', () => {
            opened.result.close();
            resolve();
          });
        });
      }),
  );
}

describe('a sitting of two pupils with a power cut', { timeout: 300_000 }, () => {
  let stage: Stage;
  let teacher: Page;
  const pages: Page[] = [];
  const cards: PupilCard[] = [];
  const wrong: string[] = [];
  const lookAt = async (page: Page, name: string, widths: readonly number[]): Promise<void> => {
    wrong.push(...(await findWrong(page, name, widths)));
  };
  const page = (n: number): Page => pages[n] as Page;
  /** Answers the item on the screen with its choice of this place, and waits until the screen says that it is kept. */
  const choose = async (tablet: Page, choice: number, where = /сақталды/): Promise<void> => {
    await tablet.locator('.item-view input[type=radio]').nth(choice).check({ force: true });
    await tablet.locator('.safe-line').filter({ hasText: where }).waitFor();
  };
  const call = <T>(method: string, path: string, body?: unknown): Promise<T> => callAs<T>(teacher, method, path, body);
  /** To the item of this number, and until it is on the screen. */
  const next = async (tablet: Page, number: number): Promise<void> => {
    await tablet.getByRole('button', { name: 'Келесі' }).click();
    await tablet.getByRole('heading', { name: `${number}-тапсырма (${items} ішінен)` }).waitFor();
  };

  before(async () => {
    stage = await openStage([], undefined, withStudy);
    teacher = (await stage.device({ width: 1280, height: 800 })).page;
    await signInAdult(teacher, stage.school, 'head');
    type Cells = { cells: { pupils: { person: string; name: string }[] }[] };
    const { cells } = await call<Cells>('GET', '/sitting/cells');
    for (const { person, name } of cells[0]?.pupils.slice(0, 2) ?? []) {
      type Reset = { secret: { pin: string } };
      const { secret } = await call<Reset>('POST', `/people/pupils/${person}/reset`, {});
      cards.push({ grade, name, pin: secret.pin });
    }
    assert.equal(cards.length, 2);
    const code = await takeTabletCode(teacher, stage.school);
    for (const card of cards) {
      const { page: tablet } = await stage.device({ width: 800, height: 1100 });
      await enrolTablet(tablet, stage.school, code);
      await signInPupil(tablet, card);
      pages.push(tablet);
    }
  });
  after(async () => {
    await stage?.close();
  });

  it('the teacher prepares the seats; the tablets hear of it, and have the sealed test before the start', async () => {
    await teacher.goto(`${stage.school}/proctor`);
    await lookAt(teacher, 'sitting-cells', [1280]);
    await teacher.getByRole('button', { name: 'Орындарды дайындау' }).click();
    await teacher.getByRole('heading', { name: /6-сынып/ }).waitFor();
    for (const tablet of pages) {
      await tablet.getByRole('link', { name: /Тестке өту/ }).click();
      await tablet.getByText('Тест планшетте дайын тұр.').waitFor();
    }
    await lookAt(page(0), 'sitting-ready', [800]);
    await teacher.getByRole('button', { name: 'Тестті бастау' }).click();
  });

  it('pupils answer; the board says where they are and that their answers are at the school', async () => {
    for (const tablet of pages) {
      await tablet.getByRole('button', { name: 'Бастау', exact: true }).click();
      await tablet.getByRole('heading', { name: `1-тапсырма (${items} ішінен)` }).waitFor();
      await choose(tablet, 1, /мектепте сақталды/);
    }
    await lookAt(page(0), 'sitting-item', [360, 800]);
    await teacher.getByText('2-тапсырма').or(teacher.getByText('1-тапсырма')).first().waitFor();
    await teacher.getByText('жазып отыр: 2').waitFor();
    await lookAt(teacher, 'sitting-board', [1280]);
  });

  it('SIT-16: a second window of the tablet does not write, and says where the test goes on', async () => {
    const second = await page(0).context().newPage();
    await second.goto(`${stage.school}/sitting`);
    await second.getByText('басқа терезесінде ашық').waitFor();
    await second.close();
    // A window that is gone had taken the attempt: what was answered in that moment is kept when this one has it again.
    await takeAttempt(page(0));
    await page(0)
      .locator('.item-view input[type=radio]')
      .nth(0)
      .evaluate((choice: HTMLElement) => choice.click());
    await page(0).getByText('басқа терезесінде ашық').waitFor();
    await page(0)
      .locator('.safe-line')
      .filter({ hasText: /мектепте сақталды/ })
      .waitFor();
    assert.equal(await page(0).locator('.item-view input[type=radio]').nth(0).isChecked(), true);
    await choose(page(0), 1, /мектепте сақталды/);
  });

  it('the power of the server fails: they go on, and the screen says where the answers are', async () => {
    await stage.killSchool();
    for (const tablet of pages) {
      await next(tablet, 2);
      await choose(tablet, 2, /планшетте сақталды/);
    }
    await page(0).getByRole('button', { name: 'Кейінге белгілеу' }).click();
    await next(page(0), 3);
    await choose(page(0), 0, /планшетте сақталды/);
  });

  it('a page that is loaded again stands where it stood, with all answers', async () => {
    // A school's address is no secure context: without its server the browser has no page to load.
    await page(1)
      .reload()
      .catch(() => undefined);
    await stage.startSchool();
    await page(1).goto(`${stage.school}/sitting`);
    await page(1)
      .getByRole('heading', { name: `2-тапсырма (${items} ішінен)` })
      .waitFor({ timeout: 30_000 });
    assert.equal(await page(1).locator('.item-view input[type=radio]').nth(2).isChecked(), true);
    for (const tablet of pages)
      await tablet
        .locator('.safe-line')
        .filter({ hasText: /мектепте/ })
        .waitFor({ timeout: 30_000 });
  });

  it('both hand in, told what has no answer; everything is there once', async () => {
    for (const tablet of pages) {
      await tablet.getByRole('button', { name: 'Барлық тапсырма' }).click();
      await tablet.getByText('Жауапсыз қалған тапсырма').first().waitFor();
    }
    await lookAt(page(0), 'sitting-overview', [800]);
    for (const tablet of pages) {
      await tablet.getByRole('button', { name: 'Тестті тапсыру' }).click();
      await tablet.getByRole('dialog').getByRole('button', { name: 'Тестті тапсыру' }).click();
      await tablet.getByText('Жауаптарың мектепте.').waitFor({ timeout: 90_000 });
    }
    await lookAt(page(0), 'sitting-handed-in', [800]);
    await teacher.getByText('тапсырды: 2').waitFor({ timeout: 60_000 });
    // The seats are asked for again and again: who has handed in is not told that there is no test.
    await page(0).waitForResponse((answer) => answer.url().endsWith('/sitting/mine'), { timeout: 20_000 });
    await page(0).waitForTimeout(200);
    assert.ok(await page(0).getByText('Жауаптарың мектепте.').isVisible());
    await lookAt(teacher, 'sitting-board-end', [1280]);
    await stage.killSchool();
    const school = await openNode(settingsFrom({ TIREK_DATA: stage.schoolFolder }), quiet);
    const all = await responsesOf(school.house.log, 'start-2026');
    await school.close();
    await stage.startSchool();
    const given = all.map(({ items: own }) =>
      own.map((each) => (each.state === 'answered' ? each.response[0] : each.state)),
    );
    const rest = 'not-reached';
    assert.deepEqual(
      given.toSorted((a, b) => a.filter((each) => each === rest).length - b.filter((each) => each === rest).length),
      [
        [1, 2, 0, rest, rest, rest],
        [1, 2, rest, rest, rest, rest],
      ],
    );
  });

  it('every page on the way stood axe and fitted', () => {
    assert.deepEqual(wrong, []);
  });
});
