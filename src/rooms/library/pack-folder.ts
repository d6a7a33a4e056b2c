import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PackSource } from './builder.ts';

/** Reads a pack's folder, and beside it `curriculum/<edition>/<subject>.json`. Hidden files are left out. */
export function readPackFolder(folder: string): PackSource {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.join(entry.parentPath, entry.name));
  const files = paths.map((file) => [path.relative(folder, file).replaceAll(path.sep, '/'), file] as const);
  const inOrder = files.sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    files: new Map(inOrder.map(([name, file]) => [name, new Uint8Array(readFileSync(file))])),
    objectivesOf: (edition, subject) =>
      readObjectives(path.join(folder, '..', 'curriculum', edition, `${subject}.json`)),
  };
}

/** PCK-19: the codes in a curriculum file; undefined if it is not there or not of that form. */
export function readObjectives(file: string): ReadonlySet<string> | undefined {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Whether it is missing or broken: lessons cannot be checked against it, and the builder says so.
    return undefined;
  }
  const codes = objectivesIn(json).map((objective) => objective.code);
  return codes.length > 0 && codes.every((code) => typeof code === 'string') ? new Set(codes) : undefined;
}

function objectivesIn(json: unknown): readonly { readonly code?: unknown }[] {
  const list = typeof json === 'object' && json !== null && 'objectives' in json ? json.objectives : [];
  return Array.isArray(list) ? list : [];
}
