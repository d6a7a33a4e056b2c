import { z } from 'zod/mini';
import type { Action } from './world.ts';

const at = z.int().check(z.minimum(0), z.maximum(1e9));
const word = z.string().check(z.maxLength(40));
const value = z.union([z.number(), word]);
const step = z.union([
  z.tuple([at, z.literal('s'), word, value]),
  z.tuple([at, z.literal('d'), word, z.array(value).check(z.maxLength(8))]),
  z.tuple([at, z.literal('r'), word]),
]);
const steps = z.array(step).check(z.minLength(1), z.maxLength(400));

/** The actions of a run whose first has the number `from`; undefined where the text is no run. */
export function readRun(from: number, text: string): readonly Action[] | undefined {
  const parsed = z.safeParse(steps, jsonOf(text));
  if (!parsed.success) return undefined;
  let time = 0;
  return parsed.data.map((each, k): Action => {
    time += each[0];
    const name = { n: from + k, at: time };
    if (each[1] === 's') return { ...name, set: each[2], to: each[3] };
    if (each[1] === 'd') return { ...name, do: each[2], ...(each[3].length > 0 ? { with: each[3] } : {}) };
    return { ...name, read: each[2] };
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
