import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { labs, type ListedLab } from '#rooms/labs/labs/list.ts';
import { finger, keys } from './hand.ts';
import { letTimePass, workAt } from './lab-pupil.ts';
import { lookAt } from './look.ts';
import { enrolTablet, signInAdult, signInPupil, takeTabletCode } from './person.ts';
import { openStage, type Stage } from './stage.ts';

/** Which labs: all in the long form, and in the short one a few that differ in what they are handled with. */
const asked = process.env['TIREK_LABS']?.split(',');
const isLong = process.env['TIREK_PROOF'] !== undefined || asked !== undefined;
const short: readonly string[] = ['hooke'];
const chosen = labs.filter(({ lab }) => (asked ?? (isLong ? labs.map((each) => each.lab) : short)).includes(lab));
const screens = [
  { width: 800, height: 1280 },
  { width: 1280, height: 800 },
];

/** LAB-18: every lab, from the empty bench to the report that is handed in, by touch and again by keyboard alone. */
describe('every laboratory', { timeout: 3_600_000 }, () => {
  let stage: Stage;
  let tablets: { readonly touch: Page; readonly keyboard: Page };
  const wrong: string[] = [];

  /** A tablet with a pupil of grade 7 at it. */
  const tabletOf = async (teacher: Page, hasTouch: boolean): Promise<Page> => {
    const viewport = hasTouch ? { width: 800, height: 1280 } : { width: 1280, height: 800 };
    const context = await stage.browser.newContext({ viewport, hasTouch, locale: 'kk-KZ' });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    await letTimePass(page);
    await enrolTablet(page, stage.school, await takeTabletCode(teacher, stage.school));
    const account = stage.sample.pupils.small.find(({ role }) => role === 'pupil 7');
    assert.ok(account);
    await signInPupil(page, { grade: 7, name: account.name, pin: account.secret });
    return page;
  };
  /** One task of a lab by one hand, looked at on the way. */
  const walk = async ({ lab, tasks, load }: ListedLab, page: Page, how: 'touch' | 'keyboard'): Promise<void> => {
    const listed = labs.find((each) => each.lab === lab);
    const task = how === 'touch' ? tasks[0] : tasks.at(-1);
    assert.ok(listed && task && (await load()));
    const hand = how === 'touch' ? finger(page) : keys(page);
    const isLooked = how === 'touch';
    const seen = async (name: string): Promise<void> => {
      const widths = isLooked && (name === 'empty' || name === 'measured' || isLong) ? screens : [];
      if (isLooked) wrong.push(...(await lookAt(page, `lab-${lab}-${name}`, widths)));
    };
    const points = await workAt({ page, hand, school: stage.school, seen }, listed, task.task);
    assert.deepEqual(points, [3, 3, 3, 3, 3, 3], `${lab} ${task.task}: the points of a careful pupil`);
  };

  before(async () => {
    stage = await openStage([]);
    const teacher = (await stage.device({ width: 1280, height: 800 })).page;
    await signInAdult(teacher, stage.school, 'teacher');
    tablets = { touch: await tabletOf(teacher, true), keyboard: await tabletOf(teacher, false) };
  });
  after(async () => {
    await stage?.close();
  });

  for (const lab of chosen) {
    it(`LAB-1, LAB-18: ${lab.lab} by touch`, () => walk(lab, tablets.touch, 'touch'));
    it(`LAB-18: ${lab.lab} by keyboard alone`, () => walk(lab, tablets.keyboard, 'keyboard'));
  }

  it('WCAG 2.2 AA, and nothing is wider than the screen', () => {
    assert.deepEqual(wrong, []);
  });
});
