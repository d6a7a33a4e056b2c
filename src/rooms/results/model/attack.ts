import { fitting, tiny, type Fitting } from './bounds.ts';

/** RES-1: a figure about fewer pupils than this is not published. */
export const minimumGroup = 10;

/** A figure of a table: the number of pupils in some atoms. `known`: it is published, here or in an earlier release. */
export type Sum = { readonly atoms: readonly number[]; readonly isKnown: boolean };

/**
 * A set of tables as a linear system. An atom is a set of pupils that no table divides further, `counts` how many each
 * has. `secretZeros` are atoms of which nobody may learn that they are empty (no pupil reached the level); that others
 * are empty (a school without the grade) everybody knows.
 */
export type Tables = {
  readonly counts: readonly number[];
  readonly secretZeros: ReadonlySet<number>;
  readonly sums: readonly Sum[];
  /** Published bounds: not more than so many pupils are in these atoms («≤ 5 %»). */
  readonly ceilings?: readonly Ceiling[];
  /** Groups of atoms that are no figure of any table and of which nobody may learn either: who left, what is left of a region. */
  readonly groups?: readonly (readonly number[])[];
};

export type Ceiling = { readonly atoms: readonly number[]; readonly most: number };

/** A small group of pupils that the published tables give away: it is known to have between `low` and `high`. */
export type Exposure = {
  readonly low: number;
  readonly high: number;
  readonly atoms: readonly number[];
  readonly count: number;
  /** The published sums of the equations in which it stands, by their place in `Tables.sums`; and of all that hang together. */
  readonly by: readonly number[];
  readonly beyond: readonly number[];
};

/** A published sum less the published sums that lie within it: an equation about as few atoms as can be. */
type Remainder = { readonly atoms: readonly number[]; readonly sum: number; readonly by: readonly number[] };

/**
 * RES-4: the attacker. Solves the linear system of all published sums at once and answers with every small group (1 to
 * 9 pupils, or nobody where that is secret) that is determined or known to within one pupil either way: an atom, a figure
 * that was not published, what is left of a published figure when published parts are taken from it, or one of `groups`.
 */
export function exposures(tables: Tables): readonly Exposure[] {
  const { counts, sums, secretZeros, groups = [] } = tables;
  const remainders = remaindersOf(withSlack(tables));
  const unknown = counts.map((_, atom) => atom).filter((atom) => (counts[atom] as number) > 0 || secretZeros.has(atom));
  const isTarget = isSmall(tables);
  const hidden = sums.filter(({ isKnown }) => !isKnown).map(({ atoms }) => atoms);
  const left = remainders.map(({ atoms }) => atoms);
  const targets = [...unknown.map((atom) => [atom]), ...hidden, ...left, ...groups].filter(isTarget);
  const pieces = piecesOf(remainders);
  const asked = distinct(targets).flatMap((atoms) => partsOf(pieces, counts, atoms));
  return asked.flatMap(({ atoms, parts }): Exposure[] => {
    for (const part of parts) if (widthOf(parts) <= widest) ask(part, 1);
    for (const part of parts) if (widthOf(parts) <= widest) ask(part, -1);
    if (widthOf(parts) > widest) return [];
    const low = parts.reduce((all, part) => all + part.low, 0);
    const [touching, all] = [parts.flatMap(touched), parts.flatMap(({ piece }) => piece.remainders)];
    const [by, beyond] = [sumsOf(touching), sumsOf(all)];
    return [{ atoms, count: countOf(counts, atoms), low, high: low + widthOf(parts), by, beyond }];
  });
}

/** Known to within one pupil either way: three values at most. */
const widest = 2;

export function countOf(counts: readonly number[], atoms: readonly number[]): number {
  return atoms.reduce((sum, atom) => sum + (counts[atom] as number), 0);
}

/** Whether a group of atoms is one that nobody may learn of. */
export function isSmall({ counts, secretZeros }: Pick<Tables, 'counts' | 'secretZeros'>) {
  return (atoms: readonly number[]): boolean => {
    const count = countOf(counts, atoms);
    return count < minimumGroup && (count > 0 || atoms.some((atom) => secretZeros.has(atom)));
  };
}

/** A bound as an equation: what is lacking to it is one more unknown, of which nobody asks. */
function withSlack({ counts, secretZeros, sums, ceilings = [] }: Tables): Tables {
  const slack = ceilings.map((_, n) => counts.length + n);
  return {
    counts: [...counts, ...ceilings.map(({ atoms, most }) => most - countOf(counts, atoms))],
    secretZeros: new Set([...secretZeros, ...slack]),
    sums: [...sums, ...ceilings.map(({ atoms }, n) => ({ atoms: [...atoms, slack[n] as number], isKnown: true }))],
  };
}

function distinct(targets: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return [...new Map(targets.map((atoms) => [atoms.toSorted((a, b) => a - b).join(' '), atoms])).values()];
}

/**
 * The same equations, each over as few atoms as can be: from each published sum the largest published ones within it are
 * taken. That leaves the system as it is and lets it fall into small pieces.
 */
function remaindersOf({ counts, secretZeros, sums }: Tables): readonly Remainder[] {
  const known = sums
    .map(({ atoms, isKnown }, n) => ({ n, isKnown, atoms: atoms.filter((atom) => isOpen(counts, secretZeros, atom)) }))
    .filter(({ isKnown, atoms }) => isKnown && atoms.length > 0)
    .toSorted((a, b) => a.atoms.length - b.atoms.length || a.n - b.n);
  const remainders: Remainder[] = [];
  for (const [place, { n, atoms }] of known.entries()) {
    const left = new Set(atoms);
    const by = [n];
    for (let at = place - 1; at >= 0 && left.size > 0; at--) {
      const part = known[at] as (typeof known)[number];
      if (!left.has(part.atoms[0] as number) || !part.atoms.every((atom) => left.has(atom))) continue;
      for (const atom of part.atoms) left.delete(atom);
      by.push(part.n);
    }
    if (left.size > 0) remainders.push({ atoms: [...left], sum: countOf(counts, [...left]), by });
  }
  return remainders;
}

function isOpen(counts: readonly number[], secretZeros: ReadonlySet<number>, atom: number): boolean {
  return (counts[atom] as number) > 0 || secretZeros.has(atom);
}

/** Equations that share no atom with the others of the system can be solved apart. */
type Piece = {
  readonly places: ReadonlyMap<number, number>;
  readonly remainders: readonly Remainder[];
  readonly fit: Fitting;
  /** All that is asked about atoms of this piece. */
  readonly parts: Part[];
};

/** A part of a target in one piece: the least and the largest that it was found to be so far; the true count to begin with. */
type Part = { readonly piece: Piece; readonly places: readonly number[]; low: number; high: number };

function piecesOf(remainders: readonly Remainder[]): ReadonlyMap<number, Piece> {
  const parent = new Map<number, number>();
  const rootOf = (atom: number): number => {
    let root = atom;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    return root;
  };
  for (const { atoms } of remainders) {
    for (const atom of atoms) if (!parent.has(atom)) parent.set(atom, atom);
    for (const atom of atoms) parent.set(rootOf(atom), rootOf(atoms[0] as number));
  }
  const grouped = Map.groupBy(remainders, ({ atoms }) => rootOf(atoms[0] as number));
  const pieces = new Map<number, Piece>();
  for (const group of grouped.values()) {
    const atoms = [...new Set(group.flatMap((each) => each.atoms))];
    const places = new Map(atoms.map((atom, n) => [atom, n]));
    const known = group.map((each) => ({
      places: each.atoms.map((atom) => places.get(atom) as number),
      sum: each.sum,
    }));
    const fit = fitting(atoms.length, known);
    if (!fit) throw new Error('the published sums contradict each other');
    const piece = { places, fit, remainders: group, parts: [] };
    for (const atom of atoms) pieces.set(atom, piece);
  }
  return pieces;
}

/** A target cut by pieces, which know nothing of each other; none where nothing at all is known of one of its atoms. */
function partsOf(pieces: ReadonlyMap<number, Piece>, counts: readonly number[], atoms: readonly number[]) {
  if (atoms.some((atom) => !pieces.has(atom))) return [];
  const parts = [...Map.groupBy(atoms, (atom) => pieces.get(atom) as Piece)].map(([piece, own]): Part => {
    const count = countOf(counts, own);
    return { piece, places: own.map((atom) => piece.places.get(atom) as number), low: count, high: count };
  });
  for (const part of parts) part.piece.parts.push(part);
  return [{ atoms, parts }];
}

function widthOf(parts: readonly Part[]): number {
  return parts.reduce((all, { low, high }) => all + high - low, 0);
}

/** The equations in which a part of a target stands. */
function touched({ piece, places }: Part): readonly Remainder[] {
  return piece.remainders.filter(({ atoms }) =>
    atoms.some((atom) => places.includes(piece.places.get(atom) as number)),
  );
}

function sumsOf(remainders: readonly Remainder[]): readonly number[] {
  return [...new Set(remainders.flatMap(({ by }) => by))];
}

/** Counts that were found for one question fit the others too: most are answered so, without being asked. */
function ask(part: Part, sign: 1 | -1): void {
  part.piece.fit.extreme(part.places, sign);
  const counts = part.piece.fit.counts();
  for (const each of part.piece.parts) {
    const value = each.places.reduce((all, place) => all + (counts[place] as number), 0);
    // A corner need not be whole; whole counts lie within it.
    each.low = Math.min(each.low, Math.ceil(value - tiny));
    each.high = Math.max(each.high, Math.floor(value + tiny));
  }
}
