import { Hono } from 'hono';
import { z } from 'zod/mini';
import { calendarDay, grade, language } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { className, groupsFor, selectMembers, shownName, type GroupRow } from '#people/index.ts';
import { lessonReader, mediaSignature } from '#rooms/library/index.ts';
import { groupOf, quizOf, schoolHere } from './access.ts';
import { makeQuiz } from './make.ts';
import { allow } from './permissions.ts';
import { objectivesIn, poolOf } from './pool.ts';
import { quizzesOf } from './queries.ts';
import { quizKinds, quizTitle } from './records.ts';
import { handOver, resultsOf } from './results.ts';

const id = z.string().check(z.maxLength(200));
const minutes = z.int().check(z.minimum(1), z.maximum(90));
/** As many items as fit a lesson. */
const items = z.array(id).check(z.minLength(1), z.maxLength(40));
const texts = z.record(z.string().check(z.maxLength(20)), z.string().check(z.maxLength(200)));
const wanted = z.object({
  group: id,
  kind: z.enum(quizKinds),
  title: quizTitle,
  language,
  tests: z.array(z.object({ grade, minutes, items, texts })).check(z.minLength(1), z.maxLength(4)),
});
const points = z.array(z.int().check(z.minimum(0), z.maximum(100))).check(z.maxLength(20));
const handed = z.object({
  grade,
  day: calendarDay,
  rows: z
    .array(
      z.object({
        person: id,
        state: z.enum(['done', 'owed', 'freed']),
        points,
        why: z.optional(z.string().check(z.maxLength(500))),
      }),
    )
    .check(z.minLength(1), z.maxLength(100)),
});

/** How many tests of a group a teacher sees: a quarter's, for one a school day. */
const shownQuizzes = 50;

export function quizRoutes(house: House) {
  const reader = lessonReader();
  return new Hono<Env>()
    .get('/groups', allow('quiz.make'), async (context) => {
      const { school } = schoolHere(house);
      const who = personOf(context);
      const groups = [];
      for (const group of await groupsFor(house, who)) {
        const quizzes = await quizzesOf(house.log.read, school, group.group, shownQuizzes);
        const shown = quizzes.map(({ quiz, kind, title, at, tests }) => {
          return { quiz, kind, title, at, grades: tests.map((test) => test.grade) };
        });
        groups.push({ ...(await aboutGroup(house, group)), isMine: group.teacher === who.person, quizzes: shown });
      }
      return context.json({ groups });
    })
    .get('/groups/:group/pool', allow('quiz.make'), async (context) => {
      const group = await groupOf(house, personOf(context), context.req.param('group'));
      const { school } = schoolHere(house);
      const pool = await poolOf(house, reader, group, group.grades);
      const earlier = await quizzesOf(house.log.read, school, group.group, shownQuizzes);
      const used = new Set(earlier.flatMap(({ tests }) => tests.flatMap((test) => test.items)));
      const members = await selectMembers(house.log.read, group);
      return context.json({
        ...(await aboutGroup(house, group)),
        sizes: group.grades.map((each) => members.filter((pupil) => pupil.grade === each).length),
        objectives: objectivesIn(group.subject, pool),
        items: pool.map((item) => ({ ...item, isUsed: used.has(item.id) })),
        signature: mediaSignature(house.self.localKey, house.clock.now()),
      });
    })
    .post('/', allow('quiz.make'), input('json', wanted), async (context) => {
      const who = personOf(context);
      const { group: id, ...quiz } = context.req.valid('json');
      const group = await groupOf(house, who, id);
      const made = await makeQuiz(house, reader, { group, who: who.person }, quiz);
      if (!made.ok) throw refused(made.error.key, made.error.status, made.error.values);
      return context.json(made.value);
    })
    .get('/:quiz', allow('quiz.make'), async (context) => {
      const { quiz, group } = await quizOf(house, personOf(context), context.req.param('quiz'));
      const tests = [];
      for (const test of quiz.tests) tests.push(await resultsOf(house, quiz, test, group));
      const teacher = await shownName(house, quiz.teacher);
      return context.json({ ...quiz, teacher, about: await aboutGroup(house, group), tests });
    })
    .post('/:quiz/hand', allow('quiz.make'), input('json', handed), async (context) => {
      const who = personOf(context);
      const found = await quizOf(house, who, context.req.param('quiz'));
      const answer = await handOver(house, { ...found, who: who.person }, context.req.valid('json'));
      if (!answer.ok) throw refused(answer.error.key, answer.error.status, answer.error.values);
      return context.json({ assessment: answer.value });
    });
}

async function aboutGroup(house: House, { group, subject, grades, classes, teacher }: GroupRow) {
  const names = classes.map(({ grade: of, letter }) => className(of, letter));
  return { group, subject, grades, classes: names, teacher: await shownName(house, teacher) };
}
