import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import { renderPdf } from '#http/print.ts';
import { dayOf, findSchool, printCommon, printFrame, selectSchools } from '#people/index.ts';
import type { Takeaway } from '../sheets.ts';

/** More columns than this are read on a page lying down. */
const columnsUpright = 8;

/** A report on paper: its tables one beneath the other. What was typed (names) is data, never markup. */
export async function printReport(house: House, of: Takeaway, lang: Language): Promise<Uint8Array<ArrayBuffer>> {
  const { read } = house.log;
  const { school } = house.self;
  const own = school && (await findSchool(read, school));
  const common = printCommon({ lang, school: own, today: dayOf(house.clock.now()) }, of.title);
  const isSample = own ? own.isInvented : (await selectSchools(read)).some(({ isInvented }) => isInvented);
  const source = printFrame() + readFileSync(join(import.meta.dirname, 'report.typ'), 'utf8');
  return renderPdf(source, {
    ...common,
    isSample,
    about: of.about,
    notes: of.notes,
    isWide: of.sheets.some(({ head }) => head.length > columnsUpright),
    sheets: of.sheets.map(({ title, head, rows }) => ({
      title,
      head,
      rows: rows.map((row) => row.map(String)),
      // A table of an objective's words needs room in its second column.
      isText: rows.some(([, second]) => typeof second === 'string' && second.length > 25),
    })),
  });
}
