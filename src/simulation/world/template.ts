import { granted, nodeEndorsed } from '#sync/records.ts';
import { encodeTrust } from '#sync/authority.ts';
import { rawPublicKey } from '#log/chain.ts';
import { joined } from '#testing/sample-room.ts';
import type { Store } from '#log/store.ts';
import { castIdentities, nameOf, pupilsOf } from './cast.ts';
import type { DatabasePlace } from './database.ts';
import { simDisk } from './disk.ts';
import { checkpointPages, scopeOf, type Running } from './node.ts';
import { play } from './play.ts';
import { sqlite } from './sqlite.ts';
import { openSimDatabase, type SimStore } from './store.ts';
import { storyOf } from './story.ts';
import { makeWorld, start, stop, type Start, type Template, type World } from './world.ts';

/** So many stories show which statements programs compile. */
const shownBy = 6;

/** The region on the day on which stories begin: schools enrolled, pupils entered, all of it exchanged. */
export async function makeTemplate(): Promise<Template> {
  const memory = sqlite.save();
  const current = await enrolled();
  const starts = { new: current, old: await outdated(current) };
  const plain: Template = { memory, starts };
  const statements = await compiledIn(plain);
  sqlite.load(memory);
  // Few programs are old: what these compile is compiled when they do.
  const ready = {
    new: starts.new.map((each) => opened(each, statements)),
    old: starts.old.map((each) => opened(each, new Set())),
  };
  return { starts: ready, memory: sqlite.save() };
}

const nothing: Template = { starts: { new: [], old: [] } };

async function enrolled(): Promise<readonly Start[]> {
  const world = makeWorld({ seed: 'template', template: nothing });
  for (const node of world.nodes) await start(world, node);
  await enrolAll(world);
  for (const { up } of world.nodes.slice(1)) await exchangeAll(up as Running);
  for (const node of world.nodes) await stop(node);
  return world.nodes.map(({ disk }) => ({ image: disk.image() }));
}

/** The same disks, once an older release has derived its tables on them. */
async function outdated(current: readonly Start[]): Promise<readonly Start[]> {
  const template: Template = { starts: { new: current, old: current } };
  const world = makeWorld({ seed: 'template', template, old: castIdentities.map((_, place) => place) });
  for (const node of world.nodes) await start(world, node);
  for (const node of world.nodes) await stop(node);
  return world.nodes.map(({ disk }) => ({ image: disk.image() }));
}

/** What programs compile in the course of stories. */
async function compiledIn(template: Template): Promise<ReadonlySet<string>> {
  const connections: DatabasePlace[] = [];
  const store = (opening: Store): Store => {
    connections.push((opening as SimStore).at);
    return opening;
  };
  for (let n = 1; n <= shownBy; n++) await play(storyOf(-n), template, { store });
  const times = new Map<string, number>();
  for (const { statements } of connections)
    for (const sql of statements.keys()) times.set(sql, (times.get(sql) ?? 0) + 1);
  return new Set([...times.keys()].filter((sql) => (times.get(sql) ?? 0) > connections.length / 10));
}

/** A disk with a connection on which the statements are compiled that make sense there. */
function opened({ image }: Start, statements: ReadonlySet<string>): Start {
  const disk = simDisk(image);
  const database = openSimDatabase(disk, checkpointPages);
  for (const sql of statements) {
    try {
      database.prepare(sql);
    } catch {
      // It is about a table that is made later.
    }
  }
  return { image: disk.image(), at: database.place };
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
