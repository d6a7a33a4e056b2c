import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { calendarDay, grade as gradeNumber } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { nameOf, selectPlaces, selectPupils } from '#people/index.ts';
import type { Reader } from '#log/store.ts';
import { calendarOf, daysFrom, isSchoolDay } from '#rooms/timetable/index.ts';
import { must, ownSchool } from './access.ts';
import { planFault, planSittings, type PlannedPupil, type PlanPupil } from './model/plan.ts';
import { allow } from './permissions.ts';
import { findStudy, formsFor, monitoredCells, selectStudies, untaughtAt, windowOf, type Study } from './queries.ts';
import { selectPlanDays, selectSeats, type PlanDay } from './queries-paper.ts';
import { sittingsPlanned, untaughtSet, year } from './records.ts';

/** Who of each grade sits what, and when. */
export type PlanAnswer = {
  readonly study: Study;
  readonly from: string;
  readonly to: string;
  readonly days: readonly PlanDay[];
  readonly untaught: readonly string[];
  readonly grades: readonly {
    readonly grade: number;
    readonly cells: readonly string[];
    readonly pupils: readonly {
      readonly person: PersonId;
      readonly name: string;
      readonly letter: string;
      readonly isJoined: boolean;
      readonly sits: readonly { readonly cell: string; readonly form: string; readonly booklet: string }[];
    }[];
  }[];
};

const planBody = z.object({
  grade: gradeNumber,
  days: z.optional(z.array(calendarDay).check(z.maxLength(40))),
});
const untaughtBody = z.object({ year, cells: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(40)) });
const pupilsInRecord = 70;

/** The plan of sittings of a school (ASM-5), and what was not taught there (ASM-3). */
export function planRoutes(house: House) {
  return new Hono<Env>()
    .get('/plan/:study', allow('assessment.here'), async (context) => {
      return context.json(await planAnswer(house, await studyOr404(house.log.read, context.req.param('study'))));
    })
    .put('/plan/:study', allow('assessment.plan'), input('json', planBody), async (context) => {
      const study = await studyOr404(house.log.read, context.req.param('study'));
      const { grade, days } = context.req.valid('json');
      await plan(house, { study, grade, days, actor: personOf(context).person });
      return context.json({ done: true });
    })
    .put('/untaught', allow('assessment.plan'), input('json', untaughtBody), async (context) => {
      const { scope } = ownSchool(house);
      const body = context.req.valid('json');
      const { cells } = await monitoredCells(house.log.read, body.year);
      const strange = body.cells.find((cell) => !cells.some((each) => each.cell === cell && each.isWhereTaught));
      if (strange) throw refused('assessment.always-taught', 422, { cell: strange });
      const draft = untaughtSet.draft(scope, personOf(context).person, body);
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    });
}

async function studyOr404(read: Reader, id: string): Promise<Study> {
  const study = await findStudy(read, id);
  if (!study) throw refused('assessment.no-such-study', 404);
  return study;
}

/** The cells of a grade that this school sits: those that were taught, and that have forms. */
async function cellsOf(read: Reader, school: SchoolId, study: Study, grade: number) {
  const { cells } = await monitoredCells(read, study.year);
  const forms = (await formsFor(read, school)).filter((form) => form.study === study.study);
  return cells
    .filter((each) => each.grade === grade)
    .map(({ cell }) => ({ cell, forms: forms.filter((form) => form.cell === cell).map(({ form }) => form) }))
    .filter((each) => each.forms.length > 0);
}

type Wanted = {
  readonly study: Study;
  readonly grade: number;
  readonly days: readonly string[] | undefined;
  readonly actor: string;
};

async function plan(house: House, { study, grade, days, actor }: Wanted): Promise<void> {
  const { school, scope } = ownSchool(house);
  const { read } = house.log;
  const { mostSittings } = await monitoredCells(read, study.year);
  const window = await windowOf(read, study, school);
  const outside = days?.find((day) => day < window.from || day > window.to);
  if (outside) throw refused('assessment.plan-outside', 422, { day: outside, ...window });
  const pupils = await pupilsFor(read, { school, study, grade });
  if (pupils.length === 0) throw refused('assessment.plan-no-pupils', 422, { grade });
  const made = must(
    planSittings({
      cells: await cellsOf(read, school, study, grade),
      pupils,
      mostSittings,
      days: days ?? (await schoolDays(read, { school, study, grade }, window)),
      seed: `${study.study} ${school} ${grade}`,
    }),
  );
  const fault = planFault(made, mostSittings);
  if (fault) throw refused(fault.key, fault.status, fault.values);
  const parts = Math.ceil(made.pupils.length / pupilsInRecord);
  const records = Array.from({ length: parts }, (_, at) =>
    sittingsPlanned.draft(scope, actor, {
      study: study.study,
      grade,
      days: made.days.map((each) => ({ ...each })),
      pupils: made.pupils.slice(at * pupilsInRecord, (at + 1) * pupilsInRecord).map(bodyOf),
      part: at + 1,
    }),
  );
  await house.log.write(() => ({ records, answer: undefined }));
}

/** The days of a window on which the grade has lessons by the school's own calendar. */
async function schoolDays(read: Reader, { school, study, grade }: Grade, { from, to }: { from: string; to: string }) {
  const calendar = await calendarOf(read, school, study.year);
  return daysFrom(from, to).filter((day) => isSchoolDay(calendar, grade, day));
}

function bodyOf({ person, isJoined, sits }: PlannedPupil) {
  return { person: person as PersonId, isJoined, sits: sits.map((seat) => ({ ...seat })) };
}

type Grade = { readonly school: SchoolId; readonly study: Study; readonly grade: number };

/** The pupils of a grade with what they sat at the start; who came after that, or after the year began, has joined. */
async function pupilsFor(read: Reader, { school, study, grade }: Grade): Promise<PlanPupil[]> {
  const start = (await selectStudies(read)).find((each) => each.year === study.year && each.timePoint === 'start');
  const seats = start && study.timePoint === 'end' ? await selectSeats(read, start.study, school) : [];
  const begun = start && study.timePoint === 'end' ? (await windowOf(read, start, school)).to : study.from;
  const pupils: PlanPupil[] = [];
  for (const { person, grade: own } of await selectPupils(read, school)) {
    if (own !== grade) continue;
    const before = seats.filter((seat) => seat.person === person).map(({ cell }) => cell);
    const since = (await selectPlaces(read, school, [person])).at(-1)?.since ?? '';
    pupils.push({ person, before, isJoined: before.length === 0 && since > begun });
  }
  return pupils;
}

async function planAnswer(house: House, study: Study): Promise<PlanAnswer> {
  const { school } = ownSchool(house);
  const { read } = house.log;
  const { cells } = await monitoredCells(read, study.year);
  const seats = await selectSeats(read, study.study, school);
  const booklets = new Map((await formsFor(read, school)).map(({ form, booklet }) => [form, booklet]));
  const pupils = await selectPupils(read, school);
  const grades = [];
  for (const grade of [...new Set(cells.map((each) => each.grade))].toSorted((a, b) => a - b)) {
    const own = pupils.filter((each) => each.grade === grade);
    if (own.length === 0) continue;
    grades.push({
      grade,
      cells: (await cellsOf(read, school, study, grade)).map(({ cell }) => cell),
      pupils: own.map((pupil) => {
        const sat = seats.filter((seat) => seat.person === pupil.person);
        return {
          person: pupil.person,
          name: nameOf(house, pupil),
          letter: pupil.letter,
          isJoined: sat.some(({ isJoined }) => isJoined),
          sits: sat.map(({ cell, form }) => ({ cell, form, booklet: booklets.get(form) ?? '' })),
        };
      }),
    });
  }
  const days = await selectPlanDays(read, study.study, school);
  return {
    study,
    ...(await windowOf(read, study, school)),
    days,
    untaught: await untaughtAt(read, school, study.year),
    grades,
  };
}
