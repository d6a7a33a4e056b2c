/**
 * SHA-256 (FIPS 180-4) in plain JavaScript: a school's address on its own network is no secure context, so its tablets
 * have no `crypto.subtle`. Pure; some 50 MB a second.
 */
export function sha256(bytes: Uint8Array): Uint8Array {
  const state = Int32Array.from(initial);
  const schedule = new Int32Array(64);
  const whole = bytes.length - (bytes.length % 64);
  for (let from = 0; from < whole; from += 64) mix(state, schedule, bytes, from);
  const tail = padded(bytes.subarray(whole), bytes.length);
  for (let from = 0; from < tail.length; from += 64) mix(state, schedule, tail, from);
  const hash = new Uint8Array(32);
  const view = new DataView(hash.buffer);
  for (const [n, word] of state.entries()) view.setInt32(n * 4, word);
  return hash;
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The rest of a message with its end mark and its length in bits (5.1.1). */
function padded(rest: Uint8Array, length: number): Uint8Array {
  const tail = new Uint8Array(rest.length < 56 ? 64 : 128);
  tail.set(rest);
  tail[rest.length] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(length / 0x20000000));
  view.setUint32(tail.length - 4, (length << 3) >>> 0);
  return tail;
}

/** One block (6.2.2). Whole numbers of 32 bits; the engine keeps them as such. */
function mix(state: Int32Array, w: Int32Array, bytes: Uint8Array, from: number): void {
  for (let n = 0; n < 16; n++) {
    const at = from + n * 4;
    w[n] = (at4(bytes, at) << 24) | (at4(bytes, at + 1) << 16) | (at4(bytes, at + 2) << 8) | at4(bytes, at + 3);
  }
  for (let n = 16; n < 64; n++) {
    const [early, late] = [word(w, n - 15), word(w, n - 2)];
    const s0 = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const s1 = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    w[n] = (word(w, n - 16) + s0 + word(w, n - 7) + s1) | 0;
  }
  let [a, b, c, d] = [word(state, 0), word(state, 1), word(state, 2), word(state, 3)];
  let [e, f, g, h] = [word(state, 4), word(state, 5), word(state, 6), word(state, 7)];
  for (let n = 0; n < 64; n++) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + s1 + ((e & f) ^ (~e & g)) + word(rounds, n) + word(w, n)) | 0;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [n, value] of [a, b, c, d, e, f, g, h].entries()) state[n] = (word(state, n) + value) | 0;
}

function turned(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by));
}

function word(words: Int32Array, n: number): number {
  return words[n] ?? 0;
}

function at4(bytes: Uint8Array, n: number): number {
  return bytes[n] ?? 0;
}

/** The first 32 bits of the fractional parts of a root of the first primes (4.2.2, 5.3.3). */
function roots(count: number, root: (prime: number) => number): Int32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return Int32Array.from(primes, (prime) => ((root(prime) % 1) * 0x100000000) | 0);
}

const initial = roots(8, Math.sqrt);
const rounds = roots(64, Math.cbrt);
