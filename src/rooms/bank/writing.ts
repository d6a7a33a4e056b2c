import { regionScope, type Scope } from '#kernel/ids.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { ok } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import { contentHash } from './content-hash.ts';
import type { SourceItem, SourceStimulus } from './model/source.ts';
import { decideEdit } from './model/workflow.ts';
import { itemWritten, type ItemMedia, type Pool } from './records.ts';
import { selectOf } from './queries.ts';

/** BNK-24: nobody is granted this scope: what stands in it, keys included, does not leave the region's node. */
export const bankScope = 'project:bank' as Scope;

export function scopeOfPool(pool: Pool): Scope {
  return pool === 'everyday' ? regionScope : bankScope;
}

export type NewVersion = {
  readonly cell: string;
  readonly pool: Pool;
  readonly source: SourceItem;
  readonly stimulus?: SourceStimulus | undefined;
  readonly media: readonly ItemMedia[];
  readonly from: 'editor' | 'shipped' | 'qti';
  readonly why: string;
  readonly knowsBreak: boolean;
};

export type WrittenVersion = { readonly item: string; readonly version: number; readonly breaksAnchors: boolean };

/** The record of a version, by what is there now (BNK-22). Its item stays in the pool and cell that it began in. */
export async function decideWriting(
  on: Deciding,
  actor: string,
  given: NewVersion,
): Promise<Result<{ readonly draft: Draft; readonly written: WrittenVersion }, Refusal>> {
  const { source, stimulus, media, from, why } = given;
  const versions = await selectOf(on, source.id);
  const edit = decideEdit(versions, given.knowsBreak);
  if (!edit.ok) return edit;
  const { pool, cell } = versions[0] ?? given;
  const { version, breaksAnchors } = edit.value;
  const body = {
    item: source.id,
    version,
    cell,
    pool,
    source,
    ...(stimulus ? { stimulus } : {}),
    media: [...media],
    hash: contentHash(source, stimulus, media),
    from,
    breaksAnchors,
    why,
  };
  const draft = itemWritten.draft(scopeOfPool(pool), actor, body);
  return ok({ draft, written: { item: source.id, version, breaksAnchors } });
}

/** Leaves room in a record for its head (LOG-4). */
export const mostItemBytes = 15_000;

/** About how many bytes a version takes in a record. */
export function bytesOf(source: SourceItem, stimulus: SourceStimulus | undefined): number {
  return Buffer.byteLength(JSON.stringify([source, stimulus ?? null]));
}

/** Whether the files that a version names are here. */
export async function hasFiles(house: House, media: readonly ItemMedia[]): Promise<boolean> {
  for (const { hash } of media) if (!(await house.files.has(hash))) return false;
  return true;
}
