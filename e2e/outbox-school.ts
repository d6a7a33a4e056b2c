import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type BrowserContext } from 'playwright-core';
import { build } from 'vite';
import { chromiumFlags, findChromium } from '../tools/test/chromium.ts';

const home = join(import.meta.dirname, '..');

export function temporaryFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `tirek-${name}-`));
}

/** Builds the page that opens the outbox and nothing else. */
export async function buildOutboxPage(folder: string): Promise<void> {
  await build({
    root: join(import.meta.dirname, 'outbox-page'),
    configFile: false,
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true, target: 'chrome114', reportCompressedSize: false },
  });
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export type NodeProcess = { readonly child: ChildProcess; readonly kill: () => Promise<void> };

/** A school node in a process of its own; resolves when it listens. */
export async function startNode(folder: string, port: number, web: string): Promise<NodeProcess> {
  const env = { ...process.env, TIREK_DATA: folder, TIREK_PORT: String(port), TIREK_WEB: web, TIREK_WITH_PARENT: '1' };
  const child = spawn(process.execPath, [join(home, 'src', 'cli', 'main.ts'), 'node'], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  const lines = createInterface({ input: child.stdout });
  const listening = new Promise<void>((resolve) => {
    lines.on('line', (line) => line.startsWith('listening ') && resolve());
  });
  const failed = ended.then(([code]) => {
    throw new Error(`the node ended with ${code}`);
  });
  await Promise.race([listening, failed]);
  failed.catch(() => undefined);
  return { child, kill };
}

/**
 * A browser for which `school.test` and the like are this machine: addresses of a school's LAN, without a secure
 * context. What its pages keep lies in `profile` and is there again when the browser is opened anew.
 */
export function openBrowser(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args: [...chromiumFlags, '--host-resolver-rules=MAP *.test 127.0.0.1'],
  });
}

/** Ends a browser as a tablet ends whose battery is taken out. */
export async function killBrowser(context: BrowserContext): Promise<void> {
  const developer = await context.browser()?.newBrowserCDPSession();
  const { processInfo } = (await developer?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
  const closed = new Promise((resolve) => context.once('close', resolve));
  for (const { type, id } of processInfo) if (type === 'browser') process.kill(id, 'SIGKILL');
  await closed;
}
