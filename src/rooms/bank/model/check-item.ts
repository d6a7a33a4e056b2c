import { languages, type Language } from '#kernel/language.ts';
import { readNumber } from '#rooms/library/index.ts';
import type { ReportItem } from './bank-error.ts';
import { pointsOf, type Spot } from './item.ts';
import { keyOf } from './key.ts';
import { linesOf, textIn, type SourceItem, type SourcePart, type Texts } from './source.ts';
import { checkTwins, gapsIn } from './twins.ts';

/** An item has few steps: what is worth more would weigh more than a page of others (BNK-3). */
export const mostPoints = 4;

/** BNK-5: whether the key of an item fits what it asks, and its languages each other. Its shape has been read. */
export function checkItem(item: SourceItem, report: ReportItem): void {
  checkTwins(item, report);
  item.parts.forEach((part, at) =>
    checkPart(part, (key, where, values) => report(key, `parts.${at}.${where}`, values)),
  );
  const points = pointsOf(keyOf(item, 1).parts);
  if (points > mostPoints) report('points', '', { points, most: mostPoints });
  const [first] = item.objective.split('.');
  if (Number(first) !== item.grade) report('grade', '', { grade: item.grade, objective: item.objective });
}

function checkPart(part: SourcePart, report: ReportItem): void {
  switch (part.kind) {
    case 'single':
      allDifferent(part.options, 'options', report);
      return inRange([part.right], part.options.length, report);
    case 'multiple':
      allDifferent(part.options, 'options', report);
      inRange(part.right, part.options.length, report);
      if (part.right.length === part.options.length) report('all-right', 'right');
      return onlyOnce(part.right, report);
    case 'number':
      return checkNumber(part, report);
    case 'short':
      return undefined;
    case 'order':
      return checkOrder(part, report);
    case 'match':
      return checkMatch(part, report);
    case 'gap':
      return checkGap(part, report);
    case 'hotspot':
      return checkHotspot(part, report);
    case 'table':
      allDifferent(part.columns, 'columns', report);
      allDifferent(part.rows, 'rows', report);
      asMany(part.right, part.rows.length, report);
      return inRange(part.right, part.columns.length, report);
  }
}

function checkNumber({ right, tolerance }: Extract<SourcePart, { kind: 'number' }>, report: ReportItem): void {
  if (!readNumber(right)) report('number', 'right', { found: right });
  const within = tolerance === undefined ? undefined : readNumber(tolerance);
  if (tolerance !== undefined && (!within || within.up < 0n)) report('number', 'tolerance', { found: tolerance });
}

function checkOrder({ items, right }: Extract<SourcePart, { kind: 'order' }>, report: ReportItem): void {
  allDifferent(items, 'items', report);
  asMany(right, items.length, report);
  inRange(right, items.length, report);
  onlyOnce(right, report);
  if (right.every((place, at) => place === at)) report('order-shown', 'right');
}

function checkMatch({ lefts, rights, right }: Extract<SourcePart, { kind: 'match' }>, report: ReportItem): void {
  allDifferent(lefts, 'lefts', report);
  allDifferent(rights, 'rights', report);
  asMany(right, lefts.length, report);
  inRange(right, rights.length, report);
  onlyOnce(right, report);
  if (rights.length < lefts.length) report('rights-few', 'rights', { lefts: lefts.length, rights: rights.length });
}

function checkGap(part: Extract<SourcePart, { kind: 'gap' }>, report: ReportItem): void {
  const { choices, right } = part;
  for (const language of languages) {
    const texts = linesOf(part).map((line) => textIn(line, language));
    if (!texts.every((text) => text !== undefined)) continue;
    const found = gapsIn(texts.join('\n'));
    const isWhole = found.length === right.length && found.every((gap, at) => gap === at);
    if (!isWhole) report('gaps', 'lines', { language, found: found.join(' ') || '–', keys: right.length });
  }
  right.forEach((key, gap) => {
    const of = choices?.[gap];
    if (typeof key !== 'number') {
      if (choices) report('gap-key', `right.${gap}`);
    } else if (!of) report('gap-key', `right.${gap}`);
    else if (key >= of.length) report('out-of-range', `right.${gap}`, { place: key, count: of.length });
  });
  if (choices && choices.length !== right.length) report('count', 'right', { keys: right.length, of: choices.length });
  choices?.forEach((each, gap) => allDifferent(each, `choices.${gap}`, report));
}

function checkHotspot(part: Extract<SourcePart, { kind: 'hotspot' }>, report: ReportItem): void {
  const { spots, width, height, most, right } = part;
  inRange(right, spots.length, report);
  onlyOnce(right, report);
  if (right.length > most) report('most', 'most', { most, keys: right.length });
  if (new Set(spots.map(({ name }) => name)).size < spots.length) report('same-texts', 'spots', { language: '' });
  spots.forEach((spot, at) => {
    const { left, top, right: end, bottom } = boundsOf(spot);
    if (left < 0 || top < 0 || end > width || bottom > height)
      report('spot-outside', `spots.${at}`, { name: spot.name });
  });
}

/** The box around a spot. */
export function boundsOf(spot: Spot): Readonly<Record<'left' | 'top' | 'right' | 'bottom', number>> {
  const { x, y } = spot;
  if (spot.shape === 'circle') return { left: x - spot.r, top: y - spot.r, right: x + spot.r, bottom: y + spot.r };
  return { left: x, top: y, right: x + spot.w, bottom: y + spot.h };
}

function inRange(places: readonly number[], count: number, report: ReportItem): void {
  for (const place of places) if (place >= count) report('out-of-range', 'right', { place, count });
}

function onlyOnce(places: readonly number[], report: ReportItem): void {
  if (new Set(places).size < places.length) report('right-twice', 'right', { found: places.join(' ') });
}

function asMany(right: readonly number[], of: number, report: ReportItem): void {
  if (right.length !== of) report('count', 'right', { keys: right.length, of });
}

function allDifferent(texts: readonly Texts[], where: string, report: ReportItem): void {
  const isTwice = (language: Language): boolean => {
    const found = texts.map((text) => textIn(text, language)?.trim());
    return found.every((text) => text !== undefined) && new Set(found).size < found.length;
  };
  const language = languages.find(isTwice);
  if (language) report('same-texts', where, { language });
}
