import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { systemRandomness } from '#kernel/ids.ts';
import { systemClock } from '#kernel/time.ts';
import { LinkKeeper } from '../src/sync/keeper.ts';
import { realTimers } from '../src/sync/timers.ts';
import { openNode, type OpenNode } from '../src/main.ts';
import { settingsFrom } from '../src/settings.ts';

/** What a process that stands for many schools is told: one JSON object in a file that its argument names. */
export type HerdTask = {
  readonly url: string;
  readonly folders: readonly string[];
  /** A school from which all has arrived says no more: what its idle rounds cost is not counted. */
  readonly isSilentAfter?: boolean;
};

/** What it says, line by line. */
export type HerdLine =
  | { readonly state: 'open' }
  /** All keepers have felt that the region is away. */
  | { readonly state: 'failing' }
  | { readonly school: string; readonly waited: number; readonly mostBehind: number };

type School = { readonly folder: string; readonly node: OpenNode; readonly keeper: LinkKeeper };

/** Each school has its own store, log, identity, session and keeper, as its own server would; they share a process. */
async function openSchool(folder: string, url: string): Promise<School> {
  const node = await openNode(settingsFrom({ TIREK_DATA: folder, TIREK_REGION_URL: url }), {
    clock: systemClock,
    randomness: systemRandomness,
    hasJobs: false,
  });
  const keeper = new LinkKeeper({
    ...node.house,
    desk: node.desk,
    timers: realTimers,
    dice: Math.random,
    publish: () => undefined,
  });
  return { folder, node, keeper };
}

/** Whether the region has everything that the school wrote. */
function isAllThere({ node: { house, desk } }: School): boolean {
  const { region } = desk.authority;
  const own = house.log.streams().filter(({ stream }) => stream.node === house.self.node);
  return own.every(({ stream, next }) => region && desk.exchange.acknowledged(region.node, stream) >= next - 1);
}

async function herd({ url, folders, isSilentAfter = false }: HerdTask): Promise<void> {
  const schools: School[] = [];
  for (const folder of folders) schools.push(await openSchool(folder, url));
  say({ state: 'open' });
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  await lines.next();
  for (const { keeper } of schools) await keeper.start();
  await until(() => schools.every(({ keeper }) => keeper.status().tries >= 3));
  say({ state: 'failing' });
  const waiting = new Map(schools.map((school) => [school, { since: 0, most: 0 }]));
  await until(() => {
    for (const [school, seen] of waiting) {
      const { turn } = school.keeper.status();
      if (turn && seen.since === 0) seen.since = performance.now();
      seen.most = Math.max(seen.most, turn?.place ?? 0);
      if (!isAllThere(school)) continue;
      waiting.delete(school);
      if (isSilentAfter) void school.keeper.stop();
      const waited = seen.since > 0 ? (performance.now() - seen.since) / 1000 : 0;
      say({ school: school.folder, waited, mostBehind: seen.most });
    }
    return waiting.size === 0;
  });
  await lines.next();
  for (const { keeper, node } of schools) {
    await keeper.stop();
    await node.close();
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 100));
}

function say(line: HerdLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

await herd(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as HerdTask);
process.exit(0);
