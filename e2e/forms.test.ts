import assert from 'node:assert/strict';
import { cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { systemRandomness } from '#kernel/ids.ts';
import { systemClock } from '#kernel/time.ts';
import { bringCells } from '#rooms/bank/index.ts';
import { openNode } from '../src/main.ts';
import { must } from '../src/rooms/assessment/access.ts';
import { designOf, replacing, shippedMade } from '../src/rooms/assessment/design.ts';
import { selectDrawn, selectFiles } from '../src/rooms/assessment/queries.ts';
import { studySet } from '../src/rooms/assessment/records.ts';
import { seal } from '../src/rooms/assessment/seal-form.ts';
import { regionScope } from '#kernel/ids.ts';
import { meet } from '../src/simulation/one-process.ts';
import { settingsFrom } from '../src/settings.ts';
import { lookAt as findWrong } from './look.ts';
import { signInAdult } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const cell = 'natural-science-6';
const quiet = { clock: systemClock, randomness: systemRandomness, hasJobs: false };

/** The day, so many days from now. */
function dayFrom(days: number): string {
  return new Date(systemClock.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

/** The start has been sealed and sent, two weeks ahead; the end is designed. */
async function withSealed(data: string): Promise<void> {
  const region = await openNode(settingsFrom({ TIREK_DATA: join(data, 'region') }), quiet);
  const school = await openNode(settingsFrom({ TIREK_DATA: join(data, 'small') }), quiet);
  const bank = mkdtempSync(join(data, 'bank-'));
  cpSync(join(import.meta.dirname, '..', 'content', 'bank', cell), join(bank, cell), { recursive: true });
  await bringCells(region.house, bank);
  const { log } = region.house;
  const study = (timePoint: 'start' | 'end', from: number) =>
    studySet.draft(regionScope, 'test', {
      study: `${timePoint}-2026`,
      year: 2026,
      timePoint,
      from: dayFrom(from),
      to: dayFrom(from + 14),
    });
  await log.write(() => ({ records: [study('start', 14), study('end', 150)], answer: undefined }));
  const design = await designOf(log.read, 2026, cell);
  assert.ok(design);
  await log.write((on) => ({
    records: must(replacing(on, design, must(shippedMade(design)), 'test')),
    answer: undefined,
  }));
  const [start] = await selectDrawn(log.read, ['start-2026'], cell);
  assert.ok(start);
  must(await seal(region.house, start, 'test'));
  await meet(region, school);
  for (const { hash } of await selectFiles(log.read)) {
    await school.house.files.put(await region.house.files.read(hash));
  }
  await school.close();
  await region.close();
}

/** A form on its way from the region to a school and its pupils' papers. Each `it` goes on where the one before ended. */
describe('forms of a study in Chromium', { timeout: 180_000, concurrency: false }, () => {
  let stage: Stage;
  let region: Page;
  let school: Page;
  let words: string[] = [];
  const wrong: string[] = [];
  const lookAt = async (page: Page, name: string, widths = [360, 1280]): Promise<void> => {
    wrong.push(...(await findWrong(page, name, widths)));
  };

  before(async () => {
    stage = await openStage([], undefined, withSealed);
    region = (await stage.device()).page;
    school = (await stage.device()).page;
    await signInAdult(region, stage.region, 'coordinator');
    await signInAdult(school, stage.school, 'head');
  });
  after(() => stage.close());

  it('ASM-1, ASM-12: a coordinator sees the studies, what is monitored, and a design with what is wrong in it', async () => {
    await region.goto(`${stage.region}/forms`);
    await region.getByRole('link', { name: 'Жаратылыстану, 6-сынып' }).waitFor();
    await lookAt(region, 'forms-region');
    await region.goto(`${stage.region}/forms/monitored`);
    await region.getByRole('button', { name: /бастап бекіту/ }).waitFor();
    await lookAt(region, 'forms-monitored');
    await region.goto(`${stage.region}/forms/design/2026/${cell}`);
    await region.getByRole('heading', { name: 'Жыл соңы, 1-нұсқа' }).waitFor();
    await lookAt(region, 'forms-design');
    const end = region.locator('section.sheet', { hasText: 'Жыл соңы, 1-нұсқа' });
    const moved = region.waitForResponse((response) => response.url().endsWith('/edit'));
    await end
      .getByRole('button', { name: /төмен жылжыту/ })
      .first()
      .click();
    assert.equal((await moved).status(), 200);
    await end.getByRole('button', { name: 'Оқушы көретіндей қарау' }).click();
    await region.locator('dialog .item-view').first().waitFor();
    await lookAt(region, 'forms-preview');
    await region.keyboard.press('Escape');
  });

  it('ASM-21, ASM-25: sees what has arrived, and reads a school its code', async () => {
    await region.goto(`${stage.region}/forms/study/start-2026`);
    await region.getByRole('button', { name: 'Кодтар' }).first().waitFor();
    await lookAt(region, 'forms-study');
    const name = stage.sample.nodes.find((node) => node.name === 'small')?.school?.names.kk ?? '';
    await region.getByRole('row', { name }).getByRole('button', { name: 'Кодтар' }).click();
    await region.getByRole('button', { name: 'Қазақша сөзбен' }).click();
    const said = (await region.locator('dialog .forms-code').first().textContent()) ?? '';
    words = said.split(/\s*\d+\.\s*/).filter(Boolean);
    assert.equal(words.length, 8);
    await lookAt(region, 'forms-codes');
  });

  it('ASM-21, ASM-22: the head types it; a misheard word is named; then the form is open', async () => {
    await school.goto(`${stage.school}/forms`);
    await school.getByRole('button', { name: 'Кодпен ашу' }).click();
    const misheard = words.with(4, words[4]?.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)) ?? '');
    await school.getByLabel('Код', { exact: true }).fill(misheard.join(' '));
    await school.getByRole('button', { name: 'Кодпен ашу' }).click();
    await school.getByText('Мына бөліктерде қате бар: 5.').waitFor();
    await lookAt(school, 'forms-here');
    await school.getByLabel('Код', { exact: true }).fill(words.join(' '));
    await school.getByRole('button', { name: 'Кодпен ашу' }).click();
    await school.getByRole('link', { name: 'Қағазбен өткізу' }).waitFor();
  });

  it('ASM-5, ASM-30 … ASM-32: the grade is planned; paper is keyed twice, and what differs is resolved', async () => {
    await school.goto(`${stage.school}/forms/plan/start-2026`);
    await school.getByRole('button', { name: 'Жоспар жасау' }).first().click();
    await school.getByRole('cell', { name: '1-нұсқа' }).first().waitFor();
    await lookAt(school, 'forms-plan');
    await school.goto(`${stage.school}/forms`);
    await school.getByRole('link', { name: 'Қағазбен өткізу' }).click();
    await school.getByRole('button', { name: 'Парақтарды жасау' }).click();
    await school.getByRole('button', { name: 'Бірінші енгізу' }).first().click();
    const line = school.locator('.forms-line', { hasText: 'A–D' }).first().locator('input');
    await line.fill('a');
    await lookAt(school, 'forms-key');
    await school.getByRole('button', { name: 'Сақтау' }).click();
    await school.getByRole('button', { name: 'Екінші енгізу' }).first().click();
    await line.fill('B');
    await school.getByRole('button', { name: 'Сақтау' }).click();
    await school.getByRole('button', { name: 'Айырмасын шешу' }).click();
    await school.getByRole('button', { name: 'Екінші: B' }).click();
    await lookAt(school, 'forms-resolve');
    await school.getByRole('button', { name: 'Сақтау' }).click();
    await school.getByText('Айырмасы шешілді').waitFor();
    assert.deepEqual(wrong, []);
  });
});
