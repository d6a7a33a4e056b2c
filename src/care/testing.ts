import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { SchoolId } from '#kernel/ids.ts';
import { registerSchool } from '#people/testing.ts';
import { makeIdentity } from '#sync/index.ts';
import { fakeClock, seededRandomness } from '#testing/logs.ts';
import { openNode, type OpenNode } from '../main.ts';
import type { Settings } from '../settings.ts';
import { onCopies } from './copy-thread.ts';

/** A data folder of a school's node, on a disk of its own where one is given. */
export type CareFolder = {
  readonly folder: string;
  readonly clock: ReturnType<typeof fakeClock>;
  readonly open: () => Promise<OpenNode>;
  readonly settings: Settings;
};

export async function aCareFolder(name: string, disk?: string): Promise<CareFolder> {
  const folder = join(disk ?? mkdtempSync(join(tmpdir(), 'tirek-care-')), name);
  const clock = fakeClock();
  const school = name as SchoolId;
  await makeIdentity(folder, { kind: 'school', school }, seededRandomness(`care ${name}`));
  const settings = settingsOf(folder);
  const open = (): Promise<OpenNode> =>
    openNode(settings, { clock, randomness: seededRandomness(`dice ${name} ${Math.random()}`), hasJobs: false });
  const node = await open();
  await registerSchool(node.house, school);
  await node.close();
  return { folder, clock, open, settings };
}

export function settingsOf(folder: string): Settings {
  const web = join(folder, 'no-web');
  return { folder, port: 0, host: '127.0.0.1', postgres: undefined, tls: undefined, regionUrl: undefined, web };
}

/** A folder for files of a test; it goes with the test. */
export function scratch(): { readonly folder: string; readonly [Symbol.dispose]: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-scratch-'));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What a store holds, read whole; fails where it is damaged. */
export async function factsOf(file: string) {
  const answer = await onCopies({ what: 'check', file });
  if (answer.is !== 'good') throw new Error(`${file} is ${answer.is}`);
  return answer.facts;
}

type Asked = { readonly token?: string; readonly body?: unknown };

/** Asks a node's API, and answers with status and body; `path` begins after `/api`. */
export function answerOf(node: Pick<OpenNode, 'fetch'>) {
  return async (method: string, path: string, { token, body }: Asked = {}) => {
    const headers = {
      host: 'node',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await node.fetch(new Request(`http://node/api${path}`, init));
    // oxlint-disable-next-line typescript/no-explicit-any -- what a test looks into is what it checks
    return { status: response.status, body: (await response.json()) as any };
  };
}

/** The same, with the body alone. */
export function callerOf(node: Pick<OpenNode, 'fetch'>) {
  const ask = answerOf(node);
  return async <T>(method: string, path: string, asked: Asked = {}): Promise<T> =>
    (await ask(method, path, asked)).body as T;
}

/** A disk of its own with a real file system (ext4 in a file), which a process works on while it fills or fails. */
export type LoopDisk = {
  readonly place: string;
  /** Somebody's films fill it to its last byte. */
  readonly fill: () => void;
  readonly free: () => void;
  /** The kernel finds an error on it and lets nobody write any more, as with a disk that dies. */
  readonly fail: () => void;
  /** What a restart of the machine does: checked, mended and mounted again. Nothing may have a file open there. */
  readonly restart: () => void;
  readonly [Symbol.dispose]: () => void;
};

/** Undefined, with the reason printed, where this machine mounts nothing for us: without root, or in a container. */
export function aLoopDisk(megabytes: number): LoopDisk | undefined {
  const home = mkdtempSync(join(tmpdir(), 'tirek-loop-'));
  const [image, place] = [join(home, 'disk'), join(home, 'place')];
  const run = (command: string, ...args: string[]): string =>
    execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' }).trim();
  const mount = (): string => run('mount', '-o', 'loop,errors=remount-ro', image, place);
  try {
    mkdirSync(place);
    writeFileSync(image, '');
    truncateSync(image, megabytes * 1024 * 1024);
    run('mkfs.ext4', '-q', '-F', image);
    mount();
  } catch (error) {
    console.error(`not tried here: no disk of its own could be mounted (${String(error).split('\n')[0]})`);
    rmSync(home, { recursive: true });
    return undefined;
  }
  const filler = join(place, 'filler');
  return {
    place,
    fill: () => fillWith(filler),
    free: () => rmSync(filler),
    fail: () => {
      const device = basename(run('findmnt', '-n', '-o', 'SOURCE', place));
      writeFileSync(`/sys/fs/ext4/${device}/trigger_fs_error`, '1');
    },
    restart: () => {
      run('umount', place);
      // 1 says that something was mended.
      run('sh', '-c', 'e2fsck -p -f "$0" || [ $? -eq 1 ]', image);
      mount();
    },
    [Symbol.dispose]: () => {
      run('umount', '-l', place);
      rmSync(home, { recursive: true });
    },
  };
}

/** Writes a file until the disk has not a byte left. */
export function fillWith(file: string): void {
  const handle = openSync(file, 'a');
  for (let size = 1024 * 1024; size >= 512;) {
    try {
      writeSync(handle, Buffer.alloc(size, 1));
    } catch {
      size /= 2;
    }
  }
  closeSync(handle);
}
