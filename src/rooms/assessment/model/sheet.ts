import { err, ok, type Result } from '#kernel/result.ts';
import type { ItemFace, ItemResponse, PartFace, PartResponse } from '#rooms/bank/index.ts';
import { letterOf } from './check.ts';
import { damm } from './damm.ts';

/** A line of an answer sheet: one part of one item, and how it is answered there. */
export type SheetLine = {
  readonly item: string;
  readonly part: number;
  /** `7`, or `7a` where the item has several parts. */
  readonly label: string;
  readonly entry: SheetEntry;
};

/**
 * How an answer is written on paper, and keyed: `one` letter; `any` letters; a `text`; `order`: all letters in the pupil's
 * order; `each`: for each field a letter (or a text where there are no letters), `-` for one left out.
 */
export type SheetEntry =
  | { readonly kind: 'one' | 'any' | 'order'; readonly letters: number }
  | { readonly kind: 'text' }
  | { readonly kind: 'each'; readonly fields: readonly number[] };

/** The lines of a form's answer sheet; a `fields` of 0 letters is a text. */
export function sheetLines(faces: readonly ItemFace[]): SheetLine[] {
  return faces.flatMap(({ item, parts }, at) =>
    parts.map((face, part): SheetLine => {
      const label = parts.length > 1 ? `${at + 1}${String.fromCharCode(97 + part)}` : String(at + 1);
      return { item, part, label, entry: entryOf(face) };
    }),
  );
}

function entryOf(face: PartFace): SheetEntry {
  switch (face.kind) {
    case 'single':
      return { kind: 'one', letters: face.options.length };
    case 'multiple':
      return { kind: 'any', letters: face.options.length };
    case 'hotspot':
      return { kind: 'any', letters: face.spots.length };
    case 'number':
    case 'short':
      return { kind: 'text' };
    case 'order':
      return { kind: 'order', letters: face.items.length };
    case 'match':
      return { kind: 'each', fields: face.lefts.map(() => face.rights.length) };
    case 'table':
      return { kind: 'each', fields: face.rows.map(() => face.columns.length) };
    case 'gap': {
      const gaps = face.lines.flat().filter((each) => 'gap' in each).length;
      return { kind: 'each', fields: Array.from({ length: gaps }, (_, gap) => face.choices?.[gap]?.length ?? 0) };
    }
  }
}

/** Why a keyed answer is none: a letter that is not on the line, one there twice, or another number of them. */
export type KeyedFault = 'letter' | 'twice' | 'count' | 'long';

const longestAnswer = 200;

/** ASM-31: what was keyed for a line, as a response; empty is left out (null). */
export function readKeyed(entry: SheetEntry, typed: string): Result<PartResponse, KeyedFault> {
  const text = typed.normalize('NFC').trim();
  if (text === '') return ok(null);
  if (text.length > longestAnswer) return err('long');
  switch (entry.kind) {
    case 'text':
      return ok(text);
    case 'one': {
      const read = readLetters(text, entry.letters);
      if (!read.ok) return read;
      return read.value.length === 1 ? ok(read.value[0] ?? null) : err('count');
    }
    case 'any': {
      const read = readLetters(text, entry.letters);
      if (!read.ok) return read;
      if (isTwice(read.value)) return err('twice');
      // Nothing but commas is nothing.
      return ok(read.value.length === 0 ? null : read.value.toSorted((a, b) => a - b));
    }
    case 'order': {
      const read = readLetters(text, entry.letters);
      if (!read.ok) return read;
      if (isTwice(read.value)) return err('twice');
      return read.value.length === entry.letters ? ok(read.value) : err('count');
    }
    case 'each':
      return readFields(entry.fields, text);
  }
}

/** How a response stands on a keyed line: what `readKeyed` reads as the same. */
export function keyedText(entry: SheetEntry, response: PartResponse): string {
  if (response === null) return '';
  if (typeof response === 'string') return response;
  if (typeof response === 'number') return letterOf(response);
  const texts = response.map((each) => (each === null ? '-' : typeof each === 'number' ? letterOf(each) : each));
  return texts.join(entry.kind === 'each' && entry.fields.includes(0) ? '; ' : '');
}

function readFields(fields: readonly number[], text: string): Result<PartResponse, KeyedFault> {
  const hasTexts = fields.includes(0);
  const given = hasTexts ? text.split(';').map((each) => each.trim()) : [...text.replaceAll(/[\s,;.]/g, '')];
  if (given.length !== fields.length) return err('count');
  const read: (number | string | null)[] = [];
  for (const [at, each] of given.entries()) {
    const letters = fields[at] ?? 0;
    if (each === '' || /^[-–—]$/.test(each)) {
      read.push(null);
      continue;
    }
    if (letters === 0) {
      read.push(each);
      continue;
    }
    const letter = readLetters(each, letters);
    if (!letter.ok) return letter;
    if (letter.value.length !== 1) return err('count');
    read.push(letter.value[0] ?? null);
  }
  return ok(read.every((each) => each === null) ? null : read);
}

/** Cyrillic letters that look like Latin ones are taken for them: a keyboard is seldom changed for a letter. */
const latin: Readonly<Record<string, string>> = { А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', Ғ: 'F', Д: 'D', Ф: 'F' };

function readLetters(text: string, letters: number): Result<number[], KeyedFault> {
  const places: number[] = [];
  for (const sign of text.toUpperCase().replaceAll(/[\s,;.]/g, '')) {
    const place = (latin[sign] ?? sign).charCodeAt(0) - 65;
    if (place < 0 || place >= letters) return err('letter');
    places.push(place);
  }
  return ok(places);
}

function isTwice(places: readonly number[]): boolean {
  return new Set(places).size < places.length;
}

/** The lines on which two passes differ, by their place; a line is the same where the same response is read. */
export function differences(first: readonly PartResponse[], second: readonly PartResponse[]): number[] {
  const length = Math.max(first.length, second.length);
  return Array.from({ length }, (_, at) => at).filter((at) => {
    return JSON.stringify(first[at] ?? null) !== JSON.stringify(second[at] ?? null);
  });
}

/** What is known of one item of a sheet, in the words of a sitting. */
export type SheetCode =
  | { readonly state: 'answered'; readonly response: ItemResponse }
  | { readonly state: 'omitted' }
  | { readonly state: 'not-reached' };

/** Values line by line, as the parts of each item in the form's order: so they are kept, and need no faces to be read. */
export function asItems(lines: readonly SheetLine[], values: readonly PartResponse[]): PartResponse[][] {
  const items = new Map<string, PartResponse[]>();
  for (const [at, { item }] of lines.entries()) items.set(item, [...(items.get(item) ?? []), values[at] ?? null]);
  return [...items.values()];
}

/**
 * ASM-33: what is known of each item. Items without an answer at the end are not reached, but for the first of them, which
 * the pupil has seen: it is omitted (so in PISA 2022, Technical Report, chapter 18).
 */
export function codesOf(items: readonly ItemResponse[]): SheetCode[] {
  const isAnswered = (parts: ItemResponse): boolean => parts.some((part) => part !== null);
  const lastAnswered = items.findLastIndex(isAnswered);
  return items.map((response, at) => {
    if (isAnswered(response)) return { state: 'answered', response };
    return { state: at > lastAnswered + 1 ? 'not-reached' : 'omitted' };
  });
}

/** ASM-30: a sheet's number within a school: four digits and a check digit (Damm), so that no slip names another pupil. */
export function sheetNumber(n: number): string {
  const digits = String(n).padStart(4, '0');
  return `${digits}${damm(digits)}`;
}

export function isSheetNumber(text: string): boolean {
  return /^\d{5}$/.test(text) && damm(text) === 0;
}
