import { readFormula, spreadOf, type Formula, type FormulaFault } from './formula.ts';
import type { Column, Notebook, Row } from './notebook.ts';
import { typedNumber } from './typed-number.ts';

/** A cell as it counts: a number with its standard uncertainty, or nothing. */
export type Computed = { readonly value: number; readonly uncertainty: number } | undefined;

/** The table with its formulas worked out. */
export type Table = {
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly Computed[] }[];
  /** What is wrong with formulas, by column. */
  readonly faults: Readonly<
    Record<string, FormulaFault | { readonly key: 'labs.formula.circle'; readonly at: 0; readonly what: string }>
  >;
};

/**
 * LAB-9: works the table out. Formula columns may use others by their signs, in any order but not in a circle; the
 * uncertainty of what they use goes through them.
 */
export function workedOut({ columns, rows }: Pick<Notebook, 'columns' | 'rows'>): Table {
  const signs = columns.map(({ sign }) => sign);
  const read = columns.map(({ source }) => ('formula' in source ? readFormula(source.formula, signs) : undefined));
  const formulas = read.map((each) => (each?.ok ? each.value : undefined));
  const circles = columns.filter((_, k) => turnsBack(k, formulas, signs, []));
  const faults = Object.fromEntries([
    ...columns.flatMap(({ column }, k) => {
      const found = read[k];
      return found && !found.ok ? [[column, found.error] as const] : [];
    }),
    ...circles.map(({ column, sign }) => [column, { key: 'labs.formula.circle', at: 0, what: sign }] as const),
  ]);
  const isSound = (k: number): boolean => faults[columns[k]?.column ?? ''] === undefined;
  const stated = columns.map(({ uncertainty }) => {
    const typed = typedNumber(uncertainty);
    return typed.kind === 'number' && typed.value > 0 ? typed.value : 0;
  });
  const worked = rows.map((row) => {
    const cells: Computed[] = [];
    const cell = (k: number): Computed => {
      if (k in cells) return cells[k];
      const made = cellOf(row, columns[k], stated[k] ?? 0, formulas[k], (sign) => cell(signs.indexOf(sign)));
      cells[k] = made;
      return made;
    };
    return { row: row.row, cells: columns.map((_, k) => (isSound(k) ? cell(k) : undefined)) };
  });
  return { columns, rows: worked, faults };
}

function turnsBack(
  k: number,
  formulas: readonly (Formula | undefined)[],
  signs: readonly string[],
  above: readonly number[],
): boolean {
  if (above.includes(k)) return true;
  return (formulas[k]?.names ?? []).some((name) => turnsBack(signs.indexOf(name), formulas, signs, [...above, k]));
}

function cellOf(
  row: Row,
  column: Column | undefined,
  own: number,
  formula: Formula | undefined,
  part: (sign: string) => Computed,
): Computed {
  if (!column) return undefined;
  if (!formula) {
    const typed = 'formula' in column.source ? undefined : typedNumber(row.cells[column.column]?.text ?? '');
    return typed?.kind === 'number' ? { value: typed.value, uncertainty: own } : undefined;
  }
  const values: Record<string, number> = {};
  const spreads: Record<string, number> = {};
  for (const name of formula.names) {
    const found = part(name);
    if (!found) return undefined;
    [values[name], spreads[name]] = [found.value, found.uncertainty];
  }
  const { value } = formula.at(values);
  if (!Number.isFinite(value)) return undefined;
  const spread = own > 0 ? own : spreadOf(formula, values, spreads);
  return { value, uncertainty: Number.isFinite(spread) ? spread : 0 };
}
