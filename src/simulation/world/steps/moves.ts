import type { PersonId, Scope } from '#kernel/ids.ts';
import { joined } from '#testing/sample-room.ts';
import { granted, grantEnded } from '#sync/records.ts';
import { pupilsOf, pupilsOfSchool } from '../cast.ts';
import { scopeOf } from '../node.ts';
import { scoreDraft } from '../releases.ts';
import { noteGrant } from './grants.ts';
import { otherSchool, placeName, stepKind } from './step.ts';
import { writeOn } from './writes.ts';

type Move = {
  readonly from: number;
  readonly to: number;
  readonly pupil: number;
  readonly what: 'opens' | 'closes' | 'enters';
};

/** What a school hands on of a pupil: a scope of its own, which is opened and closed again. */
export function historyOf(place: number, pupil: number): Scope {
  return `history:h${place}${pupil}` as Scope;
}

/**
 * A pupil goes to another school. The old one opens the pupil's history to the new one and the region, with what it has
 * late too, and may close it again; the new one enters the pupil, whether it has heard of the old one or not.
 */
export const moves = stepKind<Move>({
  name: 'move',
  weight: 6,
  draw: (dice, shape) => {
    const from = dice.pick(shape.schools);
    const what = dice.pick(['opens', 'opens', 'closes', 'enters'] as const);
    return { from, to: otherSchool(dice, shape, from), pupil: dice.int(pupilsOfSchool), what };
  },
  take: async (world, { from, to, pupil, what }) => {
    const [writer, reader, regionNode] = [world.nodes[from], world.nodes[to], world.nodes[0]];
    const person = pupilsOf(from)[pupil] as PersonId;
    if (from === to || !writer || !reader || !regionNode) return;
    if (what === 'enters') {
      world.ledger.entered.add(`${to} ${person}`);
      await writeOn(world, to, (deciding, { house }) => {
        const scope = scopeOf(house.self);
        const name = deciding.seal(person, scope, world.ledger.nameOf(person));
        return [joined.draft(scope, 'x', { person, name })];
      });
      return;
    }
    const scope = historyOf(from, pupil);
    const readers = what === 'opens' ? [regionNode, reader] : [reader];
    const type = what === 'opens' ? granted : grantEnded;
    const isDone = await writeOn(world, from, (deciding, { house }, { release }) => [
      ...readers.map((each) => type.draft(scopeOf(house.self), 'x', { scope, to: each.self.node })),
      ...(what === 'opens'
        ? [
            joined.draft(scope, 'x', { person, name: deciding.seal(person, scope, world.ledger.nameOf(person)) }),
            scoreDraft(release, scope, 'x', { person, task: 't0', points: 1 }),
          ]
        : []),
    ]);
    for (const each of readers) noteGrant(world, writer, scope, each.self.node, isDone ? what === 'opens' : undefined);
  },
  tell: ({ from, to, pupil, what }) =>
    what === 'enters'
      ? `${placeName(to)} enters pupil ${pupil + 1} of ${placeName(from)}`
      : `${placeName(from)} ${what} the history of pupil ${pupil + 1} to ${placeName(to)}`,
});
