/** An item as it is linked: slope, place, chance of a guess, on one form's scale. Rasch items have slope 1 and no guess. */
export type LinkItem = { readonly a: number; readonly b: number; readonly c?: number };

/** θ on the base scale = slope·θ + shift. */
export type LinkLine = { readonly slope: number; readonly shift: number };

/** Abilities at which characteristic curves are compared, and how much each counts. */
export type ThetaWeights = { readonly at: ArrayLike<number>; readonly weight: ArrayLike<number> };

/** Means of slopes and of places (Loyd & Hoover 1980; Kolen & Brennan, Test Equating, Scaling, and Linking, chapter 6). */
export function meanMean(from: readonly LinkItem[], base: readonly LinkItem[]): LinkLine {
  const slope = mean(from.map(({ a }) => a)) / mean(base.map(({ a }) => a));
  return { slope, shift: mean(places(base)) - slope * mean(places(from)) };
}

/** Means and standard deviations of places (Marco 1977). */
export function meanSigma(from: readonly LinkItem[], base: readonly LinkItem[]): LinkLine {
  const slope = spread(places(base)) / spread(places(from));
  return { slope, shift: mean(places(base)) - slope * mean(places(from)) };
}

/** Least squares between the curves of each item (Haebara 1980), on the base scale. `scaling` is 1.7 where slopes were written for it. */
export function haebara(
  from: readonly LinkItem[],
  base: readonly LinkItem[],
  weights: ThetaWeights,
  scaling = 1,
): LinkLine {
  return closest(from, base, weights, scaling, (differences) =>
    differences.reduce((sum, each) => sum + each * each, 0),
  );
}

/** Least squares between the curves of the whole test (Stocking & Lord 1983), on the base scale. */
export function stockingLord(
  from: readonly LinkItem[],
  base: readonly LinkItem[],
  weights: ThetaWeights,
  scaling = 1,
): LinkLine {
  return closest(from, base, weights, scaling, (differences) => differences.reduce((sum, each) => sum + each, 0) ** 2);
}

/** Abilities from −4 to 4 by 0.05, all of the same weight: the weights that have to be stated with a line of curves. */
export const evenWeights: ThetaWeights = {
  at: Array.from({ length: 161 }, (_, n) => -4 + n / 20),
  weight: Array.from({ length: 161 }, () => 1 / 161),
};

/** The same abilities weighed by a standard normal density. */
export const normalWeights: ThetaWeights = {
  at: evenWeights.at,
  weight: Array.from({ length: 161 }, (_, n) => Math.exp(-((-4 + n / 20) ** 2) / 2)),
};

function closest(
  from: readonly LinkItem[],
  base: readonly LinkItem[],
  { at, weight }: ThetaWeights,
  scaling: number,
  distance: (differences: readonly number[]) => number,
): LinkLine {
  const goal = Array.from(at, (theta) => base.map((item) => curve(item, theta, scaling)));
  const loss = ([slope, shift]: readonly [number, number]): number => {
    let sum = 0;
    for (let q = 0; q < goal.length; q++) {
      const differences = from.map(({ a, b, c }, n) => {
        const moved = { a: a / slope, b: slope * b + shift, ...(c === undefined ? {} : { c }) };
        return goal[q]![n]! - curve(moved, at[q]!, scaling);
      });
      sum += weight[q]! * distance(differences);
    }
    return sum;
  };
  const { slope, shift } = meanMean(from, base);
  const [best, there] = lowest(loss, [slope > 0 && Number.isFinite(slope) ? slope : 1, shift]);
  return { slope: best, shift: there };
}

function curve({ a, b, c = 0 }: LinkItem, theta: number, scaling: number): number {
  return c + (1 - c) / (1 + Math.exp(-scaling * a * (theta - b)));
}

/** The lowest place of a smooth function of two numbers, by the simplex of Nelder & Mead (1965), begun again until it stands still. */
function lowest(
  loss: (at: readonly [number, number]) => number,
  start: readonly [number, number],
): readonly [number, number] {
  let best = start;
  for (let size = 0.2; size > 1e-7; size /= 10) best = simplex(loss, best, size);
  return best;
}

type Vertex = { readonly at: readonly [number, number]; readonly value: number };

function simplex(
  loss: (at: readonly [number, number]) => number,
  [x, y]: readonly [number, number],
  size: number,
): readonly [number, number] {
  const vertex = (a: number, b: number): Vertex => ({ at: [a, b], value: loss([a, b]) });
  const corners = [vertex(x, y), vertex(x + size, y), vertex(x, y + size)];
  for (let n = 0; n < 200; n++) {
    corners.sort((a, b) => a.value - b.value);
    const [first, second, worst] = corners as [Vertex, Vertex, Vertex];
    if (Math.abs(first.at[0] - worst.at[0]) + Math.abs(first.at[1] - worst.at[1]) < 1e-10) break;
    const middle = [(first.at[0] + second.at[0]) / 2, (first.at[1] + second.at[1]) / 2] as const;
    const along = (by: number): Vertex =>
      vertex(middle[0] + by * (worst.at[0] - middle[0]), middle[1] + by * (worst.at[1] - middle[1]));
    const mirrored = along(-1);
    if (mirrored.value < first.value) {
      const further = along(-2);
      corners[2] = further.value < mirrored.value ? further : mirrored;
    } else if (mirrored.value < second.value) corners[2] = mirrored;
    else {
      const nearer = along(mirrored.value < worst.value ? -0.5 : 0.5);
      if (nearer.value < Math.min(worst.value, mirrored.value)) corners[2] = nearer;
      else for (const n of [1, 2]) corners[n] = towards(corners[n]!, first, vertex);
    }
  }
  return corners.toSorted((a, b) => a.value - b.value)[0]!.at;
}

function towards({ at }: Vertex, first: Vertex, vertex: (a: number, b: number) => Vertex): Vertex {
  return vertex((at[0] + first.at[0]) / 2, (at[1] + first.at[1]) / 2);
}

function places(items: readonly LinkItem[]): readonly number[] {
  return items.map(({ b }) => b);
}

function mean(of: readonly number[]): number {
  return of.reduce((sum, each) => sum + each, 0) / of.length;
}

function spread(of: readonly number[]): number {
  const middle = mean(of);
  return Math.sqrt(mean(of.map((each) => (each - middle) ** 2)));
}
