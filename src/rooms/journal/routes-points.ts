import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { z } from 'zod/mini';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { className, findPupil, groupsFor, idsOf, shownName } from '#people/index.ts';
import { groupOf, schoolHere, thisYear, todayOf, wordsOf } from './access.ts';
import { groupJournal } from './group-journal.ts';
import { allow } from './permissions.ts';
import { changesOf } from './queries.ts';
import { maximum, pointsWord } from './records.ts';
import { sayPoints } from './say-points.ts';
import { shownJournal } from './shown-journal.ts';

const id = z.string().check(z.maxLength(40));
const note = z.optional(z.string().check(z.maxLength(500)));
const cells = z.object({
  year: z.optional(z.int()),
  cells: z
    .array(z.object({ run: id, person: id, points: z.optional(pointsWord), of: maximum, comment: note, why: note }))
    .check(z.minLength(1), z.maxLength(400)),
});
const when = z.object({
  year: z.optional(z.string().check(z.regex(/^\d{4}$/))),
  quarter: z.optional(z.string().check(z.regex(/^[1-4]$/))),
});
const place = z.object({ place: z.string().check(z.maxLength(80)), person: id });

/** The page of a group, and what a teacher enters lesson by lesson. */
export function pointRoutes(house: House) {
  return new Hono<Env>()
    .get('/groups', allow('journal.keep'), async (context) => {
      const who = personOf(context);
      const groups = await groupsFor(house, who);
      const shown = await Promise.all(
        groups.map(async ({ group, subject, grades, classes, teacher }) => ({
          group,
          subject,
          grades,
          classes: classes.map(({ grade, letter }) => className(grade, letter)),
          isMine: teacher === who.person,
          teacher: teacher === who.person ? '' : await shownName(house, teacher),
        })),
      );
      return context.json({ groups: shown });
    })
    .get('/groups/:group', allow('journal.keep'), input('query', when), compress(), async (context) => {
      const group = await groupOf(house, personOf(context), context.req.param('group'));
      const { year = String(thisYear(house)), quarter } = context.req.valid('query');
      const journal = await groupJournal(house.log.read, group, Number(year));
      const today = todayOf(house);
      const begun = journal.quarters.spans.filter(({ from }) => from <= today).length;
      return context.json(await shownJournal(house, journal, Number(quarter ?? Math.max(1, begun))));
    })
    .post('/groups/:group/points', allow('journal.keep'), input('json', cells), async (context) => {
      const who = personOf(context);
      const group = await groupOf(house, who, context.req.param('group'));
      const { cells: said, year = thisYear(house) } = context.req.valid('json');
      const refusal = await house.log.write(async (on) => {
        const decided = await sayPoints(on, { house, group, year }, who.person, said);
        return decided.ok ? { records: decided.value, answer: undefined } : { records: [], answer: decided.error };
      });
      if (refusal) throw refused(refusal.key, refusal.status, refusal.values);
      return context.json({ done: true });
    })
    .get('/groups/:group/changes', allow('journal.keep'), input('query', place), async (context) => {
      const group = await groupOf(house, personOf(context), context.req.param('group'));
      const { place: where, person } = context.req.valid('query');
      const { school } = schoolHere(house);
      const journal = await groupJournal(house.log.read, group, thisYear(house));
      const isOurs =
        journal.runs.some(({ run }) => run === where) ||
        journal.assessments.some(({ assessment }) => assessment === where) ||
        where.startsWith(`${group.group}/`);
      const pupil = await findPupil(house.log.read, person);
      if (!isOurs || !pupil) throw refused('journal.no-such-cell', 404);
      const ids = await idsOf(house.log.read, pupil.person);
      const rows = (await Promise.all(ids.map((each) => changesOf(house.log.read, school, where, each)))).flat();
      const changes = await Promise.all(
        rows
          .toSorted((a, b) => a.at - b.at)
          .map(async ({ held, why, actor, at, person: of }) => ({
            held,
            at,
            by: await shownName(house, actor),
            why: wordsOf(house, of, why),
          })),
      );
      return context.json({ changes });
    });
}
