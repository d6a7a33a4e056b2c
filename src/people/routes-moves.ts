import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { grade, idOf } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { schoolYearOf } from './calendar.ts';
import { className, lastGradeOf } from './classes.ts';
import type { Desk } from './desk.ts';
import { todayOf, schoolHere } from './guards.ts';
import { carryMove, lastMove, planMove, undoMove } from './moves.ts';
import { classMoves, type Exception } from './moving-up.ts';
import { officeName } from './names.ts';
import { readLetter } from './office/input.ts';
import { allow } from './permissions.ts';

const person = idOf<PersonId>();
const exception = z.discriminatedUnion('does', [
  z.object({ person, does: z.literal('stays') }),
  z.object({ person, does: z.literal('leaves') }),
  z.object({ person, does: z.literal('goes'), grade, letter: z.string().check(z.maxLength(4)) }),
]);
const year = z.int().check(z.minimum(2020), z.maximum(2100));
const moving = z.object({
  year,
  exceptions: z.optional(z.array(exception).check(z.maxLength(2000))),
  /** Whether the proposed groups take the place of the old ones. */
  groups: z.optional(z.boolean()),
});

/** The whole school goes up a grade in one step, and back again on the same day (PPL-25 … PPL-27). */
export function moveRoutes(house: House, desk: Desk) {
  return new Hono<Env>()
    .get(
      '/move-up',
      allow('people.manage'),
      input('query', z.object({ year: z.optional(z.coerce.number().check(z.int())) })),
      async (context) => {
        const next = context.req.valid('query').year ?? comingYear(todayOf(house));
        const { kind, steps, proposed } = await planMove(house, house.log.read, next, []);
        const groups = [];
        for (const { subject, grades, classes, teacher, from } of proposed.kept) {
          const names = classes.map((each) => className(each.grade, each.letter));
          groups.push({
            from,
            subject,
            grades,
            classes: names,
            teacher,
            teacherName: await officeName(house, teacher),
          });
        }
        const classes = classMoves(steps, kind);
        const finishes = steps.filter((step) => step.reason === 'finished').length;
        return context.json({
          year: next,
          classes,
          finishes,
          groups,
          endedGroups: proposed.ended.length,
          last: (await lastMove(house)) ?? null,
        });
      },
    )
    .post('/move-up', allow('people.manage'), input('json', moving), async (context) => {
      const { year: into, exceptions = [], groups: hasGroups = true } = context.req.valid('json');
      const by = personOf(context).person;
      const now = schoolYearOf(todayOf(house));
      if (into < now || into > now + 1) throw refused('people.move-year', 422, { year: into });
      const read = await readExceptions(house, exceptions);
      const done = await desk.inTurn(() => carryMove(house, by, { year: into, exceptions: read, hasGroups }));
      house.live.publish('people:school:lists');
      return context.json(done);
    })
    .post('/move-up/undo', allow('people.manage'), async (context) => {
      const by = personOf(context).person;
      const done = await desk.inTurn(() => undoMove(house, by));
      house.live.publish('people:school:lists');
      return context.json(done);
    });
}

/** The year to move into: the present one, and from the last days of May on the one that begins this summer. */
function comingYear(today: string): number {
  const isSummer = today.slice(5) >= '05-20' && today.slice(5) < '08-01';
  return schoolYearOf(today) + (isSummer ? 1 : 0);
}

async function readExceptions(house: House, given: readonly z.infer<typeof exception>[]): Promise<Exception[]> {
  const last = lastGradeOf((await schoolHere(house))?.kind ?? 'general');
  if (new Set(given.map((each) => each.person)).size < given.length) throw refused('people.move-twice', 422);
  return given.map((each) => {
    if (each.does !== 'goes') return each;
    if (each.grade > last) throw refused('people.grade-beyond-school', 422, { last });
    return { ...each, letter: readLetter(each.letter) };
  });
}
