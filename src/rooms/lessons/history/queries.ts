import type { NodeId, PersonId, SchoolId, Scope } from '#kernel/ids.ts';
import { fromCbor } from '#log/record.ts';
import type { Reader } from '#log/store.ts';
import { nodesOfSchool } from '#sync/index.ts';
import type { CloseReason, ToldAttempt, ToldPlace } from '../records-history.ts';

/** A scope that is no school's: each writer's stream in it is opened apart (SYN-2). */
export function historyScope(transfer: string): Scope {
  return `history:${transfer}` as Scope;
}

/** To whom the region opened a history, or closed it. */
export type HistoryReader = {
  readonly transfer: string;
  readonly reader: SchoolId;
  readonly person: PersonId;
  readonly from: SchoolId;
  readonly through: string;
  readonly isOpen: boolean;
  readonly reason: CloseReason | '';
  readonly closedBy: 'node' | 'school' | 'region' | '';
  readonly at: number;
};

type StoredReader = Omit<HistoryReader, 'isOpen'> & { readonly is_open: number };

const readerColumns = `select r.transfer, r.reader, r.person, r.from_school as "from", r.through, r.is_open, r.reason,
  r.closed_by as "closedBy", r.at from lessons_history_readers r`;

/**
 * What the region said of histories: each word stands in the scopes of both schools, so the region finds it twice, and
 * every school once.
 */
function readersFrom(rows: readonly StoredReader[]): HistoryReader[] {
  const once = new Map(rows.map((row) => [`${row.transfer} ${row.reader}`, row]));
  return [...once.values()].map(({ is_open, ...row }) => ({ ...row, isOpen: is_open === 1 }));
}

export async function selectReaders(read: Reader): Promise<HistoryReader[]> {
  return readersFrom(await read.all<StoredReader>(`${readerColumns} order by r.at, r.transfer, r.reader`));
}

export async function readersOf(read: Reader, transfer: string): Promise<HistoryReader[]> {
  return readersFrom(await read.all<StoredReader>(`${readerColumns} where r.transfer = ? order by r.reader`, transfer));
}

/** The histories of a human being that were opened to a school, newest first. */
export async function historiesAt(read: Reader, reader: SchoolId, ids: readonly PersonId[]): Promise<HistoryReader[]> {
  const marks = ids.map(() => '?').join(', ');
  const sql = `${readerColumns} where r.reader = ? and r.person in (${marks}) order by r.at desc, r.transfer`;
  return readersFrom(await read.all<StoredReader>(sql, reader, ...ids));
}

export type SchoolWord = { readonly transfer: string; readonly isOpen: boolean; readonly reason: CloseReason | '' };

/** The old school's last word on a history. */
export async function findWord(read: Reader, transfer: string, school: SchoolId): Promise<SchoolWord | undefined> {
  type Stored = Omit<SchoolWord, 'isOpen'> & { readonly is_open: number };
  const sql = 'select transfer, is_open, reason from lessons_history_words where transfer = ? and school = ?';
  const row = await read.get<Stored>(sql, transfer, school);
  return row && { transfer, isOpen: row.is_open === 1, reason: row.reason };
}

/** What one node tells of a pupil. */
export type History = {
  readonly transfer: string;
  readonly node: NodeId;
  readonly person: PersonId;
  readonly name: Uint8Array;
  readonly school: SchoolId;
  readonly upTo: number;
  readonly places: readonly ToldPlace[];
};

/** What nodes tell under a transfer, whoever they are: see `isTeller`. */
export async function toldOf(read: Reader, transfer: string): Promise<History[]> {
  type Stored = Omit<History, 'places'> & { readonly places: Uint8Array };
  const rows = await read.all<Stored>(
    `select h.transfer, o.node, h.person, h.name, h.school, h.up_to as "upTo", h.places from lessons_histories h
     join log_origins o on o.id = h._origin where h.transfer = ? and o.scope = ? order by o.node`,
    transfer,
    historyScope(transfer),
  );
  return rows.map((row) => ({ ...row, places: fromCbor(row.places) as ToldPlace[] }));
}

/** The attempts that a node tells of under a transfer. */
export async function attemptsTold(read: Reader, transfer: string, node: NodeId): Promise<ToldAttempt[]> {
  type Stored = Omit<ToldAttempt, 'mark' | 'markedAt'> & { readonly mark: number | null; readonly markedAt: number };
  const rows = await read.all<Stored>(
    `select a.attempt, a.pack, a.lesson, a.title, a.subject, a.grade, a.began_at as "beganAt", a.last_at as "lastAt",
     a.finished_at as "finishedAt", a.answered, a.right_ones as "right", a.questions, a.mark, a.marked_at as "markedAt"
     from lessons_history_attempts a join log_origins o on o.id = a._origin
     where a.transfer = ? and o.node = ? and o.scope = ? order by a.last_at desc, a.attempt`,
    transfer,
    node,
    historyScope(transfer),
  );
  return rows.map(({ mark, markedAt, ...told }) => ({
    ...told,
    ...(mark === null ? {} : { mark }),
    ...(markedAt === 0 ? {} : { markedAt }),
  }));
}

/**
 * LES-30: who may tell of a school's facts: its own nodes, and the region's. What another node writes under the same
 * scope is nobody's history.
 */
export async function tellersOf(
  read: Reader,
  school: SchoolId,
  region: NodeId | undefined,
): Promise<ReadonlyMap<NodeId, 'school' | 'region'>> {
  const tellers = new Map<NodeId, 'school' | 'region'>();
  if (region) tellers.set(region, 'region');
  for (const node of await nodesOfSchool(read, school, 'ever')) tellers.set(node, 'school');
  return tellers;
}
