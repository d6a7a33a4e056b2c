import { streamKey } from '#log/record.ts';
import type { Promised } from '../ledger.ts';
import type { End, Invariant } from './invariant.ts';

/**
 * What a node answered as done is there, byte for byte (LOG-7), in its place or, where others have another record there, in
 * a later epoch (SYN-21); what a tablet was told is safe, is in the log.
 */
export const nothingAcknowledgedIsLost: Invariant = {
  name: 'nothing acknowledged is lost',
  check: (end) => [...brokenPromises(end), ...lostEntries(end)],
};

function brokenPromises({ world, facts }: End): string[] {
  return world.ledger.promises.flatMap((promised) => {
    const { place, stream, seq, hash } = promised;
    const holder = facts.find(({ node }) => node.place === place);
    const found = holder?.streams.get(streamKey(stream))?.hashes[seq];
    if (!holder || found === hash || hasMoved(promised, holder)) return [];
    const what = found ? 'has another record there' : 'has lost it';
    return [`${holder.node.self.node} answered for ${streamKey(stream)} up to ${seq}, and ${what}`];
  });
}

/** Whether each record that was written stands in a later epoch of the same stream. */
function hasMoved({ stream, written }: Promised, { streams }: End['facts'][number]): boolean {
  const later = [...streams.values()].filter(({ stream: each }) => {
    return each.node === stream.node && each.scope === stream.scope && each.epoch > stream.epoch;
  });
  const there = new Set(later.flatMap(({ bytes }) => bytes.map((each) => Buffer.from(each).toString('base64'))));
  return written.length > 0 && written.every((each) => there.has(each));
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
