import { systemRandomness } from '#kernel/ids.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { arriveOver, identityFile } from '#sync/index.ts';
import { settingsFrom } from '../settings.ts';
import { sentenceOf } from './offline-node.ts';

/**
 * `tirek restore`: puts a school's server back into TIREK_DATA. With a region's address and a ticket an empty folder takes
 * the place of a burnt server, whose data then come from the region; with `--backup` it comes from a sealed backup,
 * and with `--copy` a region's database from a copy of it.
 */
export async function restore(rest: readonly string[]): Promise<number> {
  if (rest.includes('--backup')) return (await import('./restore-backup.ts')).restoreFromBackup(rest);
  if (rest.includes('--copy')) return (await import('./restore-backup.ts')).restoreFromCopy(rest);
  const [url = '', ...ticket] = rest;
  const { folder } = settingsFrom(process.env);
  if (!URL.canParse(url) || ticket.length === 0) {
    return failed('tirek restore <address of the region> <ticket> | --backup <file> [--expired]', 2);
  }
  if (existsSync(join(folder, identityFile))) return failed(`${folder} holds a node already: choose an empty folder.`);
  const arrived = await arriveOver(folder, ticket.join(''), url, systemRandomness);
  if (!arrived.ok) return failed(sentenceOf(arrived.error));
  console.log(`tirek: ${folder} is the school's server now. Start it: its data come from the region.`);
  return 0;
}

function failed(sentence: string, code = 1): number {
  console.error(`tirek: ${sentence}`);
  return code;
}
