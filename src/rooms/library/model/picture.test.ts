import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOfKind, pictureSize } from './picture.ts';

function bytes(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex.replace(/\s/gu, ''), 'hex'));
}

const png = bytes('89504e470d0a1a0a 0000000d 49484452 00000280 00000168 0806000000');
const jpeg = bytes('ffd8 ffe0 0010 4a46494600010100000100010000 ffc4 0004 0000 ffc2 0011 08 0168 0280 03 012200');
const webp = {
  lossy: bytes('52494646 1a000000 57454250 56503820 0e000000 300100 9d012a 8002 6801 0000'),
  lossless: bytes('52494646 1a000000 57454250 5650384c 0d000000 2f 7fc25900 0000000000000000'),
  extended: bytes('52494646 1a000000 57454250 56503858 0a000000 10000000 7f0200 670100 0000'),
};

test('LIB-4: a file begins as its ending says', () => {
  const samples = {
    png,
    jpg: jpeg,
    webp: webp.lossy,
    ogg: bytes('4f676753 00'),
    mp3: bytes('fffb 9064'),
    webm: bytes('1a45dfa3 01'),
    mp4: bytes('00000018 66747970 6d703432'),
  };
  for (const [ending, sample] of Object.entries(samples)) {
    for (const other of ['png', 'jpg', 'webp', 'ogg', 'mp3', 'webm', 'mp4'] as const) {
      assert.equal(isOfKind(other, sample), other === ending, `${ending} as ${other}`);
    }
  }
  assert.ok(isOfKind('mp3', bytes('49443304 00')));
  assert.ok(!isOfKind('png', new Uint8Array()));
});

test('LIB-1: the size of a picture is read from it', () => {
  const size = { width: 640, height: 360 };
  assert.deepEqual(pictureSize('png', png), size);
  assert.deepEqual(pictureSize('jpg', jpeg), size);
  for (const [form, sample] of Object.entries(webp)) assert.deepEqual(pictureSize('webp', sample), size, form);
});

test('LIB-1: a picture cut short has no size, and reading it does not throw', () => {
  for (const [ending, sample] of [
    ['png', png],
    ['jpg', jpeg],
    ['webp', webp.extended],
  ] as const) {
    for (let length = 0; length < 20; length += 1) {
      assert.equal(pictureSize(ending, sample.subarray(0, length)), undefined);
    }
  }
  assert.equal(pictureSize('mp3', png), undefined);
});
