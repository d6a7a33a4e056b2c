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

/**
 * How often a thing happened whose mean is `mean`: exactly Poisson's distribution. By waiting times up to 30; above by
 * Hörmann's transformed rejection with squeeze (PTRS; Insurance: Mathematics and Economics 12, 1993, 39–45).
 */
export function poisson(seed: Seed, stream: number, n: number, mean: number): number {
  if (!(mean > 0)) return 0;
  const drawn = (k: number): number => share(seed, stream + 7919 * (k + 1), n);
  if (mean > 30) return rejected(drawn, mean);
  let count = -1;
  for (let waited = 0; waited < mean; count++) waited -= log(1 - drawn(count + 1));
  return count;
}

/** PTRS with shares numbered from 0; two for each try, of which there are 1.2 in the mean. */
function rejected(drawn: (k: number) => number, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const surely = 0.9277 - 3.6224 / (b - 2);
  for (let k = 0; ; k += 2) {
    const [u, v] = [drawn(k) - 0.5, 1 - drawn(k + 1)];
    const edge = 0.5 - Math.abs(u);
    if (edge === 0) continue;
    const count = Math.floor(((2 * a) / edge + b) * u + mean + 0.43);
    if (edge >= 0.07 && v <= surely) return count;
    if (count < 0 || (edge < 0.013 && v > edge)) continue;
    const height = log((v * inverseAlpha) / (a / (edge * edge) + b));
    if (height <= count * log(mean) - mean - logFactorial(count)) return count;
  }
}

/** ln k!, by products up to 15 and by Stirling's series above: its next term is below 10⁻¹³ there. */
function logFactorial(k: number): number {
  if (k <= 15) return log(Array.from({ length: k }, (_, j) => j + 1).reduce((product, each) => product * each, 1));
  const inverse = 1 / (k * k);
  const rest = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / k;
  return (k + 0.5) * log(k) - k + 0.5 * log(2 * Math.PI) + rest;
}

/** A stream of its own for each name. */
export function streamOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
