import { Hono } from 'hono';
import { z } from 'zod/mini';
import { calendarDay } from '#kernel/schema.ts';
import { schoolOfScope } from '#kernel/ids.ts';
import { input, personOf, refused, Refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { dayOf, groupsFor } from '#people/index.ts';
import { scopeOf } from './access.ts';
import { allow } from './permissions.ts';
import { plan, type Plan } from './plan/plan.ts';
import { findPlanContent } from './queries-plan.ts';
import { findRunByDeed } from './queries-run.ts';
import { attended, attendance, laneHeld, runClosed, runStarted } from './records-run.ts';
import { deedsBody, takeDeeds } from './routes-run-deeds.ts';
import { runDesk, type OpenRun, type RunDesk } from './routes-run-desk.ts';
import { afterwards } from './routes-run-after.ts';
import { ownRuns } from './routes-run-list.ts';
import { panelOf, remoteOf } from './routes-run-board.ts';
import { homeworkGiven } from './routes-run-homework.ts';
import { homeLanguage, homePage } from './routes-run-home.ts';
import { pupilRunRoutes } from './routes-run-pupil.ts';
import { deedId } from './run/command.ts';
import { startable } from './run/starting.ts';

const named = {
  deed: deedId,
  slot: z.optional(z.string().check(z.maxLength(40))),
  /** The version 0 is the newest. */
  plan: z.optional(z.object({ plan: z.string().check(z.maxLength(40)), version: z.int() })),
  /** Where it is left out, that of the plan. */
  content: z.optional(plan),
};
const startBody = z.object(named);
/** A lesson that was held without tablets. Of whom nothing is said, was there. */
const heldBody = z.object({
  ...named,
  day: calendarDay,
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
    .get('/runs/:run/home/:lane', allow('lessons.teach'), homeLanguage, async (context) => {
      const found = await taughtRun(house, desk, personOf(context), context.req.param('run'));
      context.header('content-disposition', 'attachment');
      return context.html(await homePage(house, found, context.req.param('lane'), context.req.valid('query').language));
    })
    .get('/runs/:run/panel', allow('lessons.teach'), async (context) => {
      const found = await taughtRun(house, desk, personOf(context), context.req.param('run'));
      return context.json(await panelOf(house, found));
    })
    .get('/runs/:run/after', allow('lessons.teach'), async (context) => {
      const found = await taughtRun(house, desk, personOf(context), context.req.param('run'));
      return context.json(await afterwards(house, found));
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
type Begun = Omit<Wanted, 'content'> & { readonly content: Plan };

/** What is to be held: the plan as it is now, or what was sent; refused where it cannot begin. */
async function beginning(house: House, who: Person, wanted: Wanted): Promise<Begun> {
  const scope = scopeOf(house);
  const school = schoolOfScope(scope);
  const { plan: named, content } = wanted;
  const found =
    named && school && !content
      ? await findPlanContent(house.log.read, school, named.plan, named.version || undefined)
      : undefined;
  const held = content ?? found?.content;
  if (!held) throw refused('lessons.run.no-plan', 404);
  const can = startable(held, await groupsFor(house, who));
  if (!can.ok) throw new Refused(can.error);
  const from = named && found ? { plan: { plan: named.plan, version: found.version } } : {};
  return { ...wanted, ...from, content: held };
}

/** LES-72: begun twice under one number, it is one run. */
async function start(house: House, who: Person, wanted: Wanted): Promise<string> {
  const held = await beginning(house, who, wanted);
  const scope = scopeOf(house);
  const { school = undefined } = house.self;
  return house.log.write(async (on) => {
    const known = school && (await findRunByDeed(on, school, wanted.deed));
    if (known) return { records: [], answer: known };
    const run = on.mint<string>();
    const body = { run, day: dayOf(on.now), ...begun(held) };
    return { records: [runStarted.draft(scope, who.person, body)], answer: run };
  });
}

/** LES-73: a lesson without tablets is a run too, begun and closed in one: so the journal has one kind of column. */
async function hold(house: House, desk: RunDesk, who: Person, wanted: z.infer<typeof heldBody>): Promise<string> {
  const held = await beginning(house, who, wanted);
  if (wanted.day > dayOf(house.clock.now())) throw refused('lessons.run.in-future', 422);
  const scope = scopeOf(house);
  const { school = undefined } = house.self;
  const members = await desk.membersOf(held.content);
  return house.log.write(async (on) => {
    const known = school && (await findRunByDeed(on, school, wanted.deed));
    if (known) return { records: [], answer: known };
    const run = on.mint<string>();
    const about = { run, deed: wanted.deed, at: on.now };
    const said = new Map(wanted.people.map((each) => [each.person, each]));
    const body = { run, day: wanted.day, isOnPaper: true, ...begun(held) };
    const records = [
      runStarted.draft(scope, who.person, body),
      ...members.map(({ pupil: { person } }) => {
        return attended.draft(scope, who.person, { ...about, ...(said.get(person) ?? { person, state: 'present' }) });
      }),
      runClosed.draft(scope, who.person, { ...about, lanes: wanted.lanes }),
      ...(await homeworkGiven(on, { scope, actor: who.person }, held.content, wanted.lanes)),
    ];
    return { records, answer: run };
  });
}

function begun({ deed, slot, plan: from, content }: Begun) {
  return { deed, content, ...(slot ? { slot } : {}), ...(from ? { plan: from } : {}) };
}
