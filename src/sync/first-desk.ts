import type { NodeIdentity } from '#kernel/node.ts';
import type { Clock } from '#kernel/time.ts';
import type { FirstNeeds } from '#http/house.ts';
import type { Log } from '#log/log.ts';
import { toCbor } from '#log/record.ts';
import type { Authority } from './authority.ts';
import type { Exchange } from './exchange.ts';
import {
  decodeFirstAsked,
  decodeFirstPage,
  encodeFirstAsked,
  encodeFirstPage,
  firstPage,
  streamOfLoose,
  type FirstPage,
  type FirstPlace,
} from './first.ts';
import { LinkFailure } from './http-client.ts';
import type { LinkClient } from './link-client.ts';
import type { KnownNode } from './nodes.ts';
import { syncRecords } from './records.ts';
import type { RecoveryKeeper } from './recovery.ts';
import type { Wrapping } from './wrapping.ts';

/** Both ends of what a restored school gets first (SYN-22). */
export type FirstDesk = {
  /** At the region: the answer to what a node asked; undefined where it asked nothing that can be read. */
  answer(
    peer: KnownNode,
    asked: Uint8Array,
  ): Promise<{ readonly reply: Uint8Array; readonly hasMore: boolean } | undefined>;
  /** At a restored school: whether records that are needed first are still to come. */
  isDue(): boolean;
  /** Asks for the next pages, as long as `mayGoOn`; answers with how many bytes came. */
  bring(link: LinkClient, mayGoOn: () => boolean): Promise<number>;
  /** Files that are needed first, the most urgent first. */
  files(): Promise<readonly string[]>;
};

type Needs = {
  readonly log: Log;
  readonly self: NodeIdentity;
  readonly authority: Authority;
  readonly exchange: Exchange;
  readonly recovery: RecoveryKeeper;
  readonly wrapping: Wrapping;
  readonly clock: Clock;
};

/** Grants and what schools ask each other: few, and by them the school's scopes are open again. */
export const syncFirst: FirstNeeds = { records: Object.fromEntries(syncRecords.map(({ type }) => [type, 'all'])) };

const placeState = 'recovery-first';
/** One flush takes no longer than a pupil's answer may wait behind it. */
const atOnce = 500;

/** A region of an earlier release does not know of it: all comes in order then. */
function unlessUnknown(error: unknown): undefined {
  if (error instanceof LinkFailure && error.status === 404) return undefined;
  throw error;
}

export function firstDesk(needs: Needs, rooms: readonly FirstNeeds[]): FirstDesk {
  const { log, self, exchange, recovery, wrapping } = needs;
  const records = Object.assign({}, ...rooms.map((room) => room.records)) as FirstNeeds['records'];

  const answer: FirstDesk['answer'] = async (peer, asked) => {
    const read = decodeFirstAsked(asked);
    if (!read || self.kind !== 'region') return undefined;
    const page = await firstPage({ ...needs, records }, peer, await exchange.stateOf(peer.node), read.place);
    return { reply: await encodeFirstPage(page, wrapping), hasMore: page.next !== undefined || page.isTooEarly };
  };

  const placeNow = async (): Promise<FirstPlace | undefined> => {
    const stored = await log.getState(placeState);
    return stored && stored.length > 0 ? decodeFirstAsked(stored)?.place : undefined;
  };

  /** What came is durable before its place is: a stop in between asks for it again, and it counts once. */
  const take = async ({ streams, next }: FirstPage): Promise<void> => {
    for (const part of streams) {
      const stream = streamOfLoose(self.node, part);
      // Nobody but this node writes its present epoch, whatever the region says.
      if (stream.epoch >= self.epoch) continue;
      for (let at = 0; at < part.records.length; at += atOnce)
        await log.receiveLoose(stream, part.records.slice(at, at + atOnce));
    }
    await log.setState(placeState, next ? encodeFirstAsked(next) : toCbor(null));
  };

  const bring: FirstDesk['bring'] = async (link, mayGoOn) => {
    let bytes = 0;
    const ask = (place: FirstPlace | undefined): Promise<Uint8Array | undefined> =>
      link.askSealed('first', encodeFirstAsked(place)).catch(unlessUnknown);
    if (!mayGoOn()) return bytes;
    for (let asking = ask(await placeNow()); ;) {
      const reply = await asking;
      bytes += reply?.length ?? 0;
      const page = reply && (await decodeFirstPage(reply, wrapping));
      if (reply && !page) throw new LinkFailure('sync.unreadable');
      if (page?.isTooEarly) return bytes;
      // The next page is on the line while this one is written.
      const next = page?.next && mayGoOn() ? ask(page.next) : undefined;
      const taking = page && take(page);
      // One request at a time on a link: none is left behind where the disk takes nothing.
      await Promise.allSettled([taking, next]);
      await taking;
      if (!page?.next) await recovery.noteFirst('records');
      if (!next) return bytes;
      asking = next;
    }
  };

  const files: FirstDesk['files'] = async () => {
    return [...new Set((await Promise.all(rooms.map((room) => room.files?.(log.read) ?? []))).flat())];
  };
  return { answer, isDue: () => recovery.isWaitingFor('records'), bring, files };
}
