import type { NodeId, Scope } from '#kernel/ids.ts';
import { granted, grantEnded } from '#sync/records.ts';
import { scopeOf, type SimNode } from '../node.ts';
import type { World } from '../world.ts';
import { otherSchool, placeName, stepKind } from './step.ts';
import { lessonOf, writeOn } from './writes.ts';

type Grant = {
  readonly from: number;
  readonly to: number;
  readonly what: 'lesson' | 'school';
  readonly isOpen: boolean;
};

/** A school opens a lesson, or all that is its own, to another; or takes that back. A lesson it opens to the region too. */
export const grants = stepKind<Grant>({
  name: 'grant',
  weight: 10,
  draw: (dice, shape) => {
    const from = dice.pick(shape.schools);
    return {
      from,
      to: otherSchool(dice, shape, from),
      what: dice.pick(['lesson', 'school'] as const),
      isOpen: dice.unit() < 0.55,
    };
  },
  take: async (world, { from, to, what, isOpen }) => {
    const [writer, reader, regionNode] = [world.nodes[from], world.nodes[to], world.nodes[0]];
    if (from === to || !writer || !reader || !regionNode) return;
    const scope = what === 'lesson' ? lessonOf(from) : scopeOf(writer.self);
    const type = isOpen ? granted : grantEnded;
    const readers = what === 'lesson' && isOpen ? [regionNode, reader] : [reader];
    const isDone = await writeOn(world, from, () =>
      readers.map((each) => type.draft(scopeOf(writer.self), 'x', { scope, to: each.self.node })),
    );
    // Half an answer is none: what was written and not answered may hold or not.
    for (const each of readers) noteGrant(world, writer, scope, each.self.node, isDone ? isOpen : undefined);
  },
  tell: ({ from, to, what, isOpen }) =>
    `${placeName(from)} ${isOpen ? 'opens' : 'closes'} its ${what === 'lesson' ? 'lesson' : 'scope'} to ${placeName(to)}`,
});

/** `undefined`: nobody knows whether it came to be. */
export function noteGrant(
  { ledger }: World,
  { self }: SimNode,
  scope: Scope,
  to: NodeId,
  isOpen: boolean | undefined,
): void {
  const key = `${self.node} ${scope} ${to}`;
  const known = ledger.grants.get(key);
  ledger.grants.set(key, {
    writer: self.node,
    scope,
    to,
    isOpen: isOpen ?? known?.isOpen ?? false,
    isDoubtful: isOpen === undefined,
  });
}
