import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The files of a cell by their path within its folder, as they lie on disk. */
export type CellFiles = ReadonlyMap<string, Uint8Array>;

/** Reads `content/bank/<cell>`. Hidden files are left out. */
export function readCellFolder(folder: string): CellFiles {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  return new Map(
    names.map((name) => [path.relative(folder, name).replaceAll(path.sep, '/'), new Uint8Array(readFileSync(name))]),
  );
}

/** The cells that ship: every folder of `content/bank` with a cell.json. */
export function shippedCells(bank: string): readonly string[] {
  return (existsSync(bank) ? readdirSync(bank) : [])
    .sort()
    .map((name) => path.join(bank, name))
    .filter((folder) => existsSync(path.join(folder, 'cell.json')));
}
