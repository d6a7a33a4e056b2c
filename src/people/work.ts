import type { KeyObject } from 'node:crypto';
import type { TabletId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import type { House, WorkKind } from '#http/house.ts';
import type { Deciding, Decision } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import { readWorkCredential, type WorkCredential } from './credentials.ts';

/** An entry of a tablet's outbox as it arrives. */
export type SentEntry = {
  readonly n: number;
  readonly credential: string;
  readonly kind: string;
  readonly at: number;
  readonly body: unknown;
};

/** What became of an entry: `taken` is durable here; `parked` stays on the tablet with the reason. */
export type EntryResult = { readonly n: number; readonly state: 'taken' | 'parked'; readonly key?: string };

/** Bounds what checked credentials take of memory; a school has some hundreds at a time. */
const maxCheckedCredentials = 5000;

export type WorkDesk = {
  /** Takes entries of a tablet in, each once however often it is sent (PPL-20). */
  take(house: House, tablet: TabletId, entries: readonly SentEntry[]): Promise<EntryResult[]>;
};

/**
 * Where tablets' work comes in. `holdOutage` turns an entry with an outage credential into a held record; the kinds
 * are those of the rooms.
 */
export function workDesk(
  kinds: readonly WorkKind[],
  keys: () => readonly KeyObject[],
  holdOutage: (on: Deciding, house: House, tablet: TabletId, entry: SentEntry) => Promise<Draft | undefined>,
): WorkDesk {
  const byKind = new Map(kinds.map((each) => [each.kind, each]));
  const checked = new Map<string, WorkCredential>();

  const credentialOf = (text: string): WorkCredential | undefined => {
    const known = checked.get(text);
    if (known) return known;
    const read = readWorkCredential(keys(), text);
    if (!read) return undefined;
    if (checked.size >= maxCheckedCredentials) checked.clear();
    checked.set(text, read);
    return read;
  };

  const draftsOf = async (
    on: Deciding,
    house: House,
    tablet: TabletId,
    entry: SentEntry,
  ): Promise<readonly Draft[] | string> => {
    if (entry.credential.startsWith('o1.')) {
      const held = await holdOutage(on, house, tablet, entry);
      return held ? [held] : 'people.work.unknown-credential';
    }
    const credential = credentialOf(entry.credential);
    if (!credential || credential.t !== tablet) return 'people.work.unknown-credential';
    const kind = byKind.get(entry.kind);
    if (!kind) return 'people.work.unknown-kind';
    const via = { tablet, n: entry.n };
    const decided = await kind.decide(on, house, { via, person: credential.p, at: entry.at as Instant, body: entry.body });
    return decided.ok ? decided.value : decided.error.key;
  };

  const take: WorkDesk['take'] = (house, tablet, entries) => {
    return house.log.write(async (on): Promise<Decision<EntryResult[]>> => {
      const records: Draft[] = [];
      const answer: EntryResult[] = [];
      const seen = new Set<number>();
      for (const entry of entries) {
        const isHere = seen.has(entry.n) || (await on.get('select n from log_via where tablet = ? and n = ?', tablet, entry.n));
        const drafts = isHere ? [] : await draftsOf(on, house, tablet, entry);
        if (typeof drafts === 'string') {
          answer.push({ n: entry.n, state: 'parked', key: drafts });
          continue;
        }
        seen.add(entry.n);
        records.push(...drafts);
        answer.push({ n: entry.n, state: 'taken' });
      }
      return { records, answer };
    });
  };
  return { take };
}
