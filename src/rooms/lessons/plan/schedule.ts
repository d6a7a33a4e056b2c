import type { PlanRules } from './rules.ts';
import type { Template } from './templates.ts';

/** With whom the teacher is for a span: with all, with one lane (by its place), or with none. */
export type Block = { readonly minutes: number; readonly with: 'all' | 'none' | number };

type Needs = {
  readonly minutes: number;
  /** The grades of the lanes that the room's teacher leads. */
  readonly grades: readonly number[];
  readonly template: Template;
  readonly rules: Pick<PlanRules, 'alone' | 'least'>;
};

/** No visit of a teacher is shorter: to turn to another grade takes a minute of it. */
const shortest = 4;
/** More turns than this nobody keeps in the head. */
const mostTurns = 10;

/**
 * The way of the teacher through a lesson, or undefined where none keeps the rules. Of several the one with the fewest
 * turns; of those the one that comes to the first lanes first. The same needs have the same way.
 */
export function schedule(needs: Needs): readonly Block[] | undefined {
  const { template, minutes, grades } = needs;
  const { opening, closing } = template;
  const between = minutes - opening - closing;
  const turns = template.rounds === 0 ? restBetween(needs, between) : visitsBetween(needs, between);
  if (!turns) return undefined;
  const alone = grades.length === 1 ? 0 : 'all';
  const blocks: Block[] = [{ minutes: opening, with: alone }, ...turns, { minutes: closing, with: alone }];
  return joined(blocks.filter((block) => block.minutes > 0));
}

/** One block for two neighbours of the same kind. */
function joined(blocks: readonly Block[]): readonly Block[] {
  const found: Block[] = [];
  for (const block of blocks) {
    const last = found.at(-1);
    if (last && last.with === block.with) found[found.length - 1] = { ...last, minutes: last.minutes + block.minutes };
    else found.push(block);
  }
  return found;
}

/** Everybody works alone; where a grade may not for so long, the teacher gathers all in the middle. */
function restBetween({ grades, rules, template }: Needs, between: number): readonly Block[] | undefined {
  if (template.opening + template.closing < rules.least) return undefined;
  const most = Math.min(between, ...grades.map((grade) => mostAlone(rules, grade)));
  const pieces: Block[] = [];
  let left = between;
  while (left > most) {
    pieces.push({ minutes: most, with: 'none' });
    const together = Math.min(shortest, left - most);
    pieces.push({ minutes: together, with: grades.length === 1 ? 0 : 'all' });
    left -= most + together;
  }
  if (left > 0) pieces.push({ minutes: left, with: 'none' });
  return pieces;
}

function mostAlone({ alone }: Needs['rules'], grade: number): number {
  return alone.find(({ isHard, grades }) => isHard && grades.includes(grade))?.most ?? Infinity;
}

function visitsBetween(needs: Needs, between: number): readonly Block[] | undefined {
  const { grades, template, rules } = needs;
  const lanes = grades.map((_, n) => n);
  const each = Math.max(shortest * Math.max(1, template.rounds), rules.least - template.opening - template.closing);
  if (each * lanes.length > between) return undefined;
  // One lane is left to itself between two visits.
  const places: readonly (number | 'none')[] = lanes.length === 1 ? [0, 'none'] : lanes;
  const fewest = places.length * Math.max(1, template.rounds);
  for (let turns = fewest; turns <= Math.min(mostTurns, Math.floor(between / shortest)); turns++) {
    const found = tryTurns({ ...needs, between, places, turns }, []);
    if (found) return found;
  }
  return undefined;
}

type Trying = Needs & {
  readonly between: number;
  readonly places: readonly (number | 'none')[];
  readonly turns: number;
};

function tryTurns(trying: Trying, begun: readonly (number | 'none')[]): readonly Block[] | undefined {
  if (begun.length === trying.turns) return withMinutes(trying, begun);
  for (const place of nextPlaces(trying, begun)) {
    const next = [...begun, place];
    if (!isHopeless(trying, next)) {
      const found = tryTurns(trying, next);
      if (found) return found;
    }
  }
  return undefined;
}

/** Who was visited least comes first. */
function nextPlaces({ places }: Trying, begun: readonly (number | 'none')[]): readonly (number | 'none')[] {
  const times = (place: number | 'none'): number => begun.filter((each) => each === place).length;
  return places.filter((place) => place !== begun.at(-1)).toSorted((a, b) => times(a) - times(b));
}

/** A lane would be alone for too long even if every visit elsewhere were as short as can be. */
function isHopeless(trying: Trying, begun: readonly (number | 'none')[]): boolean {
  const blocks = begun.map((place): Block => ({ minutes: shortest, with: place }));
  const missing = trying.places.filter((place) => !begun.includes(place)).length;
  return missing > trying.turns - begun.length || !isWithinReach(trying, blocks);
}

/** Gives each turn its minutes: first what it needs, then one after the other to the lane that has least. */
function withMinutes(trying: Trying, order: readonly (number | 'none')[]): readonly Block[] | undefined {
  const { between, rules, template } = trying;
  const times = (place: number | 'none'): number => order.filter((each) => each === place).length;
  if (trying.places.some((place) => times(place) < Math.max(1, template.rounds))) return undefined;
  const needed = Math.max(0, rules.least - template.opening - template.closing);
  const minutes = order.map((place) => {
    return place === 'none' ? shortest : Math.max(shortest, Math.ceil(needed / times(place)));
  });
  const blocks = (): Block[] => order.map((place, n) => ({ minutes: minutes[n] ?? 0, with: place }));
  const total = (place: number | 'none'): number => {
    return order.reduce<number>((sum, each, n) => sum + (each === place ? (minutes[n] ?? 0) : 0), 0);
  };
  let left = between - minutes.reduce((sum, each) => sum + each, 0);
  if (left < 0 || !isWithinReach(trying, blocks())) return undefined;
  while (left > 0) {
    const inOrder = order
      .map((place, n) => ({ n, has: total(place), own: minutes[n] ?? 0 }))
      .toSorted((a, b) => a.has - b.has || a.own - b.own || a.n - b.n);
    const taker = inOrder.find(({ n }) => {
      const longer = blocks().map((block, m) => (m === n ? { ...block, minutes: block.minutes + 1 } : block));
      return isWithinReach(trying, longer);
    });
    if (!taker) return undefined;
    minutes[taker.n] = taker.own + 1;
    left--;
  }
  return blocks();
}

/** Whether no lane is alone for longer than it may be. */
function isWithinReach({ grades, rules }: Trying, blocks: readonly Block[]): boolean {
  return grades.every((grade, lane) => {
    const most = mostAlone(rules, grade);
    let alone = 0;
    for (const block of blocks) {
      alone = block.with === lane ? 0 : alone + block.minutes;
      if (alone > most) return false;
    }
    return true;
  });
}
