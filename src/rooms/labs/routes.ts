import { Hono } from 'hono';
import { z } from 'zod/mini';
import { language } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { className, groupsFor, idsOf, idsOfMany, nameOf, selectMembers, shownName } from '#people/index.ts';
import { groupOf, isScience, ownWork, schoolHere, taughtWork } from './access.ts';
import { ownKey } from './keys.ts';
import type { Notebook } from './model/notebook.ts';
import type { SkillScore } from './model/rubric/skill.ts';
import type { ActionFault } from './model/seen.ts';
import type { Action } from './model/world.ts';
import { allow } from './permissions.ts';
import { printReport } from './print/report.ts';
import { findBriefing, findMark, worksOf, type WorkRow } from './queries.ts';
import { marked, marks } from './records.ts';
import { rerun } from './run-again.ts';

/** A pupil's own work as lists show it. `points` only once a teacher has confirmed them (LAB-16). */
export type OwnWork = {
  readonly work: string;
  readonly lab: string;
  readonly task: string;
  readonly beganAt: number;
  readonly isHandedIn: boolean;
  readonly points: readonly number[] | null;
  readonly comment: string;
};

export type MineAnswer = { readonly key: string; readonly works: readonly OwnWork[] };

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
};

/** A work with all that a teacher judges by. */
export type WorkAnswer = {
  readonly about: Omit<ListedWork, 'scores' | 'fault'>;
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
const ownWorks = 40;

const pointsOf = (text: string | null): readonly number[] | null => (text ? text.split(' ').map(Number) : null);

export function labsRoutes(house: House) {
  return new Hono<Env>()
    .get('/mine', allow('labs.work'), async (context) => {
      const { school } = schoolHere(house);
      const { person } = personOf(context);
      const rows = await worksOf(house.log.read, school, await idsOf(house.log.read, person), ownWorks);
      const works = [];
      for (const row of rows) works.push(await shownOwn(house, row));
      return context.json({ key: await ownKey(house, school, person), works } satisfies MineAnswer);
    })
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
      const ids = await idsOfMany(
        house.log.read,
        members.map(({ person }) => person),
      );
      const pupilOf = new Map(members.map((pupil) => [ids.get(pupil.person) ?? pupil.person, pupil]));
      const all = [...new Set([...ids.keys(), ...members.map(({ person }) => person)])];
      const works = [];
      for (const row of await worksOf(house.log.read, school, all, shownWorks)) {
        const pupil = pupilOf.get(ids.get(row.person) ?? row.person);
        if (!pupil) continue;
        const { scores, fault } = await rerun(house, row);
        const about = aboutWork(row, nameOf(house, pupil), pupil.grade);
        works.push({ ...about, scores, fault: fault ?? null } satisfies ListedWork);
      }
      const { subject, grades, classes } = group;
      const names = classes.map(({ grade, letter }) => className(grade, letter));
      return context.json({ group: { group: group.group, subject, grades, classes: names }, works });
    })
    .get('/works/:work', allow('labs.teach'), async (context) => {
      const { work, pupil } = await taughtWork(house, personOf(context), context.req.param('work'));
      const found = await rerun(house, work);
      const mark = await findMark(house.log.read, work.work);
      return context.json({
        about: aboutWork(work, nameOf(house, pupil), pupil.grade),
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
    .get('/works/:work/report', allow('labs.print'), input('query', z.object({ lang: language })), async (context) => {
      const who = personOf(context);
      const id = context.req.param('work');
      const isPupil = who.posts.some(({ role }) => role === 'pupil');
      const work = isPupil ? await ownWork(house, who, id) : (await taughtWork(house, who, id)).work;
      const { lang } = context.req.valid('query');
      const bytes = await printReport(house, work, await rerun(house, work), lang);
      return context.body(bytes, 200, { 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    });
}

async function shownOwn(house: House, row: WorkRow): Promise<OwnWork> {
  const { work, lab, task, beganAt, handedAt, points } = row;
  const mark = points ? await findMark(house.log.read, work) : undefined;
  const comment = mark?.comment ? (house.log.vault.open(row.person, mark.comment) ?? '') : '';
  return { work, lab, task, beganAt, isHandedIn: handedAt !== null, points: pointsOf(points), comment };
}

function aboutWork(row: WorkRow, name: string, grade: number) {
  const { work, person, lab, task, step, beganAt, handedAt } = row;
  return {
    work,
    person,
    name,
    grade,
    lab,
    task,
    step: step ?? 'hypothesis',
    isReal: row.isReal === 1,
    isOwn: row.isOwn === 1,
    beganAt,
    handedAt,
    isNewer: row.markedTurn !== null && (row.handedTurn ?? 0) > row.markedTurn,
    points: pointsOf(row.points),
  };
}
