import type { Outbox } from '#web/outbox/index.ts';
import type { ChainRow } from './attempt-database.ts';
import type { AttemptStore } from './attempt-store.ts';

/**
 * So many events make a run: an attempt is one or two records, so that a thin line to the region carries it. Each of them is
 * at the school at once all the same, by the tail (SIT-15).
 */
export const eventsARun = 96;

/**
 * Makes runs of all events of a chain that are in none yet, and puts them into the outbox, which brings them up however
 * long that takes. Cut twice, for the page went between the two, a run is the same run and counts once (SIT-8).
 */
export async function cutRuns(store: AttemptStore, outbox: Outbox, row: ChainRow): Promise<void> {
  for (let from = row.cut + 1; from <= row.count;) {
    const cut = await store.runFrom(row, from);
    if (!cut) return;
    await outbox.put({ credential: row.credential, kind: 'sitting.ran', body: cut.run });
    await store.setCut(row.chain, cut.to);
    from = cut.to + 1;
  }
}

/** What of attempts lies on this tablet and was never sent, of whomever: a page that stopped, a tablet that was away. */
export async function sendLeftovers(store: AttemptStore, outbox: Outbox, now: number): Promise<void> {
  for (const row of await store.uncut()) {
    const isBeingWritten = row.lease !== undefined && row.lease.until > now && row.isOver !== true;
    if (!isBeingWritten) await cutRuns(store, outbox, row);
  }
}
