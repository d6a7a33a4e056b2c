import { compare } from './blueprint.ts';
import { hardness, type Candidate } from './candidate.ts';
import { shuffled } from './dice.ts';

/** Items that stand side by side: those of one stimulus, or one alone. */
export type Unit = readonly Candidate[];

/** Items as units, easy ones first. */
export function unitsOf(items: readonly Candidate[]): Unit[] {
  const groups = new Map<string, Candidate[]>();
  for (const item of items) {
    const key = item.stimulus === undefined ? `item ${item.item}` : `stimulus ${item.stimulus}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()]
    .map((unit) => unit.toSorted((a, b) => hardness(a) - hardness(b) || compare(a.item, b.item)))
    .toSorted((a, b) => meanHardness(a) - meanHardness(b) || compare(a[0]?.item ?? '', b[0]?.item ?? ''));
}

/**
 * A form's order: anchors evenly over the whole form, so that they stand at like places in every form that has them;
 * between them the form's own items, from easy to hard.
 */
export function arrange(anchors: readonly Unit[], own: readonly Unit[]): Candidate[] {
  const ownItems = own.reduce((sum, unit) => sum + unit.length, 0);
  const placed: Candidate[] = [];
  let next = 0;
  let ownPlaced = 0;
  for (const [at, anchor] of anchors.entries()) {
    const target = (ownItems * (at + 0.5)) / anchors.length;
    for (let unit = own[next]; unit && isNearer(ownPlaced + unit.length, ownPlaced, target); unit = own[next]) {
      placed.push(...unit);
      ownPlaced += unit.length;
      next++;
    }
    placed.push(...anchor);
  }
  for (const unit of own.slice(next)) placed.push(...unit);
  return placed;
}

/** Another order of a form's own units for a neighbour's booklet: mixed within its easy, middle and hard third. */
export function mixThirds(own: readonly Unit[], dice: () => number): Unit[] {
  const third = Math.ceil(own.length / 3);
  return [0, 1, 2].flatMap((part) => shuffled(own.slice(part * third, (part + 1) * third), dice));
}

/** How far an anchor may stand from its place in another form: positions act like difficulty. */
export function mostMoved(length: number): number {
  return Math.ceil(0.15 * length);
}

function isNearer(next: number, now: number, target: number): boolean {
  return Math.abs(next - target) < Math.abs(now - target);
}

function meanHardness(unit: Unit): number {
  return unit.reduce((sum, item) => sum + hardness(item), 0) / unit.length;
}
