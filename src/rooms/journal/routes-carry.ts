import { Hono } from 'hono';
import { z } from 'zod/mini';
import { language } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { groupOf, schoolHere, thisYear } from './access.ts';
import { carryTable, type CarryTable } from './carry.ts';
import { groupJournal, type GroupJournal } from './group-journal.ts';
import { allow } from './permissions.ts';
import { printAnalysis, printJournal } from './print/prints.ts';
import { carriedOf } from './queries.ts';
import { carried } from './records.ts';
import { assessmentOf } from './access.ts';
import { shownAnalysis } from './routes-assessments.ts';
import { journalWorkbook } from './workbook.ts';

const when = z.object({
  year: z.optional(z.string().check(z.regex(/^\d{4}$/))),
  quarter: z.string().check(z.regex(/^[1-4]$/)),
  lang: language,
});
const paper = z.object({ lang: language });
/** What was carried over, each with what it held then. */
const ticks = z.object({
  year: z.optional(z.int()),
  quarter: z.int().check(z.minimum(1), z.maximum(4)),
  lang: language,
  cells: z
    .array(z.tuple([z.string().check(z.maxLength(80)), z.string().check(z.maxLength(30))]))
    .check(z.minLength(1), z.maxLength(2000)),
});
const cellsInRecord = 100;

/** JRN-12: the way into the journal outside: on a screen with ticks, as a spreadsheet, and on paper. */
export function carryRoutes(house: House) {
  const tablesOf = async (who: Person, id: string, of: z.infer<typeof when>) => {
    const group = await groupOf(house, who, id);
    const journal = await groupJournal(house.log.read, group, Number(of.year ?? thisYear(house)));
    return { journal, tables: await tablesIn(house, journal, Number(of.quarter), of.lang) };
  };
  return new Hono<Env>()
    .get('/groups/:group/carry', allow('journal.keep'), input('query', when), async (context) => {
      const of = context.req.valid('query');
      const { journal, tables } = await tablesOf(personOf(context), context.req.param('group'), of);
      const { subject } = journal.group;
      return context.json({ subject, quarter: Number(of.quarter), quarters: journal.quarters.spans, tables });
    })
    .post('/groups/:group/carried', allow('journal.keep'), input('json', ticks), async (context) => {
      const who = personOf(context);
      const group = await groupOf(house, who, context.req.param('group'));
      const { cells, quarter, lang, year = thisYear(house) } = context.req.valid('json');
      const isKept = await house.log.write(async (on) => {
        const journal = await groupJournal(on, group, year);
        const now = new Map(
          (await tablesIn(house, journal, quarter, lang))
            .flatMap(({ rows }) => rows.flatMap((row) => row.cells))
            .map(({ key, text }) => [key, text]),
        );
        // What changed meanwhile was not carried over: the screen must show it first.
        if (cells.some(([key, held]) => now.get(key) !== held)) return { records: [], answer: false };
        const parts = Array.from({ length: Math.ceil(cells.length / cellsInRecord) }, (_, n) =>
          cells.slice(n * cellsInRecord, (n + 1) * cellsInRecord),
        );
        const { scope } = schoolHere(house);
        const records = parts.map((part) => carried.draft(scope, who.person, { group: group.group, cells: part }));
        return { records, answer: true };
      });
      if (!isKept) throw refused('journal.changed-meanwhile', 409);
      return context.json({ done: true });
    })
    .get('/groups/:group/table.xlsx', allow('journal.keep'), input('query', when), async (context) => {
      const of = context.req.valid('query');
      const { journal, tables } = await tablesOf(personOf(context), context.req.param('group'), of);
      const bytes = await journalWorkbook(journal.group.subject, tables, of.lang);
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      return context.body(bytes, 200, { 'content-type': type, 'cache-control': 'no-store' });
    })
    .get('/print/groups/:group', allow('journal.keep'), input('query', when), async (context) => {
      const of = context.req.valid('query');
      const { journal, tables } = await tablesOf(personOf(context), context.req.param('group'), of);
      const pdf = await printJournal(house, journal, tables, Number(of.quarter), of.lang);
      return context.body(pdf, 200, { 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    })
    .get('/print/analysis/:assessment', allow('journal.keep'), input('query', paper), async (context) => {
      const { assessment, group } = await assessmentOf(house, personOf(context), context.req.param('assessment'));
      const journal = await groupJournal(house.log.read, group, assessment.year);
      const shown = await shownAnalysis(house, journal, assessment);
      const pdf = await printAnalysis(house, journal, shown, context.req.valid('query').lang);
      return context.body(pdf, 200, { 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    });
}

async function tablesIn(
  house: House,
  journal: GroupJournal,
  quarter: number,
  lang: z.infer<typeof language>,
): Promise<CarryTable[]> {
  const done = await carriedOf(house.log.read, journal.group.group);
  return journal.group.grades.map((grade) => carryTable(house, journal, { grade, quarter, language: lang }, done));
}
