import type { Language } from '#kernel/language.ts';
import type { GapPart, Html, MediaFile, TextMaker } from '#rooms/library/index.ts';
import type { ReportItem } from './model/bank-error.ts';
import type { ItemFace, PartFace } from './model/item.ts';
import { linesOf, textIn, type SourceItem, type SourcePart, type SourceStimulus, type Texts } from './model/source.ts';
import { withLibraryGaps } from './model/twins.ts';

/** A media file without its bytes: enough to draw a face. */
export type FaceMedia = Omit<MediaFile, 'content'>;

export type FaceContext = {
  readonly texts: TextMaker;
  /** By the name that stands in the texts. */
  readonly media: ReadonlyMap<string, FaceMedia>;
  readonly report: ReportItem;
};

/**
 * The item as it is seen in a language, which must be one of `languagesOf`. The same source gives the same HTML on
 * every machine. Errors in texts and media are reported; then the face is not to be shown.
 */
export function faceOf(
  item: SourceItem,
  stimulus: SourceStimulus | undefined,
  { version, language }: { readonly version: number; readonly language: Language },
  context: FaceContext,
): ItemFace {
  const used = new Set<string>();
  // English that is learned is read aloud as English, whatever the language of its instruction.
  const spoken = item.subject === 'english' && language !== 'en' ? 'en' : undefined;
  const writer = textWriter({ language, used, spoken }, context);
  const task = item.task === undefined ? '' : writer.blocks(item.task, 'task');
  const parts = item.parts.map((part, at) => partFace(part, at === 0 ? task : '', writer.at(`parts.${at}.`)));
  const text = stimulus && writer.blocks(stimulus.text, 'stimulus');
  return {
    item: item.id,
    version,
    parts,
    ...(stimulus && text !== undefined ? { stimulus: { id: stimulus.id, html: text } } : {}),
    media: [...used].sort(),
  };
}

type Writer = {
  readonly blocks: (text: Texts, where: string) => Html;
  readonly inline: (text: Texts, where: string) => Html;
  readonly plain: (text: Texts) => string;
  readonly gapLines: (text: Texts, where: string) => readonly (readonly GapPart[])[];
  readonly picture: (name: string, where: string) => FaceMedia | undefined;
  readonly at: (before: string) => Writer;
};

type Reader = { readonly language: Language; readonly used: Set<string>; readonly spoken: Language | undefined };

function textWriter(reader: Reader, context: FaceContext, before = ''): Writer {
  const { texts, media, report } = context;
  const { language, used, spoken } = reader;
  const find = (name: string, where: string, isPicture: boolean): FaceMedia | undefined => {
    const file = media.get(name.replace(/^media\//u, ''));
    if (!file) report('media-missing', where, { name });
    else if (isPicture && !file.type.startsWith('image/')) report('media-kind', where, { name });
    if (file) used.add(file.ref);
    return file;
  };
  const here = (where: string) => ({
    report: (key: string, _line: number, values: Readonly<Record<string, string | number>> = {}): void => {
      const found = String(values['formula'] ?? values['found'] ?? values['path'] ?? values['target'] ?? '–');
      report(key.startsWith('formula') || key.startsWith('dollar') ? 'formula' : 'markup', where, {
        language,
        rule: key,
        found,
      });
    },
    lessons: new Set<string>(),
    useMedia: (path: string, _line: number, kinds: readonly string[]): MediaFile | undefined => {
      const file = find(path, where, kinds.includes('image'));
      return file && { ...file, content: nothing };
    },
  });
  const said = (text: Texts): string => textIn(text, language) ?? '';
  const inTongue = (text: Texts, tag: 'div' | 'span', html: Html): Html =>
    spoken && typeof text === 'string' && html !== '' ? `<${tag} lang="${spoken}">${html}</${tag}>` : html;
  return {
    blocks: (text, where) => inTongue(text, 'div', texts.blocks(said(text), 1, here(before + where))),
    inline: (text, where) => inTongue(text, 'span', texts.inline(said(text), 1, here(before + where))),
    plain: said,
    gapLines: (text, where) =>
      said(text)
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => gapParts(texts.gapLine(withLibraryGaps(line), 1, here(before + where)))),
    picture: (name, where) => find(name, before + where, true),
    at: (more) => textWriter(reader, context, before + more),
  };
}

const nothing = new Uint8Array();

function gapParts({ parts }: ReturnType<TextMaker['gapLine']>): readonly GapPart[] {
  return parts.map((part) => ('html' in part ? part : { gap: Number(part.words[0]) }));
}

function partFace(part: SourcePart, task: Html, writer: Writer): PartFace {
  const stem = task + (part.stem === undefined ? '' : writer.blocks(part.stem, 'stem'));
  const each = (name: string, list: readonly Texts[]) => list.map((text, at) => writer.inline(text, `${name}.${at}`));
  switch (part.kind) {
    case 'single':
    case 'multiple':
      return { kind: part.kind, stem, options: each('options', part.options) };
    case 'number':
      return { kind: 'number', stem, ...(part.unit === undefined ? {} : { unit: writer.plain(part.unit) }) };
    case 'short':
      return { kind: 'short', stem };
    case 'order':
      return { kind: 'order', stem, items: each('items', part.items) };
    case 'match':
      return { kind: 'match', stem, lefts: each('lefts', part.lefts), rights: each('rights', part.rights) };
    case 'gap':
      return {
        kind: 'gap',
        stem,
        lines: linesOf(part).flatMap((line, at) => writer.gapLines(line, `lines.${at}`)),
        ...(part.choices ? { choices: part.choices.map((list, gap) => each(`choices.${gap}`, list)) } : {}),
      };
    case 'hotspot':
      return hotspotFace(part, stem, writer);
    case 'table':
      return { kind: 'table', stem, columns: each('columns', part.columns), rows: each('rows', part.rows) };
  }
}

function hotspotFace(part: Extract<SourcePart, { kind: 'hotspot' }>, stem: Html, writer: Writer): PartFace {
  const { spots, most, width, height } = part;
  const file = writer.picture(part.picture, 'picture');
  return {
    kind: 'hotspot',
    stem,
    picture: file?.ref ?? '',
    alt: writer.plain(part.alt),
    width,
    height,
    spots,
    most,
  };
}
