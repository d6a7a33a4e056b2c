import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import { renderPdf } from '#http/print.ts';
import { findSchool, printCommon, printFrame, shownName, subjectName } from '#people/index.ts';
import { schoolHere, todayOf } from '../access.ts';
import type { CarryTable } from '../carry.ts';
import type { GroupJournal } from '../group-journal.ts';
import { levels } from '../model/analysis.ts';
import { wholePercent, type Ratio } from '../model/ratio.ts';
import { columnHeading, paperSay, type PaperSay } from '../paper-words.ts';
import type { ShownAnalysis } from '../routes-assessments.ts';

function template(name: 'journal' | 'analysis'): string {
  return printFrame() + readFileSync(join(import.meta.dirname, `${name}.typ`), 'utf8');
}

async function common(house: House, journal: GroupJournal, lang: Language, title: string) {
  const school = await findSchool(house.log.read, schoolHere(house).school);
  const teacher = await shownName(house, journal.group.teacher);
  return { ...printCommon({ lang, school, today: todayOf(house) }, title), teacher };
}

/** The widest that columns of one page can be read: what is more goes onto further pages. */
const columnsOnPage = 22;

/** The journal of a quarter on paper, a part for each grade, in the order of the journal outside. */
export async function printJournal(
  house: House,
  journal: GroupJournal,
  tables: readonly CarryTable[],
  quarter: number,
  lang: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const say = paperSay(lang);
  const subject = subjectName(lang, journal.group.subject);
  const parts = tables.flatMap((table) => {
    const title = say('journal', { subject, grade: table.grade, quarter });
    const pages = Math.max(1, Math.ceil(table.columns.length / columnsOnPage));
    return Array.from({ length: pages }, (_, n) => {
      const [from, to] = [n * columnsOnPage, (n + 1) * columnsOnPage];
      return {
        title,
        headings: table.columns.slice(from, to).map((column) => columnHeading(say, column)),
        rows: table.rows.map(({ name, cells }) => ({ name, cells: cells.slice(from, to).map(({ text }) => text) })),
        note: table.outer.checked ? '' : say('unchecked'),
      };
    });
  });
  const words = { number: say('number'), name: say('name'), signature: say('teacher') };
  const title = say('journal.title', { subject });
  return renderPdf(template('journal'), {
    ...(await common(house, journal, lang, title)),
    words,
    parts,
  });
}

/** JRN-7: the analysis in its official form; what the teacher has not written yet has lines to write on. */
export async function printAnalysis(
  house: House,
  journal: GroupJournal,
  of: ShownAnalysis,
  lang: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const say = paperSay(lang);
  const { analysis } = of;
  const subject = subjectName(lang, journal.group.subject);
  const shares = await common(house, journal, lang, say('analysis'));
  const objectives = (isReached: boolean): string[] => {
    const found = analysis.objectives.filter((each) => each.isReached === isReached);
    return found.map(({ objective, share }) => `${objective} (${percent(share)})`);
  };
  const names = levels
    .toReversed()
    .map((level) => `${say(`level.${level}`)}: ${analysis.levels[level].join(', ') || say('none')}`);
  return renderPdf(template('analysis'), {
    ...shares,
    what: say('analysis.what', { quarter: of.quarter, subject }),
    about: [
      [say('analysis.class'), String(of.grade)],
      [say('analysis.pupils'), String(analysis.pupils)],
      [say('analysis.teacher'), shares.teacher],
      [say('analysis.section'), of.title],
    ],
    levels: levels.map((level) => say(`level.${level}.range`)),
    row: [
      say(`kind.${of.kind}`),
      String(analysis.wrote),
      String(analysis.max),
      ...levels.map((level) => String(analysis.levels[level].length)),
      ratio(analysis.quality),
      ratio(analysis.progress),
    ],
    reached: orNone(say, objectives(true)),
    hard: orNone(say, objectives(false)),
    texts: [
      [say('analysis.levels'), names.join('\n')],
      [say('analysis.difficulties'), of.words.difficulties],
      [say('analysis.causes'), of.words.causes],
      [say('analysis.work'), of.words.work],
    ],
    words: {
      work: say('analysis.kind'),
      wrote: say('analysis.wrote'),
      max: say('analysis.max'),
      levels: say('analysis.level-counts'),
      quality: say('analysis.quality'),
      progress: say('analysis.progress'),
      reached: say('analysis.reached'),
      hard: say('analysis.hard'),
      date: say('analysis.date'),
      signature: say('teacher'),
    },
  });
}

function orNone(say: PaperSay, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? lines : [say('none')];
}

function percent(share: Ratio): string {
  return share.of === 0 ? '–' : `${wholePercent(share)}%`;
}

/** `57% (8/14)`: a share keeps its parts. */
function ratio(share: Ratio): string {
  return `${percent(share)} (${share.part}/${share.of})`;
}
