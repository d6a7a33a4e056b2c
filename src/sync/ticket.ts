import { hash } from 'node:crypto';
import type { Randomness } from '#kernel/ids.ts';

/** What a region gives a school so that its node is let in once: typed, told by telephone, or printed (SYN-16). */
export type Ticket = {
  /** Names the ticket: 20 bits. */
  readonly id: string;
  /** Proves that the school has it: 70 bits, never sent. */
  readonly secret: string;
  /** The first 60 bits of the hash of the region's key, so that nobody can stand in its place. */
  readonly fingerprint: string;
};

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const lengths = { id: 4, secret: 14, fingerprint: 12, check: 2 } as const;
const whole = lengths.id + lengths.secret + lengths.fingerprint;
/** A prime above 31 × 30: one wrong sign, or two neighbours swapped, always change the sum. */
const modulus = 1021;

/** Signs that people take for others, and Cyrillic ones that look like a Latin one, become what was meant. */
const lookalikes: Readonly<Record<string, string>> = {
  O: '0',
  I: '1',
  L: '1',
  U: 'V',
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: '0',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  І: '1',
  З: '3',
  Ү: 'Y',
  Ұ: 'Y',
  У: 'Y',
};

export function fingerprintOf(key: Uint8Array): string {
  const digest = hash('sha256', Buffer.concat([Buffer.from('tirek region 1\n'), key]), 'buffer');
  return signs([...digest], lengths.fingerprint);
}

export function newTicket(key: Uint8Array, randomness: Randomness): Ticket {
  return {
    id: signs([...randomness.bytes(lengths.id)], lengths.id),
    secret: signs([...randomness.bytes(lengths.secret)], lengths.secret),
    fingerprint: fingerprintOf(key),
  };
}

function signs(bytes: readonly number[], length: number): string {
  return bytes
    .slice(0, length)
    .map((byte) => alphabet[byte & 31])
    .join('');
}

/** The ticket as it is printed: eight groups of four signs. */
export function ticketText({ id, secret, fingerprint }: Ticket): string {
  const text = `${id}${secret}${fingerprint}`;
  return (`${text}${checkOf(text)}`.match(/.{4}/g) ?? []).join('-');
}

/** The ticket that somebody typed, in small letters or large, with or without dashes; undefined where it cannot be one. */
export function readTicket(typed: string): Ticket | undefined {
  const text = [...typed.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')]
    .map((sign) => lookalikes[sign] ?? sign)
    .join('');
  if (text.length !== whole + lengths.check || [...text].some((sign) => !alphabet.includes(sign))) return undefined;
  if (checkOf(text.slice(0, whole)) !== text.slice(whole)) return undefined;
  const afterSecret = lengths.id + lengths.secret;
  return {
    id: text.slice(0, lengths.id),
    secret: text.slice(lengths.id, afterSecret),
    fingerprint: text.slice(afterSecret, whole),
  };
}

function checkOf(text: string): string {
  const sum = [...text].reduce((total, sign, n) => (total + alphabet.indexOf(sign) * (n + 1)) % modulus, 0);
  return `${alphabet[sum >> 5]}${alphabet[sum & 31]}`;
}
