/** What was typed into a cell: nothing, points up to the maximum, or something that is neither. */
export type Typed =
  | { readonly kind: 'empty' }
  | { readonly kind: 'points'; readonly points: number }
  | { readonly kind: 'wrong' };

/** Whole points from 0 to `of`; spaces and a trailing `.0` or `,0` of a spreadsheet say nothing. */
export function typedPoints(text: string, of: number): Typed {
  const clean = text.trim().replace(/[.,]0+$/u, '');
  if (clean === '') return { kind: 'empty' };
  if (!/^\d{1,3}$/u.test(clean)) return { kind: 'wrong' };
  const points = Number(clean);
  return points > of ? { kind: 'wrong' } : { kind: 'points', points };
}

export type Place = { readonly row: number; readonly column: number };

/**
 * Where a key leads from a cell: arrows to the neighbour, Enter down, with Shift up; undefined where the key is not for
 * moving, or there is nothing further. Left and right only at the edge of what is typed.
 */
export function nextPlace(
  at: Place,
  key: string,
  of: { readonly isShift: boolean; readonly isAtStart: boolean; readonly isAtEnd: boolean },
  size: { readonly rows: number; readonly columns: number },
): Place | undefined {
  const steps: Readonly<Record<string, readonly [row: number, column: number] | undefined>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    Enter: of.isShift ? [-1, 0] : [1, 0],
    ArrowLeft: of.isAtStart ? [0, -1] : undefined,
    ArrowRight: of.isAtEnd ? [0, 1] : undefined,
  };
  const step = steps[key];
  if (!step) return undefined;
  const to = { row: at.row + step[0], column: at.column + step[1] };
  const isThere = to.row >= 0 && to.column >= 0 && to.row < size.rows && to.column < size.columns;
  return isThere ? to : undefined;
}

/** The cells of what was copied from a spreadsheet: lines of cells between tabs; a last empty line says nothing. */
export function pastedCells(text: string): readonly (readonly string[])[] {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => line.split('\t'));
}
