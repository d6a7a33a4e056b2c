import { regionScope, schoolOfScope } from '#kernel/ids.ts';
import type { StreamId } from '#log/record.ts';
import { pupilsOf } from '../cast.ts';
import type { Facts } from '../facts.ts';
import { historyOf } from '../steps/moves.ts';
import { scopeOf, type SimNode } from '../node.ts';
import type { World } from '../world.ts';
import type { Invariant } from './invariant.ts';

/** What an observer says of whether a school's node may have a stream; who opened it knows, nobody's tables do. */
export function mayHave(
  { ledger }: World,
  { self }: SimNode,
  stream: Pick<StreamId, 'node' | 'scope'>,
  ever = false,
): boolean {
  if (self.kind === 'region' || stream.node === self.node || stream.scope === regionScope) return true;
  if (schoolOfScope(stream.scope) && schoolOfScope(stream.scope) === self.school) return true;
  const grant = ledger.grants.get(`${stream.node} ${stream.scope} ${self.node}`);
  return grant !== undefined && (grant.isOpen || grant.isDoubtful || ever);
}

/** SYN-2, SYN-9: a node holds records, rows and keys of persons of what is open to it, and of nothing else. */
export const nothingWithoutAGrant: Invariant = {
  name: 'nothing is on a node without a grant',
  check: async ({ world, facts }) => {
    const wrong: string[] = [];
    for (const each of facts) wrong.push(...(await withoutAGrant(world, each)));
    return wrong;
  },
};

async function withoutAGrant(world: World, { node, up, streams, rows }: Facts): Promise<string[]> {
  const stored = await up.log.read.all<{ person: string }>('select distinct person from log_keys');
  const held = new Set(stored.map(({ person }) => person));
  const records = [...streams.values()]
    .filter(({ stream }) => !mayHave(world, node, stream))
    .map(({ stream }) => `${node.self.node} has ${stream.node}/${stream.scope}`);
  const keys = world.nodes.slice(1).flatMap((other) => {
    if (other === node || mayHave(world, node, { node: other.self.node, scope: scopeOf(other.self) })) return [];
    return pupilsOf(other.place)
      .filter((person, pupil) => {
        const isHandedOn = mayHave(world, node, { node: other.self.node, scope: historyOf(other.place, pupil) });
        const isEntered = world.ledger.entered.has(`${node.place} ${person}`);
        return (up.log.vault.has(person) || held.has(person)) && !isHandedOn && !isEntered;
      })
      .map((person) => `${node.self.node} has the key of ${person}`);
  });
  const shown = Object.values(rows).flatMap((table) =>
    table
      .map((row) => JSON.parse(row) as Pick<StreamId, 'node' | 'scope'>)
      .filter((row) => !mayHave(world, node, row))
      .map((row) => `${node.self.node} shows a row of ${row.node}/${row.scope}`),
  );
  return [...records, ...shown, ...keys];
}
