import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { nodePath, type Platform } from './manifest.ts';

/** What the machine's installation says; written by the installer. */
export type Installation = {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  /** Milliseconds: to begin to listen, between two looks, to answer one, to stay up until it is good. */
  readonly times?: { readonly listen: number; readonly look: number; readonly answer: number; readonly stay: number };
};

export type Child = {
  readonly process: ChildProcess;
  /** The address at which it listens; undefined where it ended before. */
  readonly listening: Promise<string | undefined>;
  readonly ended: Promise<void>;
  /** Asks it to end, and ends it where it does not in time. */
  readonly stop: () => Promise<void>;
};

const stopWithin = 20_000;

/** Starts the program of a release, on the release's own Node. */
export function startChild(
  programs: string,
  version: string,
  run: readonly string[],
  of: Installation,
  platform: Platform,
): Child {
  const folder = join(programs, 'releases', version);
  const cache = join(of.data, 'cache', version);
  mkdirSync(cache, { recursive: true });
  const env = {
    ...process.env,
    TIREK_DATA: of.data,
    TIREK_HOST: of.host,
    TIREK_PORT: String(of.port),
    TIREK_PROGRAMS: programs,
    TIREK_WITH_PARENT: '1',
    NODE_COMPILE_CACHE: cache,
  };
  const child = spawn(join(folder, nodePath(platform)), run, {
    cwd: folder,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
    windowsHide: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  // Its end of the pipe closes when it dies.
  child.stdin.on('error', () => undefined);
  const listening = new Promise<string | undefined>((resolve) => {
    void ended.then(() => resolve(undefined));
    createInterface({ input: child.stdout }).on('line', (line) => {
      console.log(line);
      const address = /^listening (\S+)$/.exec(line)?.[1];
      if (address) resolve(address);
    });
  });
  const stop = async (): Promise<void> => {
    child.stdin.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWithin);
    await ended;
    clearTimeout(timer);
  };
  return { process: child, listening, ended, stop };
}
