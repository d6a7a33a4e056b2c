import type { Page } from 'playwright-core';
import type { Hand } from './hand.ts';
import type { benchWords } from './lab-words.ts';

type Say = ReturnType<typeof benchWords>;

/** A part out of the box between two places of the board, or the voltmeter's lead at one: by the box's buttons and its list. */
export async function handleBoard(
  page: Page,
  hand: Hand,
  say: Say,
  { do: deed, with: [what = '', ...places] = [] }: { do: string; with?: readonly (number | string)[] },
): Promise<void> {
  const tray = page.locator('.lab-tray');
  const part = tray.getByRole('button', {
    name: say(`labs.circuit.part.${deed === 'take' ? 'take' : what}`),
    exact: true,
  });
  await hand.press(part);
  const where = page.getByLabel(say('labs.circuit.where'), { exact: true });
  const options = await where.locator('option').allTextContents();
  const wanted = deed === 'take' ? [what, ...places] : places;
  const starts = [wanted.join(' – '), wanted.toReversed().join(' – ')];
  const at = options.findIndex((option) => starts.some((start) => option === start || option.startsWith(`${start} (`)));
  if (at < 0) throw new Error(`the board has no ${starts[0]}`);
  await hand.choose(where, options[at] ?? '');
  const use = page.getByRole('button', {
    name: say(deed === 'take' ? 'labs.circuit.take' : 'labs.circuit.put'),
    exact: true,
  });
  await hand.press(use);
  // The other way round: put there again, it is turned.
  const isTurned = deed === 'put' && what !== 'wire' && !options[at]?.startsWith(starts[0] ?? '');
  if (isTurned) await hand.press(use);
}
