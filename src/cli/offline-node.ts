import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemRandomness } from '#kernel/ids.ts';
import { isLanguage, type Language } from '#kernel/language.ts';
import type { Refusal } from '#kernel/result.ts';
import { systemClock } from '#kernel/time.ts';
import { StoreInUse } from '#log/store.ts';
import { diskLock } from '#lock/index.ts';
import { IdentityLocked } from '#sync/index.ts';
import { openNode, type OpenNode } from '../main.ts';
import { settingsFrom } from '../settings.ts';

/** Does something with the node of TIREK_DATA while it is not running, without its jobs; answers with the exit code. */
export async function withOfflineNode(work: (node: OpenNode) => Promise<number>): Promise<number> {
  try {
    const world = { clock: systemClock, randomness: systemRandomness, hasJobs: false };
    // It answers no browser, and needs no web app.
    const settings = { ...settingsFrom(process.env), web: '' };
    const lock = diskLock(settings.folder);
    if (settings.recoveryCode) await lock.wakeByCode(settings.recoveryCode);
    const node = await openNode(settings, world, lock);
    try {
      return await work(node);
    } finally {
      await node.close();
    }
  } catch (error) {
    if (error instanceof IdentityLocked) {
      console.error(
        'tirek: the disk is locked. Put the recovery code into TIREK_RECOVERY_CODE, or use the pages of the running node.',
      );
      return 1;
    }
    if (!(error instanceof StoreInUse)) throw error;
    console.error('tirek: the node is running. Stop it first, or use the page of the link.');
    return 1;
  }
}

/** The sentence of a refusal, in the language of the terminal. */
export function sentenceOf({ key, values = {} }: Refusal): string {
  const part = key.split('.')[0] ?? '';
  const file = join(import.meta.dirname, '..', part, 'words', `${terminalLanguage()}.json`);
  const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return (words[key] ?? key).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

function terminalLanguage(): Language {
  const spoken = (process.env['LC_ALL'] ?? process.env['LANG'] ?? '').slice(0, 2);
  return isLanguage(spoken) ? spoken : 'en';
}
