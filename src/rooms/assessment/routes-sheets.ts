import { Hono } from 'hono';
import { z } from 'zod/mini';
import { mintId, schoolScope, type PersonId, type SchoolId, type Scope } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import { language } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { nameOf, selectPupils, type PupilRow } from '#people/index.ts';
import type { PartResponse } from '#rooms/bank/index.ts';
import { must } from './access.ts';
import { resolvePasses } from './model/resolve.ts';
import {
  asItems,
  differences,
  isSheetNumber,
  keyedText,
  readKeyed,
  sheetNumber,
  type SheetLine,
} from './model/sheet.ts';
import type { OpenedForm } from './model/form.ts';
import { openForm } from './opening.ts';
import { keyedOf, linesOf, type SheetState } from './paper.ts';
import { allow } from './permissions.ts';
import { comparedSchools } from './queries.ts';
import { countSheets, findSheet, selectSeats, selectSheets, type SheetRow } from './queries-paper.ts';
import { resolveReasons } from './model/reasons.ts';
import { sheetKeyed, sheetResolved, sheetsMade } from './records-paper.ts';

/** The answer sheets of a form at a school. */
export type SheetsAnswer = {
  readonly form: string;
  readonly cell: string;
  readonly lines: readonly SheetLine[];
  readonly sheets: readonly {
    readonly sheet: string;
    /** Empty for a comparison school, whose pupils have no names here. */
    readonly name: string;
    readonly letter: string;
    readonly language: Language;
    readonly state: SheetState;
  }[];
  /** Pupils who have no sheet yet. */
  readonly without: number;
};

/** Two passes beside each other, where they differ. */
export type DifferencesAnswer = {
  readonly sheet: string;
  readonly lines: readonly {
    readonly line: number;
    readonly label: string;
    readonly first: string;
    readonly second: string;
  }[];
};

const atSchool = z.object({ school: z.optional(z.string().check(z.maxLength(40))) });
const makeBody = z.object({
  count: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
  language: z.optional(language),
});
const passBody = z.object({
  pass: z.literal([1, 2]),
  lines: z.array(z.string().check(z.maxLength(400))).check(z.maxLength(400)),
});
const resolveBody = z.object({
  lines: z
    .array(
      z.object({
        line: z.int().check(z.minimum(0), z.maximum(400)),
        text: z.string().check(z.maxLength(400)),
        reason: z.enum(resolveReasons),
      }),
    )
    .check(z.minLength(1), z.maxLength(400)),
});

/** Answers on paper, keyed twice (ASM-30 … ASM-33). */
export function sheetRoutes(house: House) {
  return new Hono<Env>()
    .get('/sheets/:form', allow('assessment.key'), input('query', atSchool), async (context) => {
      const place = await placeFor(house, context.req.valid('query').school);
      return context.json(await sheetsAnswer(house, place, await openedOr(house, context.req.param('form'))));
    })
    .post(
      '/sheets/:form',
      allow('assessment.key'),
      input('query', atSchool),
      input('json', makeBody),
      async (context) => {
        const place = await placeFor(house, context.req.valid('query').school);
        const opened = await openedOr(house, context.req.param('form'));
        const made = await makeSheets(house, {
          ...place,
          opened,
          ...context.req.valid('json'),
          actor: personOf(context).person,
        });
        return context.json({ made });
      },
    )
    .put(
      '/sheets/:form/:sheet',
      allow('assessment.key'),
      input('query', atSchool),
      input('json', passBody),
      async (context) => {
        const place = await placeFor(house, context.req.valid('query').school);
        const { form, sheet } = context.req.param();
        const lines = linesOf(await openedOr(house, form));
        const { pass, lines: typed } = context.req.valid('json');
        const row = await sheetOr404(house, place.school, form, sheet);
        if (pass === 2 && !row.first) throw refused('assessment.sheet-first', 409);
        const values = readLines(lines, typed);
        const { person } = personOf(context);
        const after = await house.log
          .write((on) => {
            const sealed = on.seal(row.person, place.scope, JSON.stringify(asItems(lines, values)));
            return { records: [sheetKeyed.draft(place.scope, person, { sheet, pass, sealed })], answer: undefined };
          })
          .then(() => sheetOr404(house, place.school, form, sheet));
        return context.json({ state: keyedOf(house.log.vault, after).state });
      },
    )
    .get('/sheets/:form/:sheet/differences', allow('assessment.key'), input('query', atSchool), async (context) => {
      const place = await placeFor(house, context.req.valid('query').school);
      const { form, sheet } = context.req.param();
      const lines = linesOf(await openedOr(house, form));
      const keyed = keyedOf(house.log.vault, await sheetOr404(house, place.school, form, sheet));
      const { first = [], second } = keyed;
      if (!second) throw refused('assessment.sheet-second', 409);
      const answer: DifferencesAnswer = {
        sheet,
        lines: differences(first, second).flatMap((at) => {
          const line = lines[at];
          const text = (values: readonly PartResponse[]): string =>
            line ? keyedText(line.entry, values[at] ?? null) : '';
          return line ? [{ line: at, label: line.label, first: text(first), second: text(second) }] : [];
        }),
      };
      return context.json(answer);
    })
    .post(
      '/sheets/:form/:sheet/resolve',
      allow('assessment.key'),
      input('query', atSchool),
      input('json', resolveBody),
      async (context) => {
        const place = await placeFor(house, context.req.valid('query').school);
        const { form, sheet } = context.req.param();
        const lines = linesOf(await openedOr(house, form));
        const row = await sheetOr404(house, place.school, form, sheet);
        const { first, second } = keyedOf(house.log.vault, row);
        if (!first || !second) throw refused('assessment.sheet-second', 409);
        const resolved = resolvePasses(lines, first, second, context.req.valid('json').lines);
        if (!resolved.ok) throw refused(keyedFaults[resolved.error.fault], 422, { line: resolved.error.label });
        const { values } = resolved.value;
        const reasons = resolved.value.reasons.map((each) => ({ ...each }));
        if (reasons.length === 0) return context.json({ done: true });
        const { person } = personOf(context);
        await house.log.write((on) => {
          const sealed = on.seal(row.person, place.scope, JSON.stringify(asItems(lines, values)));
          return { records: [sheetResolved.draft(place.scope, person, { sheet, sealed, reasons })], answer: undefined };
        });
        return context.json({ done: true });
      },
    );
}

type Place = { readonly school: SchoolId; readonly scope: Scope; readonly isCompared: boolean };

/** Whose sheets: a school's node its own; the region's those of a comparison school (ASM-40). */
export async function placeFor(house: House, asked: string | undefined): Promise<Place> {
  const { school } = house.self;
  if (school) return { school, scope: schoolScope(school), isCompared: false };
  const compared = await comparedSchools(house.log.read);
  const one = [...compared.keys()].find((each) => each === asked);
  if (!one) throw refused('assessment.compared-only', 409);
  return { school: one, scope: schoolScope(one), isCompared: true };
}

async function openedOr(house: House, form: string): Promise<OpenedForm> {
  return must(await openForm(house, form));
}

async function sheetOr404(house: House, school: SchoolId, form: string, sheet: string): Promise<SheetRow> {
  if (!isSheetNumber(sheet)) throw refused('assessment.sheet-number', 422);
  const row = await findSheet(house.log.read, school, sheet);
  if (!row) throw refused('assessment.no-such-sheet', 404);
  if (row.form !== form) throw refused('assessment.sheet-other-form', 409);
  return row;
}

function readLines(lines: readonly SheetLine[], typed: readonly string[]): PartResponse[] {
  if (typed.length !== lines.length)
    throw refused('assessment.sheet-lines', 422, { have: typed.length, need: lines.length });
  return lines.map((line, at) => readLine(line, typed[at] ?? ''));
}

const keyedFaults = {
  unsaid: 'assessment.sheet-unsaid',
  letter: 'assessment.keyed-letter',
  twice: 'assessment.keyed-twice',
  count: 'assessment.keyed-count',
  long: 'assessment.keyed-long',
} as const;

function readLine({ entry, label }: SheetLine, typed: string): PartResponse {
  const read = readKeyed(entry, typed);
  if (!read.ok) throw refused(keyedFaults[read.error], 422, { line: label });
  return read.value;
}

/** The pupils who may have a sheet of a form: those that the plan gives it to; where there is no plan, the grade. */
export async function pupilsOfForm(house: House, school: SchoolId, { of }: OpenedForm): Promise<PupilRow[]> {
  const grade = Number(of.cell.split('-').at(-1));
  const pupils = (await selectPupils(house.log.read, school)).filter((each) => each.grade === grade);
  const seats = (await selectSeats(house.log.read, of.study, school)).filter((seat) => seat.grade === grade);
  if (seats.length === 0) return pupils;
  const seated = new Set(seats.filter(({ form }) => form === of.form).map(({ person }) => person));
  return pupils.filter(({ person }) => seated.has(person));
}

type Making = Place & {
  readonly opened: OpenedForm;
  readonly count?: number | undefined;
  readonly language?: Language | undefined;
  readonly actor: string;
};

/** Gives everybody who has none a number; for a comparison school so many new pupils without names. */
async function makeSheets(
  house: House,
  { school, scope, isCompared, opened, count, language: lang, actor }: Making,
): Promise<number> {
  const given = Object.keys(opened.languages) as Language[];
  const spoken = (of: Language): Language => (given.includes(of) ? of : (given[0] ?? of));
  const pupils = isCompared ? [] : await pupilsOfForm(house, school, opened);
  return house.log.write(async (on) => {
    const known = new Set((await selectSheets(on, opened.form, school)).map(({ person }) => person));
    const wanted = isCompared
      ? Array.from({ length: count ?? 0 }, () => ({
          person: mintId<PersonId>(house.randomness),
          language: spoken(lang ?? 'kk'),
        }))
      : pupils
          .filter(({ person }) => !known.has(person))
          .map(({ person, medium }) => ({ person, language: spoken(medium) }));
    if (wanted.length === 0) return { records: [], answer: 0 };
    const from = await countSheets(on, school);
    const sheets = wanted.map((each, at) => ({ ...each, sheet: sheetNumber(from + at + 1) }));
    return { records: [sheetsMade.draft(scope, actor, { form: opened.form, sheets })], answer: sheets.length };
  });
}

async function sheetsAnswer(house: House, { school, isCompared }: Place, opened: OpenedForm): Promise<SheetsAnswer> {
  const rows = await selectSheets(house.log.read, opened.form, school);
  const pupils = isCompared ? [] : await pupilsOfForm(house, school, opened);
  const byPerson = new Map(pupils.map((pupil) => [pupil.person, pupil]));
  const has = new Set(rows.map(({ person }) => person));
  return {
    form: opened.form,
    cell: opened.of.cell,
    lines: linesOf(opened),
    sheets: rows.map((row) => {
      const pupil = byPerson.get(row.person);
      const { sheet, language: lang } = row;
      const name = pupil ? nameOf(house, pupil) : '';
      return { sheet, name, letter: pupil?.letter ?? '', language: lang, state: keyedOf(house.log.vault, row).state };
    }),
    without: pupils.filter(({ person }) => !has.has(person)).length,
  };
}
