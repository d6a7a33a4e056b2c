import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/mini';
import { cellText, idText } from './records.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'content', 'bank');
const ids = z.array(idText).check(z.minLength(1), z.maxLength(60));
const head = z.object({
  cell: cellText,
  minutes: z.int().check(z.minimum(10), z.maximum(120)),
  forms: z.object({ start: ids, end: ids }),
});

/** The two forms that ship with a cell, by their items in order. */
export type ShippedForms = {
  readonly minutes: number;
  readonly start: readonly string[];
  readonly end: readonly string[];
};

/** What ships for a cell; undefined where nothing does. */
export function shippedForms(cell: string): ShippedForms | undefined {
  if (!/^[a-z][a-z-]{1,30}-\d{1,2}$/.test(cell)) return undefined;
  try {
    const read = z.safeParse(head, JSON.parse(readFileSync(join(folder, cell, 'cell.json'), 'utf8')));
    return read.success && read.data.cell === cell ? { minutes: read.data.minutes, ...read.data.forms } : undefined;
  } catch {
    return undefined;
  }
}
