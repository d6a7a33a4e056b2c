import { z } from 'zod/mini';
import { languages, type Language } from '#kernel/language.ts';
import { levels } from './levels.ts';

/** Markdown of the library (PCK-6 to PCK-8). A plain text is the same in all languages. */
const sentence = z.string().check(z.minLength(1), z.maxLength(6000));
const inLanguages = z.strictObject({ kk: sentence, ru: sentence, en: z.optional(sentence) });
export const texts = z.union([sentence, inLanguages]);
export type Texts = z.infer<typeof texts>;

const spelling = z.string().check(z.minLength(1), z.maxLength(120));
const spellingList = z.array(spelling).check(z.minLength(1), z.maxLength(20));
const spellings = z.union([
  spellingList,
  z.strictObject({ kk: spellingList, ru: spellingList, en: z.optional(spellingList) }),
]);
export type Spellings = z.infer<typeof spellings>;

const place = z.int().check(z.minimum(0), z.maximum(63));
const placeList = z.array(place).check(z.minLength(1), z.maxLength(12));
const list = (least: number, most: number) => z.array(texts).check(z.minLength(least), z.maxLength(most));
const steps = z.optional(z.enum(['all', 'each']));
const figure = z.number().check(z.minimum(0), z.maximum(4000));
const number = z.string().check(z.minLength(1), z.maxLength(60));

const spotName = z.string().check(z.minLength(1), z.maxLength(40));
const spot = z.discriminatedUnion('shape', [
  z.strictObject({ name: spotName, shape: z.literal('circle'), x: figure, y: figure, r: figure }),
  z.strictObject({ name: spotName, shape: z.literal('rect'), x: figure, y: figure, w: figure, h: figure }),
]);

/** A part as it is written, with its key: BNK-1. Places count from 0. */
const part = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single'), stem: texts, options: list(2, 8), right: place }),
  z.strictObject({ kind: z.literal('multiple'), stem: texts, options: list(2, 8), right: placeList, steps }),
  z.strictObject({
    kind: z.literal('number'),
    stem: texts,
    right: number,
    tolerance: z.optional(number),
    unit: z.optional(texts),
  }),
  z.strictObject({ kind: z.literal('short'), stem: texts, right: spellings }),
  z.strictObject({ kind: z.literal('order'), stem: texts, items: list(3, 7), right: placeList, steps }),
  z.strictObject({
    kind: z.literal('match'),
    stem: texts,
    lefts: list(2, 6),
    rights: list(2, 8),
    right: placeList,
    steps,
  }),
  z.strictObject({
    kind: z.literal('gap'),
    stem: z.optional(texts),
    /** `{0}`, `{1}` … stand for the gaps; each line break begins a line. */
    lines: z.union([texts, list(1, 12)]),
    choices: z.optional(z.array(list(2, 8)).check(z.minLength(1), z.maxLength(8))),
    right: z.union([placeList, z.array(spellings).check(z.minLength(1), z.maxLength(8))]),
    steps,
  }),
  z.strictObject({
    kind: z.literal('hotspot'),
    stem: texts,
    picture: z.string(),
    alt: texts,
    width: figure,
    height: figure,
    spots: z.array(spot).check(z.minLength(2), z.maxLength(12)),
    most: z.int().check(z.minimum(1), z.maximum(12)),
    right: placeList,
    steps,
  }),
  z.strictObject({
    kind: z.literal('table'),
    stem: texts,
    columns: list(2, 6),
    rows: list(2, 8),
    right: placeList,
    steps,
  }),
]);
export type SourcePart = z.infer<typeof part>;

export const itemId = z.string().check(z.regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/), z.maxLength(40));

export const sourceItem = z.strictObject({
  id: itemId,
  subject: z.string().check(z.regex(/^[a-z-]{1,40}$/)),
  /** A code of the programme: `grade.section.subsection.number`. */
  objective: z.string().check(z.regex(/^\d{1,2}(?:\.\d{1,3}){3,4}$/)),
  grade: z.int().check(z.minimum(1), z.maximum(11)),
  level: z.enum(levels),
  /** What a pupil is expected to need. */
  seconds: z.int().check(z.minimum(10), z.maximum(1200)),
  stimulus: z.optional(itemId),
  /** The instruction before the first stem, where that is in the language that is learned. */
  task: z.optional(texts),
  parts: z.array(part).check(z.minLength(1), z.maxLength(4)),
  /** Why the right answer is right, and what each distractor catches. */
  why: inLanguages,
});
export type SourceItem = z.infer<typeof sourceItem>;

export const sourceStimulus = z.strictObject({ id: itemId, text: texts });
export type SourceStimulus = z.infer<typeof sourceStimulus>;

const form = z.array(itemId).check(z.maxLength(60));
export const cellHead = z.strictObject({
  cell: z.string().check(z.regex(/^[a-z-]{1,40}-\d{1,2}$/)),
  grade: z.int().check(z.minimum(1), z.maximum(11)),
  subjects: z.array(z.string()).check(z.minLength(1), z.maxLength(4)),
  minutes: z.int().check(z.minimum(10), z.maximum(180)),
  edition: z.string(),
  licence: z.string(),
  title: z.strictObject({ kk: sentence, ru: sentence, en: sentence }),
  forms: z.strictObject({ start: form, end: form }),
});
export type CellHead = z.infer<typeof cellHead>;

/** A text in a language; undefined where it has none. */
export function textIn(given: Texts, language: Language): string | undefined {
  return typeof given === 'string' ? given : given[language];
}

/** What may be written in any language. */
export function spellingsOf(given: Spellings): readonly string[] {
  const all = Array.isArray(given) ? given : languages.flatMap((language) => given[language] ?? []);
  return [...new Set(all)];
}

/** The lines of a gap part. */
export function linesOf({ lines }: Extract<SourcePart, { kind: 'gap' }>): readonly Texts[] {
  return Array.isArray(lines) ? lines : [lines];
}

/** Every text of a part that a pupil reads, with the place where it stands. */
export function textsOf(part: SourcePart): readonly (readonly [where: string, text: Texts])[] {
  const each = (name: string, given: readonly Texts[]) =>
    given.map((text, at): readonly [string, Texts] => [`${name}.${at}`, text]);
  const stem: readonly (readonly [string, Texts])[] = part.stem === undefined ? [] : [['stem', part.stem]];
  switch (part.kind) {
    case 'single':
    case 'multiple':
      return [...stem, ...each('options', part.options)];
    case 'number':
      return part.unit === undefined ? stem : [...stem, ['unit', part.unit]];
    case 'short':
      return stem;
    case 'order':
      return [...stem, ...each('items', part.items)];
    case 'match':
      return [...stem, ...each('lefts', part.lefts), ...each('rights', part.rights)];
    case 'gap':
      return [
        ...stem,
        ...each('lines', linesOf(part)),
        ...(part.choices ?? []).flatMap((choices, gap) => each(`choices.${gap}`, choices)),
      ];
    case 'hotspot':
      return [...stem, ['alt', part.alt]];
    case 'table':
      return [...stem, ...each('columns', part.columns), ...each('rows', part.rows)];
  }
}

/** The languages in which an item can be given: those in which every text and every word to be written exists. */
export function languagesOf(item: SourceItem, stimulus?: SourceStimulus): readonly Language[] {
  const all = [
    ...(item.task === undefined ? [] : [item.task]),
    ...item.parts.flatMap((each) => textsOf(each).map(([, text]) => text)),
    ...(stimulus ? [stimulus.text] : []),
  ];
  const words = item.parts.flatMap(wordsOf);
  const isIn = (language: Language): boolean =>
    all.every((text) => textIn(text, language) !== undefined) &&
    words.every((each) => Array.isArray(each) || each[language] !== undefined);
  return languages.filter(isIn);
}

/** What is to be written in a part. */
function wordsOf(part: SourcePart): readonly Spellings[] {
  if (part.kind === 'short') return [part.right];
  return part.kind === 'gap' ? part.right.filter((each) => typeof each !== 'number') : [];
}
