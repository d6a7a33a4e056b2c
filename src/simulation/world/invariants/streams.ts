import type { Invariant } from './invariant.ts';

/** LOG-2, LOG-5: numbered without gaps, with the running hash that follows; the same wherever a stream lies. */
export const streamsAreWhole: Invariant = {
  name: 'streams are without gaps and their hashes fit',
  check: ({ facts }) => {
    const longest = new Map<string, readonly string[]>();
    const wrong: string[] = [];
    for (const { node, streams } of facts) {
      for (const [key, { next, hash, hashes, records }] of streams) {
        const where = `${key} on ${node.self.node}`;
        if (hashes.length !== next || records.length !== next - 1) wrong.push(`${where} has gaps`);
        if (hashes.at(-1) !== hash) wrong.push(`the hash of ${where} does not fit its records`);
        const other = longest.get(key) ?? [];
        const common = Math.min(other.length, hashes.length) - 1;
        if (common >= 0 && other[common] !== hashes[common]) wrong.push(`${where} differs from where else it lies`);
        if (hashes.length > other.length) longest.set(key, hashes);
      }
    }
    return wrong;
  },
};
