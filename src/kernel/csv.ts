/** What stands in a cell. A number is written as it is. */
export type Cell = string | number | undefined;

/** A table as Excel opens it in Kazakh and Russian: UTF-8 with its mark, semicolons. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`;
}

/** A name that begins like a formula must not become one in the reader's Excel. */
function quoted(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell ?? '') ? `'${cell}` : (cell ?? '');
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
