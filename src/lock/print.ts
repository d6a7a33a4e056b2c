import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minute } from '#kernel/time.ts';
import { renderPdf } from '#http/print.ts';
import kk from './words/sheet.kk.json' with { type: 'json' };
import ru from './words/sheet.ru.json' with { type: 'json' };
import type { SchoolNames } from './routes.ts';

/** Days are those of Kazakhstan. */
const minutesAheadOfUtc = 300;

/** The recovery sheet in Kazakh and Russian on one page, with the code as it is to be typed (LOCK-3). */
export function printRecoverySheet(code: string, school: SchoolNames, now: number): Promise<Uint8Array<ArrayBuffer>> {
  const day = new Date(now + minutesAheadOfUtc * minute).toISOString().slice(0, 10).split('-').toReversed().join('.');
  const part = (words: typeof kk, name: string) => ({
    title: words['lock.sheet.title'],
    lead: words['lock.sheet.lead'],
    steps: [words['lock.sheet.step.locked'], words['lock.sheet.step.backup'], words['lock.sheet.step.new']],
    keep: words['lock.sheet.keep'],
    school: name,
    day,
  });
  return renderPdf(readFileSync(join(import.meta.dirname, 'recovery-sheet.typ'), 'utf8'), {
    title: kk['lock.sheet.title'],
    isSample: school.isInvented,
    code,
    kk: part(kk, school.kk),
    ru: part(ru, school.ru),
  });
}
