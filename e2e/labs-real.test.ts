import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { findLab } from '#rooms/labs/labs/find-lab.ts';
import { playCareful } from '#rooms/labs/model/careful.ts';
import { historyOf } from '#rooms/labs/model/seen.ts';
import { seedOf } from '#rooms/labs/model/seed.ts';
import { finger, keys } from './hand.ts';
import type { Desk } from './lab-desk.ts';
import { actionsOf, keptOf } from './lab-kept.ts';
import { conclude, experiment, plan, plot, turnTo } from './lab-pupil.ts';
import { fillTable } from './lab-table.ts';
import { openLabTablet } from './lab-tablet.ts';
import { benchWords } from './lab-words.ts';
import { lookAt as findWrong } from './look.ts';
import { signInAdult, signInPupil, signOut } from './person.ts';
import { openStage, smallPupil, type Stage } from './stage.ts';

const [lab, name] = ['floating', 'density'];
const screens = [
  { width: 800, height: 1280 },
  { width: 1280, height: 800 },
];

/**
 * A pair of grades 5 and 6 on two tablets in one work; one of them does it once more with real apparatus, by the book; the
 * teacher sees both results side by side, and what the class expected.
 */
describe('a pair at two tablets, and a work with real apparatus', { timeout: 480_000 }, () => {
  let stage: Stage;
  let teacher: Page;
  let first: Desk;
  let second: Desk;
  const wrong: string[] = [];
  const lookAt = async (page: Page, what: string): Promise<void> => {
    wrong.push(...(await findWrong(page, `labs-${what}`, screens)));
  };
  const say = benchWords(lab);
  const deskOf = async (grade: number, hasTouch: boolean): Promise<Desk> => {
    const page = await openLabTablet(stage, teacher, grade, hasTouch);
    const spec = await findLab(lab)?.load();
    const task = spec?.tasks.find((each) => each.task === name);
    assert.ok(spec && task);
    const hand = hasTouch ? finger(page) : keys(page);
    return { page, hand, school: stage.school, seen: async () => undefined, spec, task, say };
  };
  const press = (desk: Desk, text: string | RegExp): Promise<void> =>
    desk.hand.press(desk.page.getByRole('button', { name: text, exact: true }));
  const linesOf = (page: Page): Locator => page.locator('.lab-notebook tbody tr');

  before(async () => {
    stage = await openStage([]);
    teacher = (await stage.device({ width: 1280, height: 800 })).page;
    await signInAdult(teacher, stage.school, 'teacher');
    first = await deskOf(5, true);
    second = await deskOf(6, false);
  });
  after(async () => {
    await stage?.close();
  });

  it('LAB-20: one begins with a partner, who finds the work at the other tablet and looks on', async () => {
    const { page, spec, task } = first;
    await page.goto(`${stage.school}/labs/${lab}/${name}`);
    await page.getByLabel(say('labs.pair.choose')).selectOption({ label: smallPupil(stage, 6).name });
    await lookAt(page, 'pair-begin');
    await press(first, say('labs.begin'));
    await page.locator('.lab-bench').waitFor();
    const seed = seedOf((await keptOf(page, lab, name)).key, lab);
    await plan(first, playCareful(spec, task, seed).notebook);
    await turnTo(first, 'table');
    // Sets the balance to zero, takes the unknown stuff, and measures two pieces twice.
    await experiment(first, spec.careful.deeds(task, seed).slice(0, 2 + 4 * 6));
    await second.page.goto(`${stage.school}/labs`);
    await second.page.getByRole('link', { name: say('labs.floating.task.density') }).click();
    await second.page.getByRole('button', { name: say('labs.pair.follow') }).waitFor();
    await lookAt(second.page, 'pair-found');
    await press(second, say('labs.pair.follow'));
    await second.page.waitForFunction(() => document.querySelectorAll('.lab-notebook tbody tr').length === 4);
    await lookAt(second.page, 'pair-follow');
  });

  it('LAB-15: the teacher sees who is at the bench, at which step', async () => {
    await teacher.goto(`${stage.school}/labs`);
    const group = teacher.locator('section').filter({ hasText: 'Жаратылыстану' }).filter({ hasText: '5' });
    await group.getByRole('link', { name: 'Сыныпты көру' }).first().click();
    await teacher.getByText('Қазір жұмыс істеп жатыр: 1').waitFor();
    await lookAt(teacher, 'class-going');
  });

  it('LAB-20, LAB-21: the partner takes the bench over and hands in for both', async () => {
    const { page, spec, task } = second;
    await press(second, say('labs.go-on-here'));
    await page.locator('.lab-controls').waitFor();
    const seed = seedOf((await keptOf(page, lab, name)).key, lab);
    await experiment(second, spec.careful.deeds(task, seed).slice(2 + 4 * 6));
    const wanted = spec.careful.write(task, { readings: historyOf(spec, seed, await actionsOf(page)).seen });
    const lines = await fillTable(second, wanted);
    assert.equal(await linesOf(page).count(), 16);
    await turnTo(second, 'plot');
    await plot(second, wanted);
    await turnTo(second, 'conclusion');
    await conclude(second, wanted, lines);
    await press(second, say('labs.hand-in'));
    await page.getByText(say('labs.handed-in')).waitFor();
    await first.page.getByText(say('labs.ahead')).waitFor();
    await lookAt(first.page, 'pair-ahead');
    await press(first, say('labs.go-on-here'));
    await first.page.getByText(say('labs.handed-in')).waitFor();
  });

  it('LAB-13: with real apparatus: the rules are read, readings are typed, and the same notebook leads to a report', async () => {
    const { page, spec, task } = second;
    await press(second, say('labs.other.begin-real'));
    await press(second, say('labs.begin.real'));
    await page.getByRole('heading', { name: say('labs.safety'), exact: true }).waitFor();
    await lookAt(page, 'real-briefing');
    const rules = page.locator('.lab-briefing input');
    for (const rule of await rules.all()) await second.hand.press(rule);
    await press(second, say('labs.safety.done'));
    await page.locator('.lab-briefing').waitFor({ state: 'detached' });
    const wanted = playCareful(spec, task, seedOf('5'.repeat(64), lab)).notebook;
    await plan(second, { ...wanted, hypothesis: { ...wanted.hypothesis, direction: 'none' } });
    await turnTo(second, 'table');
    await lookAt(page, 'real-empty');
    const lines = await fillTable(second, wanted);
    await lookAt(page, 'real-measured');
    await turnTo(second, 'plot');
    await plot(second, wanted);
    await lookAt(page, 'real-plot');
    await turnTo(second, 'conclusion');
    await conclude(second, wanted, lines);
    await lookAt(page, 'real-conclusion');
    await press(second, say('labs.hand-in'));
    await page.getByText(say('labs.handed-in')).waitFor();
    await press(second, say('labs.other.open-virtual'));
    await page.locator('.lab-apparatus').waitFor();
  });

  it('LAB-13: the teacher has both results side by side, what the class expected, and the rules that were read', async () => {
    // Heard live, without a touch.
    await teacher.getByText('Тексеруді күтіп тұр: 2').waitFor({ timeout: 30_000 });
    await teacher.getByRole('heading', { name: 'Нақты және виртуал нәтижелер' }).waitFor();
    await teacher.getByRole('heading', { name: 'Сынып не күтті' }).waitFor();
    await lookAt(teacher, 'class-compare');
    const real = teacher.getByRole('row').filter({ hasText: 'нақты құралмен' }).getByRole('link').first();
    await real.click();
    await teacher.getByText('Қауіпсіздік ережелерін оқыған.').waitFor();
    const points = await teacher
      .locator('.lab-mark-row select')
      .evaluateAll((all) => all.map((each) => (each as HTMLSelectElement).value));
    await lookAt(teacher, 'real-marking');
    assert.deepEqual(points, ['3', '3', '3', '3', '3', '3']);
  });

  it('LAB-22: a work that there is with real apparatus alone has its list of apparatus, its dangers and its notebook', async () => {
    const { page } = first;
    await page.goto(stage.school);
    await signOut(page);
    await signInPupil(page, smallPupil(stage, 7));
    await page.getByRole('link', { name: 'Зертхана' }).click();
    const works = page
      .locator('summary')
      .filter({ hasText: say('labs.real-works') })
      .first();
    await works.tap();
    await lookAt(page, 'real-list');
    await page.getByRole('link', { name: 'Архимед заңын зерттеу' }).click();
    await page.getByRole('button', { name: say('labs.begin.real') }).waitFor();
    await lookAt(page, 'real-begin');
    await press(first, say('labs.begin.real'));
    await page.getByText('динамометр, өлшеуіш цилиндр, денелер жинағы').waitFor();
    for (const rule of await page.locator('.lab-briefing input').all()) await rule.tap();
    await press(first, say('labs.safety.done'));
    await page.locator('.lab-briefing').waitFor({ state: 'detached' });
    await lookAt(page, 'real-alone');
    await teacher.goto(`${stage.school}/labs/works`);
    await teacher.getByText('Жұмыс саны: 72').waitFor();
    await teacher.locator('summary').first().click();
    await lookAt(teacher, 'works');
  });

  it('WCAG 2.2 AA, and nothing is wider than the screen', () => {
    assert.deepEqual(wrong, []);
  });
});
