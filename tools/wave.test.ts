import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelled, waveBytes, waveOf, waveSeconds } from './wave.ts';

const tone = Int16Array.from({ length: 1000 }, (_, place) => Math.round(4000 * Math.sin(place / 5)));

test('a wave survives being written and read, and foreign chunks before the sound', () => {
  const wave = { rate: 22_050, samples: tone };
  const bytes = waveBytes(wave);
  assert.deepEqual(waveOf(bytes), wave);
  const chunk = new Uint8Array([...new TextEncoder().encode('LIST'), 3, 0, 0, 0, 1, 2, 3, 0]);
  const withChunk = new Uint8Array([...bytes.subarray(0, 36), ...chunk, ...bytes.subarray(36)]);
  assert.deepEqual(waveOf(withChunk), wave);
});

test('a wave of another form is refused', () => {
  const bytes = waveBytes({ rate: 22_050, samples: tone });
  bytes[22] = 2;
  assert.throws(() => waveOf(bytes), /one channel/u);
  assert.throws(() => waveOf(new Uint8Array(60)), /no sound/u);
});

test('levelling never clips, makes all files equally loud, and leaves a little silence at both ends', () => {
  for (const factor of [0.2, 1, 8]) {
    const samples = new Int16Array(3000);
    samples.set(
      tone.map((sample) => sample * factor),
      900,
    );
    const even = levelled({ rate: 1000, samples });
    const loudest = Math.max(...even.samples.map(Math.abs));
    assert.ok(loudest > 22_900 && loudest <= 23_000, `${loudest}`);
    assert.ok(even.samples.subarray(0, 200).every((sample) => sample === 0));
    assert.ok(even.samples.subarray(-200).every((sample) => sample === 0));
    assert.ok(Math.abs(waveSeconds(even) - 1.4) < 0.02);
  }
  assert.throws(() => levelled({ rate: 1000, samples: new Int16Array(500) }), /nothing is to be heard/u);
});
