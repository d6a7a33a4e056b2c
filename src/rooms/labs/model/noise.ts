import { cos, log } from './elementary.ts';

/**
 * What is left to chance at a pupil's bench: eight words of 32 bits. Two pupils have two seeds, so that a neighbour's
 * numbers are of no use; the server has the same seed, so that it can run the same world again.
 */
export type Seed = readonly number[];

/** Shares of 32 bits, mixed so that neighbouring counters have nothing in common (after Jenkins' `lookup3` final mix). */
function mixed(seed: Seed, stream: number, n: number): number {
  let [a, b, c] = [0x9e3779b9 ^ stream, 0x7f4a7c15 ^ n, 0x94d049bb ^ (stream * 31 + n)];
  for (const word of seed) {
    [a, b, c] = [(a + word) | 0, (b ^ word) | 0, (c - word) | 0];
    c = ((c ^ b) - turned(b, 14)) | 0;
    a = ((a ^ c) - turned(c, 11)) | 0;
    b = ((b ^ a) - turned(a, 25)) | 0;
    c = ((c ^ b) - turned(b, 16)) | 0;
    a = ((a ^ c) - turned(c, 4)) | 0;
    b = ((b ^ a) - turned(a, 14)) | 0;
    c = ((c ^ b) - turned(b, 24)) | 0;
  }
  return c >>> 0;
}

const turned = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/** A share from 0 to below 1, of 52 bits: the same for the same seed, stream and number, whatever was drawn before. */
export function share(seed: Seed, stream: number, n: number): number {
  const high = mixed(seed, stream, 2 * n) >>> 6;
  const low = mixed(seed, stream, 2 * n + 1) >>> 6;
  return (high * 67108864 + low) / 4503599627370496;
}

/** A draw of the standard normal distribution (Box and Muller 1958), the same in every engine. */
export function gaussian(seed: Seed, stream: number, n: number): number {
  const radius = Math.sqrt(-2 * log(1 - share(seed, stream, 2 * n)));
  return radius * cos(2 * Math.PI * share(seed, stream, 2 * n + 1));
}

/** How often a thing happened whose mean is `mean`: Poisson, by waiting times up to 30, by a normal above. */
export function poisson(seed: Seed, stream: number, n: number, mean: number): number {
  if (!(mean > 0)) return 0;
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gaussian(seed, stream, n)));
  let count = -1;
  for (let waited = 0; waited < mean; count++) waited -= log(1 - share(seed, stream + 7919 * (count + 2), n));
  return count;
}

/** A stream of its own for each name. */
export function streamOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
