/** Numbers that follow from a seed alone: the same on every machine and in every year. */
export type Chance = {
  /** From 0 to 1, 1 not included, 53 bits. */
  readonly unit: () => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** A whole number from 0 to `below` − 1. */
  readonly below: (below: number) => number;
};

/**
 * xoshiro128** (Blackman & Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47, 2021), its state filled by
 * splitmix32 from a hash of the seed's text; normal numbers by the polar method (Marsaglia & Bray 1964).
 */
export function chanceOf(seed: string): Chance {
  const state = stateOf(seed);
  const next = (): number => {
    const result = Math.imul(rotated(Math.imul(state[1]!, 5), 7), 9) >>> 0;
    const shifted = state[1]! << 9;
    state[2]! ^= state[0]!;
    state[3]! ^= state[1]!;
    state[1]! ^= state[2]!;
    state[0]! ^= state[3]!;
    state[2]! ^= shifted;
    state[3] = rotated(state[3]!, 11);
    return result;
  };
  const unit = (): number => ((next() >>> 5) * 0x4000000 + (next() >>> 6)) / 2 ** 53;
  let spare: number | undefined;
  const normal = (): number => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const [x, y] = [2 * unit() - 1, 2 * unit() - 1];
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  };
  return { unit, normal, below: (below) => Math.floor(unit() * below) };
}

function rotated(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

function stateOf(seed: string): Uint32Array {
  let hash = 0x811c9dc5;
  for (let at = 0; at < seed.length; at++) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
  return new Uint32Array(4).map(() => {
    hash = (hash + 0x9e3779b9) | 0;
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  });
}
