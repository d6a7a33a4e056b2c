import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isVersion } from './manifest.ts';
import { flushFolder } from './unpack.ts';
import { renameFirmly } from './rename-firmly.ts';

/** Why the launcher went back to the release before: the last word of a key `releases.why.…`. */
export type BackReason = 'crashed' | 'silent' | 'errors' | 'hangs' | 'interrupted' | 'damaged' | 'asked';

export type WentBack = { readonly from: string; readonly to: string; readonly why: BackReason; readonly at: number };

/**
 * Which release runs (REL-5). Launcher and program of different releases read it: fields are only ever added, and
 * unknown ones stay.
 */
export type LauncherState = {
  readonly current: string;
  readonly previous?: string;
  /** `trying` until it has come up well and stayed up. */
  readonly phase: 'trying' | 'good';
  /** When `current` was first started, by the server's clock. */
  readonly since: number;
  /** Starts while it is being tried. */
  readonly starts: number;
  readonly wentBack?: WentBack;
  /** Releases that were gone back from: not begun again by themselves. */
  readonly bad: readonly string[];
};

/** What the program asks the launcher for; the launcher takes it away when it is done (REL-5). */
export type Asked = { readonly to: string; readonly why: 'update' | 'back'; readonly at: number };

/** How the last thing asked for ended, where it was refused before anything changed. */
export type Refused = { readonly to: string; readonly why: string; readonly at: number };

const stateFile = 'state.json';
const askedFile = 'asked.json';
const refusedFile = 'refused.json';

export async function readState(releases: string): Promise<LauncherState | undefined> {
  const said = await readJson(join(releases, stateFile));
  if (!isVersion(said?.['current'])) return undefined;
  const { since, starts, bad } = said;
  return {
    ...(said as LauncherState),
    phase: said['phase'] === 'good' ? 'good' : 'trying',
    since: typeof since === 'number' ? since : 0,
    starts: typeof starts === 'number' ? starts : 0,
    bad: Array.isArray(bad) ? bad.filter(isVersion) : [],
  };
}

/** Durable before it resolves, and never half there. */
export function writeState(releases: string, state: LauncherState): Promise<void> {
  return writeJson(releases, stateFile, state);
}

export async function readAsked(releases: string): Promise<Asked | undefined> {
  const said = await readJson(join(releases, askedFile));
  return isVersion(said?.['to']) ? (said as Asked) : undefined;
}

export function writeAsked(releases: string, asked: Asked): Promise<void> {
  return writeJson(releases, askedFile, asked);
}

export async function endAsked(releases: string, refused?: Refused): Promise<void> {
  if (refused) await writeJson(releases, refusedFile, refused);
  else await rm(join(releases, refusedFile), { force: true });
  await rm(join(releases, askedFile), { force: true });
}

export async function readRefused(releases: string): Promise<Refused | undefined> {
  const said = await readJson(join(releases, refusedFile));
  return isVersion(said?.['to']) ? (said as Refused) : undefined;
}

/** Writes a small file whole or not at all. */
export async function writeJson(folder: string, name: string, value: object): Promise<void> {
  await mkdir(folder, { recursive: true });
  const half = join(folder, `${name}.new`);
  const handle = await open(half, 'w');
  try {
    await handle.writeFile(`${JSON.stringify(value)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await renameFirmly(half, join(folder, name));
  await flushFolder(folder);
}

export async function readJson(file: string): Promise<Record<string, unknown> | undefined> {
  try {
    const value = JSON.parse(await readFile(file, 'utf8')) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
