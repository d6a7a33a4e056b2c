import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { SchoolId } from '#kernel/ids.ts';
import { refuse, type Refusal, type Result } from '#kernel/result.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import { findGroup, findSchool, groupsFor, mayTeach, nameOf, selectMembers, shownName } from '#people/index.ts';
import { nodesOfSchool } from '#sync/index.ts';
import { groupOf, schoolHere, thisYear, wordsOf } from './access.ts';
import { allow } from './permissions.ts';
import {
  hubsOf,
  lessonScope,
  proposalsOf,
  sharedBy,
  sharedPupils,
  sharedRuns,
  sharedWith,
  type ProposalRow,
  type SharedRow,
} from './queries-hub.ts';
import { maximum, pointsWord } from './records.ts';
import { proposalAnswered, proposed } from './records-hub.ts';
import { sayPoints } from './say-points.ts';
import { opened, shareDrafts, unshareDrafts } from './sharing.ts';

const id = z.string().check(z.maxLength(40));
const note = z.optional(z.string().check(z.maxLength(500)));
const toHub = z.object({ hub: id, isOpen: z.boolean() });
const answer = z.object({ isAccepted: z.boolean(), reason: note });
const wanted = z.object({
  cells: z
    .array(z.object({ run: id, person: id, points: pointsWord, of: maximum, comment: note }))
    .check(z.minLength(1), z.maxLength(100)),
});

/** JRN-13: a hub teacher's points wait for the local teacher's word. */
export function hubRoutes(house: House) {
  return new Hono<Env>()
    .get('/groups/:group/hubs', allow('journal.share'), async (context) => {
      const group = await groupOf(house, personOf(context), context.req.param('group'));
      const shared = await sharedBy(house.log.read, group.school);
      const hubs = await Promise.all(
        (await hubsOf(house.log.read, group.school)).map(async (hub) => ({
          hub,
          names: (await findSchool(house.log.read, hub))?.names ?? null,
          isOpen: shared.some((each) => each.hub === hub && each.group === group.group && each.isOpen),
        })),
      );
      return context.json({ hubs });
    })
    .post('/groups/:group/hubs', allow('journal.share'), input('json', toHub), async (context) => {
      const who = personOf(context);
      const group = await groupOf(house, who, context.req.param('group'));
      const { isOpen } = context.req.valid('json');
      const hub = context.req.valid('json').hub as SchoolId;
      if (!(await hubsOf(house.log.read, group.school)).includes(hub)) throw refused('journal.not-our-hub', 422);
      if ((await nodesOfSchool(house.log.read, hub)).length === 0) throw refused('journal.hub-not-connected', 409);
      await house.log.write(async (on) => {
        const shared = (await sharedBy(on, group.school)).find(
          (each) => each.hub === hub && each.group === group.group,
        );
        if (isOpen) return { records: await shareDrafts(on, house, who.person, group, hub), answer: undefined };
        return { records: shared?.isOpen ? await unshareDrafts(on, house, who.person, shared) : [], answer: undefined };
      });
      return context.json({ done: true });
    })
    .get('/shared', allow('journal.propose'), async (context) => {
      const shared = await ownShared(house, personOf(context));
      return context.json({ lessons: await Promise.all(shared.map((each) => shownShared(house, each))) });
    })
    .post('/shared/:lesson/points', allow('journal.propose'), input('json', wanted), async (context) => {
      const who = personOf(context);
      const shared = (await ownShared(house, who)).find(({ lesson }) => lesson === context.req.param('lesson'));
      if (!shared) throw refused('journal.no-such-shared', 404);
      const refusal = await house.log.write(async (on) => {
        const decided = await proposeDrafts(on, house, who, shared, context.req.valid('json').cells);
        return decided.ok ? { records: decided.value, answer: undefined } : { records: [], answer: decided.error };
      });
      if (refusal) throw refused(refusal.key, refusal.status, refusal.values);
      return context.json({ done: true });
    })
    .get('/proposals', allow('journal.keep'), async (context) => {
      return context.json({ proposals: await waiting(house, personOf(context)) });
    })
    .post('/proposals/:proposal', allow('journal.keep'), input('json', answer), async (context) => {
      const who = personOf(context);
      const given = context.req.valid('json');
      const refusal = await house.log.write(async (on) => {
        const decided = await answerDrafts(on, house, who, context.req.param('proposal'), given);
        return decided.ok ? { records: decided.value, answer: undefined } : { records: [], answer: decided.error };
      });
      if (refusal) throw refused(refusal.key, refusal.status, refusal.values);
      return context.json({ done: true });
    });
}

/** At the hub: what is shared of the subjects that this teacher teaches there. */
async function ownShared(house: House, who: Person): Promise<SharedRow[]> {
  const { school } = schoolHere(house);
  const subjects = new Set((await groupsFor(house, who)).map(({ subject }) => subject));
  return (await sharedWith(house.log.read, school)).filter(({ subject }) => subjects.has(subject));
}

async function shownShared(house: House, shared: SharedRow) {
  const { read } = house.log;
  const collator = new Intl.Collator('kk');
  const pupils = await sharedPupils(read, shared);
  return {
    lesson: shared.lesson,
    subject: shared.subject,
    school: (await findSchool(read, shared.school))?.names ?? null,
    pupils: pupils
      .map((pupil) => ({ person: pupil.person, grade: pupil.grade, name: nameOf(house, pupil) }))
      .toSorted((a, b) => a.grade - b.grade || collator.compare(a.name, b.name)),
    runs: await sharedRuns(read, shared),
    proposals: (await proposalsOf(read, shared)).map(
      ({ proposal, run, person, points, of, comment, at, answer: said }) => ({
        proposal,
        run,
        person,
        points,
        of,
        at,
        comment: wordsOf(house, person, comment),
        state:
          said === undefined ? ('waiting' as const) : said.isAccepted ? ('accepted' as const) : ('refused' as const),
        reason: wordsOf(house, person, said?.reason),
      }),
    ),
  };
}

type Cell = z.infer<typeof wanted>['cells'][number];

async function proposeDrafts(
  on: Deciding,
  house: House,
  who: Person,
  shared: SharedRow,
  cells: readonly Cell[],
): Promise<Result<Draft[], Refusal>> {
  const scope = lessonScope(shared.lesson);
  const [pupils, runs] = [await sharedPupils(on, shared), await sharedRuns(on, shared)];
  const { scope: own } = schoolHere(house);
  const records = await opened(on, house, own, scope, shared.school);
  const by = on.seal(who.person, scope, await shownName(house, who.person));
  for (const [n, cell] of cells.entries()) {
    const at = { row: n + 1 };
    const pupil = pupils.find(({ person }) => person === cell.person);
    if (!pupil) return refuse('journal.no-such-pupil', 422, at);
    const lessons = runs.filter(({ run }) => run === cell.run);
    if (lessons.length === 0) return refuse('journal.no-such-lesson', 422, at);
    if (!lessons.some(({ grade }) => grade === pupil.grade))
      return refuse('journal.not-their-lesson', 422, { ...at, grade: pupil.grade });
    if (cell.points > cell.of) return refuse('journal.over-maximum', 422, { ...at, points: cell.points, of: cell.of });
    const comment = cell.comment?.trim();
    records.push(
      proposed.draft(scope, who.person, {
        proposal: on.mint<string>(),
        lesson: shared.lesson,
        school: shared.school,
        run: cell.run,
        person: pupil.person,
        grade: pupil.grade,
        points: cell.points,
        of: cell.of,
        ...(comment ? { comment: on.seal(pupil.person, scope, comment) } : {}),
        by,
      }),
    );
  }
  return { ok: true, value: records };
}

type Waiting = { readonly shared: SharedRow; readonly row: ProposalRow };

/** What waits for this person's word: proposals for groups that they teach, oldest first. */
async function waitingFor(on: Deciding | House['log']['read'], house: House, who: Person): Promise<Waiting[]> {
  const { school } = schoolHere(house);
  const found: Waiting[] = [];
  for (const shared of await sharedBy(on, school)) {
    const group = await findGroup(on, shared.group);
    if (!group || !(await mayTeach(house, who, group))) continue;
    for (const row of await proposalsOf(on, shared)) if (!row.answer) found.push({ shared, row });
  }
  return found;
}

async function waiting(house: House, who: Person) {
  const { read } = house.log;
  return Promise.all(
    (await waitingFor(read, house, who)).map(async ({ shared, row }) => {
      const run = (await sharedRuns(read, shared)).find((each) => each.run === row.run);
      return {
        proposal: row.proposal,
        group: shared.group,
        subject: shared.subject,
        grade: row.grade,
        day: run?.day ?? '',
        pupil: await shownName(house, row.person),
        points: row.points,
        of: row.of,
        comment: wordsOf(house, row.person, row.comment),
        by: wordsOf(house, row.actor, row.by_name),
        hub: (await findSchool(read, shared.hub))?.names ?? null,
        at: row.at,
      };
    }),
  );
}

/** JRN-13: accepted, the points are said as the local teacher's own word; refused, with a reason. Once. */
async function answerDrafts(
  on: Deciding,
  house: House,
  who: Person,
  proposal: string,
  { isAccepted, reason }: z.infer<typeof answer>,
): Promise<Result<readonly Draft[], Refusal>> {
  const found = (await waitingFor(on, house, who)).find(({ row }) => row.proposal === proposal);
  if (!found) return refuse('journal.no-such-proposal', 404);
  const { shared, row } = found;
  const why = reason?.trim();
  if (!isAccepted && !why) return refuse('journal.refusal-needs-why', 422);
  const scope = lessonScope(shared.lesson);
  const sealed = why ? { reason: on.seal(row.person, scope, why) } : {};
  const body = { proposal, lesson: shared.lesson, isAccepted, person: row.person, ...sealed };
  const said = proposalAnswered.draft(scope, who.person, body);
  if (!isAccepted) return { ok: true, value: [said] };
  const group = await findGroup(on, shared.group);
  const members = group ? await selectMembers(on, group) : [];
  if (!group || !members.some(({ person }) => person === row.person))
    return refuse('journal.no-such-pupil', 422, { row: 1 });
  const comment = wordsOf(house, row.person, row.comment);
  const cell = { run: row.run, person: row.person, points: row.points, of: row.of, proposal, why };
  const decided = await sayPoints(on, { house, group, year: thisYear(house) }, who.person, [
    comment ? { ...cell, comment } : cell,
  ]);
  return decided.ok ? { ok: true, value: [said, ...decided.value] } : decided;
}
