import { Hono, type Context } from 'hono';
import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';
import { bodyOf } from '#http/body.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Desk } from './desk.ts';
import { ownSchool } from './guards.ts';
import { planAnswer } from './import/answer.ts';
import { carryOut, planFor, readForSchool } from './import/run.ts';
import { allow } from './permissions.ts';
import type { Joins } from './roster/plan.ts';
import { makeTemplate } from './roster/template.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const person = idOf<PersonId>();

/**
 * Takes a roster in. The file is the body of the request; its name stands percent-encoded in the header `tirek-file`.
 * `tirek-joins` says of rows that look like somebody present who they are: `row=person`, or `row=new`, by commas.
 * Headers, because addresses are written into logs.
 */
export function importRoutes(house: House, desk: Desk) {
  return new Hono<Env>()
    .get(
      '/import/template',
      allow('people.manage'),
      input('query', z.object({ lang: z.enum(['kk', 'ru']) })),
      async (context) => {
        const { lang } = context.req.valid('query');
        const name = lang === 'kk' ? 'тізім-үлгі.xlsx' : 'список-образец.xlsx';
        const headers = {
          'content-type': xlsx,
          'content-disposition': `attachment; filename="roster-${lang}.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
        };
        return context.body(new Uint8Array(await makeTemplate(lang)), 200, headers);
      },
    )
    .post(
      '/import',
      allow('people.manage'),
      input('query', z.object({ dry: z.enum(['0', '1']), school: z.optional(z.string().check(z.maxLength(80))) })),
      async (context) => {
        ownSchool(house);
        const { dry, school } = context.req.valid('query');
        const { joins, isNew } = joinsOf(context.req.header('tirek-joins') ?? '');
        const upload = { name: fileName(context), bytes: await bodyOf(context) };
        const by = personOf(context).person;
        return desk.inTurn(async () => {
          const read = await readForSchool(house, desk, upload, school);
          if (read.state === 'errors') {
            const error = { key: 'people.import.refused', values: { count: read.errors.length } };
            return context.json({ error, errors: read.errors }, 422);
          }
          if (read.state === 'several-schools') {
            return context.json(
              { error: { key: 'people.import.several-schools', values: {} }, schools: read.schools },
              422,
            );
          }
          const planned = await planFor(house, read.roster, joins);
          const answer = planAnswer(planned, read.notes);
          if (dry === '1') return context.json({ ...answer, isDone: false, passwords: [] });
          // PPL-15: who a row is, is for a person to say, not for a program to guess and not for a hurry to skip.
          const open = new Set(
            planned.plan.possibleDuplicates.map((each) => each.sourcedId).filter((row) => !isNew.has(row)),
          );
          if (open.size > 0) throw refused('people.import.duplicates', 409, { count: open.size });
          const passwords = await carryOut(house, desk, planned, by);
          house.live.publish('people:school:lists');
          return context.json({ ...answer, isDone: true, passwords });
        });
      },
    );
}

function fileName(context: Context<Env>): string {
  try {
    return decodeURIComponent(context.req.header('tirek-file') ?? '').slice(0, 120);
  } catch {
    return '';
  }
}

function joinsOf(header: string): { readonly joins: Joins; readonly isNew: ReadonlySet<string> } {
  const pairs = header
    .split(',')
    .filter(Boolean)
    .map((pair) => pair.trim().split('='));
  const joins = new Map<string, PersonId>();
  const isNew = new Set<string>();
  for (const [row = '', id = ''] of pairs) {
    const parsed = z.safeParse(person, id);
    if (row === '' || !parsed.success) throw refused('http.bad-input', 400, { where: 'tirek-joins', what: 'joins' });
    if (id === 'new') isNew.add(row);
    else joins.set(row, parsed.data);
  }
  return { joins, isNew };
}
