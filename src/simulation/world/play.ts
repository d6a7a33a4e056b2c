import { factsOf, type Facts } from './facts.ts';
import { mayHave } from './invariants/grants.ts';
import { invariants } from './invariants/index.ts';
import type { Broken } from './node.ts';
import { comeToRest } from './rest.ts';
import { stepKinds } from './steps/index.ts';
import type { Step } from './steps/step.ts';
import type { Story } from './story.ts';
import { makeWorld, settle, start, stop, type Template, type World } from './world.ts';

/** An invariant that did not hold, and what was found. */
export type Failure = { readonly invariant: string; readonly found: readonly string[] };

/** Plays a story to its end and looks at what came of it. Nothing where all holds. */
export async function play(
  story: Story,
  template: Template,
  broken: Broken = {},
  atEnd: (world: World) => void = () => undefined,
): Promise<Failure | undefined> {
  const world = makeWorld({ seed: String(story.seed), template, old: story.old, broken });
  for (const place of [0, ...story.schools]) {
    const node = world.nodes[place];
    if (node) await start(world, node);
  }
  try {
    for (const step of story.steps) {
      const early = await take(world, step);
      if (early) return early;
    }
    await comeToRest(world, story);
    return await judge(world, story);
  } finally {
    atEnd(world);
    // Nobody looks at these disks any more: what a program does at its end would be for nothing.
    for (const node of world.nodes) {
      node.disk.turnOff();
      await stop(node).catch(() => undefined);
    }
  }
}

async function take(world: World, { do: name, ...fields }: Step): Promise<Failure | undefined> {
  const kind = stepKinds.find((each) => each.name === name);
  world.now += 1000;
  await kind?.take(world, fields as never);
  await settle(world);
  // What comes without a grant may go again before the end.
  const early = world.nodes.flatMap((node) =>
    (node.up?.log.streams() ?? []).filter(({ stream }) => !mayHave(world, node, stream, true)),
  );
  if (early.length === 0) return undefined;
  return {
    invariant: 'nothing comes to a node without a grant',
    found: early.map(({ stream }) => `${stream.node}/${stream.scope}`),
  };
}

async function judge(world: World, story: Story): Promise<Failure | undefined> {
  const facts: Facts[] = [];
  for (const node of world.nodes) {
    const isIn = node.place === 0 || story.schools.includes(node.place);
    if (isIn && node.up) facts.push(await factsOf(node, node.up));
  }
  for (const { name, check } of invariants) {
    const found = await check({ world, story, facts });
    if (found.length > 0) return { invariant: name, found };
  }
  return undefined;
}
