import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#kernel/language.ts';
import { renderPdf } from '#http/print.ts';
import { printCommon, printFrame, type PrintContext } from '#people/index.ts';
import type { ItemFace, PartFace } from '#rooms/bank/index.ts';
import { letterOf } from '../model/check.ts';
import type { OpenedForm } from '../model/form.ts';
import { sheetLines } from '../model/sheet.ts';
import { printSay } from './say.ts';
import { printTree } from './tree.ts';

/** `isLarge`: 16 points, for who sees badly. */
export type PrintedAs = { readonly language: Language; readonly isLarge: boolean };

function source(...files: readonly string[]): string {
  return printFrame() + files.map((file) => readFileSync(join(import.meta.dirname, `${file}.typ`), 'utf8')).join('');
}

/** What a form is called on paper: `Математика, 6-сынып`. */
export function formTitle(language: Language, cell: string): string {
  const say = printSay(language);
  const parts = cell.split('-');
  return `${say(`cell.${parts.slice(0, -1).join('-')}`)}, ${say('grade', { grade: parts.at(-1) ?? '' })}`;
}

/** ASM-30: a form on paper, as its pupils see it: in the form's order, options with letters, room to write. */
export function printForm(
  context: PrintContext,
  opened: OpenedForm,
  { language, isLarge }: PrintedAs,
): Promise<Uint8Array<ArrayBuffer>> {
  const say = printSay(language);
  const faces = opened.languages[language] ?? [];
  const lines = sheetLines(faces);
  let before: string | undefined;
  const items = faces.map((face, at) => {
    const stimulus = face.stimulus && face.stimulus.id !== before ? stimulusOf(face, at, faces, say) : null;
    before = face.stimulus?.id;
    const labels = lines.filter(({ item }) => item === face.item);
    return {
      stimulus,
      parts: face.parts.map((part, at) => ({ ...partOf(part, say), label: labels[at]?.label ?? '' })),
    };
  });
  return renderPdf(source('faces', 'form'), {
    ...printCommon({ ...context, lang: language }, formTitle(language, opened.of.cell)),
    booklet: say('booklet', { booklet: opened.of.booklet }),
    lead: say('form.lead', { minutes: opened.minutes, items: faces.length }),
    isLarge,
    items,
    media: mediaOf(opened),
  });
}

type Say = ReturnType<typeof printSay>;

/** The text for the items that stand together from this place on; where a form tears them apart, it comes again. */
function stimulusOf({ stimulus }: ItemFace, at: number, faces: readonly ItemFace[], say: Say) {
  const end = faces.findIndex((face, other) => other > at && face.stimulus?.id !== stimulus?.id);
  const head = say('form.stimulus', { from: at + 1, to: end < 0 ? faces.length : end });
  return { head, tree: printTree(stimulus?.html ?? '') };
}

/** A part as the template draws it, with a word of how it is answered where letters alone do not say it. */
function partOf(face: PartFace, say: Say) {
  const of = { kind: face.kind, stem: printTree(face.stem), hint: hintOf(face, say) };
  switch (face.kind) {
    case 'single':
    case 'multiple':
      return { ...of, options: face.options.map(printTree) };
    case 'order':
      return { ...of, options: face.items.map(printTree) };
    case 'number':
      return { ...of, unit: face.unit ?? '' };
    case 'short':
      return { ...of, unit: '' };
    case 'match':
      return { ...of, lefts: face.lefts.map(printTree), rights: face.rights.map(printTree) };
    case 'table':
      return { ...of, columns: face.columns.map(printTree), rows: face.rows.map(printTree) };
    case 'gap':
      return {
        ...of,
        lines: face.lines.map((line) =>
          line.map((piece) => ('gap' in piece ? piece : { html: printTree(piece.html) })),
        ),
        choices: (face.choices ?? []).map((choice) => choice.map(printTree)),
      };
    case 'hotspot':
      return { ...of, ...pictureOf(face) };
  }
}

function pictureOf({ picture, width, height, spots }: Extract<PartFace, { kind: 'hotspot' }>) {
  return { picture, width, height, spots: spots.map((spot, at) => ({ ...spot, letter: letterOf(at) })) };
}

function hintOf(face: PartFace, say: Say): string {
  if (face.kind === 'single' || face.kind === 'number' || face.kind === 'short') return '';
  return say(`form.hint-${face.kind}`);
}

/** Drawings as their text, other pictures as bytes. */
function mediaOf({ media }: OpenedForm) {
  return Object.fromEntries(
    Object.entries(media).map(([ref, bytes]) => {
      return [ref, ref.endsWith('.svg') ? { svg: Buffer.from(bytes).toString('utf8') } : { bytes: [...bytes] }];
    }),
  );
}

export type PrintedSheet = { readonly number: string; readonly name: string; readonly letter: string };

/** ASM-30: answer sheets, one a pupil: name, number with its check digit, a line for each part. */
export function printSheets(
  context: PrintContext,
  opened: OpenedForm,
  { language, isLarge, sheets }: PrintedAs & { readonly sheets: readonly PrintedSheet[] },
): Promise<Uint8Array<ArrayBuffer>> {
  const say = printSay(language);
  return renderPdf(source('sheets'), {
    ...printCommon({ ...context, lang: language }, formTitle(language, opened.of.cell)),
    booklet: say('booklet', { booklet: opened.of.booklet }),
    lead: say('sheets.lead'),
    nameWord: say('sheets.name'),
    numberWord: say('sheets.number'),
    isLarge,
    lines: sheetLines(opened.languages[language] ?? []).map(({ label, entry }) => ({ label, entry })),
    sheets,
  });
}
