import type { Spot } from '../model/item.ts';
import { linesOf, spellingsOf, type SourcePart, type Spellings, type Texts } from '../model/source.ts';
import { addOne, condition, declared, isMapped, isRight, mapped, scored } from './export-rules.ts';
import { node, type XmlNode } from './tree.ts';
import type { QtiVersion } from '../model/qti-version.ts';
import { packagePath, type QtiWriter } from './writer.ts';

/** A part of an item as QTI has it: what it looks like, what is right, and how it is scored. */
export type QtiPart = {
  readonly body: readonly XmlNode[];
  readonly declarations: readonly XmlNode[];
  /** Conditions that add to the score. */
  readonly rules: readonly XmlNode[];
};

type Of<K extends SourcePart['kind']> = Extract<SourcePart, { kind: K }>;

/** BNK-40: a part with the response identifier `R1`, `R2` …; a gap part has one for each gap, `R1_0` … */
export async function exportPart(
  part: SourcePart,
  id: string,
  writer: QtiWriter,
  version: QtiVersion,
): Promise<QtiPart> {
  const stem = part.stem === undefined ? [] : [node('div', { class: 'tirek-stem' }, await writer.blocks(part.stem))];
  const drawn = await exportBody(part, id, writer, version);
  const body = [node('div', { class: 'tirek-part' }, [...stem, drawn.body])];
  return { body, declarations: drawn.declarations, rules: drawn.rules };
}

type Drawn = { readonly body: XmlNode; readonly declarations: readonly XmlNode[]; readonly rules: readonly XmlNode[] };

async function exportBody(part: SourcePart, id: string, writer: QtiWriter, version: QtiVersion): Promise<Drawn> {
  switch (part.kind) {
    case 'single':
    case 'multiple':
      return choice(part, id, writer);
    case 'number':
      return number(part, id, writer);
    case 'short':
      return short(part, id, writer);
    case 'order':
      return order(part, id, writer);
    case 'match':
      return match(part, id, writer);
    case 'table':
      return table(part, id, writer);
    case 'gap':
      return gap(part, id, writer);
    case 'hotspot':
      return hotspot(part, id, writer, version);
  }
}

async function choice(part: Of<'single'> | Of<'multiple'>, id: string, writer: QtiWriter): Promise<Drawn> {
  const isSingle = part.kind === 'single';
  const right = isSingle ? [part.right] : part.right;
  const options = await simple('simpleChoice', 'c', part.options, writer);
  const attributes = { ...responds(id, part), shuffle: 'false', maxChoices: isSingle ? 1 : 0 };
  const correct = right.map((place) => `c${place}`);
  const wrong = part.options.map((_, place) => `c${place}`).filter((choice) => !correct.includes(choice));
  return {
    body: node('choiceInteraction', attributes, options),
    declarations: [
      declared(
        id,
        isSingle ? 'single' : 'multiple',
        'identifier',
        correct,
        isEach(part) ? mapped(correct, wrong) : undefined,
      ),
    ],
    rules: [scored(id, isEach(part))],
  };
}

/** A number of plain digits is a float; any other form (a fraction, a power of ten) is kept as it is written. */
async function number(part: Of<'number'>, id: string, writer: QtiWriter): Promise<Drawn> {
  const { right, tolerance, unit } = part;
  const isFloat = /^-?\d+(?:,\d+)?$/u.test(right) && (tolerance === undefined || /^\d+(?:,\d+)?$/u.test(tolerance));
  const value = isFloat ? right.replace(',', '.') : right;
  const within = (tolerance ?? '0').replace(',', '.');
  const entry = node('textEntryInteraction', { responseIdentifier: id, expectedLength: 12 });
  const shown = unit === undefined ? [] : [' ', node('span', { class: 'tirek-unit' }, [writer.plain(unit)])];
  const compare =
    tolerance === undefined || !isFloat
      ? isRight(id)
      : node('equal', { toleranceMode: 'absolute', tolerance: `${within} ${within}` }, [
          node('variable', { identifier: id }),
          node('correct', { identifier: id }),
        ]);
  const kept =
    !isFloat && tolerance !== undefined ? ` tirek-within-${tolerance.replace(',', '_').replace('/', '-')}` : '';
  return {
    body: node('p', { class: `tirek-number${kept}` }, [entry, ...shown]),
    declarations: [declared(id, 'single', isFloat ? 'float' : 'string', [value])],
    rules: [condition([compare], addOne)],
  };
}

function short(part: Of<'short'>, id: string, writer: QtiWriter): Drawn {
  const words = inLanguage(part.right, writer);
  return {
    body: node('p', { class: 'tirek-short' }, [
      node('textEntryInteraction', { responseIdentifier: id, expectedLength: 24 }),
    ]),
    declarations: [declared(id, 'single', 'string', words.slice(0, 1), mapped(words, [], { caseSensitive: 'false' }))],
    rules: [scored(id, true)],
  };
}

async function order(part: Of<'order'>, id: string, writer: QtiWriter): Promise<Drawn> {
  const items = await simple('simpleChoice', 'c', part.items, writer);
  return {
    body: node('orderInteraction', { ...responds(id, part), shuffle: 'false' }, items),
    declarations: [
      declared(
        id,
        'ordered',
        'identifier',
        part.right.map((place) => `c${place}`),
      ),
    ],
    rules: [scored(id, false)],
  };
}

async function match(part: Of<'match'>, id: string, writer: QtiWriter): Promise<Drawn> {
  const pairs = part.right.map((right, left) => `l${left} r${right}`);
  const sets = [
    node('simpleMatchSet', {}, await associable('l', part.lefts, 1, writer)),
    node('simpleMatchSet', {}, await associable('r', part.rights, 1, writer)),
  ];
  return pairing(part, id, part.lefts.length, sets, pairs);
}

/** Rows and columns: as pairs of which a column may have many. */
async function table(part: Of<'table'>, id: string, writer: QtiWriter): Promise<Drawn> {
  const pairs = part.right.map((column, row) => `l${row} r${column}`);
  const sets = [
    node('simpleMatchSet', {}, await associable('l', part.rows, 1, writer)),
    node('simpleMatchSet', {}, await associable('r', part.columns, 0, writer)),
  ];
  return pairing(part, id, part.rows.length, sets, pairs);
}

function pairing(
  part: Of<'match'> | Of<'table'>,
  id: string,
  most: number,
  sets: readonly XmlNode[],
  pairs: readonly string[],
): Drawn {
  return {
    body: node('matchInteraction', { ...responds(id, part), shuffle: 'false', maxAssociations: most }, sets),
    declarations: [declared(id, 'multiple', 'directedPair', pairs, isEach(part) ? mapped(pairs, []) : undefined)],
    rules: [scored(id, isEach(part))],
  };
}

async function gap(part: Of<'gap'>, id: string, writer: QtiWriter): Promise<Drawn> {
  const { choices, right } = part;
  const interaction = async (place: number): Promise<XmlNode> => {
    const responds = { responseIdentifier: `${id}_${place}` };
    const list = choices?.[place];
    if (!list) return node('textEntryInteraction', { ...responds, expectedLength: 16 });
    return node(
      'inlineChoiceInteraction',
      { ...responds, shuffle: 'false' },
      await simple('inlineChoice', 'c', list, writer),
    );
  };
  const lines = linesOf(part)
    .flatMap((line) => writer.plain(line).split('\n'))
    .filter((line) => line.trim() !== '');
  const drawn: XmlNode[] = [];
  for (const line of lines) drawn.push(await writer.gapLine(line, interaction));
  const declarations = right.map((key, place) => {
    if (typeof key === 'number') return declared(`${id}_${place}`, 'single', 'identifier', [`c${key}`]);
    const words = inLanguage(key, writer);
    return declared(
      `${id}_${place}`,
      'single',
      'string',
      words.slice(0, 1),
      mapped(words, [], { caseSensitive: 'false' }),
    );
  });
  const tests = right.map((key, place) =>
    typeof key === 'number' ? isRight(`${id}_${place}`) : isMapped(`${id}_${place}`),
  );
  const all =
    tests.length > 1 ? [condition([node('and', {}, tests)], addOne)] : tests.map((each) => condition([each], addOne));
  return {
    body: node('div', { class: isEach(part) ? 'tirek-gap tirek-each' : 'tirek-gap' }, drawn),
    declarations,
    rules: isEach(part) ? tests.map((each) => condition([each], addOne)) : all,
  };
}

async function hotspot(part: Of<'hotspot'>, id: string, writer: QtiWriter, version: QtiVersion): Promise<Drawn> {
  const { spots, width, height, most, right } = part;
  const file = writer.file(part.picture);
  const address = packagePath(file?.name ?? part.picture);
  const alt = writer.plain(part.alt);
  const picture =
    version === '3.0'
      ? node('img', { src: address, alt, width, height })
      : node('object', { data: address, type: file?.type ?? 'image/svg+xml', width, height }, [alt]);
  const correct = right.map((place) => `h${place}`);
  const wrong = spots.map((_, place) => `h${place}`).filter((each) => !correct.includes(each));
  const places = spots.map((spot, place) =>
    node('hotspotChoice', {
      identifier: `h${place}`,
      shape: spot.shape,
      coords: coordsOf(spot),
      hotspotLabel: spot.name,
    }),
  );
  return {
    body: node('hotspotInteraction', { ...responds(id, part), maxChoices: most }, [picture, ...places]),
    declarations: [declared(id, 'multiple', 'identifier', correct, isEach(part) ? mapped(correct, wrong) : undefined)],
    rules: [scored(id, isEach(part))],
  };
}

function coordsOf(spot: Spot): string {
  const { x, y } = spot;
  return spot.shape === 'circle' ? `${x},${y},${spot.r}` : `${x},${y},${x + spot.w},${y + spot.h}`;
}

async function simple(name: string, before: string, texts: readonly Texts[], writer: QtiWriter): Promise<XmlNode[]> {
  const out: XmlNode[] = [];
  for (const [place, text] of texts.entries())
    out.push(node(name, { identifier: `${before}${place}` }, await writer.inline(text)));
  return out;
}

async function associable(
  before: string,
  texts: readonly Texts[],
  most: number,
  writer: QtiWriter,
): Promise<XmlNode[]> {
  const made = await simple('simpleAssociableChoice', before, texts, writer);
  return made.map(({ attributes, children }) =>
    node('simpleAssociableChoice', { ...attributes, matchMax: most }, children),
  );
}

function responds(id: string, part: { readonly steps?: 'all' | 'each' | undefined } | object) {
  return { responseIdentifier: id, ...(isEach(part) ? { class: 'tirek-each' } : {}) };
}

function isEach(part: { readonly steps?: 'all' | 'each' | undefined } | object): boolean {
  return 'steps' in part && part.steps === 'each';
}

function inLanguage(right: Spellings, { language }: QtiWriter): readonly string[] {
  return Array.isArray(right) ? right : (right[language] ?? spellingsOf(right));
}
