import type { Invariant } from './invariant.ts';

/** No program ended a request with an error that nobody foresaw, and SQLite finds every database sound. */
export const allIsSound: Invariant = {
  name: 'no unforeseen error, and every database sound',
  check: async ({ world, story, facts }) => {
    const wrong = world.ledger.surprises.map((error) =>
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
    const expected = 1 + story.schools.length;
    if (facts.length !== expected) wrong.push(`${expected - facts.length} nodes do not start`);
    for (const { node, up } of facts) {
      const check = await up.log.read.get<{ integrity_check: string }>('pragma integrity_check');
      if (check?.integrity_check !== 'ok') wrong.push(`the database of ${node.self.node}: ${check?.integrity_check}`);
    }
    return wrong;
  },
};
