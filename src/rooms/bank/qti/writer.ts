import type { Language } from '#kernel/language.ts';
import type { TextMaker } from '#rooms/library/index.ts';
import type { FaceMedia } from '../face.ts';
import { textIn, type Texts } from '../model/source.ts';
import { withLibraryGaps } from '../model/twins.ts';
import { elementsOf, formulasIn } from './html-out.ts';
import { node, type XmlChild, type XmlNode } from './tree.ts';

/** Texts of an item in one language as elements of a package. */
export type QtiWriter = {
  readonly language: Language;
  readonly blocks: (text: Texts) => Promise<readonly XmlChild[]>;
  readonly inline: (text: Texts) => Promise<readonly XmlChild[]>;
  readonly plain: (text: Texts) => string;
  /** A line of a gap part; `gap` makes the element of each. */
  readonly gapLine: (line: string, gap: (number: number) => Promise<XmlNode>) => Promise<XmlNode>;
  readonly file: (name: string) => FaceMedia | undefined;
};

/** The address of a file within our packages. */
export function packagePath(name: string): string {
  return `media/${name}`;
}

export function qtiWriter(texts: TextMaker, media: ReadonlyMap<string, FaceMedia>, language: Language): QtiWriter {
  const file = (name: string): FaceMedia | undefined => media.get(name.replace(/^media\//u, ''));
  const names = new Map([...media.values()].map(({ ref, name }) => [ref, name]));
  const path = (ref: string): string => packagePath(names.get(ref) ?? ref);
  const useMedia = (name: string) => {
    const found = file(name);
    return found && { ...found, content: new Uint8Array() };
  };
  const context = { report: () => undefined, lessons: new Set<string>(), useMedia };
  const said = (text: Texts): string => textIn(text, language) ?? '';
  return {
    language,
    file,
    plain: said,
    blocks: (text) => elementsOf(texts.blocks(said(text), 1, context), formulasIn(said(text)), path),
    inline: (text) => elementsOf(texts.inline(said(text), 1, context), formulasIn(said(text)), path),
    gapLine: async (line, gap) => {
      const formulas = formulasIn(line);
      const out: XmlChild[] = [];
      for (const piece of texts.gapLine(withLibraryGaps(line), 1, context).parts) {
        if ('html' in piece) out.push(...(await elementsOf(piece.html, formulas, path)));
        else out.push(await gap(Number(piece.words[0])));
      }
      return node('p', {}, out);
    },
  };
}
