import { Hono, type Context } from 'hono';
import { z } from 'zod/mini';
import { bodyOf } from '#http/body.ts';
import { language } from '#kernel/schema.ts';
import { input, personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { readTables, schoolYearOf, selectGroups } from '#people/index.ts';
import { membersOf, ownSchool, teachersHere } from './access.ts';
import { planImport } from './import/plan.ts';
import { resolveLines, type School } from './import/resolve.ts';
import { readSheets, type ImportError } from './import/sheet.ts';
import { makeTemplate } from './import/template.ts';
import type { Slot } from './model/slot.ts';
import { namesIn } from './names.ts';
import { allow } from './permissions.ts';
import { calendarOf, normsOf, selectBells, selectSlots } from './queries.ts';
import { dayText, slotDropped, slotSet } from './records.ts';
import { weekAnswer } from './routes-week.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const asked = z.object({ dry: z.enum(['0', '1']), since: dayText });

/** What a file would change, or has changed. */
export type ImportAnswer = {
  readonly isDone: boolean;
  readonly added: readonly Slot[];
  readonly dropped: readonly Slot[];
  readonly kept: number;
};
export type ImportRefused = {
  readonly error: { readonly key: string; readonly values: Readonly<Record<string, string | number>> };
  readonly errors: readonly ImportError[];
};

/** A week comes in from a spreadsheet: the file is the body, its name percent-encoded in the header `tirek-file`. */
export function importRoutes(house: House) {
  return new Hono<Env>()
    .get(
      '/import/template',
      allow('timetable.manage'),
      input('query', z.object({ lang: language, day: z.optional(dayText) })),
      async (context) => {
        const { school, today } = ownSchool(house);
        const { lang, day } = context.req.valid('query');
        const week = await weekAnswer(house, day ?? today);
        const names = namesIn(lang, await selectGroups(house.log.read, school), week.teachers);
        const bytes = new Uint8Array(await makeTemplate(lang, week, names));
        const headers = { 'content-type': xlsx, 'content-disposition': 'attachment; filename="timetable.xlsx"' };
        return context.body(bytes, 200, headers);
      },
    )
    .post('/import', allow('timetable.manage'), input('query', asked), async (context) => {
      const { dry, since } = context.req.valid('query');
      const { scope, school } = ownSchool(house);
      const tables = await readTables({ name: fileName(context), bytes: await bodyOf(context) });
      if (!tables.ok) return context.json(refusedBy([tables.error]), 422);
      const { slots, errors } = resolveLines(readSheets(tables.value), await schoolAt(house, since));
      if (errors.length > 0) return context.json(refusedBy(errors), 422);
      const plan = planImport(await selectSlots(house.log.read, school, since), slots);
      if (dry === '1') return context.json({ ...plan, isDone: false } satisfies ImportAnswer);
      const by = personOf(context).person;
      await house.log.write((on) => ({
        records: [
          ...plan.dropped.map(({ slot }) => slotDropped.draft(scope, by, { slot, since })),
          ...plan.added.map(({ weekday, period, groups, teacher, room }) => {
            const body = { slot: on.mint<string>(), since, weekday, period, groups: [...groups], teacher, room };
            return slotSet.draft(scope, by, body);
          }),
        ],
        answer: undefined,
      }));
      house.live.publish(`timetable:school:${school}`);
      return context.json({ ...plan, isDone: true } satisfies ImportAnswer);
    });
}

function refusedBy(errors: readonly ImportError[]): ImportRefused {
  return { error: { key: 'timetable.import.refused', values: { count: errors.length } }, errors };
}

async function schoolAt(house: House, day: string): Promise<School> {
  const { school } = ownSchool(house);
  const { read } = house.log;
  const groups = await selectGroups(read, school);
  const { shared } = await membersOf(house, groups);
  return {
    day,
    groups,
    shared,
    bells: await selectBells(read, school),
    calendar: await calendarOf(read, school, schoolYearOf(day)),
    norms: await normsOf(read, school, schoolYearOf(day)),
    teachers: await teachersHere(house),
  };
}

function fileName(context: Context<Env>): string {
  try {
    return decodeURIComponent(context.req.header('tirek-file') ?? '').slice(0, 120);
  } catch {
    return '';
  }
}
