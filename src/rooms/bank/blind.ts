import type { Language } from '#kernel/language.ts';
import { linesOf, textIn, type SourceItem, type SourcePart, type SourceStimulus, type Texts } from './model/source.ts';

const guide = `Solve each item from its text alone. Write second.json: { "<id>": [<answer of part 1>, <answer of part 2>, …] }.
single: place · multiple, hotspot: [places] · number, short: "text" · order: [places in the right order]
match: [for each left its right] · gap: [for each gap a place or a text] · table: [for each row its column]
Places count from 0.`;

/** BNK-8: items as whoever solves them a second time reads them: no key and no reasoning, options as stored. */
export function blindText(
  folder: string,
  items: readonly SourceItem[],
  stimuli: readonly SourceStimulus[],
  language: Language,
): string {
  const texts = stimuli.map(({ id, text }) => `## ${id}\n${said(text, language)}`);
  const sheets = items.map((item) => itemText(item, language));
  return [`${folder}\n${guide}`, ...texts, ...sheets].join('\n\n');
}

function itemText({ id, stimulus, task, parts }: SourceItem, language: Language): string {
  const head = `## ${id}${stimulus === undefined ? '' : ` (read ${stimulus})`}`;
  const asked = task === undefined ? [] : [said(task, language)];
  return [head, ...asked, ...parts.map((part, at) => partText(part, at, language))].join('\n');
}

function partText(part: SourcePart, at: number, language: Language): string {
  const stem = part.stem === undefined ? [] : [said(part.stem, language)];
  return [`[part ${at + 1}: ${part.kind}]`, ...stem, ...partLines(part, language)].join('\n');
}

function partLines(part: SourcePart, language: Language): readonly string[] {
  const numbered = (list: readonly Texts[], name: string) => [
    `${name}:`,
    ...list.map((text, place) => `  ${place}) ${said(text, language)}`),
  ];
  switch (part.kind) {
    case 'single':
    case 'multiple':
      return numbered(part.options, 'options');
    case 'number':
      return part.unit === undefined ? [] : [`unit: ${said(part.unit, language)}`];
    case 'short':
      return [];
    case 'order':
      return numbered(part.items, 'items');
    case 'match':
      return [...numbered(part.lefts, 'lefts'), ...numbered(part.rights, 'rights')];
    case 'gap':
      return [
        ...linesOf(part).map((line) => said(line, language)),
        ...(part.choices ?? []).flatMap((list, gap) => numbered(list, `gap ${gap}`)),
      ];
    case 'hotspot':
      return [
        `picture: ${part.picture} (${said(part.alt, language)})`,
        ...part.spots.map((spot, place) => `  ${place}) ${JSON.stringify(spot)}`),
        `choose at most ${part.most}`,
      ];
    case 'table':
      return [...numbered(part.rows, 'rows'), ...numbered(part.columns, 'columns')];
  }
}

function said(text: Texts, language: Language): string {
  return textIn(text, language) ?? '';
}
