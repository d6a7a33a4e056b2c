import { hash as hashOf, type KeyObject } from 'node:crypto';
import { copyFileSync, cpSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { nodePath, rawKey, type Manifest, type Platform } from '../box/manifest.ts';
import { keyFingerprint } from '../box/fingerprint.ts';
import { encodeStickList, signStickList, stickListFiles } from '../box/stick-list.ts';
import { makeRelease, type ReleaseOrder } from './make-release.ts';

/** On the stick: the folder beside the start files that holds everything else. */
const folderName = 'tirek';
const box = join(import.meta.dirname, '..', 'box');
const starters = join(import.meta.dirname, 'stick');

/**
 * Makes the stick that a head installs and updates from (REL-15): the release, a Node for each machine, the installer, the
 * files to double-click, a page that explains, and a signed list of all of it. What else lies in the folder stays.
 */
export function makeStick(order: ReleaseOrder, stick: string): Manifest {
  const folder = join(stick, folderName);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = makeRelease(order, join(folder, `tirek-${order.version}.tirek-release`));
  for (const [platform, folders] of order.machines) copyNode(platform, folders[0] ?? '', folder);
  copyInstaller(join(folder, 'install'));
  const topFiles = writeStarters(stick, order.version, order.key);
  signAll(stick, [...topFiles, ...filesBelow(stick, folderName)], order.version, order.key);
  return manifest;
}

/** How large the stick is, in bytes. */
export function stickSize(stick: string): number {
  return filesBelow(stick, '.').reduce((sum, path) => sum + statSync(join(stick, path)).size, 0);
}

function copyNode(platform: Platform, from: string, folder: string): void {
  const to = join(folder, 'runtime', platform, nodePath(platform).split('/').at(-1) ?? '');
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(join(from, nodePath(platform)), to);
}

function copyInstaller(to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of globSync('*.ts', { cwd: box }))
    if (!name.endsWith('.test.ts')) copyFileSync(join(box, name), join(to, name));
  cpSync(join(box, 'words'), join(to, 'words'), { recursive: true });
  // So that Node reads the files as modules, wherever the stick is.
  writeFileSync(join(to, 'package.json'), '{ "type": "module" }\n');
}

function writeStarters(stick: string, version: string, key: KeyObject): string[] {
  const names = globSync('*', { cwd: starters });
  for (const name of names) {
    const text = readFileSync(join(starters, name), 'utf8');
    const filled = text.replaceAll('{version}', version).replaceAll('{key}', keyFingerprint(rawKey(key)));
    // Windows reads its commands by its own line ends.
    const lines = name.endsWith('.cmd') ? filled.replaceAll(/\r?\n/g, '\r\n') : filled;
    writeFileSync(join(stick, name), lines, { mode: 0o755 });
  }
  return names;
}

function signAll(stick: string, paths: readonly string[], version: string, key: KeyObject): void {
  const files = paths
    .toSorted()
    .map((path) => [path, hashOf('sha256', readFileSync(join(stick, path)), 'hex')] as const);
  const list = encodeStickList({ version, files });
  writeFileSync(join(stick, folderName, stickListFiles.list), list);
  writeFileSync(join(stick, folderName, stickListFiles.signature), signStickList(list, key));
}

function filesBelow(root: string, folder: string): string[] {
  return globSync(`${folder}/**/*`, { cwd: root })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => statSync(join(root, path)).isFile());
}
