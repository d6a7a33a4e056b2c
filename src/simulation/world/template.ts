import { granted, nodeEndorsed } from '#sync/records.ts';
import { encodeTrust } from '#sync/authority.ts';
import { rawPublicKey } from '#log/chain.ts';
import { joined } from '#testing/sample-room.ts';
import { nameOf, pupilsOf } from './cast.ts';
import type { DiskImage } from './disk.ts';
import { scopeOf, type Running } from './node.ts';
import { makeWorld, start, stop, type World } from './world.ts';

/** The disks of the region on the day on which stories begin: schools enrolled, pupils entered, all of it exchanged. */
export async function templateImages(): Promise<readonly DiskImage[]> {
  const world = makeWorld('template', []);
  for (const node of world.nodes) await start(world, node);
  await enrolAll(world);
  for (const { up } of world.nodes.slice(1)) await exchangeAll(up as Running);
  for (const node of world.nodes) await stop(node);
  return world.nodes.map(({ disk }) => disk.image());
}

async function enrolAll({ nodes }: World): Promise<void> {
  const [region, ...schools] = nodes.map(({ up }) => up as Running);
  if (!region) return;
  const trust = knownOf(region);
  for (const [place, school] of schools.entries()) {
    const { node, kind, key, age, school: of } = knownOf(school);
    await region.log.write(() => ({
      records: [
        nodeEndorsed.draft(scopeOf(region.house.self), 'region', {
          node,
          kind,
          key,
          age,
          ...(of ? { school: of } : {}),
        }),
      ],
      answer: undefined,
    }));
    await school.log.setState('trust', encodeTrust(trust));
    school.desk.authority.trust(trust);
    const scope = scopeOf(school.house.self);
    await school.log.write((on) => ({
      records: [
        granted.draft(scope, 'node', { scope, to: trust.node }),
        ...pupilsOf(place + 1).map((person) =>
          joined.draft(scope, 'head', { person, name: on.seal(person, scope, nameOf(person)) }),
        ),
      ],
      answer: undefined,
    }));
  }
}

function knownOf({ house: { self }, desk }: Running) {
  const known = desk.authority.find(self.node);
  if (!known) throw new Error('a node knows itself');
  return { ...known, key: rawPublicKey(self.signingKey) };
}

async function exchangeAll({ link }: Running): Promise<void> {
  for (let hasMore = true, turn = 0; (hasMore || turn < 2) && turn < 20; turn++) ({ hasMore } = await link.round());
}
