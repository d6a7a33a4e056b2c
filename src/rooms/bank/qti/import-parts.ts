import type { BankErrorKey } from '../model/bank-error.ts';
import type { Spot } from '../model/item.ts';
import { blocksOf, inlineOf, type TextFinds } from './html-in.ts';
import { rightOf, type Declared } from './responses.ts';
import { childNamed, childrenNamed, classesOf, elements, textOf, type XmlChild, type XmlNode } from './tree.ts';

/** A part in one language, as our source writes it, texts plain. */
export type ReadPart = { readonly kind: string; readonly stem: string } & Readonly<Record<string, unknown>>;

export type PartReader = {
  readonly finds: TextFinds;
  readonly responses: ReadonlyMap<string, Declared>;
  readonly report: (key: BankErrorKey, values?: Readonly<Record<string, string | number>>) => void;
};

/** BNK-40: an interaction that stands as a block; undefined where we have none of its kind, which is reported. */
export function readBlock(interaction: XmlNode, before: string, reader: PartReader): ReadPart | undefined {
  const prompt = childNamed(interaction, 'prompt');
  const stem = [before, prompt ? blocksOf(prompt.children, reader.finds) : ''].filter(Boolean).join('\n\n');
  const declared = declaredFor(interaction, reader);
  if (!declared) return undefined;
  switch (interaction.name) {
    case 'choiceInteraction':
      return readChoice(interaction, stem, declared, reader);
    case 'orderInteraction':
      return readOrder(interaction, stem, declared, reader);
    case 'matchInteraction':
      return readMatch(interaction, stem, declared, reader);
    case 'hotspotInteraction':
      return readHotspot(interaction, stem, declared, reader);
    case 'gapMatchInteraction':
      return readGapMatch(interaction, stem, declared, reader);
    default:
      reader.report('qti-interaction', { name: interaction.name });
      return undefined;
  }
}

/** The declaration of an interaction. An interaction of a kind that we lack is named before its key is looked for. */
export function declaredFor(interaction: XmlNode, { responses, report }: PartReader): Declared | undefined {
  if (!known.has(interaction.name)) {
    report('qti-interaction', { name: interaction.name });
    return undefined;
  }
  const declared = responses.get(interaction.attributes['responseIdentifier'] ?? '');
  if (!declared || rightOf(declared).length === 0) {
    report('qti-no-key', { name: interaction.name });
    return undefined;
  }
  return declared;
}

const known = new Set(
  `choiceInteraction orderInteraction matchInteraction hotspotInteraction gapMatchInteraction
   textEntryInteraction inlineChoiceInteraction`.split(/\s+/u),
);

function readChoice(interaction: XmlNode, stem: string, declared: Declared, reader: PartReader): ReadPart {
  const choices = childrenNamed(interaction, 'simpleChoice');
  const options = choices.map(({ children }) => lineOf(children, reader));
  const right = placesOf(rightOf(declared), choices, reader);
  if (declared.cardinality === 'single') return { kind: 'single', stem, options, right: right[0] ?? -1 };
  return { kind: 'multiple', stem, options, right: right.toSorted((a, b) => a - b), ...stepsOf(interaction, declared) };
}

function readOrder(interaction: XmlNode, stem: string, declared: Declared, reader: PartReader): ReadPart {
  const choices = childrenNamed(interaction, 'simpleChoice');
  const items = choices.map(({ children }) => lineOf(children, reader));
  const right = placesOf(rightOf(declared), choices, reader);
  return { kind: 'order', stem, items, right, ...stepsOf(interaction, declared) };
}

/** Pairs of which a right side may have one are a match; where it may have many, they are rows and columns. */
function readMatch(interaction: XmlNode, stem: string, declared: Declared, reader: PartReader): ReadPart {
  const [first = [], second = []] = childrenNamed(interaction, 'simpleMatchSet').map((set) =>
    childrenNamed(set, 'simpleAssociableChoice'),
  );
  const pairs = rightOf(declared).map((pair) => pair.split(/\s+/u));
  const right = first.map(({ attributes }) => {
    const own = pairs.filter(([left]) => left === attributes['identifier']);
    if (own.length !== 1) reader.report('qti-pairs', { name: attributes['identifier'] ?? '' });
    return second.findIndex((each) => each.attributes['identifier'] === own[0]?.[1]);
  });
  for (const [left = '', to = ''] of pairs) {
    const isThere = first.some(isCalled(left)) && second.some(isCalled(to));
    if (!isThere) reader.report('qti-key-unknown', { found: `${left} ${to}` });
  }
  const texts = [first, second].map((set) => set.map(({ children }) => lineOf(children, reader)));
  const steps = stepsOf(interaction, declared);
  const isTable = new Set(right).size < right.length || second.some(({ attributes }) => attributes['matchMax'] !== '1');
  if (isTable) return { kind: 'table', stem, columns: texts[1], rows: texts[0], right, ...steps };
  return { kind: 'match', stem, lefts: texts[0], rights: texts[1], right, ...steps };
}

function readHotspot(interaction: XmlNode, stem: string, declared: Declared, reader: PartReader): ReadPart | undefined {
  const image = elements(interaction).find(({ name }) => ['img', 'object', 'picture'].includes(name));
  const shown = image?.name === 'picture' ? childNamed(image, 'img') : image;
  const { width, height } = shown?.attributes ?? {};
  const picture = shown && reader.finds.media(shown.attributes['src'] ?? shown.attributes['data'] ?? '');
  if (!shown || picture === undefined) return undefined;
  const choices = childrenNamed(interaction, 'hotspotChoice');
  const spots = choices.map((choice, place) => spotOf(choice, place));
  if (spots.some((spot) => spot === undefined)) {
    reader.report('qti-shape', { found: choices.map(({ attributes }) => attributes['shape'] ?? '').join(', ') });
    return undefined;
  }
  const alt = (shown.attributes['alt'] ?? textOf(shown)).trim() || '…';
  const most = Number(interaction.attributes['maxChoices'] ?? '1') || choices.length;
  const right = placesOf(rightOf(declared), choices, reader).toSorted((a, b) => a - b);
  const size = { width: Number(width ?? 0), height: Number(height ?? 0) };
  return { kind: 'hotspot', stem, picture, alt, ...size, spots, most, right, ...stepsOf(interaction, declared) };
}

function spotOf({ attributes }: XmlNode, place: number): Spot | undefined {
  const name = attributes['hotspotLabel'] ?? attributes['label'] ?? String.fromCodePoint(65 + place);
  const numbers = (attributes['coords'] ?? '').split(/[\s,]+/u).map(Number);
  const [x = 0, y = 0, a = 0, b = 0] = numbers;
  const isRead = numbers.every((each) => Number.isFinite(each));
  if (isRead && attributes['shape'] === 'circle' && numbers.length === 3) return { name, shape: 'circle', x, y, r: a };
  if (isRead && attributes['shape'] === 'rect' && numbers.length === 4)
    return { name, shape: 'rect', x, y, w: a - x, h: b - y };
  return undefined;
}

/** Words that are dragged into gaps: the same list in each gap. */
function readGapMatch(interaction: XmlNode, stem: string, declared: Declared, reader: PartReader): ReadPart {
  const words = childrenNamed(interaction, 'gapText');
  if (childrenNamed(interaction, 'gapImg').length > 0) reader.report('qti-interaction', { name: 'gapImg' });
  const list = words.map(({ children }) => lineOf(children, reader));
  const gaps: XmlNode[] = [];
  const marked = (child: XmlChild): XmlChild => {
    if (typeof child === 'string') return child;
    if (child.name === 'gap') return `{${gaps.push(child) - 1}}`;
    return { ...child, children: child.children.map(marked) };
  };
  const text = elements(interaction).filter(({ name }) => !['gapText', 'gapImg', 'prompt'].includes(name));
  const lines = blocksOf(text.map(marked), reader.finds)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n');
  const pairs = rightOf(declared).map((pair) => pair.split(/\s+/u));
  const right = gaps.map(({ attributes }) => {
    const word = pairs.find(([, gap]) => gap === attributes['identifier'])?.[0];
    if (!words.some(isCalled(word ?? '')))
      reader.report('qti-key-unknown', { found: word ?? attributes['identifier'] ?? '' });
    return words.findIndex(isCalled(word ?? ''));
  });
  return { kind: 'gap', stem, lines, choices: gaps.map(() => list), right, ...stepsOf(interaction, declared) };
}

/** Lines with fields and lists in them: a number, a short answer, or a text with gaps. */
export function readLines(
  { lines, isEach, mark }: { readonly lines: readonly XmlNode[]; readonly isEach: boolean; readonly mark: string },
  before: string,
  reader: PartReader,
): ReadPart | undefined {
  const found: XmlNode[] = [];
  const units: string[] = [];
  const marked = (child: XmlChild): XmlChild => {
    if (typeof child === 'string') return child;
    if (classesOf(child).includes('tirek-unit')) {
      units.push(textOf(child).trim());
      return '';
    }
    if (child.name.endsWith('Interaction')) return `{${found.push(child) - 1}}`;
    return { ...child, children: child.children.map(marked) };
  };
  const shown = lines.map((line) => marked(line));
  const written = shown.map((line) => inlineOf([line], reader.finds).trim());
  const declared = found.map((interaction) => declaredFor(interaction, reader));
  if (!declared.every((each) => each !== undefined)) return undefined;
  const [only] = declared;
  const text = written.join('\n');
  const stem = [before, text.replace('{0}', '').trim()].filter(Boolean).join('\n\n');
  const isAlone = found.length === 1 && found[0]?.name === 'textEntryInteraction' && only !== undefined;
  const isNumber = only?.baseType === 'float' || only?.baseType === 'integer' || mark === 'tirek-number';
  if (isAlone && isNumber) return numberOf(only, mark === 'tirek-number' ? before : stem, units[0], classesIn(lines));
  const isShort = mark === 'tirek-short' || (mark === '' && /^\{0\}$|\{0\}\s*[.?!]?$/u.test(text));
  if (isAlone && isShort) return { kind: 'short', stem: mark === '' ? stem : before, right: wordsOf(only) };
  if (declared.some(({ baseType }) => baseType === 'float' || baseType === 'integer')) {
    reader.report('qti-numbers');
    return undefined;
  }
  return gapOf({ found, declared, text, before, isEach }, reader);
}

type Gaps = {
  readonly found: readonly XmlNode[];
  readonly declared: readonly Declared[];
  readonly text: string;
  readonly before: string;
  readonly isEach: boolean;
};

function gapOf({ found, declared, text, before, isEach }: Gaps, reader: PartReader): ReadPart | undefined {
  const isList = found.map(({ name }) => name === 'inlineChoiceInteraction');
  const stem = before === '' ? {} : { stem: before };
  const steps = isEach ? { steps: 'each' } : {};
  if (isList.every((each) => !each))
    return { kind: 'gap', ...stem, lines: text, right: declared.map(wordsOf), ...steps } as ReadPart;
  if (!isList.every(Boolean)) {
    reader.report('qti-mixed-gaps');
    return undefined;
  }
  const choices = found.map((interaction) => childrenNamed(interaction, 'inlineChoice'));
  const right = choices.map((list, gap) => placesOf(rightOf(declared[gap] as Declared), list, reader)[0] ?? -1);
  const texts = choices.map((list) => list.map(({ children }) => lineOf(children, reader)));
  return { kind: 'gap', ...stem, lines: text, choices: texts, right, ...steps } as ReadPart;
}

function numberOf(declared: Declared, stem: string, unit: string | undefined, classes: readonly string[]): ReadPart {
  const kept = classes.find((name) => name.startsWith('tirek-within-'))?.slice('tirek-within-'.length);
  const tolerance = kept?.replace('_', ',').replace('-', '/') ?? declared.tolerance?.replace('.', ',');
  const [right = ''] = rightOf(declared);
  return {
    kind: 'number',
    stem,
    right: declared.baseType === 'string' ? right : right.replace('.', ','),
    ...(tolerance === undefined || Number(tolerance.replace(',', '.')) === 0 ? {} : { tolerance }),
    ...(unit === undefined ? {} : { unit }),
  };
}

function classesIn(lines: readonly XmlNode[]): readonly string[] {
  return lines.flatMap(classesOf);
}

function wordsOf({ correct, mapped }: Declared): readonly string[] {
  return [...new Set([...correct, ...mapped])];
}

function stepsOf(interaction: XmlNode, { isCounted }: Declared): { readonly steps?: 'each' } {
  return isCounted || classesOf(interaction).includes('tirek-each') ? { steps: 'each' } : {};
}

/** The places of what is right; what is not among the choices is reported (BNK-5). */
function placesOf(right: readonly string[], choices: readonly XmlNode[], { report }: PartReader): number[] {
  return right.map((id) => {
    const place = choices.findIndex(isCalled(id));
    if (place < 0) report('qti-key-unknown', { found: id });
    return place;
  });
}

function isCalled(id: string): (each: XmlNode) => boolean {
  return ({ attributes }) => attributes['identifier'] === id;
}

/** A choice in one line: what stands in several paragraphs is put together. */
function lineOf(children: readonly XmlChild[], { finds }: PartReader): string {
  const shown = children.filter((child) => typeof child === 'string' || !child.name.startsWith('feedback'));
  return blocksOf(shown, finds)
    .replace(/\s*\n+\s*/gu, ' ')
    .trim();
}
