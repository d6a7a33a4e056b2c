import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { makeRelease } from '../make/make-release.ts';
import { aTinyRelease, platformOfTests, type TinyFiles } from '../testing.ts';
import { encodeHead, openContainer } from './container.ts';
import {
  encodeManifest,
  openManifest,
  parseManifest,
  rawKey,
  signManifest,
  type Fault,
  type Manifest,
} from './manifest.ts';
import { isSafePath } from './safe-path.ts';
import { checkFolder, unpackRelease } from './unpack.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-container-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const key = generateKeyPairSync('ed25519').privateKey;
const platform = platformOfTests();

function aSmallRelease(name: string, version: string, by: KeyObject = key, files?: TinyFiles): string {
  const file = join(folder, `${name}.tirek-release`);
  makeRelease(aTinyRelease(join(folder, name), version, by, files), file);
  return file;
}

/** Everything that a node does with a release file before it is started. */
async function take(file: string, trusted: readonly Uint8Array[], name: string): Promise<string> {
  const opened = await openContainer(file);
  if (typeof opened === 'string') return opened;
  await using container = opened;
  const manifest = openManifest(container.signed, trusted);
  if (typeof manifest === 'string') return manifest;
  const made = await unpackRelease({ ...container, manifest, platform, releases: join(folder, name) });
  return typeof made === 'string' ? made : 'taken';
}

describe('a release file', () => {
  it('REL-1: the same tree, version and key give the same bytes', () => {
    const [one, two] = [aSmallRelease('one', '1.0.1'), aSmallRelease('two', '1.0.1')];
    assert.ok(readFileSync(one).equals(readFileSync(two)));
  });

  it('REL-4: unpacks to the very files, and only with all of them in place', async () => {
    const file = aSmallRelease('whole', '1.0.2');
    assert.equal(await take(file, [rawKey(key)], 'out'), 'taken');
    const made = join(folder, 'out', '1.0.2');
    assert.equal(readFileSync(join(made, 'src', 'a.ts'), 'utf8'), 'export {};');
    assert.equal(statSync(join(made, 'src', 'b.ts')).size, 0);
    assert.equal(statSync(join(made, 'bin', 'node')).mode & 0o111, 0o111);
    assert.equal(await checkFolder(made, [rawKey(key)], platform), undefined);
    writeFileSync(join(made, 'src', 'a.ts'), 'export { };');
    assert.equal(await checkFolder(made, [rawKey(key)], platform), 'damaged');
    assert.equal(await take(file, [rawKey(key)], 'out'), 'taken', 'what is spoilt is unpacked anew');
    assert.equal(await checkFolder(made, [rawKey(key)], platform), undefined);
  });

  it('REL-3: one changed byte, wherever it is, and nothing is unpacked', async () => {
    const file = aSmallRelease('spoilt', '1.0.3');
    const bytes = readFileSync(file);
    const spoilt = join(folder, 'spoilt-copy.tirek-release');
    for (let at = 0; at < bytes.length; at++) {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 1;
      writeFileSync(spoilt, copy);
      assert.notEqual(await take(spoilt, [rawKey(key)], 'spoilt-out'), 'taken', `byte ${at}`);
    }
    assert.deepEqual(existsSync(join(folder, 'spoilt-out')) ? readdirSync(join(folder, 'spoilt-out')) : [], []);
  });

  it('REL-2: cut anywhere, it is not whole', async () => {
    const bytes = readFileSync(aSmallRelease('cut', '1.0.4'));
    const cut = join(folder, 'cut-copy.tirek-release');
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(cut, bytes.subarray(0, length));
      assert.match(await take(cut, [rawKey(key)], 'cut-out'), /^(damaged|incomplete)$/, `${length} bytes`);
    }
  });

  it('REL-3: signed by a stranger, or by nobody', async () => {
    const stranger = generateKeyPairSync('ed25519').privateKey;
    assert.equal(await take(aSmallRelease('strange', '1.0.5', stranger), [rawKey(key)], 'strange-out'), 'unknown-key');
    const signed = signManifest(readManifest(aSmallRelease('forged', '1.0.6')), stranger);
    assert.equal(openManifest({ ...signed, key: rawKey(key) }, [rawKey(key)]), 'bad-signature');
  });

  it('REL-3: a release can bring a new key, by which the one after it is known', async () => {
    const next = generateKeyPairSync('ed25519').privateKey;
    const file = join(folder, 'rotated.tirek-release');
    const order = aTinyRelease(join(folder, 'rotated'), '1.1', key);
    makeRelease({ ...order, alsoTrusted: [rawKey(next)] }, file);
    assert.equal(await take(file, [rawKey(key)], 'rotated-out'), 'taken');
    const { trustedKeys } = await import('./trust.ts');
    const keys = await trustedKeys(join(folder, 'rotated-out', '1.1'));
    assert.equal(await take(aSmallRelease('later', '1.2', next), keys, 'rotated-out'), 'taken');
  });

  it('REL-2: of a newer format is said to be newer; for another machine, other', async () => {
    const file = join(folder, 'newer.tirek-release');
    writeFileSync(file, Buffer.concat([Buffer.from('tirek-release 2\n'), Buffer.alloc(200)]));
    assert.equal(await take(file, [], 'newer-out'), 'newer-format');
    assert.equal(parseManifest(Buffer.from('{"format":2}')), 'newer-format');
    const opened = await openContainer(aSmallRelease('other', '1.0.7'));
    assert.notEqual(typeof opened, 'string');
    await using container = opened as Exclude<typeof opened, Fault>;
    const manifest = parseManifest(container.signed.bytes) as Manifest;
    const made = await unpackRelease({
      ...container,
      manifest,
      platform: 'win-x64',
      releases: join(folder, 'other-out'),
    });
    assert.equal(made, 'other-platform');
  });

  it('REL-2: an archive that would write elsewhere, or more than it says, is none', async () => {
    const bad = [
      '../a',
      '/a',
      'a/../../b',
      'C:/a',
      'a\\b',
      'a//b',
      'con',
      'a/NUL.txt',
      'a.',
      'a ',
      '',
      'a\u0000b',
      '.',
      'a/./b',
      'x'.repeat(300),
    ];
    for (const path of bad) assert.equal(isSafePath(path), false, path);
    const manifest = parseManifest(readManifest(aSmallRelease('hostile', '1.0.8'))) as Manifest;
    const [common, machine] = manifest.parts as [Manifest['parts'][number], Manifest['parts'][number]];
    const file = { path: 'src/a.ts', hash: '0'.repeat(64), bytes: 1 };
    const hostile: Manifest[] = [
      { ...manifest, parts: [{ ...common, files: [...common.files, { ...file, path: '../../etc/x' }] }] },
      { ...manifest, parts: [{ ...common, files: [...common.files, { ...file, path: 'SRC/A.ts', bytes: 0 }] }] },
      { ...manifest, parts: [{ ...common, chunks: [] }] },
      { ...manifest, parts: [{ ...common, chunks: common.chunks.map((each) => ({ ...each, raw: 2 ** 40 })) }] },
      { ...manifest, parts: [common, { ...machine, files: common.files, chunks: common.chunks }] },
      { ...manifest, parts: [common, common] },
    ];
    for (const each of hostile) assert.equal(parseManifest(encodeManifest(each)), 'damaged');
    // A chunk that unpacks to more than it says costs no more than it says.
    const bomb = { ...manifest, parts: manifest.parts.map((part) => part) };
    const lying = signManifest(encodeManifest(bomb), key);
    writeFileSync(join(folder, 'bomb.tirek-release'), encodeHead(lying));
    assert.equal(await take(join(folder, 'bomb.tirek-release'), [rawKey(key)], 'bomb-out'), 'incomplete');
  });

  it('REL-10: what lies in the release before is taken from there, and need not come', async () => {
    const first = aSmallRelease('first', '2.0.0', key, { 'a.ts': 'export {};', 'b.ts': 'export const b = 1;' });
    const second = aSmallRelease('second', '2.0.1', key, { 'a.ts': 'export {};', 'b.ts': 'export const b = 2;' });
    assert.equal(await take(first, [rawKey(key)], 'reuse'), 'taken');
    const opened = await openContainer(second);
    await using container = opened as Exclude<typeof opened, Fault>;
    const manifest = parseManifest(container.signed.bytes) as Manifest;
    const asked: string[] = [];
    const made = await unpackRelease({
      ...container,
      chunk: (chunk) => {
        asked.push(chunk.hash);
        return container.chunk(chunk);
      },
      manifest,
      platform,
      releases: join(folder, 'reuse'),
      beside: join(folder, 'reuse', '2.0.0'),
    });
    assert.notEqual(typeof made, 'string');
    const all = manifest.parts.flatMap(({ chunks }) => chunks);
    assert.ok(asked.length < all.length, `${asked.length} of ${all.length} chunks`);
    assert.equal(await checkFolder(join(folder, 'reuse', '2.0.1'), [rawKey(key)], platform), undefined);
    assert.equal(readFileSync(join(folder, 'reuse', '2.0.0', 'src', 'b.ts'), 'utf8'), 'export const b = 1;');
  });
});

function readManifest(file: string): Uint8Array {
  const bytes = readFileSync(file);
  const at = 16 + 32 + 64;
  return bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at));
}
