import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod/mini';
import type { Vault } from '#log/vault.ts';
import { notebook as schema } from './model/notebook-schema.ts';
import { emptyNotebook, type Notebook } from './model/notebook.ts';
import type { NoteRow } from './queries.ts';

/** As much as fits a record beside its frame. */
const most = 15_000;

/** A notebook as one short text to be sealed; undefined where even packed it is too long for a record. */
export function packedNotebook(notebook: Notebook): string | undefined {
  const text = deflateRawSync(JSON.stringify(notebook)).toString('base64');
  return text.length <= most ? text : undefined;
}

/** A notebook as it was written; an empty one once the pupil is erased, or where nothing was written. */
export function openedNotebook(vault: Pick<Vault, 'open'>, row: NoteRow | undefined): Notebook {
  const text = row && vault.open(row.person, row.notebook);
  if (!text) return emptyNotebook;
  const parsed = z.safeParse(schema, JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString('utf8')));
  return parsed.success ? parsed.data : emptyNotebook;
}
