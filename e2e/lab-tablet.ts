import type { Page } from 'playwright-core';
import { letTimePass } from './lab-pupil.ts';
import { enrolTablet, signInPupil, takeTabletCode } from './person.ts';
import { smallPupil, type Stage } from './stage.ts';

/** A tablet of a hand's own, enrolled with a teacher's code, with a pupil of the small school at it and the clock under control. */
export async function openLabTablet(stage: Stage, teacher: Page, grade: number, hasTouch: boolean): Promise<Page> {
  const viewport = hasTouch ? { width: 800, height: 1280 } : { width: 1280, height: 800 };
  const context = await stage.browser.newContext({ viewport, hasTouch, locale: 'kk-KZ' });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await letTimePass(page);
  await enrolTablet(page, stage.school, await takeTabletCode(teacher, stage.school));
  await signInPupil(page, smallPupil(stage, grade));
  return page;
}
