import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { identityToRecipient } from 'age-encryption';
import { chromium, type BrowserContext } from 'playwright-core';
import { build } from 'vite';
import { regionScope, schoolScope, systemRandomness, type SchoolId } from '#kernel/ids.ts';
import { systemClock } from '#kernel/time.ts';
import { rawPublicKey } from '#log/chain.ts';
import { encodeTrust, granted, makeIdentity, nodeEndorsed } from '#sync/index.ts';
import { openNode, type OpenNode } from '../src/main.ts';
import { settingsFrom } from '../src/settings.ts';
import { journeyFlags, findChromium } from '../tools/test/chromium.ts';

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
    args: [...journeyFlags, '--host-resolver-rules=MAP *.test 127.0.0.1'],
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

/** What the enrolment by a ticket comes to, without the ticket: a new region knows the school, and is trusted by it. */
export async function enrolAtRegion(schoolFolder: string, regionFolder: string, url: string): Promise<void> {
  await makeIdentity(regionFolder, { kind: 'region' }, systemRandomness);
  const school = await openNode(settingsFrom({ TIREK_DATA: schoolFolder }), quiet);
  const region = await openNode(settingsFrom({ TIREK_DATA: regionFolder }), quiet);
  const schoolSelf = school.house.self;
  const scope = schoolScope(schoolSelf.school as SchoolId);
  const known = { node: schoolSelf.node, kind: 'school' as const, school: schoolSelf.school as SchoolId };
  const endorsed = nodeEndorsed.draft(regionScope, 'region', { ...known, ...(await keysOf(school)) });
  await region.house.log.write(() => ({ records: [endorsed], answer: undefined }));
  const trust = { node: region.house.self.node, url, ...(await keysOf(region)) };
  await school.house.log.setState('trust', encodeTrust(trust));
  await school.house.log.setState('region-url', Buffer.from(url));
  school.desk.authority.trust(trust);
  const grant = granted.draft(scope, 'node', { scope, to: trust.node });
  await school.house.log.write(() => ({ records: [grant], answer: undefined }));
  await Promise.all([school.close(), region.close()]);
}

const quiet = { clock: systemClock, randomness: systemRandomness, hasJobs: false };

async function keysOf({ house }: OpenNode): Promise<{ key: Uint8Array; age: string }> {
  return { key: rawPublicKey(house.self.signingKey), age: await identityToRecipient(house.self.ageIdentity) };
}
