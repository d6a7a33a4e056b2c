import type { Broken } from './node.ts';
import { play, type Failure } from './play.ts';
import { shrink } from './shrink.ts';
import { placeName } from './steps/step.ts';
import { storyOf, tell, type Story } from './story.ts';
import { makeTemplate } from './template.ts';
import type { Template } from './world.ts';

export type SimulateOptions = {
  /** The first seed. */
  readonly seed: number;
  readonly seeds: number;
  readonly broken?: Broken;
  /** What stories begin with, where it was made before. */
  readonly template?: Template;
  /** Whether the story that fails is made shorter; else it is told as it was. */
  readonly shrinks?: boolean;
  /** Hears after each story how many are done. */
  readonly onStory?: (done: number) => void;
};

/** A seed whose story broke an invariant, with the shortest story found that does. */
export type Found = { readonly seed: number; readonly failure: Failure; readonly shortest: Story };

export type Simulated = {
  readonly stories: number;
  readonly found: Found | undefined;
  /** Of the stories alone, without the template that they begin from. */
  readonly milliseconds: number;
};

/** Plays the stories of consecutive seeds up to the first that breaks an invariant, and makes that one shorter. */
export async function simulate(options: SimulateOptions): Promise<Simulated> {
  const { seed: first, seeds, broken, shrinks = true, onStory } = options;
  const template = options.template ?? (await makeTemplate());
  const playOne = (story: Story): Promise<Failure | undefined> => play(story, template, broken);
  const began = performance.now();
  const took = (): number => performance.now() - began;
  for (let seed = first; seed < first + seeds; seed++) {
    const story = storyOf(seed);
    const failure = await playOne(story);
    const stories = seed - first + 1;
    if (failure) {
      const milliseconds = took();
      const shortest = shrinks ? await shrink(story, failure, playOne) : story;
      const again = shrinks ? await playOne(shortest) : failure;
      return { stories, found: { seed, failure: again ?? failure, shortest }, milliseconds };
    }
    onStory?.(stories);
  }
  return { stories: seeds, found: undefined, milliseconds: took() };
}

/** A failure in words: what broke, the shortest story, and the command that shows it again. */
export function tellFound({ seed, failure, shortest }: Found, more = ''): string {
  const old = shortest.old.map((place) => placeName(place)).join(', ');
  return [
    `seed ${seed}: «${failure.invariant}» does not hold`,
    ...failure.found.slice(0, 5).map((each) => `  ${each}`),
    `the shortest story, with ${shortest.schools.length} schools${old ? `, an older release on ${old}` : ''}:`,
    ...shortest.steps.map((step, n) => `  ${n + 1}. ${tell(step)}`),
    `once more: npm run simulate -- --seed ${seed} --seeds 1${more}`,
  ].join('\n');
}
