import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { restoreBackup, restoreIntoPostgres } from '#care/index.ts';
import { systemClock } from '#kernel/time.ts';
import { identityOfCode } from '#lock/index.ts';
import { settingsFrom } from '../settings.ts';
import { sentenceOf } from './offline-node.ts';

/**
 * `tirek restore --backup <file>`: puts a node back into TIREK_DATA from its sealed backup. The recovery code, or an age
 * identity of the region, is read from the input: on the command line others could see it.
 */
export async function restoreFromBackup(rest: readonly string[]): Promise<number> {
  const options = { backup: { type: 'string' }, expired: { type: 'boolean' } } as const;
  const { backup: file, expired = false } = parseArgs({ args: [...rest], options }).values;
  if (!file) {
    console.error('tirek: tirek restore --backup <file> [--expired]');
    return 2;
  }
  const typed = await ask();
  const key = typed.startsWith('AGE-SECRET-KEY-1') ? typed : identityOfCode(typed);
  const { folder } = settingsFrom(process.env);
  const now = systemClock.now();
  const restored = key
    ? await restoreBackup({ folder, file, keys: [key], now, takesExpired: expired })
    : ({ ok: false, error: { key: 'care.restore.wrong-key', status: 422 } } as const);
  if (!restored.ok) {
    console.error(`tirek: ${sentenceOf(restored.error)}`);
    return 1;
  }
  const { at, records, node } = restored.value;
  console.log(`${node}  ${new Date(at).toISOString().slice(0, 16)}  records: ${records}`);
  return 0;
}

async function ask(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const typed = await lines.question('recovery code: ');
  lines.close();
  return typed.trim();
}

/** `tirek restore --copy <file>`: puts a region's node back into an empty PostgreSQL database (TIREK_POSTGRES). */
export async function restoreFromCopy(rest: readonly string[]): Promise<number> {
  const { copy: file } = parseArgs({ args: [...rest], options: { copy: { type: 'string' } } }).values;
  const { folder, postgres } = settingsFrom(process.env);
  if (!file || !postgres) {
    console.error('tirek: TIREK_POSTGRES=postgres://… tirek restore --copy <file>');
    return 2;
  }
  const restored = await restoreIntoPostgres(folder, postgres, file);
  if (!restored.ok) {
    console.error(`tirek: ${sentenceOf(restored.error)}`);
    return 1;
  }
  console.log(`${new Date(restored.value.newest).toISOString().slice(0, 16)}  records: ${restored.value.records}`);
  return 0;
}
