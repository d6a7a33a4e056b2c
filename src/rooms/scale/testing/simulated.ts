import { chanceOf, type Chance } from '../model/chance.ts';
import { chancesAt, dichotomous, type ItemModel } from '../model/item-model.ts';
import { absent, type Responses } from '../model/responses.ts';

/** Points that a person of this ability gets on an item, by chance. */
export function drawn(chance: Chance, model: ItemModel, theta: number): number {
  const chances = chancesAt(model, theta);
  let left = chance.unit();
  for (let k = 0; k < chances.length; k++) {
    left -= chances[k]!;
    if (left < 0) return model.points[k]!;
  }
  return model.points.at(-1)!;
}

/** Answers of persons of known ability; `isGiven` says which items each one got. */
export function simulated(
  seed: string,
  models: readonly ItemModel[],
  abilities: ArrayLike<number>,
  isGiven: (person: number, item: number) => boolean = () => true,
): Responses {
  const chance = chanceOf(seed);
  const data = new Int8Array(abilities.length * models.length).fill(absent);
  for (let person = 0; person < abilities.length; person++) {
    for (let item = 0; item < models.length; item++) {
      if (!isGiven(person, item)) continue;
      data[person * models.length + item] = drawn(chance, models[item]!, abilities[person]!);
    }
  }
  const items = models.map(({ item, points }) => ({ item, most: points.at(-1)! }));
  return { items, persons: abilities.length, data };
}

/** Items of one point, evenly spread between two difficulties. */
export function spreadItems(count: number, from = -2, to = 2): readonly ItemModel[] {
  return Array.from({ length: count }, (_, n) => dichotomous(`i${n}`, from + ((to - from) * n) / (count - 1)));
}

export function abilities(seed: string, count: number, mean = 0, sd = 1): Float64Array {
  const chance = chanceOf(seed);
  return Float64Array.from({ length: count }, () => mean + sd * chance.normal());
}
