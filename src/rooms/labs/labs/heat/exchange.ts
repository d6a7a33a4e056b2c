import { exp } from '../../model/elementary.ts';

/** What is in the calorimeter: heat capacities in J/K of the cup with its water, and of the body in it; W/K to the room. */
export type Contents = { readonly inside: number; readonly body: number; readonly loss: number };

/** Kelvin above the room: of the water with its cup, of the body, and what the thermometer has come to. */
export type Warmth = { readonly inside: number; readonly body: number; readonly probe: number };

/** Within so many seconds a stirred body and the water have come to 1/e of their difference. */
const mixing = 2.5;
/** The thermometer's own time constant in seconds. */
export const response = 4;

type Term = { readonly rate: number; readonly inside: number; readonly body: number };

/** Two bodies that exchange heat, one of which loses it to the room (Newton's law of cooling): a sum of exponentials, exact. */
function termsOf({ inside: c1, body: c2, loss }: Contents, from: Warmth): readonly Term[] {
  if (c2 <= 0) return [{ rate: loss / c1, inside: from.inside, body: from.inside }];
  const between = (c1 * c2) / ((c1 + c2) * mixing);
  const sum = (loss + between) / c1 + between / c2;
  const product = (loss * between) / (c1 * c2);
  const fast = (sum + Math.sqrt(Math.max(0, sum * sum - 4 * product))) / 2;
  const slow = product / fast;
  const first = (between * from.body - (loss + between) * from.inside) / c1;
  const quick = -(first + slow * from.inside) / (fast - slow);
  return [
    { rate: slow, inside: from.inside - quick },
    { rate: fast, inside: quick },
  ].map(({ rate, inside }) => ({ rate, inside, body: (inside * (loss + between - c1 * rate)) / between }));
}

/** How warm everything is so many seconds later. */
export function warmthAfter(contents: Contents, from: Warmth, seconds: number): Warmth {
  const terms = termsOf(contents, from);
  const total = (of: (term: Term) => number): number =>
    terms.reduce((sum, term) => sum + of(term) * exp(-term.rate * seconds), 0);
  const follows = (term: Term): number => term.inside / (1 - term.rate * response);
  const behind = from.probe - terms.reduce((sum, term) => sum + follows(term), 0);
  return {
    inside: total(({ inside }) => inside),
    body: total(({ body }) => body),
    probe: total(follows) + behind * exp(-seconds / response),
  };
}
