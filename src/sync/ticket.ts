import { hash } from 'node:crypto';
import type { Randomness } from '#kernel/ids.ts';
import { printedSigns, readSigns, signsOf } from '#kernel/signs.ts';

/** What a region gives a school so that its node is let in once: typed, told by telephone, or printed (SYN-16). */
export type Ticket = {
  /** Names the ticket: 20 bits. */
  readonly id: string;
  /** Proves that the school has it: 70 bits, never sent. */
  readonly secret: string;
  /** The first 60 bits of the hash of the region's key, so that nobody can stand in its place. */
  readonly fingerprint: string;
};

const lengths = { id: 4, secret: 14, fingerprint: 12 } as const;
const whole = lengths.id + lengths.secret + lengths.fingerprint;

export function fingerprintOf(key: Uint8Array): string {
  return signsOf(hash('sha256', Buffer.concat([Buffer.from('tirek region 1\n'), key]), 'buffer'), lengths.fingerprint);
}

export function newTicket(key: Uint8Array, randomness: Randomness): Ticket {
  return {
    id: signsOf(randomness.bytes(lengths.id), lengths.id),
    secret: signsOf(randomness.bytes(lengths.secret), lengths.secret),
    fingerprint: fingerprintOf(key),
  };
}

/** The ticket as it is printed: eight groups of four signs. */
export function ticketText({ id, secret, fingerprint }: Ticket): string {
  return printedSigns(`${id}${secret}${fingerprint}`);
}

/** The ticket that somebody typed, in small letters or large, with or without dashes; undefined where it cannot be one. */
export function readTicket(typed: string): Ticket | undefined {
  const text = readSigns(typed, whole);
  if (!text) return undefined;
  const afterSecret = lengths.id + lengths.secret;
  return {
    id: text.slice(0, lengths.id),
    secret: text.slice(lengths.id, afterSecret),
    fingerprint: text.slice(afterSecret, whole),
  };
}
