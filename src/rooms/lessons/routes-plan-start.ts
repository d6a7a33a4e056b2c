import { Hono } from 'hono';
import { z } from 'zod/mini';
import { day as dayMilliseconds } from '#kernel/time.ts';
import { input, personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { dayOf, groupsFor, schoolYearOf, selectMembers, type GroupRow } from '#people/index.ts';
import { readCurriculum } from '#rooms/library/index.ts';
import { slotsOn } from '#rooms/timetable/index.ts';
import { attemptsOfMembers, groupOf, schoolOf } from './access.ts';
import { allow } from './permissions.ts';
import { formsByMonth, leastAnswers } from './plan/forms-year.ts';
import { planRulesOn } from './plan/rules.ts';
import { formsHad, hadBy } from './plan-had.ts';
import { selectOwnPlanRules, selectPlans } from './queries-plan.ts';
import { selectPulses } from './queries-plan-forms.ts';
import { lessonKey } from './shelf-titles.ts';

const ofLane = input('query', z.object({ group: z.string(), grade: z.string().check(z.regex(/^\d{1,2}$/)) }));
const ofGroups = input('query', z.object({ groups: z.string().check(z.maxLength(400)) }));
/** So many days ahead a lesson of the timetable is offered to be planned. */
const shownDays = 8;

/** What a new plan begins with, and what the planner must know of the grades in it. */
export function planStartRoutes(house: House) {
  return new Hono<Env>()
    .get('/plan-start', allow('lessons.plan'), async (context) => {
      const who = personOf(context);
      const groups = await groupsFor(house, who);
      const today = dayOf(house.clock.now());
      const rules = planRulesOn(today, await selectOwnPlanRules(house.log.read, schoolOf(house)));
      const mine = groups.map(({ group, subject, grades, classes, teacher }) => {
        const names = classes.map(({ grade, letter }) => `${grade} ${letter}`.trim());
        return { group, subject, grades, classes: names, isMine: teacher === who.person };
      });
      return context.json({ today, rules, groups: mine, slots: await slotsAhead(house, who, groups) });
    })
    .get('/plan-known', allow('lessons.plan'), ofGroups, async (context) => {
      const asked = context.req.valid('query').groups.split(',');
      const groups = (await groupsFor(house, personOf(context))).filter(({ group }) => asked.includes(group));
      return context.json(await knownOf(house, groups));
    })
    .get('/plan-forms', allow('lessons.plan'), ofLane, async (context) => {
      const { group, grade } = context.req.valid('query');
      const found = await groupOf(house, personOf(context), group);
      return context.json(await formsOf(house, found, Number(grade)));
    });
}

/** LES-57: this school year's forms of work of a grade, and what its pupils said, up to today. */
async function formsOf(house: House, { group }: GroupRow, grade: number) {
  const { read } = house.log;
  const school = schoolOf(house);
  const to = dayOf(house.clock.now());
  const from = `${schoolYearOf(to)}-08-01`;
  const lessons = (await formsHad(read, school, { groups: [group], from, to })).filter((each) => each.grade === grade);
  const pulses = await selectPulses(read, school, { group, grade, from, to });
  const rules = planRulesOn(to, await selectOwnPlanRules(read, school));
  return { months: formsByMonth(lessons, pulses), share: rules.forms.share, leastAnswers };
}

/** The lessons of the next days in which somebody sits whom this person teaches. */
async function slotsAhead(house: House, who: Person, groups: readonly GroupRow[]) {
  const { read } = house.log;
  const school = schoolOf(house);
  const taught = new Set<string>(groups.map(({ group }) => group));
  const days = Array.from({ length: shownDays }, (_, n) => dayAfter(dayOf(house.clock.now()), n));
  const plans = await selectPlans(read, school, { from: days[0] ?? '', to: days.at(-1) ?? '' });
  const found = [];
  for (const day of days) {
    for (const lesson of await slotsOn(read, school, day)) {
      const isTaught = lesson.teacher === who.person || lesson.groups.every((group) => taught.has(group));
      if (!isTaught || !lesson.groups.some((group) => taught.has(group))) continue;
      const { slot, period, from, minutes, room } = lesson;
      const plan = plans.find((each) => each.day === day && each.slot === slot)?.plan ?? null;
      const mine = lesson.groups.filter((group) => taught.has(group));
      const hasRemote = lesson.remote !== undefined;
      found.push({ slot, day, period, from, minutes, room, groups: mine, hasRemote, plan });
    }
  }
  return found;
}

function dayAfter(day: string, n: number): string {
  return new Date(Date.parse(day) + n * dayMilliseconds).toISOString().slice(0, 10);
}

/** What grades have done and had, and the objectives of their subjects. */
async function knownOf(house: House, groups: readonly GroupRow[]) {
  const { read } = house.log;
  const school = schoolOf(house);
  const day = dayOf(house.clock.now());
  const rules = planRulesOn(day, await selectOwnPlanRules(read, school));
  const subjects = [...new Set(groups.map(({ subject }) => subject))];
  const curricula = subjects.map((subject) => {
    const { objectives, isComplete } = readCurriculum(subject);
    const grades = new Set(groups.filter((group) => group.subject === subject).flatMap((group) => group.grades));
    const ofGrades = objectives.filter(({ code }) => grades.has(Number(code.split('.')[0])));
    return { subject, isComplete, objectives: ofGrades };
  });
  const done = [];
  for (const group of groups) done.push(...(await doneOf(house, group)));
  const had = await hadBy(read, school, { groups: groups.map(({ group }) => group), day, rules });
  return { curricula, done, had };
}

/** LES-53: a grade has done a lesson when half of its pupils have finished it. */
async function doneOf(house: House, group: GroupRow) {
  const members = await selectMembers(house.log.read, group);
  const attempts = await attemptsOfMembers(house, members, 0);
  return group.grades.map((grade) => {
    const pupils = members.filter((each) => each.grade === grade);
    const finished = pupils.flatMap(({ person }) => {
      const ofPerson = (attempts.get(person) ?? []).filter(({ finishedAt }) => finishedAt > 0);
      return [...new Set(ofPerson.map(lessonKey))];
    });
    const counts = Map.groupBy(finished, (key) => key);
    const lessons = [...counts].filter(([, times]) => times.length * 2 >= pupils.length).map(([key]) => key);
    return { group: group.group, grade, lessons };
  });
}
