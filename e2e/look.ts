import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A width, at which the page stands in its usual height, or a screen. */
type Screen = number | { readonly width: number; readonly height: number };

const usualWidths: readonly Screen[] = [360, 1280, 1920];
const pictures = join(import.meta.dirname, '..', '.cache', 'screens');
/** Nobody looks at the pictures of a quick run of all tests: a journey run alone and `npm run proof` leave them. */
const hasPictures = process.env['TIREK_TEST_RUN'] === undefined || process.env['TIREK_PROOF'] !== undefined;

type Violation = {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
};

/**
 * What is wrong with a page: what axe finds against WCAG 2.2 AA, and what is wider than the screen at 360, 1280 and 1920
 * pixels. Leaves a picture of each width for a person to look at, but for a run of all tests.
 */
export async function lookAt(page: Page, name: string, widths = usualWidths): Promise<readonly string[]> {
  const before = page.viewportSize();
  const found: string[] = [];
  mkdirSync(pictures, { recursive: true });
  for (const each of widths) {
    const screen =
      typeof each === 'number' ? { width: each, height: each === 360 ? 740 : Math.round(each * 0.62) } : each;
    const { width } = screen;
    await page.setViewportSize(screen);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (hasPictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
    if (overflow > 1) found.push(`${name} is ${overflow} pixels wider than a screen of ${width}`);
  }
  if (before) await page.setViewportSize(before);
  // It stays in a page that leads from screen to screen; to read it again takes longer than some screens do.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axeSource);
  const violations = (await page.evaluate(`axe.run(document, {
    resultTypes: ['violations'],
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  }).then((result) => result.violations)`)) as readonly Violation[];
  for (const { id, impact, nodes } of violations)
    found.push(`${name}: ${id} (${impact}): ${nodes[0]?.html} ${nodes[0]?.failureSummary ?? ''}`);
  return found;
}
