import type { Facts } from '../facts.ts';
import type { Story } from '../story.ts';
import type { World } from '../world.ts';

/** What was found at the end of a story: the world, and what lies on each node that took part, the region's first. */
export type End = { readonly world: World; readonly story: Story; readonly facts: readonly Facts[] };

/** Something that no fault may break. */
export type Invariant = {
  readonly name: string;
  /** What is wrong, in words; nothing where all is well. */
  readonly check: (end: End) => Promise<string[]> | string[];
};

/** The facts of a node by its name. */
export function factsNamed({ facts }: End, name: string): Facts | undefined {
  return facts.find(({ node }) => node.self.node === name);
}
