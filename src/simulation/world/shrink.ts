import type { Failure } from './play.ts';
import type { Step } from './steps/step.ts';
import type { Story } from './story.ts';

/**
 * The shortest story found that breaks the same invariant: parts of the steps are left out, from halves down to single
 * ones, as long as it still breaks (delta debugging). The same story is always made shorter in the same way.
 */
export async function shrink(
  story: Story,
  failure: Failure,
  playAgain: (story: Story) => Promise<Failure | undefined>,
): Promise<Story> {
  const stillFails = async (steps: readonly Step[]): Promise<boolean> => {
    return (await playAgain({ ...story, steps }))?.invariant === failure.invariant;
  };
  let steps = story.steps;
  for (let size = Math.ceil(steps.length / 2); size >= 1;) {
    const shorter = await withoutOnePart(steps, size, stillFails);
    if (shorter) steps = shorter;
    else if (size === 1) break;
    else size = Math.ceil(size / 2);
    size = Math.min(size, Math.max(1, Math.ceil(steps.length / 2)));
  }
  return { ...story, steps };
}

async function withoutOnePart(
  steps: readonly Step[],
  size: number,
  stillFails: (steps: readonly Step[]) => Promise<boolean>,
): Promise<readonly Step[] | undefined> {
  for (let at = 0; at < steps.length; at += size) {
    const rest = [...steps.slice(0, at), ...steps.slice(at + size)];
    if (await stillFails(rest)) return rest;
  }
  return undefined;
}
