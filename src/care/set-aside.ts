import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/mini';
import { onCopies } from './copy-thread.ts';
import { settle, storeName } from './folder.ts';
import { asideFolder } from './swap.ts';

const noteName = 'forgot.json';
const noteSchema = z.array(z.string());

/**
 * CARE-5: takes the keys of erased persons out of the stores that were taken out of use. One that is too damaged for
 * that goes: what it could give back was saved when its place was taken (CARE-15).
 */
export async function forgetSetAside(folder: string, persons: readonly string[]): Promise<void> {
  for (const name of await readdir(asideFolder(folder)).catch((): string[] => [])) {
    const place = join(asideFolder(folder), name);
    const forgot = await readNote(place);
    const fresh = persons.filter((person) => !forgot.includes(person));
    if (fresh.length === 0) continue;
    const answer = await onCopies({ what: 'forget', file: join(place, storeName), persons: fresh });
    if (answer.is === 'good') await writeNote(place, [...forgot, ...fresh]);
    else await rm(place, { recursive: true, force: true });
  }
}

async function readNote(place: string): Promise<readonly string[]> {
  const text = await readFile(join(place, noteName), 'utf8').catch(() => '[]');
  try {
    return z.parse(noteSchema, JSON.parse(text));
  } catch {
    return [];
  }
}

async function writeNote(place: string, forgot: readonly string[]): Promise<void> {
  const half = join(place, `${noteName}.part`);
  await writeFile(half, JSON.stringify(forgot));
  await settle(half, join(place, noteName));
}
