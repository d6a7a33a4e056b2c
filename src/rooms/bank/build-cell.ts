import type { Language } from '#kernel/language.ts';
import { readCurriculum, textMaker, type MediaFile, type PackError, type TextMaker } from '#rooms/library/index.ts';
import type { CellFiles } from './cell-folder.ts';
import { faceOf } from './face.ts';
import { reportItem, type BankError } from './model/bank-error.ts';
import { checkCell } from './model/check-cell.ts';
import { checkItem } from './model/check-item.ts';
import type { ItemFace, ItemKey } from './model/item.ts';
import { keyOf } from './model/key.ts';
import { languagesOf, type CellHead, type SourceItem, type SourceStimulus } from './model/source.ts';
import { checkStimulusTwins } from './model/twins.ts';
import { readCell, type PlacedItem } from './read-cell.ts';

export type BuiltItem = {
  readonly file: string;
  readonly source: SourceItem;
  readonly stimulus?: SourceStimulus;
  readonly key: ItemKey;
  readonly faces: Readonly<Partial<Record<Language, ItemFace>>>;
  /** The media that it needs, by name. */
  readonly media: readonly MediaFile[];
};

export type CellBuild = {
  /** Undefined where cell.json cannot be read. */
  readonly head: CellHead | undefined;
  readonly items: readonly BuiltItem[];
  readonly stimuli: readonly SourceStimulus[];
  /** By file and item; none of them, or the cell is not to be used (BNK-5). */
  readonly errors: readonly BankError[];
  readonly notes: readonly BankError[];
};

/** BNK-5: reads a cell, checks it against every rule and draws its faces. All errors are reported at once. */
export async function buildCell(files: CellFiles): Promise<CellBuild> {
  const texts = await textMaker();
  const errors: BankError[] = [];
  const { head, items, stimuli } = readCell(files, errors);
  const media = mediaOf(files, texts, errors);
  const built = items.map((item) => buildItem(item, { texts, media, stimuli, errors }));
  for (const stimulus of stimuli) checkStimulusTwins(stimulus, reportItem(errors, 'stimuli.json', stimulus.id));
  const withPicture = new Set(built.filter(({ media: own }) => own.length > 0).map(({ source }) => source.id));
  const objectivesOf = (subject: string) => objectives(subject, head?.edition);
  const sources = items.map(({ item }) => item);
  const whole = head && checkCell({ head, items: sources, stimuli, withPicture, objectivesOf });
  errors.push(...(whole?.errors ?? []));
  const used = new Set(built.flatMap((item) => item.media.map(({ name }) => name)));
  const unused = [...media.keys()].filter((name) => !used.has(name));
  const notes = unused.map((name): BankError => ({ key: 'media-unused', file: `media/${name}`, values: {} }));
  return { head, items: built, stimuli, errors: inOrder(errors), notes: [...notes, ...(whole?.notes ?? [])] };
}

type Workshop = {
  readonly texts: TextMaker;
  readonly media: ReadonlyMap<string, MediaFile>;
  readonly stimuli: readonly SourceStimulus[];
  readonly errors: BankError[];
};

function buildItem({ item, file }: PlacedItem, { texts, media, stimuli, errors }: Workshop): BuiltItem {
  const report = reportItem(errors, file, item.id);
  checkItem(item, report);
  checkPictures(item, media, report);
  const stimulus = stimuli.find(({ id }) => id === item.stimulus);
  const languages = languagesOf(item, stimulus);
  const faces = languages.map((language) => {
    const face = faceOf(item, stimulus, { version: 1, language }, { texts, media, report });
    return [language, face] as const;
  });
  const refs = new Set(faces.flatMap(([, face]) => face.media));
  return {
    file,
    source: item,
    ...(stimulus ? { stimulus } : {}),
    key: keyOf(item, 1),
    faces: Object.fromEntries(faces),
    media: [...media.values()].filter(({ ref }) => refs.has(ref)),
  };
}

/** A hot spot's places are in units of its picture. */
export function checkPictures(
  item: SourceItem,
  media: ReadonlyMap<string, Pick<MediaFile, 'size'>>,
  report: ReturnType<typeof reportItem>,
): void {
  item.parts.forEach((part, at) => {
    if (part.kind !== 'hotspot') return;
    const size = media.get(part.picture.replace(/^media\//u, ''))?.size;
    if (size && (size.width !== part.width || size.height !== part.height))
      report('picture-size', `parts.${at}.picture`, { name: part.picture, width: size.width, height: size.height });
  });
}

const maxPicture = 20 * 1024;

/** The media of a folder by name; those that may not be shown are reported with the library's rule. */
export function mediaOf(files: CellFiles, texts: TextMaker, errors: BankError[]): ReadonlyMap<string, MediaFile> {
  const found: PackError[] = [];
  const media = texts.media(files, found);
  for (const { key, file, line, values } of found) {
    errors.push({ key: 'media', file, values: { rule: key, line, found: String(Object.values(values)[0] ?? '–') } });
  }
  for (const [file, { type, content }] of media) {
    if (type !== 'image/svg+xml') continue;
    if (content.length > maxPicture) errors.push({ key: 'picture-large', file, values: { bytes: content.length } });
    // A picture is the same in all languages: words would be in one of them.
    const word = /\p{Script=Cyrillic}{4,}/u.exec(new TextDecoder().decode(content))?.[0];
    if (word !== undefined) errors.push({ key: 'picture-words', file, values: { found: word } });
  }
  return new Map([...media.values()].map((file) => [file.name, file]));
}

function objectives(subject: string, edition = '2022'): ReadonlySet<string> {
  return new Set(readCurriculum(subject, edition).objectives.map(({ code }) => code));
}

function inOrder(errors: readonly BankError[]): readonly BankError[] {
  const same = new Set<string>();
  const once = errors.filter((error) => {
    const text = JSON.stringify(error);
    return !same.has(text) && same.add(text);
  });
  return once.sort((a, b) => {
    const [one, other] = [`${a.file} ${a.item ?? ''}`, `${b.file} ${b.item ?? ''}`];
    return one < other ? -1 : one > other ? 1 : 0;
  });
}
