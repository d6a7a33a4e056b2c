import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { Fault } from './errors.ts';
import { fault } from './errors.ts';

export type Encoding = 'utf-8' | 'utf-16' | 'windows-1251' | 'kz-1048';

export type Decoded = { readonly text: string; readonly encoding: Encoding };

/**
 * The text of a file: UTF-8 or UTF-16 by their marks, UTF-8 without one if valid, else a Cyrillic one-byte page if
 * that is plausible (ROS-5, ROS-6). Anything else is an error, so that no garbled name is ever imported.
 */
export function decode(bytes: Uint8Array): Result<Decoded, Fault> {
  if (startsWith(bytes, [0xff, 0xfe])) return decodeAs('utf-16le', bytes, 'utf-16');
  if (startsWith(bytes, [0xfe, 0xff])) return decodeAs('utf-16be', bytes, 'utf-16');
  const utf8 = decodeAs('utf-8', bytes, 'utf-8');
  return utf8.ok ? utf8 : decodeOneByte(bytes);
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function decodeAs(label: string, bytes: Uint8Array, encoding: Encoding): Result<Decoded, Fault> {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return hasControls(text) ? unknownEncoding : ok({ text, encoding });
  } catch {
    return unknownEncoding;
  }
}

function decodeOneByte(bytes: Uint8Array): Result<Decoded, Fault> {
  const text = new TextDecoder('windows-1251').decode(bytes);
  if (hasControls(text)) return unknownEncoding;
  // KZ-1048 (STRK 1048-2002) is windows-1251 with Kazakh letters in the places of Serbian, Macedonian, Ukrainian and
  // Belarusian ones. A Kazakhstan school's list has the former, so those places decide.
  const isKazakh = /[ЌќЋћЎўЈјҐґЄєЇїЅѕ]/u.test(text);
  const decoded = isKazakh ? text.replaceAll(/[ЌќЋћЎўЈјҐґЄєЇїЅѕ]/gu, (letter) => kazakhPlaces[letter] ?? letter) : text;
  return isPlausible(decoded)
    ? ok({ text: decoded, encoding: isKazakh ? 'kz-1048' : 'windows-1251' })
    : unknownEncoding;
}

const unknownEncoding = err(fault('roster.encoding-unknown'));

/** Control characters other than tab and line ends: the file is no text at all. */
function hasControls(text: string): boolean {
  return /[^\P{Cc}\t\n\v\f\r]/u.test(text);
}

/**
 * Whether a text read as a Cyrillic page is one: most of what is beyond ASCII are letters of Kazakh or Russian, and
 * words begin, not end, with capitals. (CP866 fails the first, KOI8-R the second.)
 */
function isPlausible(text: string): boolean {
  const beyond = count(text, /\P{ASCII}/gu);
  const letters = count(text, /[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]/gu);
  const backwards = count(text, /(?<![А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІіA-Za-z])[а-яё][А-ЯЁ]{2}/gu);
  const words = count(text, /[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]{3,}/gu);
  return letters >= beyond * 0.85 && backwards * 4 <= words;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

const kazakhPlaces: Readonly<Record<string, string>> = {
  Ќ: 'Қ',
  ќ: 'қ',
  Ћ: 'Һ',
  ћ: 'һ',
  Ў: 'Ұ',
  ў: 'ұ',
  Ј: 'Ә',
  ј: 'ә',
  Ґ: 'Ө',
  ґ: 'ө',
  Є: 'Ғ',
  є: 'ғ',
  Ї: 'Ү',
  ї: 'ү',
  Ѕ: 'Ң',
  ѕ: 'ң',
};
