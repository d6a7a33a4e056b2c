import type { Language } from '#kernel/language.ts';
import type { Reader } from '#log/store.ts';
import type { ItemKind, Level } from './model/item.ts';
import type { SourceItem, SourceStimulus } from './model/source.ts';
import type { ItemState } from './model/workflow.ts';
import type { ItemMedia, Pool } from './records.ts';

/** A version of an item as lists show it. */
export type ItemRow = {
  readonly item: string;
  readonly version: number;
  readonly cell: string;
  readonly pool: Pool;
  readonly subject: string;
  readonly objective: string;
  readonly grade: number;
  readonly level: Level;
  readonly seconds: number;
  readonly points: number;
  readonly kinds: readonly ItemKind[];
  readonly languages: readonly Language[];
  /** The beginning of its first stem in Kazakh, as written. */
  readonly stem: string;
  readonly stimulus: string | null;
  readonly hash: string;
  readonly state: ItemState;
  readonly author: string;
};

/** A version with all that was written. */
export type StoredItem = ItemRow & {
  readonly source: SourceItem;
  readonly stimulusSource: SourceStimulus | undefined;
  readonly media: readonly ItemMedia[];
};

export type ItemRef = { readonly item: string; readonly version: number };

const listed = `item, version, cell, pool, subject, objective, grade, level, seconds, points, kinds, languages, stem,
  stimulus, hash, state, author`;

type ListedRow = Omit<ItemRow, 'kinds' | 'languages'> & { readonly kinds: string; readonly languages: string };
type WholeRow = ListedRow & {
  readonly source: string;
  readonly stimulus_source: string | null;
  readonly media: string;
};

/** Every version of every item of a cell (of all cells without one), the items in the order of their ids. */
export async function selectVersions(read: Reader, cell?: string): Promise<readonly ItemRow[]> {
  const where = cell === undefined ? '' : 'and cell = ?';
  const sql = `select ${listed} from bank_items where hash <> '' ${where} order by cell, item, version`;
  return (await read.all<ListedRow>(sql, ...(cell === undefined ? [] : [cell]))).map(rowOf);
}

/** The newest version of every item of a cell, or of all. */
export async function selectItems(read: Reader, cell?: string): Promise<readonly ItemRow[]> {
  const versions = await selectVersions(read, cell);
  const newest = new Map(versions.map((each) => [each.item, each]));
  return [...newest.values()];
}

/** The version that forms may use of each item: the newest that was reviewed and is not retired. */
export async function selectUsable(read: Reader, cell?: string): Promise<readonly ItemRow[]> {
  const versions = await selectVersions(read, cell);
  const usable = versions.filter(({ state }) => state !== 'draft' && state !== 'retired');
  return [...new Map(usable.map((each) => [each.item, each])).values()];
}

/** A version, or the newest where none is named. */
export async function findItem(read: Reader, item: string, version?: number): Promise<StoredItem | undefined> {
  const sql = `select ${listed}, source, stimulus_source, media from bank_items
    where hash <> '' and item = ? ${version === undefined ? '' : 'and version = ?'} order by version desc limit 1`;
  const row = await read.get<WholeRow>(sql, item, ...(version === undefined ? [] : [version]));
  return row && wholeOf(row);
}

/** All versions of an item, the oldest first. */
export async function selectOf(read: Reader, item: string): Promise<readonly ItemRow[]> {
  const sql = `select ${listed} from bank_items where hash <> '' and item = ? order by version`;
  return (await read.all<ListedRow>(sql, item)).map(rowOf);
}

/** The versions that are named and are here, in the order asked for. */
export async function selectWhole(read: Reader, refs: readonly ItemRef[]): Promise<readonly StoredItem[]> {
  const found: StoredItem[] = [];
  for (const { item, version } of refs) {
    const stored = await findItem(read, item, version);
    if (stored) found.push(stored);
  }
  return found;
}

/** A step on the way of an item: what became of which version, by whom, when and why. */
export type ItemChange = {
  readonly version: number;
  readonly state: ItemState;
  /** How a version was written; empty for a step. */
  readonly source: string;
  readonly breaksAnchors: boolean;
  readonly why: string;
  readonly actor: string;
  readonly at: number;
};

/** All changes of an item, the newest first. */
export async function selectChanges(read: Reader, item: string): Promise<readonly ItemChange[]> {
  const sql = `select version, state, source, breaks_anchors, why, actor, at from bank_changes
    where item = ? order by epoch desc, n desc`;
  type Row = Omit<ItemChange, 'breaksAnchors'> & { readonly breaks_anchors: number };
  const rows = await read.all<Row>(sql, item);
  return rows.map(({ breaks_anchors: breaks, ...rest }) => ({ ...rest, breaksAnchors: breaks === 1 }));
}

export function findMedia(read: Reader, hash: string): Promise<{ type: string; bytes: number } | undefined> {
  return read.get('select type, bytes from bank_media where hash = ? limit 1', hash);
}

/** All files that the bank's rows name. */
export function selectFiles(read: Reader): Promise<{ hash: string; bytes: number; origin: number }[]> {
  return read.all('select distinct hash, bytes, _origin as origin from bank_media order by bytes, hash');
}

function rowOf<T extends ListedRow>({ kinds, languages, ...rest }: T) {
  return {
    ...rest,
    kinds: kinds.split(' ') as readonly ItemKind[],
    languages: languages.split(' ').filter(Boolean) as readonly Language[],
  };
}

function wholeOf(row: WholeRow): StoredItem {
  const { source, stimulus_source: stimulus, media, ...rest } = row;
  return {
    ...rowOf(rest),
    source: JSON.parse(source) as SourceItem,
    stimulusSource: stimulus === null ? undefined : (JSON.parse(stimulus) as SourceStimulus),
    media: JSON.parse(media) as readonly ItemMedia[],
  };
}
