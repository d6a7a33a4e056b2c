import type { PersonId, Scope } from '#kernel/ids.ts';
import type { Draft } from '#log/record.ts';
import type { Deciding } from '#log/log.ts';
import { announced, forgotten, joined, left } from '#testing/sample-room.ts';
import { pupilsOf, pupilsOfSchool } from '../cast.ts';
import { scopeOf, type Running, type SimNode } from '../node.ts';
import { scoreDraft } from '../releases.ts';
import { noteKeys } from '../leaks.ts';
import { on, type World } from '../world.ts';
import { anyPlace, placeName, region, stepKind } from './step.ts';

/** Appends on a node what a decision comes to, and notes what the node then answers for. */
export async function writeOn(
  world: World,
  place: number,
  decide: (on: Deciding, up: Running, node: SimNode) => readonly Draft[],
): Promise<boolean> {
  const written = await on(world, place, async (up, node) => {
    const records = await up.log.write((deciding) => {
      const drafts = decide(deciding, up, node);
      return { records: drafts, answer: drafts };
    });
    for (const [scope, { length }] of Map.groupBy(records, (each) => each.scope)) {
      await promise(world, place, up, scope, length);
    }
    return true;
  });
  return written ?? false;
}

/** Notes that a node has answered for all that its own stream of a scope holds now; so many records of it are new. */
async function promise({ ledger }: World, place: number, { log }: Running, scope: Scope, count: number): Promise<void> {
  const head = log.head({ ...log.self, scope });
  if (!head) return;
  const hash = Buffer.from(head.hash).toString('hex');
  const fresh = await log.recordsFrom(head.stream, head.next - count, count);
  const written = fresh.map((bytes) => Buffer.from(bytes).toString('base64'));
  ledger.promises.push({ place, stream: head.stream, seq: head.next - 1, hash, written });
}

type What = 'scores' | 'scores in a lesson' | 'takes off the list' | 'enters';

export const writes = stepKind<{ place: number; what: What; pupil: number; points: number }>({
  name: 'write',
  weight: 8,
  draw: (dice, shape) => ({
    place: anyPlace(dice, shape),
    what: dice.pick<What>(['scores', 'scores in a lesson', 'scores in a lesson', 'takes off the list', 'enters']),
    pupil: dice.int(pupilsOfSchool),
    points: dice.int(10),
  }),
  take: async (world, { place, what, pupil, points }) => {
    await writeOn(world, place, (deciding, { house }, { release }) => {
      const scope = scopeOf(house.self);
      // An older program announces nothing: it does not know how.
      if (place === region) return release === 'new' ? [announced.draft(scope, 'x', { text: `news ${points}` })] : [];
      const person = pupilsOf(place)[pupil] as PersonId;
      if (what === 'takes off the list') return [left.draft(scope, 'x', { person })];
      if (what === 'enters') {
        const name = deciding.seal(person, scope, world.ledger.nameOf(person));
        return [joined.draft(scope, 'x', { person, name })];
      }
      const into = what === 'scores' ? scope : lessonOf(place);
      return [scoreDraft(release, into, 'x', { person, task: `t${points % 3}`, points })];
    });
  },
  tell: ({ place, what, pupil, points }) =>
    place === region ? `the region announces news ${points}` : `school ${place} ${what}: pupil ${pupil + 1}, ${points}`,
});

/** Lessons of a school that others may follow. */
export function lessonOf(place: number): Scope {
  return `lesson:l${place}` as Scope;
}

/** A person is erased, at a school or, for every node, at the region. */
export const erases = stepKind<{ place: number; school: number; pupil: number }>({
  name: 'erase',
  weight: 1,
  draw: (dice, shape) => {
    const school = dice.pick(shape.schools);
    return { place: dice.pick([school, region]), school, pupil: dice.int(pupilsOfSchool) };
  },
  take: async (world, { place, school, pupil }) => {
    const person = pupilsOf(school)[pupil] as PersonId;
    await noteKeys(world, person);
    const isDone = await writeOn(world, place, (_, { house }) => [
      forgotten.draft(scopeOf(house.self), 'x', { person }),
    ]);
    if (isDone) world.ledger.erased.add(person);
  },
  tell: ({ place, school, pupil }) => `${placeName(place)} erases pupil ${pupil + 1} of school ${school}`,
});
