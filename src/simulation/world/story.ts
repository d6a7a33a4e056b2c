import { diceOf } from '../dice.ts';
import { schoolCount } from './cast.ts';
import { stepKinds } from './steps/index.ts';
import type { Step } from './steps/step.ts';

/** All that will happen in a world, as plain data. The same story comes to the same end. */
export type Story = {
  readonly seed: number;
  readonly schools: readonly number[];
  /** Places of nodes that run an older release at first. */
  readonly old: readonly number[];
  /** Whether these are brought up to date before the end. */
  readonly endsUpdated: boolean;
  readonly steps: readonly Step[];
};

const shortest = 8;
const longest = 32;

/** The story that follows from a seed. */
export function storyOf(seed: number): Story {
  const dice = diceOf(`story ${seed}`);
  const places = Array.from({ length: schoolCount }, (_, n) => n + 1);
  const schools = places.slice(0, dice.pick([1, 2, 2, 2, 2, 3]));
  const old = [0, ...schools].filter(() => dice.unit() < 0.12);
  const total = stepKinds.reduce((sum, { weight }) => sum + weight, 0);
  const length = shortest + dice.int(longest - shortest);
  const steps = Array.from({ length }, (): Step => {
    let at = dice.unit() * total;
    const kind = stepKinds.find(({ weight }) => (at -= weight) < 0);
    return kind ? { do: kind.name, ...kind.draw(dice, { schools }) } : { do: 'nothing' };
  });
  return { seed, schools, old, endsUpdated: dice.unit() < 0.5, steps };
}

/** A step in words. */
export function tell({ do: name, ...fields }: Step): string {
  const kind = stepKinds.find((each) => each.name === name);
  return kind ? kind.tell(fields as never) : name;
}
