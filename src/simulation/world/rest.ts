import { forgotten } from '#testing/sample-room.ts';
import type { PersonId } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import { deliver } from './line.ts';
import { on, start, stop, type World } from './world.ts';
import { round } from './steps/links.ts';
import { readStick } from './steps/sticks.ts';
import { writeOn } from './steps/writes.ts';
import { happen, openWindow, work } from './tablet.ts';
import { scopeOf } from './node.ts';
import type { Story } from './story.ts';

/** So often everybody speaks with everybody, at most. */
const mostTurns = 12;

/** All is well at last: power, lines and room; time goes by until nobody has anything to say. */
export async function comeToRest(world: World, { schools, endsUpdated }: Story): Promise<void> {
  world.cutOff.clear();
  const nodes = world.nodes.filter(({ place }) => place === 0 || schools.includes(place));
  for (const node of nodes) {
    node.disk.fill(false);
    node.disk.disarm();
    if (endsUpdated && node.release === 'old') {
      await stop(node);
      node.release = 'new';
    }
    await start(world, node);
  }
  for (const late of world.late.splice(0)) await on(world, 0, () => deliver(world, late));
  // What still lies on sticks comes late, and adds nothing that may not be there.
  for (const stick of world.sticks) await readStick(world, 0, [...stick.values()]);
  const tablets = world.tablets.filter(({ windows }) => windows > 0);
  for (const tablet of tablets) openWindow(world, tablet);
  // Who hears in a last round that something is wanted says it in the next.
  let quiet = 0;
  const heardAll = new Map<number, string | undefined>();
  for (let turn = 0; turn < mostTurns && quiet < 2; turn++) {
    // A region that was put back waits a day for its schools.
    world.now += nodes[0]?.up?.desk.recovery.isGoingOn() ? day : 31_000;
    for (const tablet of tablets) {
      happen(world, tablet, { type: 'tick', now: world.now });
      while (await work(tablet, 'fine'));
    }
    let hadMore = false;
    for (const school of schools) {
      // Both have said all, and nothing happened since: there is nothing to say.
      const there = whatIsThere(world, school);
      if (there !== undefined && heardAll.get(school) === there) continue;
      for (let n = 0; (await round(world, school, [])) && n < 20; n++) hadMore = true;
      heardAll.set(school, whatIsThere(world, school));
    }
    const hasPassed = await passErasuresOn(world);
    const isWhole = nodes.every(({ up }) => up && !up.desk.recovery.isGoingOn() && !up.log.isUnsettled());
    const isQuiet =
      isWhole && !hadMore && !hasPassed && tablets.every(({ disk }) => ![...disk.entries.values()].some(isOnItsWay));
    quiet = isQuiet ? quiet + 1 : 0;
  }
}

/** All that a school and its region could tell each other of; nothing where one of them is not at rest. */
function whatIsThere({ nodes }: World, school: number): string | undefined {
  const ups = [nodes[0]?.up, nodes[school]?.up];
  if (!ups.every((up) => up && !up.desk.recovery.isGoingOn() && !up.log.isUnsettled())) return undefined;
  return ups.flatMap((up) => up?.log.streams().map(({ id, next }) => `${id}:${next}`)).join(' ');
}

function isOnItsWay({ light, toSend }: { readonly light: string; readonly toSend?: 1 }): boolean {
  return toSend !== undefined || light === 'waiting' || light === 'school';
}

/** As the region's node does for people (PPL-34): an erasure at one school is one for every node. */
export async function passErasuresOn(world: World): Promise<boolean> {
  const heard = await on(world, 0, async ({ log }) => {
    const rows = await log.read.all<{ person: PersonId }>('select person from log_erased order by person');
    return rows.map(({ person }) => person).filter((person) => !world.ledger.passedOn.has(person));
  });
  if (!heard || heard.length === 0) return false;
  const isDone = await writeOn(world, 0, (_, { house }) =>
    heard.map((person) => forgotten.draft(scopeOf(house.self), 'x', { person })),
  );
  if (isDone) for (const person of heard) world.ledger.passedOn.add(person);
  return isDone;
}
