import { keysIn } from '../leaks.ts';
import type { Facts } from '../facts.ts';
import type { World } from '../world.ts';
import type { Invariant } from './invariant.ts';

/**
 * LOG-12: who is erased has no name any more, on any node, in any of its rows, after a rebuild too; and the bytes of the
 * key lie nowhere: on no disk, in no copy and on no stick that was made since.
 */
export const noErasedNameIsReadable: Invariant = {
  name: 'no erased name is readable',
  check: async ({ world, facts }) => {
    const wrong = [...world.ledger.leaks];
    for (const { node } of facts) {
      const found = keysIn(world, node.place, node.disk.image(), world.ledger.erased);
      wrong.push(...found.map((each) => `${node.self.node} has still ${each}`));
    }
    for (const each of facts) wrong.push(...(await readable(world, each)), ...plain(world, each));
    return wrong;
  },
};

async function readable({ ledger }: World, { node, up }: Facts): Promise<string[]> {
  const rows = await up.log.read.all<{ person: string; name: Uint8Array }>('select person, name from sample_people');
  const open = rows.filter(
    ({ person, name }) => ledger.erased.has(person) && up.log.vault.open(person, name) !== undefined,
  );
  const stored = await up.log.read.all<{ person: string }>('select distinct person from log_keys');
  const keys = [...ledger.erased].filter(
    (person) => up.log.vault.has(person) || stored.some((row) => row.person === person),
  );
  return [
    ...open.map(({ person }) => `${node.self.node} reads the name of ${person}`),
    ...keys.map((person) => `${node.self.node} has the key of ${person}`),
  ];
}

/** Names stand nowhere in clear, not even on the disk beneath the tables. */
function plain({ ledger }: World, { node }: Facts): string[] {
  return [...node.disk.image()].flatMap(([file, bytes]) => {
    const isThere = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(ledger.nameOf('p').slice(0, 9));
    return isThere ? [`${file} of ${node.self.node} holds a name in clear`] : [];
  });
}
