import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keysOf, openForm } from '#rooms/assessment/index.ts';
import type { ItemFace, ItemKey } from '#rooms/bank/index.ts';
import type { House } from '#http/house.ts';
import type { Spoilt } from '../truth.ts';

/** The cell that is measured: as it ships. */
export const cell = 'natural-science-6';

const content = join(import.meta.dirname, '..', '..', '..', '..', 'content', 'bank', cell);

type Source = { readonly id: string; readonly parts: { kind: string; right: number; options?: readonly unknown[] }[] };

/** The items of the cell that ship. */
export function shippedItems(): readonly Source[] {
  const files = globSync(join(content, 'items*.json')).toSorted();
  return files.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as Source[]);
}

/** A copy of the cell with one key that names another option. */
export function spoilKey(folder: string, wrong: string): void {
  const copy = join(folder, cell);
  mkdirSync(folder, { recursive: true });
  cpSync(content, copy, { recursive: true });
  for (const file of globSync(join(copy, 'items*.json'))) {
    const items = JSON.parse(readFileSync(file, 'utf8')) as Source[];
    for (const { parts } of items.filter(({ id }) => id === wrong)) {
      for (const part of parts) part.right = (part.right + 1) % (part.options?.length ?? 2);
    }
    writeFileSync(file, JSON.stringify(items));
  }
}

/** Items with the keys that are right, by item; and how each face has its parts. */
export type Keys = ReadonlyMap<string, { readonly key: ItemKey; readonly face: ItemFace }>;

/** The true keys of a study's forms, read at the region. */
export async function trueKeys(house: House, study: string, spoilt: Spoilt): Promise<Keys> {
  const sql = 'select form from assessment_sealed where study = ?';
  const rows = await house.log.read.all<{ form: string }>(sql, study);
  const found = new Map<string, { key: ItemKey; face: ItemFace }>();
  for (const { form } of rows) {
    const [keys, opened] = [await keysOf(house, form), await openForm(house, form)];
    if (!keys.ok || !opened.ok) throw new Error('the region cannot open its own form');
    for (const face of opened.value.languages.kk ?? []) {
      const sealed = keys.value.find(({ item }) => item === face.item);
      if (sealed) found.set(face.item, { key: face.item === spoilt.wrongKey ? rightKey(sealed) : sealed, face });
    }
  }
  return found;
}

/** The key as it was written before it was spoilt. */
function rightKey(key: ItemKey): ItemKey {
  const source = shippedItems().find(({ id }) => id === key.item);
  const parts = key.parts.map((part, n) => {
    return part.kind === 'single' ? { ...part, right: source?.parts[n]?.right ?? part.right } : part;
  });
  return { ...key, parts };
}
