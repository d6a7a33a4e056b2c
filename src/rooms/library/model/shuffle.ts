import type { Question } from './question.ts';

/**
 * LIB-17: in which order the screen shows what a question mixes: the items of `order`, the right-hand sides of `match`.
 * Element n is the place (in the pack) of what stands n-th on the screen. Other kinds stand as they are.
 *
 * The same seed gives the same order on every machine and in every later version of the program, so a restarted tablet
 * or a teacher sees what the pupil saw. Never the order of the pack itself, which would be the answer.
 */
export function shownOrder(question: Question, seed: string): readonly number[] {
  switch (question.kind) {
    case 'order':
      return shuffled(question.items.length, `${seed}/${question.id}`);
    case 'match':
      return shuffled(question.rights.length, `${seed}/${question.id}`);
    case 'single':
    case 'multiple':
      return [...question.options.keys()];
    case 'number':
    case 'short':
    case 'gap':
      return [];
  }
}

/** The numbers 0 … count − 1 in any order but the rising one, each as likely as the other; `count` is at least 2. */
function shuffled(count: number, seed: string): readonly number[] {
  const random = generator(seedNumber(seed));
  const order = Array.from({ length: count }, (_, place) => place);
  do {
    for (let last = count - 1; last > 0; last -= 1) {
      const other = Math.floor((random() / 2 ** 32) * (last + 1));
      [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
    }
  } while (count > 1 && order.every((item, place) => item === place));
  return order;
}

/** FNV-1a over UTF-16 code units. */
function seedNumber(seed: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let place = 0; place < seed.length; place += 1) {
    hash = Math.imul(hash ^ seed.charCodeAt(place), 0x01_00_01_93);
  }
  return hash >>> 0;
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 random bits a call. */
function generator(start: number): () => number {
  let state = start;
  return function next32() {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
