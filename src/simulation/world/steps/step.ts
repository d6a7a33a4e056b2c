import type { Dice } from '../../dice.ts';
import type { World } from '../world.ts';

/** One thing that happens, as plain data: so that a story can be told, repeated and made shorter. */
export type Step = { readonly do: string } & Readonly<Record<string, unknown>>;

/** What a step may be about. */
export type Shape = {
  /** Places of schools in this story. */
  readonly schools: readonly number[];
};

/**
 * A kind of step. Every step can be taken in every world: what it speaks of and is not there makes it do nothing, so
 * that any part of a story is a story.
 */
export type StepKind = {
  readonly name: string;
  /** How often, beside the others. */
  readonly weight: number;
  draw(dice: Dice, shape: Shape): Record<string, unknown>;
  take(world: World, fields: never): Promise<void>;
  tell(fields: never): string;
};

export function stepKind<F extends Readonly<Record<string, unknown>>>(kind: {
  readonly name: string;
  readonly weight: number;
  readonly draw: (dice: Dice, shape: Shape) => F;
  readonly take: (world: World, fields: F) => Promise<void>;
  readonly tell: (fields: F) => string;
}): StepKind {
  return kind;
}

/** The place of the region's node. */
export const region = 0;

export function placeName(place: number): string {
  return place === region ? 'the region' : `school ${place}`;
}

/** Any node of the story. */
export function anyPlace(dice: Dice, { schools }: Shape): number {
  return dice.pick([region, ...schools]);
}

export function otherSchool(dice: Dice, { schools }: Shape, than: number): number {
  const others = schools.filter((each) => each !== than);
  return others.length > 0 ? dice.pick(others) : than;
}
