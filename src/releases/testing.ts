import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildWeb } from '../cli/build-web.ts';
import type { Installation } from './box/child.ts';
import { openContainer } from './box/container.ts';
import { nodePath, openManifest, platformHere, rawKey, type Fault, type Platform } from './box/manifest.ts';
import { endLauncher } from './box/running-launcher.ts';
import { readState, type LauncherState } from './box/state.ts';
import { unpackRelease } from './box/unpack.ts';
import { machineFolders } from './make/machines.ts';
import { makeRelease, type ReleaseOrder } from './make/make-release.ts';

const home = resolve(import.meta.dirname, '..', '..');

/** The machine on which the tests run. */
export function platformOfTests(): Platform {
  const platform = platformHere();
  if (!platform) throw new Error('the program runs on no machine like this');
  return platform;
}

/** A release of this tree for this machine: real in everything but that it is compressed quickly. */
export async function aRelease(version: string, more: Partial<ReleaseOrder> = {}): Promise<ReleaseOrder> {
  await buildWeb();
  return {
    home,
    version,
    machines: machineFolders(home, [platformOfTests()]),
    key: aReleaseKey(),
    cache: join(home, '.cache', 'test-chunks'),
    level: 1,
    ...more,
  };
}

/**
 * A machine whose Node is a link to the one that runs the tests, and which cannot print: its releases are a tenth as large,
 * and everything else about them is real.
 */
export function aLightMachine(folder: string): ReadonlyMap<Platform, readonly string[]> {
  const platform = platformOfTests();
  const node = join(folder, 'light', 'node');
  const typst = join(folder, 'light', 'typst');
  mkdirSync(join(node, 'bin'), { recursive: true });
  mkdirSync(typst, { recursive: true });
  writeFileSync(join(node, nodePath(platform)), `#!/bin/sh\nexec "${process.execPath}" "$@"\n`, { mode: 0o755 });
  return new Map([[platform, [node, typst]]]);
}

export type TinyFiles = Readonly<Record<string, string>>;

/** A release of some files in `src/` of a folder of its own, so small that each of its bytes can be spoilt. */
export function aTinyRelease(
  home: string,
  version: string,
  key: KeyObject,
  files: TinyFiles = { 'a.ts': 'export {};', 'b.ts': '' },
): ReleaseOrder {
  const [node, typst] = ['node', 'typst'].map((name) => join(home, 'machine', name)) as [string, string];
  for (const folder of [join(home, 'src'), join(node, 'bin'), typst]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{"name":"tirek","type":"module"}');
  writeFileSync(join(home, 'package-lock.json'), '{"packages":{"":{}}}');
  writeFileSync(join(home, 'LICENSE'), 'free');
  writeFileSync(join(node, 'bin', 'node'), '#!/bin/sh\n');
  for (const [path, text] of Object.entries(files)) writeFileSync(join(home, 'src', path), text);
  const machines = new Map([[platformOfTests(), [node, typst]]] as const);
  return { home, version, machines, key, cache: join(home, '..', 'tiny-chunks'), level: 1 };
}

export function aReleaseKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey;
}

export type Ran = { readonly code: number; readonly output: string };

/** Runs a command to its end. */
export function runToEnd(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('close', (code) => done({ code: code ?? 1, output: Buffer.concat(output).toString() }));
  });
}

/** An installation below a folder of its own, made by a stick's start file, and quick to lose patience. */
export type TestInstallation = AsyncDisposable & {
  readonly programs: string;
  readonly releases: string;
  readonly data: string;
  readonly address: string;
  /** Runs the start file of a stick as a head would, without the rights of a root. */
  run(stick: string, ...args: readonly string[]): Promise<Ran>;
  state(): Promise<LauncherState | undefined>;
  /** Makes a release ready as the running program does. */
  ready(order: ReleaseOrder): Promise<string | Fault>;
};

/** Quick to lose patience, and yet not with a good program on a machine that has much else to do. */
export const quickTimes = { listen: 15_000, look: 300, answer: 3000, stay: 1200 };

/** `enter` are the words before each command that is run, as for a network of its own. */
export function anInstallation(folder: string, port: number, enter: readonly string[] = []): TestInstallation {
  const [programs, data] = [join(folder, 'program'), join(folder, 'data')];
  const releases = join(programs, 'releases');
  mkdirSync(programs, { recursive: true });
  mkdirSync(data, { recursive: true });
  const installation: Installation = { data, host: '127.0.0.1', port, times: quickTimes };
  writeFileSync(join(programs, 'installation.json'), JSON.stringify(installation));
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: join(folder, 'home'),
    LANG: 'kk_KZ.UTF-8',
    TIREK_INSTALL_TO: folder,
    TIREK_NO_BROWSER: '1',
  };
  return {
    programs,
    releases,
    data,
    address: `http://127.0.0.1:${port}`,
    run: (stick, ...args) => {
      const [command = '', ...rest] = [...enter, 'sh', join(stick, 'tirek-ornatu.sh'), ...args];
      return runToEnd(command, rest, env);
    },
    state: () => readState(releases),
    ready: (order) => makeReadyIn(releases, order, join(folder, 'made.tirek-release')),
    [Symbol.asyncDispose]: () => endLauncher(programs),
  };
}

async function makeReadyIn(releases: string, order: ReleaseOrder, file: string): Promise<string | Fault> {
  makeRelease(order, file);
  const opened = await openContainer(file);
  if (typeof opened === 'string') return opened;
  await using container = opened;
  const manifest = openManifest(container.signed, [rawKey(order.key)]);
  if (typeof manifest === 'string') return manifest;
  const current = (await readState(releases))?.current ?? '';
  const beside = join(releases, current);
  const made = await unpackRelease({
    ...container,
    manifest,
    platform: platformOfTests(),
    releases,
    ...(current && existsSync(beside) ? { beside } : {}),
  });
  return typeof made === 'string' ? made : manifest.version;
}

/** A network in which there is nothing but this machine; `enter` are the words that run a command there. */
export type Loopback = AsyncDisposable & { readonly enter: readonly string[] };

/** Makes such a network; says why not, where this system lets nobody do so. */
export async function loopbackOnly(): Promise<Loopback | string> {
  const isRoot = process.getuid?.() === 0;
  const hold = 'ip link set lo up && echo ready && exec cat';
  const holder = spawn('unshare', ['--net', ...(isRoot ? [] : ['--map-root-user']), 'sh', '-c', hold]);
  const said: string[] = [];
  holder.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString().trim()));
  const isReady = await new Promise<boolean>((resolve) => {
    holder.once('error', (error) => (said.push(error.message), resolve(false)));
    holder.once('close', () => resolve(false));
    holder.stdout.once('data', () => resolve(true));
  });
  if (!isReady) return said.join(' ') || 'unshare ended';
  const asUser = isRoot ? [] : ['--user', '--preserve-credentials'];
  return {
    enter: ['nsenter', '--target', String(holder.pid), '--net', ...asUser, '--'],
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise((resolve) => holder.once('close', resolve));
      holder.stdin.end();
      await ended;
    },
  };
}

/** A disk of a size of its own in a folder; says why not, where this system lets nobody make one. */
export function smallDisk(folder: string, megabytes: number): Disposable | string {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    return String((error as { stderr?: Buffer }).stderr ?? error).trim();
  }
  return { [Symbol.dispose]: () => void execFileSync('umount', ['--lazy', folder]) };
}

/** The source of a program that listens as this one does, and answers all requests in one way. */
export function aServerThat(answer: string): string {
  return `
import { createServer } from 'node:http';
const { TIREK_PORT, TIREK_HOST } = process.env;
createServer((request, response) => { ${answer} }).listen(Number(TIREK_PORT), TIREK_HOST, () => {
  console.log('listening http://' + TIREK_HOST + ':' + TIREK_PORT);
});
process.stdin.resume().once('end', () => process.exit(0));
`;
}

/** Waits until something is so; throws with what was looked for after two minutes. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const began = Date.now(); Date.now() - began < 120_000;) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`in vain waited for: ${what}`);
}

/** Whether a program answers at an address, and with which stage. */
export async function stageAt(address: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${address}/api/boot`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(2000),
    });
    return ((await response.json()) as { stage?: string }).stage;
  } catch {
    return undefined;
  }
}
