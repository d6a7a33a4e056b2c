import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { Fault } from './errors.ts';
import { fault } from './errors.ts';
import { hasMixedWord, mendLookalikes } from './letters.ts';
import { nameCharacters } from './limits.ts';

/**
 * A name as it is kept (ROS-12): composed letters, single spaces, capitals where a name has them, Latin lookalikes in
 * Cyrillic words put right. The Kazakh letters stay. Empty stays empty.
 */
export function normaliseName(raw: string): Result<string, Fault> {
  const text = tidy(raw);
  if (text === '') return ok('');
  if (/[?\ufffd]/u.test(text)) return err(fault('roster.letters-lost'));
  const name = mendLookalikes(text);
  if (!/^\p{L}[\p{L}\p{M}'. -]*$/u.test(name)) return err(fault('roster.name-unreadable'));
  if (hasMixedWord(name)) return err(fault('roster.name-mixed-letters'));
  if (name.length > nameCharacters) return err(fault('roster.name-too-long', { limit: nameCharacters }));
  return ok(name.split(' ').map(capitalise).join(' '));
}

/** Whether reading a name put right some of its letters: worth telling, since the source has them wrong. */
export function isMended(raw: string): boolean {
  const text = tidy(raw);
  return mendLookalikes(text) !== text;
}

export type FullName = { readonly familyName: string; readonly givenName: string; readonly patronymic?: string };

/** Divides a name written in one cell in the official order: family name, given name, the father's name. */
export function splitFullName(name: string): Result<FullName, Fault> {
  const [familyName, givenName, ...rest] = name.split(' ');
  if (!familyName || !givenName) return err(fault('roster.full-name-short'));
  const patronymic = rest.join(' ');
  return ok({ familyName, givenName, ...(patronymic === '' ? {} : { patronymic }) });
}

/** What two spellings of one name have in common: for recognising a person, never for showing. */
export function nameKey(...parts: readonly (string | undefined)[]): string {
  return parts.map((part) => (part ?? '').normalize('NFC').toLowerCase().replaceAll('ё', 'е')).join('|');
}

function tidy(raw: string): string {
  return raw
    .normalize('NFC')
    .replaceAll(/[\u200b-\u200f\u00ad\ufeff]/gu, '')
    .replaceAll(/[‘’ʼʻ`´]/gu, "'")
    .replaceAll(/\s*[-‐‑–—]\s*/gu, '-')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** Of two-word patronymics the second word: Серік ұлы, Мамед оглы. */
const particles = new Set(['ұлы', 'қызы', 'улы', 'кызы', 'оглы', 'оғлы', 'угли', 'уулу', 'кизи']);

/** Mends words that are all in one case; a word with capitals of its own (МакДональд) keeps them. */
function capitalise(word: string, index: number): string {
  if (index > 0 && particles.has(word.toLowerCase())) return word.toLowerCase();
  return word.split('-').map(capitalisePart).join('-');
}

function capitalisePart(part: string): string {
  const isOneCase = part === part.toUpperCase() || part === part.toLowerCase();
  return isOneCase ? part.slice(0, 1).toUpperCase() + part.slice(1).toLowerCase() : part;
}
