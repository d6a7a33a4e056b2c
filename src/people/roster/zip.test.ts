import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { zipOf } from './testing.ts';
import { isZip, unzip } from './zip.ts';

function refusal(bytes: Uint8Array): string {
  const result = unzip(bytes);
  return result.ok ? 'ok' : result.error.key;
}

/** Changes bytes of a zip's directory, found by the signature of its records. */
function withDirectory(zip: Uint8Array, change: (view: DataView, at: number) => void): Uint8Array {
  const bytes = Uint8Array.from(zip);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + 46 <= bytes.length; at += 1) if (view.getUint32(at, true) === 0x02014b50) change(view, at);
  return bytes;
}

test('ROS-8 what was packed is unpacked, whatever the files hold', () => {
  const names = fc.stringMatching(/^[a-zа-я]{1,8}\.csv$/u);
  const contents = fc.uint8Array({ maxLength: 3_000 });
  fc.assert(
    fc.property(
      fc.dictionary(names, contents, { maxKeys: 12 }),
      fc.constantFrom(0 as const, 6 as const),
      (files, level) => {
        const result = unzip(zipSync({ ...files }, { level }));
        assert.ok(result.ok);
        assert.deepEqual(
          new Map([...result.value].map(([path, bytes]) => [path, Buffer.from(bytes)])),
          new Map(Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes)])),
        );
      },
    ),
  );
});

test('ROS-8 a zip that is cut anywhere is refused', () => {
  const zip = zipOf({ 'users.csv': 'sourcedId,name\n1,Айша\n'.repeat(50), 'orgs.csv': 'x' });
  for (let length = 0; length < zip.length; length += 1)
    assert.equal(refusal(zip.subarray(0, length)), 'roster.zip-broken');
});

test('ROS-8 no changed byte of the contents goes unseen', () => {
  const text = 'sourcedId,name\n1,Айша\n'.repeat(20);
  const zip = zipOf({ 'users.csv': text });
  const start = 30 + 'users.csv'.length;
  fc.assert(
    fc.property(fc.integer({ min: start, max: start + 60 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const broken = Uint8Array.from(zip);
      broken[at] = (broken[at] ?? 0) ^ mask;
      const result = unzip(broken);
      // Deflate has a few bits that mean nothing; where it unpacks, it must be the same text.
      assert.equal(result.ok ? strFromU8(result.value.get('users.csv') ?? new Uint8Array()) : text, text);
    }),
  );
  const stored = zipSync({ 'users.csv': [strToU8(text), { level: 0 }] });
  stored[start + 5] = (stored[start + 5] ?? 0) ^ 1;
  assert.equal(refusal(stored), 'roster.zip-broken');
});

test('ROS-8 ROS-3 a bomb is refused by its directory, before anything is unpacked', () => {
  const bomb = zipOf({ 'a.csv': new Uint8Array(30 * 1024 * 1024), 'b.csv': new Uint8Array(30 * 1024 * 1024) });
  assert.ok(bomb.length < 100_000);
  const started = performance.now();
  assert.equal(refusal(bomb), 'roster.zip-too-large');
  assert.ok(performance.now() - started < 50);
});

test('ROS-8 a bomb whose directory lies about its size is stopped at the size it gave', () => {
  const bomb = zipOf({ 'a.csv': new Uint8Array(60 * 1024 * 1024) });
  const lying = withDirectory(bomb, (view, at) => view.setUint32(at + 24, 1_000, true));
  const before = process.memoryUsage().arrayBuffers;
  assert.equal(refusal(lying), 'roster.zip-broken');
  assert.ok(process.memoryUsage().arrayBuffers - before < 20 * 1024 * 1024);
});

test('ROS-8 ROS-3 fifty files are allowed, fifty-one are not', () => {
  const files = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.csv`, 'x']));
  assert.equal(refusal(zipOf(files(50))), 'ok');
  assert.equal(refusal(zipOf(files(51))), 'roster.zip-too-many-files');
});

test('ROS-8 paths that climb out, passwords, unknown packing and doubled names are refused', () => {
  for (const path of ['../users.csv', '/etc/users.csv', 'a/../../users.csv', 'C:/users.csv', 'a\\users.csv']) {
    assert.equal(refusal(zipOf({ [path]: 'x' })), 'roster.zip-path', path);
  }
  const zip = zipOf({ 'a.csv': 'x' });
  assert.equal(refusal(withDirectory(zip, (view, at) => view.setUint16(at + 8, 1, true))), 'roster.zip-locked');
  assert.equal(refusal(withDirectory(zip, (view, at) => view.setUint16(at + 10, 12, true))), 'roster.zip-broken');
  const twice = withDirectory(zipOf({ 'a.csv': 'x', 'b.csv': 'x' }), (view, at) =>
    view.setUint8(at + 46, 'a'.charCodeAt(0)),
  );
  assert.equal(refusal(twice), 'roster.zip-broken');
});

test('ROS-8 folders and what macOS adds are passed over; an empty zip is a zip', () => {
  const result = unzip(
    zipOf({ 'set/': '', 'set/users.csv': 'x', '__MACOSX/set/._users.csv': 'y', 'set/.DS_Store': 'z' }),
  );
  assert.deepEqual(result.ok && [...result.value.keys()], ['set/users.csv']);
  assert.ok(isZip(zipSync({})));
  assert.equal(refusal(zipSync({})), 'ok');
  assert.equal(refusal(strToU8('PK\u0003\u0004 and then nothing')), 'roster.zip-broken');
});
