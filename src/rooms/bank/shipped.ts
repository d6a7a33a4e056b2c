import { hash as digest } from 'node:crypto';
import { join } from 'node:path';
import type { House, JobStart } from '#http/house.ts';
import type { Draft } from '#log/record.ts';
import { buildCell, type BuiltItem } from './build-cell.ts';
import { readCellFolder, shippedCells, type CellFiles } from './cell-folder.ts';
import { contentHash } from './content-hash.ts';
import { selectOf, type ItemRow } from './queries.ts';
import { mediaEntry } from './media-entry.ts';
import { itemMoved } from './records.ts';
import { bankScope, decideWriting } from './writing.ts';

/** Who wrote what ships, in records: the node itself. */
export const shipper = 'node';

/**
 * BNK-26: the region's node brings the cells of its release into the monitoring pool, as reviewed items: each was solved
 * a second time by somebody else. An item that somebody at the region has written over stays theirs.
 */
export function keepBank(content: string): JobStart {
  return (house) => {
    let isStopping = false;
    const going = bringCells(house, join(content, 'bank'), () => isStopping).catch(() => undefined);
    return async () => {
      isStopping = true;
      await going;
    };
  };
}

/** One look: brings what is not there, or only in an older version. A folder that is as it was costs its reading alone. */
export async function bringCells(house: House, bank: string, isStopping = (): boolean => false): Promise<void> {
  if (house.self.kind !== 'region') return;
  for (const folder of shippedCells(bank)) {
    if (isStopping()) return;
    const files = readCellFolder(folder);
    const name = `bank-cell ${folder.split(/[\\/]/u).at(-1)}`;
    const seen = Buffer.from(digestOf(files));
    const before = await house.log.getState(name);
    if (before && seen.equals(before)) continue;
    if (await bringCell(house, files)) await house.log.setState(name, seen);
  }
}

function digestOf(files: CellFiles): string {
  return digest('sha256', JSON.stringify([...files].map(([name, bytes]) => [name, digest('sha256', bytes)])));
}

/** What ships has no errors: `content.test.ts` sees to it; a folder with some is left alone. */
async function bringCell(house: House, files: CellFiles): Promise<boolean> {
  const { head, items, errors } = await buildCell(files);
  if (!head || errors.length > 0) return false;
  for (const item of items) for (const { content } of item.media) await house.files.put(content);
  for (const item of items) await bringItem(house, head.cell, item);
  return true;
}

async function bringItem(house: House, cell: string, { source, stimulus, media: files }: BuiltItem): Promise<void> {
  const media = files.map(mediaEntry);
  await house.log.write(async (on) => {
    const versions = await selectOf(on, source.id);
    const nothing = { records: [] as Draft[], answer: undefined };
    if (isKept(versions, contentHash(source, stimulus, media))) return nothing;
    const given = {
      cell,
      pool: 'monitoring',
      source,
      stimulus,
      media,
      from: 'shipped',
      why: '',
      knowsBreak: true,
    } as const;
    const decided = await decideWriting(on, shipper, given);
    if (!decided.ok) return nothing;
    const { draft, written } = decided.value;
    const { item, version } = written;
    const reviewed = itemMoved.draft(bankScope, shipper, { item, version, state: 'reviewed', why: '' });
    return { records: [draft, reviewed], answer: undefined };
  });
}

/** The same content is there, or the region goes its own way with this item. */
function isKept(versions: readonly ItemRow[], hash: string): boolean {
  return versions.some((each) => each.hash === hash || each.author !== shipper);
}
