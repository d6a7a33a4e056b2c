import { hash } from 'node:crypto';
import type { Randomness } from '#kernel/ids.ts';

/** Chance that follows from a seed: the same seed throws the same dice on every machine. */
export type Dice = Randomness & {
  /** A whole number from 0 to `below` − 1. */
  int(below: number): number;
  /** A number from 0 to 1, 1 not included. */
  unit(): number;
  pick<T>(from: readonly T[]): T;
  shuffled<T>(from: readonly T[]): T[];
  /** Dice of their own for a part: what one part throws does not change another's. */
  child(name: string): Dice;
};

export function diceOf(seed: string): Dice {
  let block = Buffer.alloc(0);
  let n = 0;
  const bytes = (length: number): Uint8Array => {
    while (block.length < length) block = Buffer.concat([block, hash('sha512', `${seed}\n${n++}`, 'buffer')]);
    const taken = block.subarray(0, length);
    block = block.subarray(length);
    return taken;
  };
  const unit = (): number => Buffer.from(bytes(4)).readUInt32LE() / 2 ** 32;
  const int = (below: number): number => Math.floor(unit() * below);
  const pick = <T>(from: readonly T[]): T => from[int(from.length)] as T;
  const shuffled = <T>(from: readonly T[]): T[] => {
    const left = [...from];
    return from.map(() => left.splice(int(left.length), 1)[0] as T);
  };
  return { bytes, unit, int, pick, shuffled, child: (name) => diceOf(`${seed}/${name}`) };
}
