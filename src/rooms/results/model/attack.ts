import { boundsOf, type Bounds, type KnownSum } from './bounds.ts';

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
};

/** A small group of pupils that the published tables give away: it is known to have between `low` and `high`. */
export type Exposure = Bounds & {
  readonly atoms: readonly number[];
  readonly count: number;
  /** The published sums by which it was found, in the order of `Tables.sums`. */
  readonly by: readonly number[];
};

/** A published sum less the published sums that lie within it: an equation about as few atoms as can be. */
type Remainder = { readonly atoms: readonly number[]; readonly sum: number; readonly by: readonly number[] };

/**
 * RES-4: the attacker. Solves the linear system of all published sums at once and answers with every small group (1 to
 * 9 pupils, or nobody where that is secret) that is determined or known to within one pupil either way: an atom, a figure
 * that was not published, or what is left of a published figure when published parts are taken from it.
 */
export function exposures(tables: Tables): readonly Exposure[] {
  const { counts, sums, secretZeros } = tables;
  const remainders = remaindersOf(tables);
  const unknown = counts.map((_, atom) => atom).filter((atom) => (counts[atom] as number) > 0 || secretZeros.has(atom));
  const isTarget = isSmall(tables);
  const hidden = sums.filter(({ isKnown }) => !isKnown).map(({ atoms }) => atoms);
  const targets = [...unknown.map((atom) => [atom]), ...hidden, ...remainders.map(({ atoms }) => atoms)].filter(
    isTarget,
  );
  const pieces = piecesOf(remainders);
  return distinct(targets).flatMap((atoms): Exposure[] => {
    const found = boundsIn(pieces, atoms);
    if (!found || found.high - found.low > 2) return [];
    return [{ atoms, count: countOf(counts, atoms), low: found.low, high: found.high, by: found.by }];
  });
}

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
  readonly known: readonly KnownSum[];
  readonly by: readonly number[];
  readonly solved: Map<string, Bounds>;
};

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
    const piece = { places, known, by: [...new Set(group.flatMap(({ by }) => by))], solved: new Map<string, Bounds>() };
    for (const atom of atoms) pieces.set(atom, piece);
  }
  return pieces;
}

/** Pieces know nothing of each other, so bounds of a group are those of its parts, added. Undefined: nothing is known. */
function boundsIn(pieces: ReadonlyMap<number, Piece>, atoms: readonly number[]) {
  const parts = Map.groupBy(atoms, (atom) => pieces.get(atom));
  if (parts.has(undefined)) return undefined;
  let [low, high] = [0, 0];
  const by: number[] = [];
  for (const [piece, own] of parts as ReadonlyMap<Piece, number[]>) {
    const bounds = solve(
      piece,
      own.map((atom) => piece.places.get(atom) as number),
    );
    low += bounds.low;
    high += bounds.high;
    by.push(...piece.by);
  }
  return { low, high, by };
}

function solve(piece: Piece, target: readonly number[]): Bounds {
  const name = target.toSorted((a, b) => a - b).join(' ');
  const before = piece.solved.get(name);
  if (before) return before;
  const [found] = boundsOf(piece.places.size, piece.known, [target]) ?? [];
  if (!found) throw new Error('the published sums contradict each other');
  piece.solved.set(name, found);
  return found;
}
