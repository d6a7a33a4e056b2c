import type { Scope } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { Vault } from '#log/vault.ts';
import type { Reader } from '#log/store.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import type { SittingEvent } from './model/event.ts';
import { packRun, readRun } from './model/run.ts';
import { treeOf, type Run, type Tree } from './model/tree.ts';
import { withoutWords, withWords } from './model/words.ts';
import { selectRuns, type RunRow, type SeatRow } from './queries.ts';

/** A run as a tablet sends it. `run` in base64. */
export type SentRun = { readonly device: string; readonly from: number; readonly head: string; readonly run: string };

/** The run that was sent; undefined where its bytes are none. */
export function runFrom({ device, from, head, run }: SentRun): Run | undefined {
  const events = readRun(Buffer.from(run, 'base64'));
  return events && events.length > 0 ? { device, from, head, events } : undefined;
}

/** What a record keeps of a run: without the pupil's own words, which are sealed apart (SIT-14). */
export function keptRun(
  run: Run,
  seal: (text: string) => Uint8Array,
): { readonly head: Uint8Array; readonly run: Uint8Array; readonly words?: Uint8Array } {
  const { events, words } = withoutWords(run.events);
  const sealed = words.length > 0 ? { words: seal(JSON.stringify(words)) } : {};
  return { head: Buffer.from(run.head, 'hex'), run: packRun(events), ...sealed };
}

/** A run as it was sent, from what was kept of it; its words are empty once the pupil is erased. */
export function runOfRow(vault: Pick<Vault, 'open'>, row: Omit<RunRow, 'attempt'>): Run | undefined {
  const events = readRun(row.run);
  if (!events) return undefined;
  const about = { device: row.device, from: row.first, head: row.head };
  if (!row.words) return { ...about, events };
  const text = vault.open(row.person, row.words);
  const words = text === undefined ? [] : (JSON.parse(text) as string[]);
  return { ...about, events: withWords(events, words), isUnproved: text === undefined };
}

type Whose = Pick<SeatRow, 'attempt' | 'person' | 'form'>;

/** The runs of an attempt that are in records here. */
export async function runsInRecords(house: House, read: Reader, seat: Whose): Promise<readonly Run[]> {
  return (await selectRuns(read, seat.attempt)).flatMap((row) => runOfRow(house.log.vault, row) ?? []);
}

/** All that this node has of an attempt: the records, and the tails that tablets have sent ahead of them. */

export async function treeOfSeat(house: House, read: Reader, seat: Whose): Promise<Tree> {
  return treeOf(seat, [...(await runsInRecords(house, read, seat)), ...(await tailsOf(house, seat))]);
}

/**
 * The newest events of each tablet, ahead of the record that they will be part of: last-value state of this node, durable
 * when answered, so that one record holds many answers and each of them is at the school at once (SIT-15). The pupil's
 * own words are sealed here too.
 */
export async function keepTail(house: House, scope: Scope, seat: Whose, run: Run): Promise<void> {
  const kept = await house.log.write((on) => {
    return { records: [], answer: keptRun(run, (text) => on.seal(seat.person, scope, text)) };
  });
  const others = (await tailRows(house, seat.attempt)).filter(([device]) => device !== run.device);
  await setTails(house, seat.attempt, [...others, [run.device, run.from, run.head, kept.run, kept.words ?? null]]);
}

export function dropTails(house: House, attempt: string): Promise<void> {
  return setTails(house, attempt, []);
}

type TailRow = [device: string, first: number, head: string, run: Uint8Array, words: Uint8Array | null];

function setTails(house: House, attempt: string, rows: readonly TailRow[]): Promise<void> {
  return house.log.setState(tailName(attempt), toCbor(rows));
}

async function tailRows(house: House, attempt: string): Promise<readonly TailRow[]> {
  const bytes = await house.log.getState(tailName(attempt));
  return bytes ? (fromCbor(bytes) as TailRow[]) : [];
}

export async function tailsOf(house: House, { attempt, person }: Whose): Promise<readonly Run[]> {
  return (await tailRows(house, attempt)).flatMap(([device, first, head, run, words]) => {
    return runOfRow(house.log.vault, { device, first, head, run, words, person }) ?? [];
  });
}

function tailName(attempt: string): string {
  return `sitting-tail:${attempt}`;
}

/** A run in bytes for a tablet. */
export function packed(events: readonly SittingEvent[]): string {
  return Buffer.from(packRun(events)).toString('base64');
}
