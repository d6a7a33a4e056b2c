import { factsNamed, type Invariant } from './invariant.ts';

/** SYN-10: nobody is taken to have what they have not: a receipt is for records that are there. */
export const wantsAreTrue: Invariant = {
  name: 'no receipt is for more than is there',
  check: async (end) => {
    const wrong: string[] = [];
    for (const { node, up } of end.facts) {
      for (const { node: peer } of up.desk.authority.all()) {
        const theirs = factsNamed(end, peer);
        const { wants } = await up.desk.exchange.stateOf(peer);
        for (const [key, next] of theirs ? wants : []) {
          const has = theirs?.streams.get(key)?.next ?? 1;
          if (next > has)
            wrong.push(`${node.self.node} takes ${peer} to have ${key} up to ${next - 1}; it has ${has - 1}`);
        }
      }
    }
    return wrong;
  },
};
