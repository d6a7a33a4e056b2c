import { Hono } from 'hono';
import { z } from 'zod/mini';
import { hour } from '#kernel/time.ts';
import { input, personOf, refused, Refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { dayOf, groupsFor, shownName } from '#people/index.ts';
import { scopeOf } from './access.ts';
import { allow } from './permissions.ts';
import { plan } from './plan/plan.ts';
import { findRunByDeed, selectRuns, type RunRow } from './queries-run.ts';
import { attended, attendance, laneHeld, runClosed, runStarted } from './records-run.ts';
import { deedsBody, takeDeeds } from './routes-run-deeds.ts';
import { runDesk, runReach, type OpenRun, type RunDesk } from './routes-run-desk.ts';
import { panelOf, remoteOf } from './routes-run-board.ts';
import { pupilRunRoutes } from './routes-run-pupil.ts';
import { deedId } from './run/command.ts';
import { startable } from './run/starting.ts';

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const named = {
  deed: deedId,
  slot: z.optional(z.string().check(z.maxLength(40))),
  plan: z.optional(z.object({ plan: z.string().check(z.maxLength(40)), version: z.int() })),
  content: plan,
};
const startBody = z.object(named);
/** A lesson that was held without tablets. Of whom nothing is said, was there. */
const heldBody = z.object({
  ...named,
  day,
  people: z.array(attendance).check(z.maxLength(80)),
  lanes: z.array(laneHeld).check(z.maxLength(4)),
});

/** A lesson that is held: begun, steered, seen and closed. */
export function runRoutes(house: House) {
  const desk = runDesk(house);
  return new Hono<Env>()
    .route('/', pupilRunRoutes(house, desk))
    .get('/runs', allow('lessons.teach'), async (context) => {
      return context.json(await ownRuns(house, personOf(context)));
    })
    .post('/runs', allow('lessons.teach'), input('json', startBody), async (context) => {
      const run = await start(house, personOf(context), context.req.valid('json'));
      return context.json({ run, now: house.clock.now() });
    })
    .post('/runs/held', allow('lessons.teach'), input('json', heldBody), async (context) => {
      return context.json({ run: await hold(house, desk, personOf(context), context.req.valid('json')) });
    })
    .get('/runs/:run', allow('lessons.teach'), async (context) => {
      const found = await taughtRun(house, desk, personOf(context), context.req.param('run'));
      return context.json(await remoteOf(house, found));
    })
    .get('/runs/:run/panel', allow('lessons.teach'), async (context) => {
      const found = await taughtRun(house, desk, personOf(context), context.req.param('run'));
      return context.json(await panelOf(house, found));
    })
    .post('/runs/:run/deeds', allow('lessons.teach'), input('json', deedsBody), async (context) => {
      const who = personOf(context);
      const run = await taughtRun(house, desk, who, context.req.param('run'));
      const left = await takeDeeds(house, { person: who.person, run }, context.req.valid('json').deeds);
      return context.json({ left, now: house.clock.now() });
    });
}

/** LES-1 for runs: who teaches one of its groups; to anybody else it does not exist. */
async function taughtRun(house: House, desk: RunDesk, who: Person, id: string): Promise<OpenRun> {
  scopeOf(house);
  const found = await desk.find(id);
  const groups = found ? await groupsFor(house, who) : [];
  const isTaught = found?.row.content.lanes.some((lane) => groups.some((each) => each.group === lane.group));
  if (!found || !(isTaught || found.row.teacher === who.person)) throw refused('lessons.run.none', 404);
  return found;
}

type Wanted = z.infer<typeof startBody>;

async function checked(house: House, who: Person, { content }: Wanted): Promise<void> {
  scopeOf(house);
  const can = startable(content, await groupsFor(house, who));
  if (!can.ok) throw new Refused(can.error);
}

/** LES-72: begun twice under one number, it is one run. */
async function start(house: House, who: Person, wanted: Wanted): Promise<string> {
  await checked(house, who, wanted);
  const scope = scopeOf(house);
  const { school = undefined } = house.self;
  return house.log.write(async (on) => {
    const known = school && (await findRunByDeed(on, school, wanted.deed));
    if (known) return { records: [], answer: known };
    const run = on.mint<string>();
    const body = { run, day: dayOf(on.now), ...begun(wanted) };
    return { records: [runStarted.draft(scope, who.person, body)], answer: run };
  });
}

/** LES-73: a lesson without tablets is a run too, begun and closed in one: so the journal has one kind of column. */
async function hold(house: House, desk: RunDesk, who: Person, wanted: z.infer<typeof heldBody>): Promise<string> {
  await checked(house, who, wanted);
  if (wanted.day > dayOf(house.clock.now())) throw refused('lessons.run.in-future', 422);
  const scope = scopeOf(house);
  const { school = undefined } = house.self;
  const members = await desk.membersOf(wanted.content);
  return house.log.write(async (on) => {
    const known = school && (await findRunByDeed(on, school, wanted.deed));
    if (known) return { records: [], answer: known };
    const run = on.mint<string>();
    const about = { run, deed: wanted.deed, at: on.now };
    const said = new Map(wanted.people.map((each) => [each.person, each]));
    const body = { run, day: wanted.day, isOnPaper: true, ...begun(wanted) };
    const records = [
      runStarted.draft(scope, who.person, body),
      ...members.map(({ pupil: { person } }) => {
        return attended.draft(scope, who.person, { ...about, ...(said.get(person) ?? { person, state: 'present' }) });
      }),
      runClosed.draft(scope, who.person, { ...about, lanes: wanted.lanes }),
    ];
    return { records, answer: run };
  });
}

function begun({ deed, slot, plan: from, content }: Wanted) {
  return { deed, content, ...(slot ? { slot } : {}), ...(from ? { plan: from } : {}) };
}

/** How far back a teacher sees lessons that nobody closed. */
const listReach = 7 * 24 * hour;

/** Lessons of the groups that a person teaches: those that go on first, then those that nobody closed. */
async function ownRuns(house: House, who: Person) {
  const { school } = house.self;
  const now = house.clock.now();
  if (!school) return { now, runs: [] };
  const groups = (await groupsFor(house, who)).map((each) => each.group);
  const rows = await selectRuns(house.log.read, school, groups, { since: now - listReach, isOpenOnly: true });
  const runs = [];
  for (const row of rows) runs.push(await aboutRun(house, who, row, now));
  return { now, runs };
}

async function aboutRun(house: House, who: Person, row: RunRow, now: number) {
  const { run, day: on, startedAt, content, teacher } = row;
  const lanes = content.lanes.map(({ lane, grade, subject, topic }) => ({ lane, grade, subject, topic }));
  const isMine = teacher === who.person;
  const name = isMine ? '' : await shownName(house, teacher);
  return {
    run,
    day: on,
    startedAt,
    title: content.title,
    lanes,
    isMine,
    teacher: name,
    isNow: now - startedAt < runReach,
  };
}
