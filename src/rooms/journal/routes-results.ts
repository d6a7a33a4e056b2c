import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { className, idsOfMany, isOffice, maySeeClass, nameOf, selectPupils, type PupilRow } from '#people/index.ts';
import { groupOf, schoolHere, thisYear } from './access.ts';
import { groupJournal, markIn } from './group-journal.ts';
import { periods, type Period } from './model/formula.ts';
import { qualityBy, qualityOf, withoutSmall, type MarkGiven, type QualityRow } from './model/quality.ts';
import { allow } from './permissions.ts';
import { resultsOfSchool, type ResultRow } from './queries.ts';
import { sayResults } from './say-results.ts';

const id = z.string().check(z.maxLength(40));
const said = z.object({
  year: z.optional(z.int()),
  rows: z
    .array(
      z.object({
        person: id,
        period: z.enum(periods),
        result: z.enum(['2', '3', '4', '5', 'pass', 'fail']),
        why: z.optional(z.string().check(z.maxLength(500))),
      }),
    )
    .check(z.minLength(1), z.maxLength(200)),
});
const when = z.object({ year: z.optional(z.string().check(z.regex(/^\d{4}$/))), period: z.optional(z.enum(periods)) });

/** Results: confirmed by who teaches, read by class, and as figures of the school. */
export function resultRoutes(house: House) {
  return new Hono<Env>()
    .post('/groups/:group/results', allow('journal.keep'), input('json', said), async (context) => {
      const who = personOf(context);
      const group = await groupOf(house, who, context.req.param('group'));
      const { rows, year = thisYear(house) } = context.req.valid('json');
      const refusal = await house.log.write(async (on) => {
        const decided = sayResults(on, house, await groupJournal(on, group, year), who.person, rows);
        return decided.ok ? { records: decided.value, answer: undefined } : { records: [], answer: decided.error };
      });
      if (refusal) throw refused(refusal.key, refusal.status, refusal.values);
      return context.json({ done: true });
    })
    .get('/quality', allow('journal.see-quality'), input('query', when), async (context) => {
      const { school } = schoolHere(house);
      const { year = String(thisYear(house)), period: wanted } = context.req.valid('query');
      const period = wanted ?? (await newestPeriod(house, school, Number(year)));
      const given = await marksOf(house, school, Number(year), period);
      return context.json({ year: Number(year), period, ...figures(given, personOf(context)) });
    })
    .get('/classes', allow('journal.see-class'), async (context) => {
      const pupils = await selectPupils(house.log.read, schoolHere(house).school);
      const mine = pupils.filter((pupil) => maySeeClass(personOf(context), pupil));
      return context.json({ classes: [...new Set(mine.map(({ grade, letter }) => className(grade, letter)))] });
    })
    .get('/classes/:class', allow('journal.see-class'), input('query', when), async (context) => {
      const { school } = schoolHere(house);
      const { year = String(thisYear(house)) } = context.req.valid('query');
      const all = await selectPupils(house.log.read, school);
      const pupils = all.filter(({ grade, letter }) => className(grade, letter) === context.req.param('class'));
      const [first] = pupils;
      if (!first || !maySeeClass(personOf(context), first)) throw refused('journal.no-such-class', 404);
      const results = await resultsOfSchool(house.log.read, school, Number(year));
      return context.json({
        class: context.req.param('class'),
        year: Number(year),
        ...(await classTable(house, pupils, results)),
      });
    });
}

async function classTable(house: House, pupils: readonly PupilRow[], results: readonly ResultRow[]) {
  const whose = await idsOfMany(
    house.log.read,
    pupils.map(({ person }) => person),
  );
  const theirs = results.flatMap((row) => {
    const person = whose.get(row.person);
    return person ? [{ person, subject: row.subject, period: row.period, result: row.result }] : [];
  });
  const collator = new Intl.Collator('kk');
  return {
    pupils: pupils
      .map((pupil) => ({ person: pupil.person, name: nameOf(house, pupil) }))
      .toSorted((a, b) => collator.compare(a.name, b.name)),
    subjects: [...new Set(theirs.map(({ subject }) => subject))].toSorted(),
    results: theirs,
  };
}

/** The confirmed marks of a period, of the pupils who are here; a pupil entered twice counts once. */
export async function marksOf(house: House, school: SchoolId, year: number, period: Period): Promise<MarkGiven[]> {
  const pupils = await selectPupils(house.log.read, school);
  const places = new Map<PersonId, PupilRow>(pupils.map((pupil) => [pupil.person, pupil]));
  const whose = await idsOfMany(house.log.read, [...places.keys()]);
  const rows = await resultsOfSchool(house.log.read, school, year, period);
  return rows.flatMap((row): MarkGiven[] => {
    const pupil = places.get(whose.get(row.person) ?? row.person);
    const mark = markIn(row);
    if (!pupil || mark === undefined) return [];
    return [{ person: pupil.person, grade: pupil.grade, letter: pupil.letter, subject: row.subject, mark }];
  });
}

/** The newest quarter with confirmed results: what a head wants to see first. */
async function newestPeriod(house: House, school: SchoolId, year: number): Promise<Period> {
  const known = new Set((await resultsOfSchool(house.log.read, school, year)).map(({ period }) => period));
  return (['q4', 'q3', 'q2', 'q1'] as const).find((period) => known.has(period)) ?? 'q1';
}

/** JRN-5, JRN-6: the whole school and its parts; who is no office sees no row that tells of a few children. */
export function figures(given: readonly MarkGiven[], who: Person) {
  const hide = (rows: QualityRow[]): QualityRow[] => (isOffice(who) ? rows : withoutSmall(rows));
  const [whole] = hide([{ key: 'school', quality: qualityOf(given), isHidden: false }]);
  return {
    whole: whole ?? { key: 'school', quality: qualityOf([]), isHidden: false },
    classes: hide(qualityBy(given, ({ grade, letter }) => className(grade, letter))),
    grades: hide(qualityBy(given, ({ grade }) => String(grade))),
    subjects: hide(qualityBy(given, ({ subject }) => subject)),
  };
}
