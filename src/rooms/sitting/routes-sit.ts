import { Hono } from 'hono';
import { z } from 'zod/mini';
import { hour } from '#kernel/time.ts';
import type { Language } from '#kernel/language.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { idsOf } from '#people/index.ts';
import { ownSchool, ownSeat, type OwnSeat } from './access.ts';
import { keepTail, packed, runFrom, runsInRecords, treeOfSeat } from './attempt.ts';
import type { WordDesk } from './desk.ts';
import { outcomeOf } from './model/outcome.ts';
import { treeOf, type Tree } from './model/tree.ts';
import { hasMarks } from './model/words.ts';
import { packages } from './package.ts';
import { allow } from './permissions.ts';
import { seatsOfPupil, selectForms } from './queries.ts';
import { recipientsOf } from './recipients.ts';
import { attemptId } from './records.ts';
import { sentRun } from './work.ts';

/** A pupil's seat as the tablet keeps it. `key` opens the package; it is there from the start on (SIT-22). */
export type SeatAnswer = {
  readonly attempt: string;
  /** With whom and which form the chain begins. */
  readonly person: string;
  readonly form: string;
  readonly cell: string;
  readonly study: string;
  readonly language: Language;
  readonly minutes: number;
  readonly items: number;
  readonly extra: number;
  readonly added: number;
  readonly isLarge: boolean;
  readonly state: OwnSeat['sitting']['state'];
  /** Ended here already, by the pupil or the clock. */
  readonly isOver: boolean;
  /** For whom answers are sealed that cannot go up (SIT-40): age recipients. */
  readonly recipients: readonly string[];
  readonly key?: string;
};

/** How things stand with an attempt, as the school answers to a tablet's word. */
export type WordAnswer = Pick<SeatAnswer, 'state' | 'extra' | 'added' | 'isOver'> & {
  /** The events of this tablet that the school has, up to the highest number without a gap (SIT-7). */
  readonly reached: number;
};

/** What another tablet had done of an attempt: where its own chain goes on, and the events before. */
export type TakeOver = {
  readonly reached: number;
  readonly base?: { readonly device: string; readonly n: number; readonly head: string };
  readonly events: string;
  /** Active time in tenths of a second, as last heard. */
  readonly at: number;
};

const device = z.string().check(z.regex(/^[0-9a-z-]{1,40}$/));
const count = z.int().check(z.minimum(0), z.maximum(100_000));
const wordBody = z.object({
  attempt: attemptId,
  device,
  n: count,
  at: z.int().check(z.minimum(0)),
  place: z.int().check(z.minimum(-1), z.maximum(60)),
  answered: count,
  lights: z.object({ waiting: count, atSchool: count, atRegion: count }),
  tail: z.optional(sentRun),
});

/** An older sitting is nobody's any more who sits down today. */
const shownFor = 36 * hour;

/** What a pupil's tablet asks: its seat, the package, and a word each few seconds. */
export function sitRoutes(house: House, desk: WordDesk) {
  const pack = packages();
  return new Hono<Env>()
    .get('/mine', allow('sitting.sit'), async (context) => {
      const { school } = ownSchool(house);
      const { person } = personOf(context);
      const found = await seatsOfPupil(house.log.read, school, await idsOf(house.log.read, person));
      const since = house.clock.now() - shownFor;
      const own = found.filter(({ seat, sitting }) => sitting.openedAt >= since && seat.absent === '');
      return context.json({ seats: await Promise.all(own.map((each) => seatAnswer(house, each))) });
    })
    .get('/package/:attempt', allow('sitting.sit'), async (context) => {
      const { seat, sitting } = await ownSeat(house, personOf(context), context.req.param('attempt'));
      const form = (await selectForms(house.log.read, sitting.sitting)).find((each) => each.form === seat.form);
      if (!form) throw refused('sitting.no-such-seat', 404);
      const bytes = await pack(house, form, seat.language);
      context.header('cache-control', 'no-store');
      return context.body(new Uint8Array(bytes), 200, { 'content-type': 'application/octet-stream' });
    })
    .post('/word', allow('sitting.sit'), input('json', wordBody), async (context) => {
      const { tail, attempt, ...word } = context.req.valid('json');
      const own = await ownSeat(house, personOf(context), attempt);
      desk.hear(attempt, { ...word, heardAt: house.clock.now() });
      if (tail) await takeTail(house, own, { ...tail, attempt });
      const answer = await wordAnswer(house, own, word.device);
      house.live.publish(`sitting:room:${own.sitting.sitting}`);
      return context.json(answer);
    })
    .post(
      '/take-over',
      allow('sitting.sit'),
      input('json', z.object({ attempt: attemptId, device })),
      async (context) => {
        const { attempt, device: own } = context.req.valid('json');
        const { seat } = await ownSeat(house, personOf(context), attempt);
        const tree = await treeOfSeat(house, house.log.read, seat);
        const outcome = outcomeOf(tree, seat.settled);
        const reached = tree.reached.get(own) ?? 0;
        if (!outcome) return context.json({ reached, events: '', at: 0 } satisfies TakeOver);
        const { device: last, n, head, events } = outcome.branch;
        const heard = desk.wordOf(attempt);
        const at = Math.max(outcome.state.at, heard?.device === last ? heard.at : 0);
        return context.json({
          reached,
          base: { device: last, n, head },
          events: packed(events),
          at,
        } satisfies TakeOver);
      },
    );
}

async function seatAnswer(house: House, { seat, sitting }: OwnSeat): Promise<SeatAnswer> {
  const form = (await selectForms(house.log.read, sitting.sitting)).find((each) => each.form === seat.form);
  const isOpen = sitting.state === 'running' || sitting.state === 'paused';
  return {
    attempt: seat.attempt,
    person: seat.person,
    form: seat.form,
    cell: sitting.cell,
    study: sitting.study,
    language: seat.language,
    minutes: form?.minutes ?? 0,
    items: form?.items ?? 0,
    isLarge: seat.isLarge === 1,
    recipients: await recipientsOf(house),
    ...standing(await treeOfSeat(house, house.log.read, seat), { seat, sitting }),
    ...(isOpen && form ? { key: form.key } : {}),
  };
}

function standing(tree: Tree, { seat, sitting }: OwnSeat) {
  const outcome = outcomeOf(tree, seat.settled);
  const isOver = outcome?.state.final !== undefined;
  return { state: sitting.state, extra: seat.extra, added: sitting.added, isOver };
}

async function wordAnswer(house: House, own: OwnSeat, from: string): Promise<WordAnswer> {
  const tree = await treeOfSeat(house, house.log.read, own.seat);
  return { ...standing(tree, own), reached: tree.reached.get(from) ?? 0 };
}

/** SIT-15: keeps what a tablet sent ahead. What is no part of the attempt is refused; the tablet keeps it. */
async function takeTail(house: House, { seat }: OwnSeat, sent: z.infer<typeof sentRun>): Promise<void> {
  const run = runFrom(sent);
  if (!run || hasMarks(run.events)) throw refused('sitting.unreadable', 400);
  const { scope } = ownSchool(house);
  const before = (await runsInRecords(house, house.log.read, seat)).filter(({ device: each }) => each === run.device);
  const tree = treeOf(seat, [...before, run]);
  if (tree.broken.includes(run)) throw refused('sitting.chain-edited', 422);
  await keepTail(house, scope, seat, run);
}
