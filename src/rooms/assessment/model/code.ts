import { err, ok, type Result } from '#kernel/result.ts';
import { searchable } from '#kernel/search.ts';
import { damm } from './damm.ts';
import { kazakhWords } from './words-kk.ts';
import { russianWords } from './words-ru.ts';

/** ASM-21: a code has 64 random bits. */
export const codeBytes = 8;
/** As digits: so many groups of four, each followed by its check digit. */
export const digitGroups = 5;
const digitsInGroup = 4;

/**
 * What is wrong with a code by its own checks, group by group: this follows from what was typed alone, and tells nothing
 * of whether the rest is right. Groups count from 1.
 */
export type CodeFault =
  | { readonly kind: 'empty' }
  | { readonly kind: 'groups'; readonly have: number; readonly need: number }
  | { readonly kind: 'unknown'; readonly group: number }
  | { readonly kind: 'no-digit'; readonly group: number }
  | { readonly kind: 'check'; readonly groups: readonly number[] };

/** A code as five groups of five digits: `40312 88170 …`. */
export function digitsOf(code: Uint8Array): string[] {
  const digits = numberOf(code)
    .toString()
    .padStart(digitGroups * digitsInGroup, '0');
  return Array.from({ length: digitGroups }, (_, at) => {
    const group = digits.slice(at * digitsInGroup, (at + 1) * digitsInGroup);
    return `${group}${damm(`${at}${group}`)}`;
  });
}

/** A code as eight words, each with its check digit: `бұлақ 7`, `қасқыр 3` … */
export function wordsOf(code: Uint8Array, language: 'kk' | 'ru'): string[] {
  const words = language === 'kk' ? kazakhWords : russianWords;
  return Array.from(code, (byte, at) => `${words[byte]} ${wordCheck(byte, at)}`);
}

/** Reads what was typed: digits, or Kazakh or Russian words, with any signs between, in letters of any keyboard. */
export function readCode(text: string): Result<Uint8Array, CodeFault> {
  const typed = text.normalize('NFC').toLowerCase().slice(0, longestTyped);
  return /\p{L}/u.test(typed) ? readWords(typed) : readDigits(typed);
}

/** Bounds what is looked at: eight long words with digits are not half of it. */
const longestTyped = 400;

function readDigits(typed: string): Result<Uint8Array, CodeFault> {
  const digits = typed.replaceAll(/\D/g, '');
  if (digits === '') return err({ kind: 'empty' });
  const size = digitsInGroup + 1;
  if (digits.length !== digitGroups * size) {
    return err({ kind: 'groups', have: Math.floor(digits.length / size), need: digitGroups });
  }
  const groups = Array.from({ length: digitGroups }, (_, at) => digits.slice(at * size, (at + 1) * size));
  const wrong = groups.flatMap((group, at) => (damm(`${at}${group}`) === 0 ? [] : [at + 1]));
  if (wrong.length > 0) return err({ kind: 'check', groups: wrong });
  const value = BigInt(groups.map((group) => group.slice(0, digitsInGroup)).join(''));
  // Above 64 bits it is no code at all; it is answered like any other wrong one.
  return ok(bytesOf(value & 0xffff_ffff_ffff_ffffn));
}

function readWords(typed: string): Result<Uint8Array, CodeFault> {
  const tokens = typed.match(/\p{L}+|\d/gu) ?? [];
  const groups: { word: string; digit?: number }[] = [];
  for (const token of tokens) {
    const last = groups.at(-1);
    if (!/^\d$/.test(token)) groups.push({ word: plain(token) });
    else if (last && last.digit === undefined) last.digit = Number(token);
    else return err({ kind: 'groups', have: groups.length, need: codeBytes });
  }
  const language = languageOf(groups.map(({ word }) => word));
  const wrong: number[] = [];
  const code = new Uint8Array(codeBytes);
  for (const [at, { word, digit }] of groups.entries()) {
    const byte = placesOf[language].get(word);
    if (byte === undefined) return err({ kind: 'unknown', group: at + 1 });
    if (digit === undefined) return err({ kind: 'no-digit', group: at + 1 });
    if (digit !== wordCheck(byte, at)) wrong.push(at + 1);
    code[at] = byte;
  }
  if (groups.length !== codeBytes) return err({ kind: 'groups', have: groups.length, need: codeBytes });
  return wrong.length > 0 ? err({ kind: 'check', groups: wrong }) : ok(code);
}

/** A word as a search compares it, and without `й`, `ь` and `ъ`. No two words of a list become one. */
export function plain(word: string): string {
  return searchable(word).replaceAll('й', 'и').replaceAll(/[ьъ]/g, '');
}

const placesOf = {
  kk: new Map(kazakhWords.map((word, place) => [plain(word), place])),
  ru: new Map(russianWords.map((word, place) => [plain(word), place])),
} as const;

/** The list of which most words are: some stand in both. */
function languageOf(words: readonly string[]): 'kk' | 'ru' {
  const known = (language: 'kk' | 'ru'): number => words.filter((word) => placesOf[language].has(word)).length;
  return known('ru') > known('kk') ? 'ru' : 'kk';
}

/** Another word than the right one has another digit in nine cases of ten, and so has a word at another place always. */
function wordCheck(byte: number, at: number): number {
  return (byte + 3 * at) % 10;
}

function numberOf(code: Uint8Array): bigint {
  return code.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

function bytesOf(value: bigint): Uint8Array {
  return Uint8Array.from({ length: codeBytes }, (_, at) => Number((value >> BigInt(8 * (codeBytes - 1 - at))) & 255n));
}
