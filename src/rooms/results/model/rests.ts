import type { Figure } from './protect.ts';

/** A figure of a release: of a unit (`school:<id>`, `district:<name>`, `region`) or of its half on one side of the mark. */
export type ReleasedFigure = Figure & {
  readonly key: string;
  readonly release: string;
  readonly unit: string;
  readonly half: string;
};

/** The same figure of one release, of all units: a column of its table, by the places of the figures. */
type Column = { readonly release: string; readonly places: ReadonlyMap<string, number> };

/** A column with the block of each school, in their order, and the atoms that it has of some schools. */
type Table = {
  readonly release: string;
  readonly blocks: readonly (string | undefined)[];
  readonly atomsOf: (schools: readonly string[]) => readonly number[];
};

/**
 * RES-5: groups of which no table tells and that follow from several tables: what is left of a unit when the parts that
 * are shown are taken from it; and, of schools of which two tables tell together, who is in both and who in one alone:
 * who left, came or stayed, or changed sides. `around`: the units of each school, the smallest first; `shown`: places of
 * the figures that are.
 */
export function restsOf(
  figures: readonly ReleasedFigure[],
  around: ReadonlyMap<string, readonly string[]>,
  shown: ReadonlySet<number>,
): readonly (readonly number[])[] {
  const schools = [...around.values()].flatMap(([school]) => school ?? []);
  const tables = tablesOf(figures, around, shown);
  const groups: (readonly number[])[] = [];
  for (const one of tables) {
    for (const together of joined(schools, [one])) groups.push(one.atomsOf(together));
    for (const other of tables) {
      if (other.release === one.release) continue;
      for (const together of joined(schools, [one, other])) {
        const there = new Set(other.atomsOf(together));
        const here = one.atomsOf(together);
        groups.push(
          here.filter((atom) => there.has(atom)),
          here.filter((atom) => !there.has(atom)),
        );
      }
    }
  }
  return groups.filter(({ length }) => length > 0);
}

/**
 * A group about the very pupils of another is told by that other one (where nobody came or left, two years are the same),
 * and then tells what is left of those around it: until nothing more follows.
 */
function tablesOf(
  figures: readonly ReleasedFigure[],
  around: ReadonlyMap<string, readonly string[]>,
  shown: ReadonlySet<number>,
): readonly Table[] {
  const columns = columnsOf(figures);
  const units = [...around.values()];
  const schools = units.flatMap(([school]) => school ?? []);
  const names = figures.map(({ atoms }) => nameOf(atoms));
  const told = new Set([...shown].map((n) => names[n]));
  for (;;) {
    const tables = columns.map(({ release, places }): Table => {
      const isTold = (unit: string): boolean => told.has(names[places.get(unit) ?? -1]);
      return {
        release,
        blocks: units.map((of) => blockOf(places, of, isTold)),
        atomsOf: (of) => of.flatMap((school) => figures[places.get(school) ?? -1]?.atoms ?? []),
      };
    });
    const before = told.size;
    for (const table of tables) {
      for (const together of joined(schools, [table])) told.add(nameOf(table.atomsOf(together)));
    }
    if (told.size === before) return tables;
  }
}

function nameOf(atoms: readonly number[]): string {
  return atoms.toSorted((a, b) => a - b).join(' ');
}

function columnsOf(figures: readonly ReleasedFigure[]): readonly Column[] {
  const byColumn = Map.groupBy(figures.entries(), ([, { release, half }]) => `${release} ${half}`);
  return [...byColumn.values()].map((own) => {
    return { release: own[0]?.[1].release ?? '', places: new Map(own.map(([n, { unit }]) => [unit, n])) };
  });
}

/**
 * The smallest unit around a school that a column shows: the schools that share it are told of together and no less.
 * Undefined where none does. That a school has no pupils in a table everybody knows.
 */
function blockOf(
  places: Column['places'],
  around: readonly string[],
  isTold: (unit: string) => boolean,
): string | undefined {
  const [school = ''] = around;
  return places.has(school) ? around.find(isTold) : school;
}

/** The smallest sets of schools of which each table tells as a whole: schools that share a block of any table stay together. */
function joined(schools: readonly string[], tables: readonly Table[]): string[][] {
  const group = schools.map((_, n) => n);
  const rootOf = (n: number): number => (group[n] === n ? n : rootOf(group[n] as number));
  const open = new Set<number>();
  for (const { blocks } of tables) {
    const first = new Map<string, number>();
    for (const [n, block] of blocks.entries()) {
      if (block === undefined) open.add(n);
      else if (first.has(block)) group[rootOf(n)] = rootOf(first.get(block) as number);
      else first.set(block, n);
    }
  }
  const untold = new Set([...open].map(rootOf));
  const sets = Map.groupBy(schools.keys(), rootOf);
  return [...sets].flatMap(([root, own]) => (untold.has(root) ? [] : [own.map((n) => schools[n] as string)]));
}
