import { backupsOf, makeLeaving } from '#care/index.ts';
import { settingsFrom } from '../settings.ts';
import { sentenceOf, withOfflineNode } from './offline-node.ts';

/** `tirek backup <folder>`: a sealed backup of a node that is not running, to be carried away. */
export async function backup([target = '']: readonly string[]): Promise<number> {
  if (target === '') {
    console.error('tirek: tirek backup <folder>');
    return 2;
  }
  const { folder, postgres } = settingsFrom(process.env);
  if (postgres) {
    console.error(`tirek: ${sentenceOf({ key: 'care.backup-postgres', status: 409 })}`);
    return 1;
  }
  return withOfflineNode(async ({ house, desk }) => {
    const needs = { folder, self: house.self, backups: backupsOf(folder), regionAge: () => desk.authority.region?.age };
    const made = await makeLeaving(needs, target, house.clock.now());
    if (made.ok) console.log(made.value.file);
    else console.error(`tirek: ${sentenceOf(made.error)}`);
    return made.ok ? 0 : 1;
  });
}
