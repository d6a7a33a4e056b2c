import { regionScope } from '#kernel/ids.ts';
import { streamKey } from '#log/record.ts';
import { mayHave } from './grants.ts';
import { factsNamed, type End, type Invariant } from './invariant.ts';
import { scopeOf } from '../node.ts';

/** Once all is well, everything is where it belongs: at the region, and wherever it is open to. */
export const allArrives: Invariant = {
  name: 'what is said arrives',
  check: (end) => [...recovering(end), ...missingStreams(end), ...waitingEntries(end)],
};

function recovering({ facts }: End): string[] {
  return facts
    .filter(({ up }) => up.desk.recovery.isGoingOn() || up.log.isUnsettled())
    .map(({ node }) => `${node.self.node} does not come to the end of its recovery`);
}

function missingStreams(end: End): string[] {
  const [region, ...schools] = end.facts;
  const lacking = schools.flatMap(({ node, streams }) =>
    [...(region?.streams.values() ?? [])]
      .filter(
        ({ stream, next }) => stream.node === node.self.node && (streams.get(streamKey(stream))?.next ?? 1) < next,
      )
      .map(({ stream }) => `${node.self.node} has not all that the region has of ${streamKey(stream)}`),
  );
  const missing = end.facts.flatMap((author) => {
    const own = [...author.streams.values()].filter(({ stream }) => stream.node === author.node.self.node);
    return own.flatMap(({ stream, next }) => {
      const readers = author === region ? schools : [region, ...schools.filter((each) => each !== author)];
      return readers.flatMap((reader) => {
        if (!reader || !isOpen(end, author.node.self.node, stream.scope, reader.node)) return [];
        const has = reader.streams.get(streamKey(stream))?.next ?? 1;
        return has === next ? [] : [`${reader.node.self.node} has ${has - 1} of ${next - 1} of ${streamKey(stream)}`];
      });
    });
  });
  return [...lacking, ...missing];
}

/** Whether a reader must have it by now: not where the last word on it was never heard. */
function isOpen(end: End, writer: string, scope: string, reader: End['facts'][number]['node']): boolean {
  const grant = end.world.ledger.grants.get(`${writer} ${scope} ${reader.self.node}`);
  if (grant) return grant.isOpen && !grant.isDoubtful;
  const author = factsNamed(end, writer);
  if (reader.self.kind === 'region') return author !== undefined && scope === scopeOf(author.node.self);
  return scope === regionScope && mayHave(end.world, reader, { node: writer as never, scope: scope as never });
}

function waitingEntries({ world }: End): string[] {
  return world.tablets.flatMap(({ disk }) =>
    [...disk.entries.values()].flatMap(({ tablet, n, light, key }) => {
      const points = world.ledger.put.get(`${tablet} ${n}`) ?? 0;
      const isWell = light === 'region' || (light === 'parked' && points < 0);
      return isWell ? [] : [`entry ${n} of ${tablet} is still «${light}» ${key ?? ''}`];
    }),
  );
}
