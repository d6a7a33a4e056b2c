import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { idsOf } from '#people/index.ts';
import { mediaSignature } from '#rooms/library/index.ts';
import { allow } from './permissions.ts';
import { pupilsOfRun } from './queries-run.ts';
import { homeLanguage, homePage } from './routes-run-home.ts';
import type { OpenRun, RunDesk } from './routes-run-desk.ts';
import { laneOfPupil, runAt } from './run/engine.ts';

/** The lesson that goes on, as a pupil's tablet needs it: their own lane, and of the others only how they are led. */
export function pupilRunRoutes(house: House, desk: RunDesk) {
  const find = async (person: PersonId) => {
    for (const id of await idsOf(house.log.read, person)) {
      const run = await desk.ofPupil(id);
      if (run) return { run, seat: seatIn(house, run, id) };
    }
    return undefined;
  };
  const asked = input('query', z.object({ run: z.string().check(z.maxLength(40)) }));
  return new Hono<Env>()
    .get('/run', allow('lessons.learn'), compress(), async (context) => {
      const now = house.clock.now();
      const found = await find(personOf(context).person);
      if (!found) return context.json({ now, run: null });
      if (isRefused(found.run, context.req.header('user-agent') ?? '')) throw refused('lessons.run.telephone', 403);
      const media = mediaSignature(house.self.localKey, now);
      return context.json({ now, run: { ...(await ownRun(house, found.run, found.seat)), media } });
    })
    .get('/run/home', allow('lessons.learn'), homeLanguage, async (context) => {
      const found = await find(personOf(context).person);
      if (!found) throw refused('lessons.run.none', 404);
      context.header('content-disposition', 'attachment');
      return context.html(await homePage(house, found.run, found.seat.lane, context.req.valid('query').language));
    })
    .get('/run/orders', allow('lessons.learn'), asked, async (context) => {
      const found = await find(personOf(context).person);
      if (!found || found.run.row.run !== context.req.valid('query').run) throw refused('lessons.run.none', 404);
      return context.json({ now: house.clock.now(), ...ordersOf(found.run, found.seat) });
    });
}

/** Telephones say so of themselves; a tablet with the same system does not. */
const telephone = /\bMobile\b|iPhone|Windows Phone/;

/**
 * LES-76: a pupil's own telephone has no lesson where the plan does not provide for it. What the browser says of itself is
 * asked: it keeps honest people to the rule, and stops nobody who disguises a telephone. What was given besides stays open.
 */
export function isRefused({ row }: OpenRun, agent: string): boolean {
  return !row.content.hasTelephones && telephone.test(agent) && !/iPad/.test(agent);
}

type Seat = { readonly person: PersonId; readonly lane: string; readonly leader: string };

function seatIn(house: House, { row, commands, members }: OpenRun, person: PersonId): Seat {
  const state = runAt({ course: row.content, startedAt: row.startedAt, commands }, house.clock.now());
  const own = members.find(({ pupil }) => pupil.person === person)?.lane ?? 'a';
  const lane = laneOfPupil(state, person, own) ?? own;
  return { person, lane, leader: state.lanes.find((each) => each.lane === lane)?.leader ?? lane };
}

/** What steers the clock. Who sits where is for nobody else's tablet. */
function ordersOf({ row, commands }: OpenRun, { lane, leader }: Seat) {
  return { lane, leader, closedAt: row.closedAt, commands: commands.filter((each) => each.do !== 'move') };
}

async function ownRun(house: House, run: OpenRun, seat: Seat) {
  const { row, show, held } = run;
  const { lanes, phases, title } = row.content;
  const place = lanes.findIndex((each) => each.lane === seat.leader);
  const { subject = '', grade = 0, more = [] } = lanes.find((each) => each.lane === seat.lane) ?? {};
  const { topic = '', homework = [] } = held.get(seat.lane) ?? {};
  const said = (await pupilsOfRun(house.log.read, row.run)).find((each) => each.person === seat.person);
  return {
    run: row.run,
    title,
    startedAt: row.startedAt,
    course: {
      lanes: lanes.map(({ lane }) => ({ lane })),
      phases: phases.map(({ minutes, parts }) => ({ minutes, parts: parts.map(({ mode }) => ({ mode })) })),
    },
    own: { grade, subject, topic, more: more.map(show), homework: homework.map(show) },
    parts: phases.map((phase) => {
      const { mode = 'independent', form = 'drill', pupils = '', activities = [] } = phase.parts[place] ?? {};
      return { mode, form, pupils, activities: activities.map(show) };
    }),
    isHandUp: (said?.hand ?? 0) > 0,
    ready: said?.ready ?? 0,
    ...ordersOf(run, seat),
  };
}
