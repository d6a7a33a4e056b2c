import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openContainer } from './container.ts';
import type { Installation } from './child.ts';
import { compareVersions, nodePath, openManifest, platformHere, type Platform } from './manifest.ts';
import { placesHere, type Places } from './places.ts';
import { readJson, readState, writeAsked, writeJson, writeState } from './state.ts';
import { checkStick, type StickFault } from './stick-list.ts';
import { linuxService, type Service } from './service-linux.ts';
import { windowsService } from './service-windows.ts';
import { trustedKeys } from './trust.ts';
import { flushFolder, unpackRelease } from './unpack.ts';
import { renameFirmly } from './rename-firmly.ts';

/** Says a step to the person: a key of the installer's words, and values. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => void;

export type Installed = {
  readonly places: Places;
  readonly port: number;
  readonly version: string;
  readonly before: string | undefined;
  readonly service: Service['name'];
  /** The key that the stick is signed with, which the person may compare. */
  readonly key: Uint8Array;
};

/** Why nothing was installed: a fault, and of what; `own` is the version that is installed and goes on. */
export type NotInstalled = StickFault & { readonly own?: string };

/**
 * Installs or updates from a stick (REL-15, REL-16): checks every byte, unpacks the program beside what is there, and only
 * then touches what runs. `root` is the stick, `folder` the folder on it that holds the release.
 */
export async function install(root: string, folder: string, say: Say): Promise<Installed | NotInstalled> {
  const platform = platformHere();
  const places = placesHere(process.env['TIREK_INSTALL_TO']);
  if (!platform) return { fault: 'other-platform', file: '' };
  say('checking');
  const releases = join(places.programs, 'releases');
  const state = await readState(releases);
  const own = state ? { own: state.current } : {};
  const checked = await checkStick(root, folder, (done, total) => say('checked', { done, total }));
  if ('fault' in checked) return { ...checked, ...own };
  const file = `tirek-${checked.list.version}.tirek-release`;
  // Who is installed already knows whom to trust; a first installation trusts the stick that a person brought.
  const keys = state ? await trustedKeys(join(releases, state.current)) : [checked.key];
  // The launcher comes from the stick itself: it too only from who is trusted.
  if (!keys.some((key) => Buffer.compare(key, checked.key) === 0)) return { fault: 'unknown-key', file, ...own };
  const opened = await openContainer(join(folder, file));
  if (typeof opened === 'string') return { fault: opened, file, ...own };
  await using container = opened;
  const manifest = openManifest(container.signed, keys);
  if (typeof manifest === 'string') return { fault: manifest, file, ...own };
  const { version } = manifest;
  if (state && compareVersions(version, state.current) < 0) return { fault: 'older', file, ...own };
  const beside = state ? { beside: join(releases, state.current) } : {};
  const progress = (done: number, total: number): void => say('unpacked', { done, total });
  const unpacked = await unpackRelease({ ...container, manifest, platform, releases, ...beside, progress });
  if (typeof unpacked === 'string') return { fault: unpacked, file, ...own };
  const { port } = await writeInstallation(places);
  const before = state?.current;
  if (!state) await writeState(releases, { current: version, phase: 'trying', since: Date.now(), starts: 0, bad: [] });
  const launcher = await writeLauncher(places, unpacked.folder, folder, platform);
  const service = process.platform === 'win32' ? windowsService(places, port) : linuxService(places);
  say('starting');
  if (!state || launcher.isNew) await service.start(launcher.folder);
  if (state && version !== state.current) await writeAsked(releases, { to: version, why: 'update', at: Date.now() });
  return { places, port, version, before, service: service.name, key: checked.key };
}

/** Takes the program away and leaves the data. */
export async function uninstall(): Promise<Places> {
  const places = placesHere(process.env['TIREK_INSTALL_TO']);
  const service = process.platform === 'win32' ? windowsService(places, 0) : linuxService(places);
  await service.remove();
  await rm(places.programs, { recursive: true, force: true });
  return places;
}

/** What was set at the first installation stays. */
async function writeInstallation({ programs, data, isForAll }: Places): Promise<Installation> {
  const before = (await readJson(join(programs, 'installation.json'))) as Installation | undefined;
  if (before) return before;
  await mkdir(data, { recursive: true });
  const asked = Number(process.env['TIREK_PORT']);
  const ports = asked ? [asked] : isForAll ? [80, 8080, 8081, 8082] : [8080, 8081, 8082];
  const host = process.env['TIREK_HOST'] ?? '0.0.0.0';
  let port = ports.at(-1) as number;
  for (const each of ports.toReversed()) if (await isFree(each)) port = each;
  const installation: Installation = { data, host, port };
  await writeJson(programs, 'installation.json', installation);
  return installation;
}

/**
 * The launcher has a folder of its own, named by what is in it: the one that runs is never written over, and a release that
 * comes by itself never changes it.
 */
async function writeLauncher(
  { programs }: Places,
  release: string,
  stick: string,
  platform: Platform,
): Promise<{ readonly folder: string; readonly isNew: boolean }> {
  const source = join(stick, 'install');
  const names = (await readdir(source)).filter((name) => name.endsWith('.ts') || name === 'package.json').toSorted();
  const sum = createHash('sha256');
  for (const name of names) sum.update(`${name}\n`).update(await readFile(join(source, name)));
  const folder = join(programs, `launcher-${sum.digest('hex').slice(0, 12)}`);
  if (existsSync(folder)) return { folder, isNew: false };
  const half = `${folder}.new`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true });
  for (const name of names) await copyFile(join(source, name), join(half, name));
  const from = join(release, nodePath(platform));
  const node = join(half, platform === 'win-x64' ? 'node.exe' : 'node');
  await link(from, node).catch(() => copyFile(from, node));
  await renameFirmly(half, folder);
  await flushFolder(programs);
  return { folder, isNew: true };
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '0.0.0.0', () => probe.close(() => resolve(true)));
  });
}
