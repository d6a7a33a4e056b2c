import { Hono } from 'hono';
import { z } from 'zod/mini';
import { calendarDay, grade } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { className, groupsFor, idsOfMany, selectMembers, shownName } from '#people/index.ts';
import { groupOf, isScience, schoolHere, taughtWork } from './access.ts';
import type { Direction, Notebook } from './model/notebook.ts';
import type { SkillScore } from './model/rubric/skill.ts';
import type { ActionFault } from './model/seen.ts';
import type { Action } from './model/world.ts';
import { allow } from './permissions.ts';
import { findBriefing, findMark, worksOf } from './queries.ts';
import { marked, marks } from './records.ts';
import { rerun } from './run-again.ts';
import { aboutWork, foundIn, namesOf } from './shown-work.ts';
import { journalOf, toJournal } from './to-journal.ts';

/** A work as a teacher's list shows it. */
export type ListedWork = {
  readonly work: string;
  readonly person: string;
  readonly name: string;
  readonly grade: number;
  readonly lab: string;
  readonly task: string;
  readonly step: string;
  readonly isReal: boolean;
  readonly isOwn: boolean;
  readonly beganAt: number;
  readonly handedAt: number | null;
  /** Handed in again since the teacher's word. */
  readonly isNewer: boolean;
  readonly points: readonly number[] | null;
  readonly scores: readonly SkillScore[];
  readonly fault: ActionFault | null;
  /** What the pupil found, as numbers with the half width of the interval; null where none stands. */
  readonly found: { readonly value: number; readonly spread: number } | null;
  /** What the pupil expected before measuring; null where nothing was said. */
  readonly expects: Direction | null;
  /** Lines of the table so far. */
  readonly rows: number;
};

/** A work with all that a teacher judges by. */
export type WorkAnswer = {
  readonly about: Omit<ListedWork, 'scores' | 'fault' | 'found' | 'expects' | 'rows'>;
  readonly key: string;
  readonly version: number;
  readonly turn: number;
  readonly notebook: Notebook;
  readonly actions: readonly Action[];
  readonly scores: readonly SkillScore[];
  readonly fault: ActionFault | null;
  readonly isOtherVersion: boolean;
  readonly rules: readonly string[];
  readonly comment: string;
  readonly teacher: string;
};

/** As many works of a group as a screen shows and a small server runs again in a moment. */
const shownWorks = 60;

const name = z.string().check(z.maxLength(40));
const place = z.object({ lab: name, task: name, grade: z.coerce.number() });
const wish = z.object({
  lab: name,
  task: name,
  grade,
  kind: z.enum(['section', 'quarter']),
  day: calendarDay,
  title: z.string().check(z.minLength(1), z.maxLength(100)),
  texts: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(10)),
  rows: z
    .array(z.object({ person: z.string().check(z.maxLength(60)), why: z.optional(z.string().check(z.maxLength(500))) }))
    .check(z.minLength(1), z.maxLength(100)),
});

/** What a teacher asks for and says: groups, their works, marks, what goes into the journal. */
export function teachRoutes(house: House) {
  return new Hono<Env>()
    .get('/groups', allow('labs.teach'), async (context) => {
      schoolHere(house);
      const who = personOf(context);
      const groups = [];
      for (const { group, subject, grades, classes, teacher } of await groupsFor(house, who)) {
        if (!isScience(subject)) continue;
        const names = classes.map(({ grade, letter }) => className(grade, letter));
        const isMine = teacher === who.person;
        groups.push({ group, subject, grades, classes: names, isMine, teacher: await shownName(house, teacher) });
      }
      return context.json({ groups });
    })
    .get('/groups/:group', allow('labs.teach'), async (context) => {
      const { school } = schoolHere(house);
      const group = await groupOf(house, personOf(context), context.req.param('group'));
      const members = await selectMembers(house.log.read, group);
      const ids: ReadonlyMap<string, string> = await idsOfMany(
        house.log.read,
        members.map(({ person }) => person),
      );
      const pupilOf = new Map(members.map((pupil) => [ids.get(pupil.person) ?? pupil.person, pupil]));
      const all = [...new Set([...ids.keys(), ...members.map(({ person }) => person)])];
      const works = [];
      for (const row of await worksOf(house.log.read, school, all, shownWorks)) {
        const pupils = [row.person, row.partner].flatMap((each) => pupilOf.get(ids.get(each) ?? each) ?? []);
        const [pupil] = pupils;
        if (!pupil) continue;
        const { scores, fault, notebook } = await rerun(house, row);
        const about = aboutWork(row, namesOf(house, pupils), pupil.grade);
        const { hypothesis, rows } = notebook;
        works.push({
          ...about,
          scores,
          fault: fault ?? null,
          found: foundIn(notebook),
          expects: hypothesis.direction ?? null,
          rows: rows.length,
        } satisfies ListedWork);
      }
      const { subject, grades, classes } = group;
      const names = classes.map(({ grade, letter }) => className(grade, letter));
      return context.json({ group: { group: group.group, subject, grades, classes: names }, works });
    })
    .get('/works/:work', allow('labs.teach'), async (context) => {
      const { work, pupils } = await taughtWork(house, personOf(context), context.req.param('work'));
      const found = await rerun(house, work);
      const mark = await findMark(house.log.read, work.work);
      return context.json({
        about: aboutWork(work, namesOf(house, pupils), pupils[0]?.grade ?? 0),
        key: work.key,
        version: work.version,
        ...found,
        fault: found.fault ?? null,
        rules: (await findBriefing(house.log.read, work.work))?.rules.split(' ') ?? [],
        comment: mark?.comment ? (house.log.vault.open(work.person, mark.comment) ?? '') : '',
        teacher: mark ? await shownName(house, mark.teacher) : '',
      } satisfies WorkAnswer);
    })
    .post(
      '/works/:work/mark',
      allow('labs.teach'),
      input('json', z.object({ turn: z.int(), points: marks, comment: z.string().check(z.maxLength(500)) })),
      async (context) => {
        const who = personOf(context);
        const { work } = await taughtWork(house, who, context.req.param('work'));
        if (work.handedAt === null) throw refused('labs.not-handed-in', 409);
        const { comment, ...said } = context.req.valid('json');
        const { scope } = schoolHere(house);
        await house.log.write((on) => {
          const sealed = comment ? { comment: on.seal(work.person, scope, comment) } : {};
          return { records: [marked.draft(scope, who.person, { work: work.work, ...said, ...sealed })], answer: null };
        });
        return context.json({ ok: true });
      },
    )
    .get('/groups/:group/journal', allow('labs.teach'), input('query', place), async (context) => {
      const group = await groupOf(house, personOf(context), context.req.param('group'));
      return context.json(await journalOf(house, group, context.req.valid('query')));
    })
    .post('/groups/:group/journal', allow('labs.teach'), input('json', wish), async (context) => {
      const who = personOf(context);
      const group = await groupOf(house, who, context.req.param('group'));
      const answer = await toJournal(house, { group, who: who.person }, context.req.valid('json'));
      if (!answer.ok) throw refused(answer.error.key, answer.error.status, answer.error.values);
      return context.json({ assessment: answer.value });
    });
}
