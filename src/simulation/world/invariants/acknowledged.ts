import { streamKey } from '#log/record.ts';
import type { End, Invariant } from './invariant.ts';

/** What a node answered as done is there, byte for byte (LOG-7); what a tablet was told is safe, is in the log. */
export const nothingAcknowledgedIsLost: Invariant = {
  name: 'nothing acknowledged is lost',
  check: (end) => [...brokenPromises(end), ...lostEntries(end)],
};

function brokenPromises({ world, facts }: End): string[] {
  return world.ledger.promises.flatMap(({ place, stream, seq, hash }) => {
    const holder = facts.find(({ node }) => node.place === place);
    const found = holder?.streams.get(streamKey(stream))?.hashes[seq];
    if (!holder || found === hash) return [];
    const what = found ? 'has another record there' : 'has lost it';
    return [`${holder.node.self.node} answered for ${streamKey(stream)} up to ${seq}, and ${what}`];
  });
}

function lostEntries({ world, facts }: End): string[] {
  return world.tablets.flatMap(({ cast, disk }) => {
    const places = [cast.node, 0];
    const [school, region] = places.map((place) => entriesAt(facts.find(({ node }) => node.place === place)));
    return [...disk.entries.values()].flatMap(({ tablet, n, light }) => {
      const name = `${tablet} ${n}`;
      const isMissing =
        ((light === 'school' || light === 'region') && !school?.has(name)) ||
        (light === 'region' && !region?.has(name));
      return isMissing ? [`entry ${n} of ${tablet} shows «${light}», and is not there`] : [];
    });
  });
}

function entriesAt(facts: End['facts'][number] | undefined): ReadonlySet<string> {
  const names = [...(facts?.streams.values() ?? [])].flatMap(({ records }) =>
    records.flatMap(({ via }) => (via ? [`${via.tablet} ${via.n}`] : [])),
  );
  return new Set(names);
}
