import type { KeyObject } from 'node:crypto';
import type { PersonId, TabletId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import type { House, WorkKind } from '#http/house.ts';
import type { Deciding, Decision } from '#log/log.ts';
import { fromCbor, type Draft, type Via } from '#log/record.ts';
import { scopeOf } from './credential-keys.ts';
import { readWorkCredential, type WorkCredential } from './credentials.ts';
import { workReleased } from './records.ts';

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
  /** Dispatches a held entry, or sets it aside. Answers with the key of why it stays held, where it does (PPL-22). */
  release(house: House, entry: Via, isConfirmed: boolean, by: PersonId): Promise<string | undefined>;
};

type HeldRow = {
  readonly person: PersonId;
  readonly kind: string;
  readonly at: Instant;
  readonly sealed: Uint8Array;
  readonly state: 'held' | 'confirmed' | 'refused';
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
    const decided = await kind.decide(on, house, {
      via,
      person: credential.p,
      at: entry.at as Instant,
      body: entry.body,
    });
    return decided.ok ? decided.value : decided.error.key;
  };

  const take: WorkDesk['take'] = (house, tablet, entries) => {
    return house.log.write(async (on): Promise<Decision<EntryResult[]>> => {
      const records: Draft[] = [];
      const answer: EntryResult[] = [];
      const seen = new Set<number>();
      for (const entry of entries) {
        const isHere = seen.has(entry.n) || (await on.hasEntry({ tablet, n: entry.n }));
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

  /**
   * The records of a released entry carry the same `via` as the held one: the entry is what they came from. `log_via`
   * keeps the first place of an entry, so the tablet hears the same answer as before (LOG-13).
   */
  const release: WorkDesk['release'] = (house, via, isConfirmed, by) => {
    return house.log.write(async (on): Promise<Decision<string | undefined>> => {
      const stays = (key: string) => ({ records: [], answer: key });
      const sql = 'select person, kind, at, sealed, state from people_held where tablet = ? and n = ?';
      const held = await on.get<HeldRow>(sql, via.tablet, via.n);
      if (!held) return stays('people.held.none');
      const isDone = held.state === 'confirmed' || (held.state === 'refused' && !isConfirmed);
      if (isDone) return { records: [], answer: undefined };
      const released = workReleased.draft(scopeOf(house), by, { ...via, isConfirmed });
      if (!isConfirmed) return { records: [released], answer: undefined };
      const sealed = on.open(held.person, held.sealed);
      if (sealed === undefined) return stays('people.held.unreadable');
      const kind = byKind.get(held.kind);
      if (!kind) return stays('people.work.unknown-kind');
      const body = fromCbor(Buffer.from(sealed, 'base64'));
      const decided = await kind.decide(on, house, { via, person: held.person, at: held.at, body });
      if (!decided.ok) return stays(decided.error.key);
      return { records: [...decided.value, released], answer: undefined };
    });
  };
  return { take, release };
}
