import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { labs } from '#rooms/labs/labs/list.ts';
import { finger, keys } from './hand.ts';
import { workAt } from './lab-pupil.ts';
import { openLabTablet } from './lab-tablet.ts';
import { lookAt } from './look.ts';
import { signInAdult } from './person.ts';
import { openStage, type Stage } from './stage.ts';

type How = 'touch' | 'keyboard';
/** Which labs: all by both hands in the long form, and in the short one two that differ in what they are handled with. */
const asked = process.env['TIREK_LABS']?.split(',');
const isLong = process.env['TIREK_PROOF'] !== undefined || asked !== undefined;
const short: readonly (readonly [string, How])[] = [
  ['hooke', 'touch'],
  ['melting', 'keyboard'],
];
const long = labs
  .filter(({ lab }) => !asked || asked.includes(lab))
  .flatMap(({ lab }): readonly (readonly [string, How])[] => [
    [lab, 'touch'],
    [lab, 'keyboard'],
  ]);
const screens = [
  { width: 800, height: 1280 },
  { width: 1280, height: 800 },
];

/**
 * LAB-18: every lab, from the empty bench to the report that is handed in, by touch and again by keyboard alone: in
 * `npm run proof`, or here with TIREK_LABS and the names of a few.
 */
describe('every laboratory', { timeout: 3_600_000 }, () => {
  let stage: Stage;
  let tablets: { readonly touch: Page; readonly keyboard: Page };
  const wrong: string[] = [];

  /** One task of a lab by one hand, looked at on the way. */
  const walk = async (lab: string, how: How): Promise<void> => {
    const listed = labs.find((each) => each.lab === lab);
    const page = tablets[how];
    const task = how === 'touch' ? listed?.tasks[0] : listed?.tasks.at(-1);
    assert.ok(listed && task);
    const hand = how === 'touch' ? finger(page) : keys(page);
    const isLooked = how === 'touch' || !isLong;
    const seen = async (name: string): Promise<void> => {
      const widths = isLooked && (name === 'empty' || name === 'measured' || isLong) ? screens : [];
      if (isLooked) wrong.push(...(await lookAt(page, `lab-${lab}-${name}`, widths)));
    };
    const scores = await workAt({ page, hand, school: stage.school, seen }, listed, task.task);
    const points = scores.map(({ score }) => score);
    const against = scores.flatMap(({ reasons }) => reasons.filter(({ isGood }) => !isGood));
    const why = against.map(
      ({ key, values, rows }) => `${key} ${Object.values(values).join(' ')} (${rows.join(', ')})`,
    );
    assert.deepEqual(points, [3, 3, 3, 3, 3, 3], `${lab} ${task.task}: a careful pupil's points. ${why.join('; ')}`);
  };

  before(async () => {
    stage = await openStage([]);
    const teacher = (await stage.device({ width: 1280, height: 800 })).page;
    await signInAdult(teacher, stage.school, 'teacher');
    tablets = {
      touch: await openLabTablet(stage, teacher, 7, true),
      keyboard: await openLabTablet(stage, teacher, 7, false),
    };
  });
  after(async () => {
    await stage?.close();
  });

  for (const [lab, how] of isLong ? long : short) it(`LAB-18: ${lab} by ${how}`, () => walk(lab, how));

  it('WCAG 2.2 AA, and nothing is wider than the screen', () => {
    assert.deepEqual(wrong, []);
  });
});
