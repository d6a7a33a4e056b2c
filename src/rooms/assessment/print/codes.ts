import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPdf } from '#http/print.ts';
import { printCommon, printFrame, type PrintContext } from '#people/index.ts';
import type { CodesAnswer } from '../routes-seal.ts';
import { formTitle } from './forms.ts';
import { printSay } from './say.ts';

/** The codes of a school on one sheet, to read over the telephone or to hand over closed (ASM-21). */
export function printCodes(context: PrintContext, { codes }: CodesAnswer): Promise<Uint8Array<ArrayBuffer>> {
  const say = printSay(context.lang);
  const words = context.lang === 'ru' ? 'ru' : 'kk';
  const template = printFrame() + readFileSync(join(import.meta.dirname, 'codes.typ'), 'utf8');
  return renderPdf(template, {
    ...printCommon(context, say('codes')),
    lead: say('codes.lead'),
    headings: [say('codes.form'), say('codes.digits'), say('codes.words')],
    rows: codes.map((each) => ({
      form: formTitle(context.lang, each.cell),
      booklet: say('booklet', { booklet: each.booklet }),
      digits: each.digits,
      words: each[words],
    })),
  });
}
