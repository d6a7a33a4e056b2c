import path from 'node:path';

/** Where a file stands in the house. */
export type Place = { readonly part: string; readonly room?: string; readonly within: string };

/** What each part may import besides itself: the arrows of docs/decisions/0001-the-house.md. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  log: ['kernel'],
  sync: ['kernel', 'log', 'http'],
  http: ['kernel', 'log'],
  people: ['kernel', 'log', 'http'],
  lock: ['kernel', 'log', 'http', 'sync'],
  rooms: ['kernel', 'log', 'http', 'people', 'sync'],
  care: ['kernel', 'log', 'http', 'people', 'sync', 'lock', 'releases'],
  releases: ['kernel', 'log', 'http', 'people', 'sync'],
  boot: ['kernel', 'log', 'http', 'people', 'sync', 'lock', 'care', 'releases', 'root'],
  web: ['kernel'],
  simulation: ['kernel', 'log', 'sync', 'http', 'people', 'lock', 'care', 'releases', 'rooms', 'root'],
  cli: [
    'kernel',
    'log',
    'sync',
    'http',
    'people',
    'lock',
    'care',
    'releases',
    'boot',
    'rooms',
    'simulation',
    'root',
    'tools',
    'bench',
  ],
  testing: [
    'kernel',
    'log',
    'sync',
    'http',
    'people',
    'lock',
    'care',
    'releases',
    'boot',
    'rooms',
    'simulation',
    'root',
  ],
  root: ['kernel', 'log', 'sync', 'http', 'people', 'lock', 'care', 'releases', 'rooms', 'web'],
  tools: [
    'kernel',
    'log',
    'sync',
    'http',
    'people',
    'lock',
    'care',
    'releases',
    'boot',
    'rooms',
    'simulation',
    'root',
    'cli',
    'bench',
    'web',
  ],
  bench: [
    'kernel',
    'log',
    'sync',
    'http',
    'people',
    'lock',
    'care',
    'releases',
    'boot',
    'rooms',
    'simulation',
    'root',
    'cli',
    'tools',
  ],
};

/** Parts that others enter only by their door, `index.ts`. */
const closed = new Set(['people', 'sync', 'lock', 'care', 'releases', 'rooms']);

/** Rooms' files of pure rules, which the room's own screens may read. */
const pureFiles = /^(records|board|model|routes|pictures|index)(\.ts|\/)|^model|^(plan|run|labs)\//;

export function placeOf(file: string): Place | undefined {
  const parts = file.split('/');
  if (parts[0] !== 'src')
    return parts[0] === 'tools' || parts[0] === 'bench' ? { part: parts[0], within: '' } : undefined;
  if (parts.length === 2) return { part: 'root', within: parts[1] ?? '' };
  if (parts[1] === 'rooms') return { part: 'rooms', room: parts[2] ?? '', within: parts.slice(3).join('/') };
  return { part: parts[1] ?? '', within: parts.slice(2).join('/') };
}

/** The file that an import means, from the top of the tree; undefined for a package. */
export function resolveImport(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
  if (specifier.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
  return undefined;
}

/**
 * Why an import is refused, or undefined. `isType`: only types are taken, which no built file keeps.
 * Tests, `testing.ts` files and the simulated world may look behind their own part's and others' doors.
 */
export function refusal(from: string, specifier: string, isType: boolean): string | undefined {
  const here = placeOf(from);
  if (!here || isTestFile(from)) return undefined;
  const isScreen = here.within.startsWith('ui/') || here.part === 'web';
  if (isScreen && specifier.startsWith('node:')) return 'a screen runs in a browser and has no node: modules';
  const target = resolveImport(from, specifier);
  const there = target ? placeOf(target) : undefined;
  if (!target || !there) return undefined;
  const isOwn = here.part === there.part && here.room === there.room;
  if (isScreen) return screenRefusal(here, there, isOwn, isType);
  if (isOwn) return undefined;
  if (there.part === 'testing') return 'only tests use testing/';
  if (here.part === 'rooms' && there.part === 'rooms') return there.within === 'index.ts' ? undefined : byDoor(there);
  if (!(allowed[here.part] ?? []).includes(there.part)) return `${here.part} does not import ${there.part}`;
  const mayLookBehind = ['simulation', 'testing', 'boot', 'cli', 'root', 'tools', 'bench'].includes(here.part);
  if (closed.has(there.part) && there.within !== 'index.ts' && !mayLookBehind) return byDoor(there);
  return undefined;
}

function screenRefusal(here: Place, there: Place, isOwn: boolean, isType: boolean): string | undefined {
  if (isType || there.part === 'web' || there.part === 'kernel') return undefined;
  if (isOwn && (there.within.startsWith('ui/') || there.within.startsWith('words/') || pureFiles.test(there.within)))
    return undefined;
  if (here.part === 'web' && there.part === 'root') return undefined;
  if (there.part === 'rooms' && there.within.startsWith('model/')) return undefined;
  if (there.within.startsWith('ui/')) return undefined;
  return 'a screen sees pure rules and other screens, never a store or a query';
}

function byDoor({ part, room }: Place): string {
  return `enter ${room ? `the room ${room}` : part} by its index.ts`;
}

function isTestFile(file: string): boolean {
  return /\.test\.ts$|\/testing(\.ts|\/)|[/-]contract\.ts$|^src\/simulation\/world\//.test(file);
}
