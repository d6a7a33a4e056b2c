import { isRightNumber, matchesAny, type GapPart, type Html, type MediaRef } from '#rooms/library/index.ts';
import { pointsOfPart } from './points.ts';

export { pointsOf, pointsOfPart } from './points.ts';

export const itemKinds = [
  'single',
  'multiple',
  'number',
  'short',
  'order',
  'match',
  'gap',
  'hotspot',
  'table',
] as const;
export type ItemKind = (typeof itemKinds)[number];

export { levels, type Level } from './levels.ts';

/** A place in a picture that can be chosen, in units of the picture's width and height. */
export type Spot = { readonly name: string } & (
  | { readonly shape: 'circle'; readonly x: number; readonly y: number; readonly r: number }
  | { readonly shape: 'rect'; readonly x: number; readonly y: number; readonly w: number; readonly h: number }
);

/**
 * What the pupil sees of one part, in one language; nothing in it tells the answer. HTML is made by the library's
 * Markdown rules, media are named by hash (`<hash>.<ending>`). A part of an item with several parts is answered apart.
 */
export type PartFace =
  | { readonly kind: 'single' | 'multiple'; readonly stem: Html; readonly options: readonly Html[] }
  | { readonly kind: 'number'; readonly stem: Html; readonly unit?: string }
  | { readonly kind: 'short'; readonly stem: Html }
  /** In an order that is not the right one. */
  | { readonly kind: 'order'; readonly stem: Html; readonly items: readonly Html[] }
  /** There may be more right sides than left ones; each is used once at most. */
  | { readonly kind: 'match'; readonly stem: Html; readonly lefts: readonly Html[]; readonly rights: readonly Html[] }
  /** With `choices` a drop-down for each gap, else a field. */
  | {
      readonly kind: 'gap';
      readonly stem: Html;
      readonly lines: readonly (readonly GapPart[])[];
      readonly choices?: readonly (readonly Html[])[];
    }
  /** At most `most` spots are chosen. */
  | {
      readonly kind: 'hotspot';
      readonly stem: Html;
      readonly picture: MediaRef;
      readonly alt: string;
      readonly width: number;
      readonly height: number;
      readonly spots: readonly Spot[];
      readonly most: number;
    }
  /** One column is chosen in each row. */
  | { readonly kind: 'table'; readonly stem: Html; readonly columns: readonly Html[]; readonly rows: readonly Html[] };

export type ItemFace = {
  readonly item: string;
  readonly version: number;
  readonly parts: readonly PartFace[];
  readonly stimulus?: { readonly id: string; readonly html: Html };
  /** All media that its HTML and pictures name. */
  readonly media: readonly MediaRef[];
};

/** What makes an answer right. Numbers are places in the face. Words hold the spellings of every language. */
export type PartKey =
  | { readonly kind: 'single'; readonly right: number }
  | { readonly kind: 'multiple'; readonly right: readonly number[] }
  /** `unit` is the Kazakh one; `units` are all that a pupil may write behind the number, where languages differ. */
  | {
      readonly kind: 'number';
      readonly value: string;
      readonly tolerance?: string;
      readonly unit?: string;
      readonly units?: readonly string[];
    }
  | { readonly kind: 'short'; readonly words: readonly string[] }
  /** The places of the items in the right order. */
  | { readonly kind: 'order'; readonly order: readonly number[] }
  /** For each left side its right side. */
  | { readonly kind: 'match'; readonly pairs: readonly number[] }
  /** For each gap the place of the right choice, or the right spellings. */
  | { readonly kind: 'gap'; readonly gaps: readonly (readonly string[] | number)[] }
  | { readonly kind: 'hotspot'; readonly right: readonly number[] }
  /** For each row its column. */
  | { readonly kind: 'table'; readonly right: readonly number[] };

/** `all`: one point for a part that is wholly right; `each`: a point for each right element (BNK-3). */
export type Steps = 'all' | 'each';
export type ScoredPart = PartKey & { readonly steps?: Steps };

export type ItemKey = {
  readonly item: string;
  readonly version: number;
  readonly parts: readonly ScoredPart[];
  /** The most that the item gives. */
  readonly points: number;
};

/**
 * What a pupil answered to one part; null where it was left out. Places are those of the face as stored, whatever order
 * the screen showed: `single` a place; `multiple` and `hotspot` places; `number` and `short` the text; `order` all places
 * in the pupil's order; `match` for each left side a right one or null; `gap` for each gap a place or a text or null;
 * `table` for each row a column or null.
 */
export type PartResponse = number | string | readonly (number | string | null)[] | null;
export type ItemResponse = readonly PartResponse[];

export type ItemScore = { readonly points: number; readonly parts: readonly number[] };

/** What is longer was not written by a pupil: no field takes it (BNK-2). */
const longestText = 200;
const longestList = 64;

/** BNK-2: what a response is worth. Pure and total: whatever does not fit the key is worth nothing and never throws. */
export function scoreItem(key: ItemKey, response: ItemResponse): ItemScore {
  const given: readonly unknown[] = Array.isArray(response) ? response : [];
  const parts = key.parts.map((part, place) => scorePart(part, given[place]));
  return { points: parts.reduce((sum, points) => sum + points, 0), parts };
}

function scorePart(part: ScoredPart, response: unknown): number {
  const { right, of } = elementsOf(part, response);
  if (part.steps === 'each') return Math.max(0, Math.min(right, pointsOfPart(part)));
  return of > 0 && right === of ? 1 : 0;
}

/** How many elements of an answer are right, less those that are chosen and wrong, out of how many. */
function elementsOf(part: PartKey, response: unknown): { readonly right: number; readonly of: number } {
  const list = Array.isArray(response) && response.length <= longestList ? (response as readonly unknown[]) : [];
  const text = typeof response === 'string' && response.length <= longestText ? response : '';
  switch (part.kind) {
    case 'single':
      return { right: response === part.right ? 1 : 0, of: 1 };
    case 'multiple':
    case 'hotspot':
      return { right: chosen(part.right, list), of: part.right.length };
    case 'number':
      return { right: meets(part, text) ? 1 : 0, of: 1 };
    case 'short':
      return { right: matchesAny(text, part.words) ? 1 : 0, of: 1 };
    case 'order':
      return { right: steps(part.order, list), of: part.order.length - 1 };
    case 'match':
      return { right: count(part.pairs, (pair, left) => list[left] === pair), of: part.pairs.length };
    case 'gap':
      return { right: count(part.gaps, (gap, place) => fills(gap, list[place])), of: part.gaps.length };
    case 'table':
      return { right: count(part.right, (column, row) => list[row] === column), of: part.right.length };
  }
}

/** Right choices less wrong ones: who marks everything gains nothing. */
function chosen(right: readonly number[], list: readonly unknown[]): number {
  const places = new Set(list);
  const hits = count(right, (place) => places.has(place));
  return hits - (places.size - hits);
}

/** One for each item that directly follows its right predecessor; nothing where an item is missing or there twice. */
function steps(order: readonly number[], list: readonly unknown[]): number {
  const isWhole = list.length === order.length && order.every((place) => list.includes(place));
  if (!isWhole) return 0;
  return count(order.slice(1), (place, step) => list.indexOf(place) === list.indexOf(order[step]) + 1);
}

function meets({ value, tolerance, unit, units }: Extract<PartKey, { kind: 'number' }>, text: string): boolean {
  const written = units ?? (unit === undefined ? [] : [unit]);
  const key = { value, ...(tolerance === undefined ? {} : { tolerance }) };
  return isRightNumber(text, key) || written.some((each) => isRightNumber(text, { ...key, unit: each }));
}

function fills(gap: readonly string[] | number, given: unknown): boolean {
  if (typeof gap === 'number') return given === gap;
  return typeof given === 'string' && given.length <= longestText && matchesAny(given, gap);
}

function count<T>(parts: readonly T[], isRight: (part: T, place: number) => boolean): number {
  return parts.filter((part, place) => isRight(part, place)).length;
}
