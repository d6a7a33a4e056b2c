import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Platform } from '../box/manifest.ts';

/** A file of the program where it is made, and where it goes. */
export type SourceFile = { readonly path: string; readonly from: string };

type LockEntry = {
  readonly version: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
};

/** Built into the web app, or needed to build it: a running node never loads them. */
const builtIn: ReadonlySet<string> = new Set(['vite', 'preact', '@preact/signals', 'idb']);
/** Works without, in plain JavaScript. */
const leftOut = /^(cbor-extract|@cbor-extract\/|node-(linux|win|darwin)-)/;
/** The part of Typst that is made for each machine. */
const typst = '@myriaddreamin/typst-ts-node-compiler';
const typstNative: Readonly<Record<Platform, string>> = {
  'linux-x64': `${typst}-linux-x64-gnu`,
  'linux-arm64': `${typst}-linux-arm64-gnu`,
  'win-x64': `${typst}-win32-x64-msvc`,
};

/** What no running node reads: tests, screens (they are built), what the sample region is made of. */
const notRunning = /\.(tsx|css|html|md)$|\.test\.ts$|(^|\/)(contract|testing)\.ts$|\/ui\/|^src\/(testing|simulation)\//;
const notOfPackages =
  /\.(d\.[cm]?ts|ts|tsx|map|md|markdown|flow|html|yml)$|(^|\/)(test|tests|docs|example|examples|\.github|benchmark)\//i;
const fonts = /^node_modules\/@expo-google-fonts\/noto-sans\/(package\.json|LICENSE|400Regular\/.*ttf|700Bold\/.*ttf)/;

/** The files that every machine needs at run time, in the order of their paths. `dist/web` is built. */
export function commonFiles(home: string): SourceFile[] {
  const own = filesBelow(home, 'src').filter((path) => !notRunning.test(path));
  const built = filesBelow(home, 'dist/web');
  const content = filesBelow(home, 'content');
  const packages = runtimePackages(home)
    .flatMap((name) => filesBelow(home, `node_modules/${name}`))
    .filter((path) => !notOfPackages.test(path) && !path.includes('/node_modules/@myriaddreamin/'))
    .filter((path) => !path.startsWith('node_modules/@expo-google-fonts/') || fonts.test(path));
  return [...own, ...built, ...content, ...new Set(packages), 'LICENSE']
    .toSorted()
    .map((path) => ({ path, from: join(home, path) }));
}

/** The packages that bring a machine its Node and its Typst, as the lock file names them. */
export function platformPackages(home: string, platform: Platform) {
  const lock = lockOf(home);
  return [`node-${platform}`, typstNative[platform]].map((name) => {
    const entry = lock[`node_modules/${name}`];
    if (!entry) throw new Error(`package-lock.json does not name ${name}`);
    return { name, version: entry.version, integrity: entry.integrity ?? '' };
  });
}

/** What of those two packages goes into a release: the largest, which changes least, first. */
export function platformFiles(platform: Platform, folders: readonly string[]): SourceFile[] {
  const [nodeFolder = '', typstFolder = ''] = folders;
  const node = platform === 'win-x64' ? 'bin/node.exe' : 'bin/node';
  const native = globSync('*.{node,json}', { cwd: typstFolder }).toSorted();
  const licence = globSync('{LICENSE,LICENSE.txt}', { cwd: nodeFolder });
  return [
    { path: node, from: join(nodeFolder, node) },
    ...licence.map((name) => ({ path: 'bin/LICENSE', from: join(nodeFolder, name) })),
    ...native.map((name) => ({ path: `node_modules/${typstNative[platform]}/${name}`, from: join(typstFolder, name) })),
  ];
}

function runtimePackages(home: string): string[] {
  const lock = lockOf(home);
  const wanted = new Set<string>();
  const add = (name: string): void => {
    const entry = lock[`node_modules/${name}`];
    if (!entry || wanted.has(name) || leftOut.test(name) || !existsSync(join(home, 'node_modules', name))) return;
    wanted.add(name);
    for (const needed of Object.keys(entry.dependencies ?? {})) add(needed);
  };
  const own = lock['']?.dependencies ?? {};
  for (const name of Object.keys(own)) if (!builtIn.has(name)) add(name);
  return [...wanted];
}

function lockOf(home: string): Readonly<Record<string, LockEntry>> {
  const text = readFileSync(join(home, 'package-lock.json'), 'utf8');
  return (JSON.parse(text) as { packages: Record<string, LockEntry> }).packages;
}

function filesBelow(home: string, folder: string): string[] {
  return globSync(`${folder}/**/*`, { cwd: home })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => statSync(join(home, path)).isFile());
}
