import { hash, type KeyObject } from 'node:crypto';
import type { PersonId, Scope } from '#kernel/ids.ts';
import { schoolScope } from '#kernel/ids.ts';
import type { House, JobStart } from '#http/house.ts';
import type { LogRecord } from '#log/record.ts';
import { readSignedText, signText } from './signed-text.ts';

/** What an adult's device keeps of one thing that the school took from them (PPL-45). Ids alone: no name, no text. */
export type Receipt = {
  readonly epoch: number;
  readonly scope: Scope;
  readonly seq: number;
  /** The beginning of the SHA-256 of the record's stored bytes: the record itself, whatever its number is elsewhere. */
  readonly mark: string;
  readonly at: number;
  /** The type of the record. */
  readonly kind: string;
  readonly actor: string;
  /** Whom, and which teaching group, it is about, where it names them. */
  readonly person?: string;
  readonly group?: string;
};

/** How much waits for a device that does not come for it. */
const mostOfOne = 200;
const mostActors = 300;

export type ReceiptDesk = {
  readonly follow: JobStart;
  /** Signed receipts of what somebody did since they were last asked for. */
  take(house: House, person: PersonId): Promise<string[]>;
};

/** Remembers, from commit to the next question of its author's device, what adults have done (PPL-45). */
export function receiptDesk(): ReceiptDesk {
  const waiting = new Map<string, LogRecord[]>();
  const follow: JobStart = (house) => {
    const { school } = house.self;
    if (!school) return () => Promise.resolve();
    const scope = schoolScope(school);
    const stop = house.log.onCommit((records) => {
      for (const record of records) {
        // Work of tablets has witnesses of its own: their outboxes.
        if (record.via || record.stream.node !== house.self.node || record.stream.scope !== scope) continue;
        const own = waiting.get(record.actor) ?? [];
        if (own.length === 0 && waiting.size >= mostActors) continue;
        waiting.set(record.actor, [...own, record].slice(-mostOfOne));
      }
    });
    return () => Promise.resolve(stop());
  };
  const take: ReceiptDesk['take'] = async (house, person) => {
    const records = waiting.get(person) ?? [];
    waiting.delete(person);
    const receipts: string[] = [];
    for (const { stream, seq, time, type, actor, body } of records) {
      const [bytes] = await house.log.recordsFrom(stream, seq, 1);
      if (!bytes) continue;
      const { epoch, scope } = stream;
      const about = aboutOf(body);
      const receipt = { epoch, scope, seq, mark: markOf(bytes), at: time, kind: type, actor, ...about };
      receipts.push(signReceipt(house.self.signingKey, receipt));
    }
    return receipts;
  };
  return { follow, take };
}

/** The record's own mark. */
export function markOf(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex').slice(0, 24);
}

function aboutOf(body: unknown): Pick<Receipt, 'person' | 'group'> {
  const { person, group } = (body ?? {}) as { person?: unknown; group?: unknown };
  return { ...(isId(person) ? { person } : {}), ...(isId(group) ? { group } : {}) };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,40}$/.test(value);
}

export function signReceipt(key: KeyObject, receipt: Receipt): string {
  return signText('r1', key, receipt);
}

/** Undefined where none of the school's keys, of this epoch and of earlier ones, has signed it. */
export function readReceipt(keys: readonly KeyObject[], text: string): Receipt | undefined {
  return readSignedText('r1', keys, text);
}
