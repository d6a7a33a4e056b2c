import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  closeSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { freePortFrom } from '../cli/ports.ts';
import { openContainer } from './box/container.ts';
import { openManifest, rawKey } from './box/manifest.ts';
import { endLauncher } from './box/running-launcher.ts';
import { checkStick, signStickList } from './box/stick-list.ts';
import { unpackRelease } from './box/unpack.ts';
import { makeStick } from './make/make-stick.ts';
import {
  aLightMachine,
  anInstallation,
  aRelease,
  aReleaseKey,
  loopbackOnly,
  platformOfTests,
  runToEnd,
  smallDisk,
  type Loopback,
  type TestInstallation,
} from './testing.ts';

// With the real Node and Typst in `npm run proof`; else all is real but that Node is a link.
const isProof = process.env['TIREK_PROOF'] !== undefined;
const key = aReleaseKey();
const folder = mkdtempSync(join(tmpdir(), 'tirek-installer-'));
/** Sticks are called anything, and so are folders on them. */
const stickOf = (version: string): string => join(folder, `Әсел's (${version}) & Ko`);
const words = JSON.parse(readFileSync(join(import.meta.dirname, 'box', 'words', 'kk.json'), 'utf8')) as Record<
  string,
  string
>;

let loopback: Loopback | string;
let disk: Disposable | string;
let school: TestInstallation;
let port: number;

async function stickWith(version: string): Promise<string> {
  const stick = stickOf(version);
  mkdirSync(stick, { recursive: true });
  makeStick(await aRelease(version, { key, ...(isProof ? {} : { machines: aLightMachine(folder) }) }), stick);
  return stick;
}

/** What a browser on the server itself sees, and whether anything is there beyond it. */
type Seen = { readonly stage?: string; readonly page: number; readonly script: number; readonly beyond: string };

async function lookInside(): Promise<Seen> {
  const look = `
    const at = 'http://127.0.0.1:${port}';
    const page = await fetch(at + '/', { headers: { accept: 'text/html' } });
    const [, source] = /<script[^>]+src="([^"]+)"/.exec(await page.text()) ?? [];
    const script = await fetch(new URL(source, at));
    const { stage } = await (await fetch(at + '/api/boot')).json();
    const beyond = await fetch('http://192.0.2.1/', { signal: AbortSignal.timeout(300) }).then(
      () => 'answered', (error) => error.cause?.code ?? error.name);
    console.log(JSON.stringify({ stage, page: page.status, script: script.status, beyond }));`;
  const enter = typeof loopback === 'string' ? [] : loopback.enter;
  const [command = '', ...args] = [...enter, process.execPath, '--input-type=module', '-e', look];
  const { code, output } = await runToEnd(command, args, { PATH: process.env['PATH'] });
  assert.equal(code, 0, output);
  return JSON.parse(output) as Seen;
}

/** The old version runs on as it did. */
async function assertRuns(version: string): Promise<void> {
  assert.equal((await school.state())?.current, version);
  assert.deepEqual(
    readdirSync(school.releases).filter((name) => name.startsWith('.unpacking')),
    [],
  );
  assert.equal((await lookInside()).stage, 'unset');
}

/** Nothing was installed, and the sentence for it was said, with what goes on. */
function assertRefused({ code, output }: { code: number; output: string }, fault: string, own: string): void {
  assert.equal(code, 17, output);
  const [begin = '', end = ''] = (words[`install.fault.${fault}`] ?? '').split(/\{file\}|\{own\}/);
  assert.ok(begin && output.includes(begin) && output.includes(end), output);
  assert.ok(output.includes((words['install.goes-on'] ?? '').replace('{own}', own)), output);
}

/** A copy of a stick in which one file is otherwise. */
function spoilt(stick: string, path: string, change: (bytes: Buffer) => Uint8Array): string {
  const copy = join(folder, 'spoilt');
  rmSync(copy, { recursive: true, force: true });
  cpSync(stick, copy, { recursive: true });
  writeFileSync(join(copy, path), change(readFileSync(join(copy, path))));
  return copy;
}

function flipped(bytes: Buffer, at = Math.floor(bytes.length / 2)): Uint8Array {
  return bytes.with(at, (bytes[at] ?? 0) ^ 1);
}

before(async () => {
  loopback = await loopbackOnly();
  if (typeof loopback === 'string') console.error(`REL-15 is not tried without a network here: ${loopback}`);
  const home = join(folder, 'school');
  disk = smallDisk(home, isProof ? 800 : 170);
  if (typeof disk === 'string') console.error(`REL-4 is not tried on a full disk here: ${disk}`);
  port = await freePortFrom(21_400);
  school = anInstallation(home, port, typeof loopback === 'string' ? [] : loopback.enter);
});

after(async () => {
  await school[Symbol.asyncDispose]();
  if (typeof disk !== 'string') disk[Symbol.dispose]();
  if (typeof loopback !== 'string') await loopback[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

describe('the installer', { timeout: 600_000 }, () => {
  it('REL-15, REL-16: without a network, from one stick: installed, the set-up page opens; updated from a second', async (test) => {
    const began = Date.now();
    const first = await school.run(await stickWith('1.0.0'));
    assert.equal(first.code, 0, first.output);
    assert.ok(first.output.includes(`http://localhost:${port}/`), first.output);
    const seen = await lookInside();
    assert.deepEqual([seen.stage, seen.page, seen.script], ['unset', 200, 200]);
    if (typeof loopback !== 'string') assert.equal(seen.beyond, 'ENETUNREACH');
    const second = await school.run(await stickWith('1.1.0'));
    assert.equal(second.code, 0, second.output);
    assert.match(second.output, /1\.0\.0.*1\.1\.0/);
    const state = await school.state();
    assert.deepEqual([state?.current, state?.previous], ['1.1.0', '1.0.0']);
    await assertRuns('1.1.0');
    test.diagnostic(`milliseconds for two sticks made, an installation and an update: ${Date.now() - began}`);
  });

  it('REL-15: one changed byte in any file of a stick is found, and the file is named', async () => {
    const stick = stickOf('1.1.0');
    const names = globSync('**/*', { cwd: stick }).filter((name) => statSync(join(stick, name)).isFile());
    assert.ok(names.length > 30);
    for (const name of names) {
      const bytes = readFileSync(join(stick, name));
      for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
        writeFileSync(join(stick, name), flipped(bytes, at));
        const found = await checkStick(stick, join(stick, 'tirek'), () => undefined);
        // The line end after the signature, and bits of its last sign that mean nothing, say nothing.
        if (name.endsWith('stick.sig') && at === bytes.length - 1) continue;
        assert.ok('fault' in found, `${name} at ${at}`);
        assert.ok(words[`install.fault.${found.fault}`]);
        assert.equal(found.file, name.includes('stick.') ? 'stick.json' : name);
      }
      writeFileSync(join(stick, name), bytes);
    }
  });

  it('REL-15: a spoilt stick, an older one, a stranger’s: refused with a sentence, and what runs goes on', async () => {
    const stick = await stickWith('1.2.0');
    const release = 'tirek/tirek-1.2.0.tirek-release';
    assertRefused(await school.run(spoilt(stick, release, flipped)), 'damaged', '1.1.0');
    assertRefused(await school.run(spoilt(stick, 'tirek/stick.json', flipped)), 'bad-signature', '1.1.0');
    assertRefused(await school.run(stickOf('1.0.0')), 'older', '1.1.0');
    const stranger = spoilt(stick, 'tirek/stick.sig', () =>
      signStickList(readFileSync(join(stick, 'tirek', 'stick.json')), aReleaseKey()),
    );
    assertRefused(await school.run(stranger), 'unknown-key', '1.1.0');
    // The installer that would say it does not even begin: its start file says it.
    const mute = await school.run(spoilt(stick, 'tirek/install/install-main.ts', () => Buffer.from('const (')));
    assert.notEqual(mute.code, 0);
    assert.ok(mute.output.includes('флешка бүлінген'), mute.output);
    await assertRuns('1.1.0');
  });

  it('REL-4: a full disk, before or in the middle of unpacking: nothing is half installed, and what runs goes on', async () => {
    if (typeof disk === 'string') return;
    const filler = join(folder, 'school', 'filler');
    const stick = stickOf('1.2.0');
    fill(filler, 20);
    assertRefused(await school.run(stick), 'disk-full', '1.1.0');
    rmSync(filler);
    const opened = await openContainer(join(stick, 'tirek', 'tirek-1.2.0.tirek-release'));
    assert.ok(typeof opened !== 'string');
    await using container = opened;
    const manifest = openManifest(container.signed, [rawKey(key)]);
    assert.ok(typeof manifest !== 'string');
    let filled = 0;
    const progress = (): void => void (filled ||= fill(filler, 0));
    const unpacking = { ...container, manifest, platform: platformOfTests(), releases: school.releases, progress };
    assert.equal(await unpackRelease(unpacking), 'disk-full');
    assert.ok(filled > 0);
    assert.deepEqual(readdirSync(school.releases).includes('1.2.0'), false);
    rmSync(filler);
    await assertRuns('1.1.0');
    if (!isProof) return;
    const after = await school.run(stick);
    assert.deepEqual([after.code, (await school.state())?.current], [0, '1.2.0'], after.output);
  });

  it('REL-16: a number of a process that is another’s by now ends nobody', async () => {
    const programs = join(folder, 'elsewhere');
    const script = `setInterval(() => undefined, 1000)`;
    const other = spawn(process.execPath, ['-e', script, join(programs, 'launcher-1', 'launcher-main.ts')]);
    mkdirSync(join(programs, 'releases'), { recursive: true });
    writeFileSync(join(programs, 'releases', 'launcher.pid'), String(other.pid));
    await endLauncher(programs);
    assert.deepEqual([other.exitCode, other.signalCode], [null, null]);
    const ended = new Promise((resolve) => other.once('exit', resolve));
    other.kill();
    await ended;
  });
});

/** Fills a disk until so many megabytes are left; answers with the bytes that it took. */
function fill(place: string, leave: number): number {
  const piece = Buffer.alloc(1024 * 1024);
  const file = openSync(place, 'w');
  let bytes = 0;
  try {
    for (;;) bytes += writeSync(file, piece);
  } catch {
    // Full, as was wished.
  } finally {
    closeSync(file);
  }
  if (leave > 0) writeFileSync(place, Buffer.alloc(Math.max(0, bytes - leave * piece.length)));
  return bytes;
}
