import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { GroupId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { calendarDay, grade, idOf } from '#kernel/schema.ts';
import { input, personOf, refused, Refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { dayOf, findGroup, nameOf, selectMembers, shownName } from '#people/index.ts';
import { attemptsOfMembers, groupOf, scopeOf } from './access.ts';
import { isFor } from './assigning.ts';
import { stateOf } from './board.ts';
import { allow } from './permissions.ts';
import { findAssignment, selectAssignments, selectEnded, type AssignmentRow } from './queries.ts';
import { assigned, assignmentEnded } from './records.ts';
import { lessonKey, readShelf, type Shelf } from './shelf-titles.ts';
import { attemptAt } from './today.ts';

const lesson = z.object({ pack: z.string(), lesson: z.string() });
const toAssign = z.object({
  group: idOf<GroupId>(),
  grades: z.array(grade).check(z.minLength(1)),
  lessons: z.array(lesson).check(z.minLength(1), z.maxLength(40)),
  due: z.optional(calendarDay),
});
type ToAssign = z.infer<typeof toAssign>;

/** Lessons given to groups, and how far the pupils are with them. */
export function assignmentRoutes(house: House) {
  return new Hono<Env>()
    .get('/groups/:group/assignments', allow('lessons.teach'), async (context) => {
      const { group } = await groupOf(house, personOf(context), context.req.param('group'));
      return context.json({ assignments: await allProgress(house, await selectAssignments(house.log.read, [group])) });
    })
    .get('/groups/:group/ended', allow('lessons.teach'), async (context) => {
      const { group } = await groupOf(house, personOf(context), context.req.param('group'));
      return context.json({
        assignments: await allProgress(house, await selectEnded(house.log.read, group, shownEnded)),
      });
    })
    .get('/assignments/:assignment', allow('lessons.teach'), async (context) => {
      const found = await taughtAssignment(house, personOf(context), context.req.param('assignment'));
      return context.json(await progressOf(house, found, await readShelf(house.log.read)));
    })
    .post('/assignments', allow('lessons.teach'), input('json', toAssign), async (context) => {
      const done = await assign(house, personOf(context), context.req.valid('json'));
      if (!done.ok) throw new Refused(done.error);
      return context.json({ assignment: done.value });
    })
    .delete('/assignments/:assignment', allow('lessons.teach'), async (context) => {
      const who = personOf(context);
      const { assignment, isOpen } = await taughtAssignment(house, who, context.req.param('assignment'));
      const draft = assignmentEnded.draft(scopeOf(house), who.person, { assignment });
      if (isOpen) await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    });
}

async function taughtAssignment(house: House, who: Person, id: string): Promise<AssignmentRow> {
  const found = await findAssignment(house.log.read, id);
  if (!found) throw refused('lessons.no-such-assignment', 404);
  await groupOf(house, who, found.group);
  return found;
}

async function assign(house: House, who: Person, wanted: ToAssign): Promise<Result<string, Refusal>> {
  const { group: id, grades, lessons, due } = wanted;
  const group = await groupOf(house, who, id);
  if (grades.some((each) => !group.grades.includes(each))) return refuse('lessons.grade-not-in-group', 422);
  if (due && due < dayOf(house.clock.now())) return refuse('lessons.due-in-past', 422);
  const shelf = await readShelf(house.log.read);
  const missing = lessons.find((each) => !shelf.find(each));
  if (missing) return refuse('lessons.no-such-lesson', 422, { lesson: missing.lesson });
  return house.log.write<Result<string, Refusal>>(async (on) => {
    const twice = givenAlready(wanted, await selectAssignments(on, [id]), shelf);
    if (twice) return { records: [], answer: refuse('lessons.already-given', 409, { lesson: twice }) };
    const assignment = on.mint<string>();
    const body = { assignment, group: id, grades, lessons, ...(due ? { due } : {}) };
    return { records: [assigned.draft(scopeOf(house), who.person, body)], answer: ok(assignment) };
  });
}

/** LES-5: a lesson that a grade has open from this group, or that is named twice. */
function givenAlready({ grades, lessons }: ToAssign, open: readonly AssignmentRow[], shelf: Shelf): string | undefined {
  const isTwice = lessons.find((each, n) => lessons.findIndex((other) => lessonKey(other) === lessonKey(each)) < n);
  if (isTwice) return isTwice.lesson;
  const gradesOf = (all: readonly number[], of: number): number[] => {
    return all.filter((pupilGrade) => isFor(of, { grades: all, pupilGrade }));
  };
  const found = lessons.find((wanted) => {
    const of = shelf.find(wanted)?.grade ?? 0;
    const takers = gradesOf(grades, of);
    return open.some((each) => {
      const isSame = each.lessons.some((given) => lessonKey(given) === lessonKey(wanted));
      return isSame && gradesOf(each.grades, of).some((taker) => takers.includes(taker));
    });
  });
  return found?.lesson;
}

/** How many ended assignments a teacher sees again: a quarter's, for one a school day. */
const shownEnded = 50;

async function allProgress(house: House, given: readonly AssignmentRow[]) {
  const shelf = await readShelf(house.log.read);
  const shown = [];
  for (const each of given) shown.push(await progressOf(house, each, shelf));
  return shown;
}

/** How far each pupil is with each lesson of an assignment. */
async function progressOf(house: House, given: AssignmentRow, shelf: Shelf) {
  const { assignment, group: id, grades, due, at, isOpen } = given;
  const now = house.clock.now();
  const group = await findGroup(house.log.read, id);
  const members = (group ? await selectMembers(house.log.read, group) : []).filter((each) =>
    grades.includes(each.grade),
  );
  const attempts = await attemptsOfMembers(house, members, at);
  const lessons = given.lessons.map((place) => {
    const described = shelf.find(place);
    const takers = members.filter(({ grade: pupilGrade }) => {
      return isFor(described?.grade ?? pupilGrade, { grades, pupilGrade });
    });
    const pupils = takers.map((pupil) => {
      const mine = attemptAt(attempts.get(pupil.person) ?? [], given, place);
      const { attempt = null, right = 0, questions = 0, mark = null, markedAt = 0 } = mine ?? {};
      const state = stateOf(mine, now);
      return {
        person: pupil.person,
        name: nameOf(house, pupil),
        state,
        attempt,
        right,
        questions,
        mark,
        isSeen: markedAt > 0,
      };
    });
    const finished = pupils.filter((each) => each.state === 'finished').length;
    const { titles = {}, grade: ofGrade = null, subject = '' } = described ?? {};
    return { ...place, titles, subject, grade: ofGrade, finished, of: takers.length, pupils: pupils.toSorted(byName) };
  });
  const teacher = await shownName(house, given.teacher);
  return { assignment, group: id, grades, due, at, isOpen, teacher, lessons };
}

const collator = new Intl.Collator('kk');

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return collator.compare(a.name, b.name);
}
