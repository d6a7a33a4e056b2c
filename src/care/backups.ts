import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/mini';
import { oneAtATime } from '#kernel/one-at-a-time.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { faultKeys } from '#http/app.ts';
import { onCopies, type CopyAnswer } from './copy-thread.ts';
import type { CopyFacts } from './copy-check.ts';
import { backupFolder, bytesBelow, flushedAlong, roomOf, settle, storeFiles, storeName } from './folder.ts';
import { toPrune, type KeptBackup } from './pruning.ts';

/** A backup as the status page shows it. */
export type ShownBackup = KeptBackup & {
  readonly records: number;
  readonly newest: number;
  /** The mark of the vault key under which the keys of persons lie in it: with another one its names are not readable. */
  readonly vault?: string | undefined;
};

/** The mark of a vault key, which gives nothing of it away. */
export function vaultMark(vaultKey: Uint8Array): string {
  return hash('sha256', Buffer.concat([Buffer.from('tirek vault mark 1'), vaultKey]), 'hex').slice(0, 16);
}

/** The copies of a store beside it, for a store that breaks. For a disk that breaks there is the one that leaves the house. */
export interface Backups {
  /** Newest first. */
  list(): Promise<readonly ShownBackup[]>;
  /** Makes one, reads it whole, and lets older ones go. At most one at a time: who asks meanwhile waits for the same. */
  make(now: number): Promise<Result<ShownBackup, Refusal>>;
  /** CARE-5: takes the keys of erased persons out of all of them. */
  forget(persons: readonly string[]): Promise<void>;
  /** Gives room back: all but the newest good one go. */
  spare(): Promise<void>;
  /** Resolves when nothing is being made. */
  idle(): Promise<void>;
}

const noteSchema = z.object({
  at: z.number(),
  bytes: z.number(),
  records: z.number(),
  newest: z.number(),
  isGood: z.boolean(),
  forgot: z.array(z.string()),
  /** Tells under which vault key the keys of persons lie in it. */
  vault: z.optional(z.string()),
});
type Note = z.infer<typeof noteSchema>;

/** What is left free beside a new copy: room for the day that follows. */
const spareBytes = 64 * 1024 * 1024;

/** `postgres`: the database where the store is not the file in the folder (CARE-8). */
export function backupsOf(folder: string, vault?: () => string, postgres?: string): Backups {
  const place = backupFolder(folder);
  let making: Promise<Result<ShownBackup, Refusal>> | undefined;
  const inTurn = oneAtATime();
  const list = (): Promise<readonly ShownBackup[]> => listOf(place);

  const prune = async (): Promise<void> => {
    const kept = await list();
    const { free } = await roomOf(place);
    const used = kept.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { name } of toPrune(kept, (free + used) / 2)) await remove(place, name);
  };
  const make = async (now: number): Promise<Result<ShownBackup, Refusal>> => {
    await mkdir(place, { recursive: true });
    for (const name of await readdir(place)) if (name.endsWith('.part')) await rm(join(place, name), { force: true });
    const size = postgres ? ((await list())[0]?.bytes ?? 0) : await storeBytes(folder);
    if ((await roomOf(place)).free < size + spareBytes) await thin(place);
    if ((await roomOf(place)).free < size + spareBytes) return refuse('care.backup-no-room', 507);
    const name = nameOf(now);
    const part = join(place, `${name}.part`);
    const copying = onCopies(
      postgres
        ? { what: 'copy-postgres', from: postgres, to: part }
        : { what: 'copy', from: join(folder, storeName), to: part },
    );
    const answer = await flushedAlong(part, copying);
    if (answer.is !== 'good') {
      await rm(part, { force: true });
      return answer.is === 'fault' ? refuse(faultKeys[answer.kind], 503) : refuse('care.backup-damaged', 503);
    }
    const note = { ...noteOf(now, answer.facts, []), vault: vault?.() };
    await writeNote(place, name, note);
    await settle(part, join(place, name));
    await prune();
    return ok({ name, ...note });
  };
  const forget = async (persons: readonly string[]): Promise<void> => {
    for (const { name } of await list()) {
      const note = await readNote(place, name);
      const fresh = persons.filter((person) => !note?.forgot.includes(person));
      if (!note || fresh.length === 0) continue;
      const answer = await onCopies({ what: 'forget', file: join(place, name), persons: fresh });
      // A copy out of which the keys do not go is worth less than the erasure.
      if (answer.is === 'good') await writeNote(place, name, { ...note, forgot: [...note.forgot, ...fresh] });
      else await remove(place, name);
    }
  };
  return {
    list,
    make: (now) => {
      making ??= inTurn(() => make(now)).finally(() => (making = undefined));
      return making;
    },
    forget: (persons) => inTurn(() => forget(persons)),
    spare: () => inTurn(() => thin(place)),
    idle: () => inTurn(() => Promise.resolve()),
  };
}

/** The newest backup that reads whole now, and what it holds; undefined where there is none. */
export async function findGoodBackup(
  folder: string,
  vault?: string,
): Promise<{ readonly file: string; readonly at: number; readonly facts: CopyFacts } | undefined> {
  const place = backupFolder(folder);
  for (const { name, at, vault: under } of await listOf(place)) {
    if (vault !== undefined && under !== vault) continue;
    const file = join(place, name);
    const answer: CopyAnswer = await onCopies({ what: 'check', file });
    if (answer.is === 'good') return { file, at, facts: answer.facts };
  }
  return undefined;
}

export async function storeBytes(folder: string): Promise<number> {
  let sum = 0;
  for (const name of storeFiles(storeName)) sum += await bytesBelow(join(folder, name));
  return sum;
}

const namePattern = /^tirek-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.db$/;

function nameOf(now: number): string {
  return `tirek-${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z.db`;
}

async function listOf(place: string): Promise<readonly ShownBackup[]> {
  const found: ShownBackup[] = [];
  for (const name of await readdir(place).catch((): string[] => [])) {
    if (!namePattern.test(name)) continue;
    const note = await readNote(place, name);
    const bytes = await bytesBelow(join(place, name));
    found.push({ name, ...(note ?? unread(name)), bytes });
  }
  return found.toSorted((a, b) => b.at - a.at);
}

/** A copy whose note is lost counts as not read. */
function unread(name: string): Note {
  const [, year, month, date, ...time] = namePattern.exec(name) ?? [];
  const at = Date.parse(`${year}-${month}-${date}T${time.join(':')}Z`);
  return { at, bytes: 0, records: 0, newest: 0, isGood: false, forgot: [] };
}

async function thin(place: string): Promise<void> {
  const newest = (await listOf(place)).find(({ isGood }) => isGood);
  for (const { name } of await listOf(place)) if (name !== newest?.name) await remove(place, name);
}

function noteOf(at: number, { bytes, records, newest }: CopyFacts, forgot: string[]): Note {
  return { at, bytes, records, newest, isGood: true, forgot };
}

const noteFile = (name: string): string => `${name}.json`;

async function readNote(place: string, name: string): Promise<Note | undefined> {
  const text = await readFile(join(place, noteFile(name)), 'utf8').catch(() => '');
  try {
    return z.parse(noteSchema, JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function writeNote(place: string, name: string, note: Note): Promise<void> {
  const half = join(place, `${noteFile(name)}.part`);
  await writeFile(half, JSON.stringify(note));
  await settle(half, join(place, noteFile(name)));
}

async function remove(place: string, name: string): Promise<void> {
  await rm(join(place, name), { force: true });
  await rm(join(place, noteFile(name)), { force: true });
}
