import type { Invariant } from './invariant.ts';

/** SYN-13: of what a key signed that was taken back, nobody has more than the region had by then. */
export const nothingByARevokedKey: Invariant = {
  name: 'nothing is taken that a revoked key signed',
  check: ({ world, facts }) =>
    facts.flatMap(({ node, streams }) =>
      [...world.ledger.revoked].flatMap(([key, seq]) => {
        const has = (streams.get(key)?.next ?? 1) - 1;
        return has > seq ? [`${node.self.node} has ${has} records of ${key}, of which ${seq} are good`] : [];
      }),
    ),
};
