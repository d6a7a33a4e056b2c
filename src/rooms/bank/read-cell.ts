import { z } from 'zod/mini';
import type { $ZodIssue, $ZodType } from 'zod/v4/core';
import type { CellFiles } from './cell-folder.ts';
import type { BankError } from './model/bank-error.ts';
import {
  cellHead,
  sourceItem,
  sourceStimulus,
  type CellHead,
  type SourceItem,
  type SourceStimulus,
} from './model/source.ts';

export type PlacedItem = { readonly item: SourceItem; readonly file: string };

/** The files of a cell as values; what has not their shape is reported and left out. */
export function readCell(
  files: CellFiles,
  errors: BankError[],
): {
  readonly head: CellHead | undefined;
  readonly items: readonly PlacedItem[];
  readonly stimuli: readonly SourceStimulus[];
} {
  for (const file of files.keys()) {
    const isKnown = /^(?:cell|stimuli|second|items-\d+)\.json$|^media\//u.test(file);
    if (!isKnown) errors.push({ key: 'file-unknown', file, values: {} });
  }
  const head = oneOf(cellHead, readJson(files, 'cell.json', errors), 'cell.json', errors);
  const items = [...files.keys()]
    .filter((file) => /^items-\d+\.json$/u.test(file))
    .flatMap((file) => listOf(sourceItem, files, file, errors).map((item) => ({ item, file })));
  const stimuli = files.has('stimuli.json') ? listOf(sourceStimulus, files, 'stimuli.json', errors) : [];
  return { head, items, stimuli };
}

function listOf<T>(schema: $ZodType<T>, files: CellFiles, file: string, errors: BankError[]): readonly T[] {
  const list = readJson(files, file, errors);
  if (!Array.isArray(list)) {
    if (list !== undefined) errors.push({ key: 'not-a-list', file, values: {} });
    return [];
  }
  return list.flatMap((each: unknown) => {
    const read = oneOf(schema, each, file, errors);
    return read === undefined ? [] : [read];
  });
}

/** The value in its shape; undefined with every place where it is wrong reported. */
export function oneOf<T>(schema: $ZodType<T>, value: unknown, file: string, errors: BankError[]): T | undefined {
  if (value === undefined) return undefined;
  const parsed = z.core.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id).slice(0, 60) : undefined;
  for (const issue of parsed.error.issues) errors.push(shapeError(issue, file, id));
  return undefined;
}

function shapeError(issue: $ZodIssue, file: string, id: string | undefined): BankError {
  const where = issue.path.map(String).join('.');
  const item = id === undefined ? {} : { item: id };
  const isKind = issue.code === 'invalid_union' && issue.path.at(-1) === 'kind';
  if (isKind) return { key: 'kind-unknown', file, ...item, where, values: {} };
  const what = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.code;
  return {
    key: issue.code === 'unrecognized_keys' ? 'field-unknown' : 'shape',
    file,
    ...item,
    where,
    values: { what },
  };
}

function readJson(files: CellFiles, file: string, errors: BankError[]): unknown {
  const bytes = files.get(file);
  if (!bytes) {
    errors.push({ key: 'file-missing', file, values: {} });
    return undefined;
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    // Neither has another way to say where the text is wrong.
    errors.push({ key: 'not-json', file, values: { reason: error instanceof Error ? error.message : '' } });
    return undefined;
  }
}
