import { dumpRows } from '#testing/logs.ts';
import type { Facts } from '../facts.ts';
import { releases } from '../releases.ts';
import type { Invariant } from './invariant.ts';

/** LOG-9, LOG-11: derived anew the rows are the same; and the same records make the same rows on every node. */
export const rowsAreEqual: Invariant = {
  name: 'rows are equal after a rebuild, and on every node',
  check: async ({ story, facts }) => {
    // One node a story, each in its turn: a rebuild is the dearest of all that is looked at.
    const rebuilt = facts.filter((_, n) => n === Math.abs(story.seed) % facts.length);
    return [...differing(facts), ...(await changed(rebuilt))];
  },
};

async function changed(facts: readonly Facts[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { node, up, rows } of facts) {
    await up.log.rebuild('sample');
    const anew = await dumpRows(up.log.read, releases[node.release].projection);
    for (const [table, before] of Object.entries(rows)) {
      if (before.join('\n') !== anew[table]?.join('\n'))
        wrong.push(
          `${table} of ${node.self.node} is another after a rebuild: ${before.join(' ')} → ${anew[table]?.join(' ')}`,
        );
    }
  }
  return wrong;
}

function differing(facts: readonly Facts[]): string[] {
  const known = new Map<string, string>();
  return facts.flatMap(({ node, streams, rows }) =>
    [...streams.values()].flatMap(({ stream }) => {
      const mark = `"node":"${stream.node}","scope":"${stream.scope}",`;
      const own = Object.values(rows).flatMap((table) => table.filter((row) => row.includes(mark)));
      const key = `${node.release} ${stream.node} ${stream.scope} ${epochs(streams, stream.node, stream.scope)}`;
      const text = own.join('\n');
      const before = known.get(key);
      known.set(key, text);
      return before === undefined || before === text ? [] : [`rows of ${key} differ on ${node.self.node}`];
    }),
  );
}

/** The hashes of all epochs of a writer in a scope: where these are equal, the rows must be. */
function epochs(streams: Facts['streams'], node: string, scope: string): string {
  const same = [...streams.values()].filter(({ stream }) => stream.node === node && stream.scope === scope);
  return same.map(({ stream, hash }) => `${stream.epoch}:${hash}`).join(' ');
}
