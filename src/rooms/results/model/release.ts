import type { SchoolId } from '#kernel/ids.ts';
import { countOf, exposures, minimumGroup, type Ceiling, type Exposure } from './attack.ts';
import { protect } from './protect.ts';
import { restsOf, type ReleasedFigure } from './rests.ts';

/** A pupil behind a release's figures of one cell. `reached`: whether the mark of the scale; absent where it is not told. */
export type Member = { readonly person: string; readonly school: SchoolId; readonly reached?: boolean };

export const halves = ['all', 'reached', 'not'] as const;
/** `region:all`, `district:Алға ауданы:reached`, `school:<id>:not`. */
export type FigureKey = `${string}:${(typeof halves)[number]}`;

/** What a release says of one cell: its pupils, the figures that it shows, and the shares that it bounds. */
export type CellRelease = {
  readonly release: string;
  readonly members: readonly Member[];
  readonly shown: ReadonlySet<string>;
  /** Keys of halves of which it says that they are at most `least` per cent of the whole. */
  readonly bounded: ReadonlySet<string>;
};

/** The smallest units that a release tells of. */
export type Depth = 'region' | 'districts' | 'schools';

export type DistrictOf = (school: SchoolId) => string;

/** The per cent by which shares near 0 and 100 are bounded (RES-1). */
export const least = 5;

type System = {
  readonly counts: number[];
  readonly secretZeros: ReadonlySet<number>;
  readonly figures: readonly ReleasedFigure[];
  /** The units of each school, the smallest first. */
  readonly around: ReadonlyMap<string, readonly string[]>;
};

/**
 * RES-3, RES-5: which figures of a new release of a cell may be shown beside all that earlier ones have shown of it.
 * Answers with the shown keys, and with the halves that may be bounded.
 */
export function protectCell(
  earlier: readonly CellRelease[],
  members: readonly Member[],
  districtOf: DistrictOf,
  depth: Depth = 'schools',
): Pick<CellRelease, 'shown' | 'bounded'> & { readonly small: number; readonly complementary: number } {
  const next: CellRelease = { release: 'next', members, shown: new Set(), bounded: new Set() };
  const whole = systemOf([...earlier, next], districtOf);
  const system = { ...whole, figures: whole.figures.map((figure) => withinDepth(figure, depth)) };
  const { counts, figures } = system;
  const ceilings = ceilingsOf(system, earlier);
  const found = protect({ ...system, ceilings, groupsOf: (shown) => restsOf(figures, system.around, shown) });
  const sums = figures.map(({ atoms }, n) => ({ atoms, isKnown: found.shown.has(n) }));
  const groups = restsOf(figures, system.around, found.shown);
  const bounded = new Set<string>();
  for (const [n, { release, key, atoms }] of figures.entries()) {
    const of = wholeOf(figures, n);
    if (release !== 'next' || found.shown.has(n) || of === undefined || !found.shown.has(of)) continue;
    const most = Math.floor((countOf(counts, figures[of]?.atoms ?? []) * least) / 100);
    if (most < minimumGroup - 1 || countOf(counts, atoms) > most) continue;
    const ceiling = { atoms, most };
    if (exposures({ ...system, sums, groups, ceilings: [...ceilings, ceiling] }).length > 0) continue;
    ceilings.push(ceiling);
    bounded.add(key);
  }
  const shown = new Set(
    figures.flatMap(({ release, key }, n) => (release === 'next' && found.shown.has(n) ? [key] : [])),
  );
  return { shown, bounded, small: found.small, complementary: found.complementary };
}

function withinDepth(figure: ReleasedFigure, depth: Depth): ReleasedFigure {
  const isDeeper =
    (depth !== 'schools' && figure.key.startsWith('school:')) ||
    (depth === 'region' && figure.key.startsWith('district:'));
  return isDeeper && figure.state === 'open' ? { ...figure, state: 'withheld' } : figure;
}

/** RES-4: what the attacker finds in all releases of a cell together. `more`: what else it asks about than it does by itself. */
export function attackCell(
  releases: readonly CellRelease[],
  districtOf: DistrictOf,
  more: (figures: readonly ReleasedFigure[]) => readonly (readonly number[])[] = () => [],
): readonly Exposure[] {
  const system = systemOf(releases, districtOf);
  const shown = new Map(releases.map((each) => [each.release, each.shown]));
  const isKnown = ({ release, key }: ReleasedFigure): boolean => shown.get(release)?.has(key) ?? false;
  const sums = system.figures.map((figure) => ({ atoms: figure.atoms, isKnown: isKnown(figure) }));
  const known = new Set([...sums.keys()].filter((n) => sums[n]?.isKnown));
  const groups = [...restsOf(system.figures, system.around, known), ...more(system.figures)];
  return exposures({ ...system, sums, groups, ceilings: ceilingsOf(system, releases) });
}

function ceilingsOf({ counts, figures }: System, releases: readonly CellRelease[]): Ceiling[] {
  const bounded = new Map(releases.map((each) => [each.release, each.bounded]));
  return figures.flatMap(({ release, key, atoms }, n) => {
    if (!bounded.get(release)?.has(key)) return [];
    const whole = wholeOf(figures, n);
    return whole === undefined
      ? []
      : [{ atoms, most: Math.floor((countOf(counts, figures[whole]?.atoms ?? []) * least) / 100) }];
  });
}

/** The place of the whole whose half stands at `n`; undefined for a whole. Halves stand right behind their whole. */
function wholeOf(figures: System['figures'], n: number): number | undefined {
  const key = figures[n]?.key ?? '';
  if (key.endsWith(':reached')) return n - 1;
  return key.endsWith(':not') ? n - 2 : undefined;
}

/**
 * Pupils of a school who are in the same releases, and there on the same side of the mark, are one atom: no figure divides
 * them. That nobody of a school is on one side is secret, so such atoms stand in the system too, with no pupil in them.
 */
function systemOf(releases: readonly CellRelease[], districtOf: DistrictOf): System {
  const places = new Map<string, { readonly school: SchoolId; readonly sides: readonly (string | undefined)[] }>();
  const schoolOf = new Map<string, SchoolId>();
  const sidesOf = new Map<string, (string | undefined)[]>();
  for (const [r, { members }] of releases.entries()) {
    for (const { person, school, reached } of members) {
      // A pupil who changed schools between releases is another atom at each: nobody outside knows that it is one child.
      const name = `${school} ${person}`;
      schoolOf.set(name, school);
      const sides = sidesOf.get(name) ?? releases.map(() => undefined);
      sides[r] = reached === undefined ? 'all' : reached ? 'reached' : 'not';
      sidesOf.set(name, sides);
    }
  }
  const tally = new Map<string, number>();
  for (const [name, sides] of sidesOf) {
    const school = schoolOf.get(name) as SchoolId;
    for (const each of twins(sides)) {
      const key = `${school} ${each.join('|')}`;
      places.set(key, { school, sides: each });
      tally.set(key, (tally.get(key) ?? 0) + (each.join('|') === sides.join('|') ? 1 : 0));
    }
  }
  const atoms = [...places.keys()].toSorted();
  const counts = atoms.map((key) => tally.get(key) ?? 0);
  const secretZeros = new Set([...counts.keys()].filter((n) => counts[n] === 0));
  const figures = releases.flatMap((release, r) => {
    const inside = atoms.flatMap((key, n) => {
      const { school, sides } = places.get(key) as NonNullable<ReturnType<typeof places.get>>;
      return sides[r] === undefined ? [] : [{ n, school, side: sides[r] }];
    });
    return figuresOf(release, inside, districtOf);
  });
  // Places are counted through all releases.
  let place = 0;
  return {
    counts,
    secretZeros,
    figures: figures.map((figure) => {
      const at = place++;
      return { ...figure, hides: figure.hides.map((step) => at + step) };
    }),
    around: new Map([...new Set(schoolOf.values())].map((school) => [school, unitsAround(school, districtOf)])),
  };
}

function unitsAround(school: SchoolId, districtOf: DistrictOf): readonly string[] {
  return [`school:${school}`, `district:${districtOf(school)}`, 'region'];
}

/** The combinations of sides that a pupil of these releases could have. */
function twins(sides: readonly (string | undefined)[]): (string | undefined)[][] {
  return sides.reduce<(string | undefined)[][]>(
    (made, side) => {
      const options = side === 'reached' || side === 'not' ? ['reached', 'not'] : [side];
      return made.flatMap((each) => options.map((option) => [...each, option]));
    },
    [[]],
  );
}

type Inside = { readonly n: number; readonly school: SchoolId; readonly side: string };

/** A release's figures of all units, halves right behind their whole; `hides` are steps from the figure's own place. */
function figuresOf({ release, shown }: CellRelease, inside: readonly Inside[], districtOf: DistrictOf) {
  const units = new Map<string, Inside[]>();
  for (const atom of inside) {
    for (const unit of unitsAround(atom.school, districtOf)) {
      const of = units.get(unit);
      if (of) of.push(atom);
      else units.set(unit, [atom]);
    }
  }
  const hasSides = inside.some(({ side }) => side !== 'all');
  return [...units].flatMap(([unit, of]) => {
    const figure = (half: (typeof halves)[number], hides: readonly number[]): ReleasedFigure => {
      const key: FigureKey = `${unit}:${half}`;
      const atoms = of.filter(({ side }) => half === 'all' || side === half).map(({ n }) => n);
      const state = release === 'next' ? 'open' : shown.has(key) ? 'published' : 'withheld';
      return { key, unit, half, release, atoms, state, hides };
    };
    if (!hasSides) return [figure('all', [])];
    return [figure('all', [1, 2]), figure('reached', [1]), figure('not', [-1])];
  });
}
