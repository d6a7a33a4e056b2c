import { Hono } from 'hono';
import { z } from 'zod/mini';
import { schoolScope, type GroupId } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import { grade, idOf } from '#kernel/schema.ts';
import { allower, input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { fromCbor } from '#log/record.ts';
import { findGroup, findPupil, groupsFor, listName, mayTeach, openName, selectGroupsOf, selectMembers, shownName, type GroupRow } from '#people/index.ts';
import { selectLessons } from '#rooms/library/index.ts';
import { byNeed, needOf, stateOf } from './board.ts';
import { answersOf, attemptsOf, attemptsSince, findAssignment, findAttempt, selectAssignments, type AttemptRow } from './queries.ts';
import { assigned, assignmentEnded, handRaised, marked } from './records.ts';

const teachers = ['teacher', 'class-teacher', 'deputy-head', 'head', 'hub-teacher'] as const;

export const lessonsPermissions = {
  'lessons.learn': ['pupil'],
  'lessons.teach': teachers,
} as const;

const allow = allower(lessonsPermissions);
const lesson = z.object({ pack: z.string(), lesson: z.string() });

export function lessonsRoutes(house: House) {
  return new Hono<Env>()
    .get('/today', allow('lessons.learn'), async (context) => context.json(await todayOf(house, personOf(context))))
    .get('/groups/:group/assignments', allow('lessons.teach'), async (context) => {
      const group = await groupOf(house, personOf(context), context.req.param('group'));
      return context.json({ assignments: await selectAssignments(house.log.read, [group.group]) });
    })
    .post(
      '/assignments',
      allow('lessons.teach'),
      input(
        'json',
        z.object({
          group: idOf<GroupId>(),
          grades: z.array(grade),
          lessons: z.array(lesson).check(z.minLength(1), z.maxLength(40)),
          due: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
        }),
      ),
      async (context) => {
        const { group: asked, grades, lessons, due } = context.req.valid('json');
        const who = personOf(context);
        const group = await groupOf(house, who, asked);
        if (grades.length === 0 || grades.some((each) => !group.grades.includes(each))) {
          throw refused('lessons.grade-not-in-group', 422);
        }
        const shelf = new Set((await selectLessons(house.log.read)).map((each) => `${each.pack}/${each.lesson}`));
        const missing = lessons.find((each) => !shelf.has(`${each.pack}/${each.lesson}`));
        if (missing) throw refused('lessons.no-such-lesson', 422, { lesson: missing.lesson });
        const assignment = await house.log.write((on) => {
          const id = on.mint<string>();
          const body = { assignment: id, group: asked, grades, lessons, ...(due ? { due } : {}) };
          return { records: [assigned.draft(scopeOf(house), who.person, body)], answer: id };
        });
        house.live.publish(`lessons:group:${asked}`);
        return context.json({ assignment });
      },
    )
    .delete('/assignments/:assignment', allow('lessons.teach'), async (context) => {
      const assignment = context.req.param('assignment');
      const who = personOf(context);
      const found = await findAssignment(house.log.read, assignment);
      if (!found) throw refused('lessons.no-such-assignment', 404);
      await groupOf(house, who, found.group_id);
      const draft = assignmentEnded.draft(scopeOf(house), who.person, { assignment });
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      house.live.publish(`lessons:group:${found.group_id}`);
      return context.json({ done: true });
    })
    .get('/groups/:group/board', allow('lessons.teach'), async (context) => {
      const group = await groupOf(house, personOf(context), context.req.param('group'));
      return context.json(await boardOf(house, group));
    })
    .get('/attempts/:attempt', allow('lessons.teach'), async (context) => {
      const { attempt, pupil } = await taughtAttempt(house, personOf(context), context.req.param('attempt'));
      const answers = (await answersOf(house.log.read, attempt.attempt)).map(({ answer, is_sealed, ...rest }) => ({
        ...rest,
        answer: is_sealed === 1 ? house.log.vault.open(attempt.person, answer) : JSON.stringify(fromCbor(answer)),
      }));
      const { attempt: id, pack, lesson: name, finishedAt, right, questions, mark } = attempt;
      const shown = { attempt: id, pack, lesson: name, finishedAt, right, questions, mark, comment: commentOf(house, attempt) };
      return context.json({ ...shown, person: attempt.person, pupil, answers });
    })
    .post(
      '/attempts/:attempt/mark',
      allow('lessons.teach'),
      input(
        'json',
        z.object({ mark: z.optional(z.int().check(z.minimum(2), z.maximum(5))), comment: z.optional(z.string().check(z.maxLength(1000))) }),
      ),
      async (context) => {
        const who = personOf(context);
        const { attempt } = await taughtAttempt(house, who, context.req.param('attempt'));
        const { mark, comment } = context.req.valid('json');
        if (mark === undefined && !comment) throw refused('lessons.empty-mark', 422);
        await house.log.write((on) => {
          const sealed = comment ? { comment: on.seal(attempt.person, scopeOf(house), comment) } : {};
          const body = { attempt: attempt.attempt, person: attempt.person, ...(mark ? { mark } : {}), ...sealed };
          return { records: [marked.draft(scopeOf(house), who.person, body)], answer: undefined };
        });
        house.live.publish(`lessons:person:${attempt.person}`);
        return context.json({ done: true });
      },
    )
    .post('/attempts/:attempt/hand-down', allow('lessons.teach'), async (context) => {
      const who = personOf(context);
      const { attempt } = await taughtAttempt(house, who, context.req.param('attempt'));
      const body = { attempt: attempt.attempt, isRaised: false };
      await house.log.write(() => ({ records: [handRaised.draft(scopeOf(house), who.person, body)], answer: undefined }));
      return context.json({ done: true });
    });
}

function scopeOf(house: House) {
  if (!house.self.school) throw refused('lessons.schools-only', 409);
  return schoolScope(house.self.school);
}

async function groupOf(house: House, who: Person, id: string): Promise<GroupRow> {
  const group = await findGroup(house.log.read, id);
  if (!group || !(await mayTeach(house, who, group))) throw refused('lessons.no-such-group', 404);
  return group;
}

/** An attempt of a pupil who sits in a group that this person teaches. */
async function taughtAttempt(house: House, who: Person, id: string) {
  const attempt = await findAttempt(house.log.read, id);
  const pupil = attempt && (await findPupil(house.log.read, attempt.person));
  if (!attempt || !pupil) throw refused('lessons.no-such-attempt', 404);
  const taught = new Set((await groupsFor(house, who)).map((group) => group.group));
  const isTaught = (await selectGroupsOf(house.log.read, pupil)).some((group) => taught.has(group.group));
  if (!isTaught) throw refused('lessons.no-such-attempt', 404);
  return { attempt, pupil: listName(openName(house.log.vault, pupil.person, pupil.name)) ?? '' };
}

function commentOf(house: House, { person, comment }: AttemptRow): string {
  return (comment && house.log.vault.open(person, comment)) ?? '';
}

/** What a pupil has to do now, and what became of what they did. */
async function todayOf(house: House, who: Person) {
  const pupil = await findPupil(house.log.read, who.person);
  if (!pupil) return { tasks: [] };
  const groups = await selectGroupsOf(house.log.read, pupil);
  const subjects = new Map(groups.map((group) => [group.group as string, group]));
  const assignments = await selectAssignments(house.log.read, [...subjects.keys()]);
  const shelf = new Map((await selectLessons(house.log.read)).map((each) => [`${each.pack}/${each.lesson}`, each]));
  const attempts = await attemptsOf(house.log.read, who.person);
  const tasks = [];
  for (const { assignment, group, grades, due, teacher, lessons } of assignments) {
    if (!grades.includes(pupil.grade)) continue;
    for (const { pack, lesson: name } of lessons) {
      const described = shelf.get(`${pack}/${name}`);
      if (!described || (described.grade !== pupil.grade && grades.length > 1)) continue;
      const mine = attempts.find((each) => each.pack === pack && each.lesson === name);
      const { subject, titles, minutes, questions } = described;
      const done = mine && {
        attempt: mine.attempt,
        state: stateOf(mine),
        answered: mine.answered,
        right: mine.right,
        mark: mine.mark,
        comment: commentOf(house, mine),
      };
      const by = await shownName(house, teacher);
      tasks.push({ assignment, group, pack, lesson: name, subject, titles, minutes, questions, due, teacher: by, done: done ?? null });
    }
  }
  return { tasks };
}

/** How far back the board looks for what pupils are doing now. */
const boardReach = day;

/** LES-7: where each pupil of a group is, those who need somebody first. */
async function boardOf(house: House, group: GroupRow) {
  const now = house.clock.now();
  const members = await selectMembers(house.log.read, group);
  const attempts = await attemptsSince(house.log.read, members.map((each) => each.person), now - boardReach);
  const pupils = members.map(({ person, name, grade: ofGrade, picture }) => {
    const newest = attempts.find((each) => each.person === person);
    const need = needOf(newest, now);
    return {
      person,
      name: listName(openName(house.log.vault, person, name)) ?? '',
      grade: ofGrade,
      picture,
      state: stateOf(newest),
      need,
      since: newest ? (need === 'hand' ? newest.hand : newest.lastAt) : now,
      attempt: newest?.attempt ?? null,
      pack: newest?.pack ?? null,
      lesson: newest?.lesson ?? null,
      question: newest?.lastQuestion ?? null,
      answered: newest?.answered ?? 0,
      right: newest?.right ?? 0,
      questions: newest?.questions ?? 0,
      mark: newest?.mark ?? null,
    };
  });
  return { now, pupils: pupils.toSorted((a, b) => byNeed(a, b)) };
}

