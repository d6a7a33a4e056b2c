import type { Language } from '#kernel/language.ts';
import { textMaker, type Html } from '#rooms/library/index.ts';
import { faceOf, type FaceMedia } from './face.ts';
import { reportItem, type BankError } from './model/bank-error.ts';
import { checkItem } from './model/check-item.ts';
import type { ItemFace } from './model/item.ts';
import { languagesOf, type SourceItem, type SourceStimulus } from './model/source.ts';
import { checkStimulusTwins } from './model/twins.ts';
import { checkPictures } from './build-cell.ts';
import type { ItemMedia } from './records.ts';

export type Written = {
  readonly source: SourceItem;
  readonly stimulus?: SourceStimulus | undefined;
  readonly media: readonly ItemMedia[];
  readonly version: number;
};

export type DrawnItem = {
  readonly faces: Readonly<Partial<Record<Language, ItemFace>>>;
  readonly errors: readonly BankError[];
};

/** An item as it is written, checked (BNK-5) and drawn in each of its languages. */
export async function drawItem({ source, stimulus, media, version }: Written): Promise<DrawnItem> {
  const errors: BankError[] = [];
  const report = reportItem(errors, '', source.id);
  const texts = await textMaker();
  const files = new Map(media.map((file) => [file.name, faceMedia(file)]));
  checkItem(source, report);
  checkPictures(source, files, report);
  if (stimulus) checkStimulusTwins(stimulus, report);
  const faces = languagesOf(source, stimulus).map((language) => {
    return [language, faceOf(source, stimulus, { version, language }, { texts, media: files, report })] as const;
  });
  return { faces: Object.fromEntries(faces), errors: errors.filter(isFirst) };
}

/** The faces of versions in a language, in their order; those that have none in it are left out. */
export async function facesIn(items: readonly Written[], language: Language): Promise<readonly ItemFace[]> {
  const texts = await textMaker();
  return items.flatMap(({ source, stimulus, media, version }) => {
    if (!languagesOf(source, stimulus).includes(language)) return [];
    const files = new Map(media.map((file) => [file.name, faceMedia(file)]));
    return [faceOf(source, stimulus, { version, language }, { texts, media: files, report: () => undefined })];
  });
}

/** The reasoning of an item as HTML, for those who may see keys. */
export async function reasonsOf({ source, media }: Written): Promise<Readonly<Partial<Record<Language, Html>>>> {
  const texts = await textMaker();
  const files = new Map(media.map((file) => [file.name, { ...faceMedia(file), content: new Uint8Array() }]));
  const useMedia = (name: string) => files.get(name.replace(/^media\//u, ''));
  const context = { report: () => undefined, lessons: new Set<string>(), useMedia };
  const { kk, ru, en } = source.why;
  const said = { kk, ru, ...(en === undefined ? {} : { en }) };
  return Object.fromEntries(Object.entries(said).map(([language, why]) => [language, texts.blocks(why, 1, context)]));
}

export function faceMedia({ name, hash, type, width, height }: ItemMedia): FaceMedia {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const size = width !== undefined && height !== undefined ? { size: { width, height } } : {};
  return { name, hash, ref: `${hash}.${ending}`, type: type as FaceMedia['type'], ...size };
}

/** Each language reports what all share. */
function isFirst(error: BankError, at: number, all: readonly BankError[]): boolean {
  const text = JSON.stringify(error);
  return all.findIndex((other) => JSON.stringify(other) === text) === at;
}
