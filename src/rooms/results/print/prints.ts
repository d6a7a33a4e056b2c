import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import { renderPdf } from '#http/print.ts';
import { dayOf, findSchool, printCommon, printFrame, selectSchools } from '#people/index.ts';
import type { ClassReport } from '../class-report.ts';
import { nextOf } from '../model/objectives.ts';
import { paperSay } from '../paper-words.ts';
import type { Takeaway } from '../sheets.ts';

/** More columns than this are read on a page lying down. */
const columnsUpright = 8;

/** RES-14: a page for each pupil of a class, to hand out: the band, and what to learn next. No point of the scale. */
export async function printPupils(house: House, report: ClassReport, lang: Language): Promise<Uint8Array<ArrayBuffer>> {
  const say = paperSay(lang);
  const { titles, grade, year, timePoint, objectives, pupils } = report;
  const about = `${say('cell', { subject: titles[lang], grade })}, ${say(`when.${timePoint}`, { year, next: year + 1 })}`;
  const own = house.self.school && (await findSchool(house.log.read, house.self.school));
  const source = printFrame() + readFileSync(join(import.meta.dirname, 'pupils.typ'), 'utf8');
  return renderPdf(source, {
    ...printCommon({ lang, school: own, today: dayOf(house.clock.now()) }, about),
    about,
    words: { next: say('pupil.next'), none: say('pupil.next.none'), how: say('pupil.how') },
    pupils: pupils.map(({ name, band, change, points }) => {
      const row = points.flatMap((each, n) => (each ? [{ ...each, at: n }] : []));
      const words = nextOf(row).map(
        ({ at }) => objectives[at]?.[lang === 'ru' ? 'ru' : 'kk'] || (objectives[at]?.objective ?? ''),
      );
      const [low, high] = [Math.round(band.low), Math.round(band.high)];
      const said = change ? say(`pupil.change.${change.kind}`) : '';
      return { name, low, high, band: say('pupil.band', { low, high }), change: said, next: words };
    }),
  });
}

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
