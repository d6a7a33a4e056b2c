import { z } from 'zod/mini';
import type { PersonId, Scope } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import { scopeOf } from './access.ts';
import { hasDeed } from './queries-run.ts';
import { handRaised } from './records.ts';
import {
  attendance,
  attended,
  helpAsked,
  laneHeld,
  noted,
  runClosed,
  runLanes,
  runMoved,
  runSteered,
} from './records-run.ts';
import type { OpenRun } from './routes-run-desk.ts';
import { homeworkGiven } from './routes-run-homework.ts';
import { deedId, join, move, steer } from './run/command.ts';

const deed = { deed: deedId, at: z.int() };
const person = idOf<PersonId>();
const maxNote = 500;

/** What a teacher's device does in a lesson. It keeps what it did until it hears that it was taken, and sends it again. */
export const deedBody = z.discriminatedUnion('kind', [
  z.object({ ...deed, kind: z.literal('steered'), order: steer }),
  z.object({ ...deed, kind: z.literal('lanes'), order: join }),
  z.object({ ...deed, kind: z.literal('moved'), order: move }),
  z.object({
    ...deed,
    kind: z.literal('attended'),
    people: z.array(attendance).check(z.minLength(1), z.maxLength(80)),
  }),
  z.object({ ...deed, kind: z.literal('noted'), person, text: z.string().check(z.minLength(1), z.maxLength(maxNote)) }),
  z.object({ ...deed, kind: z.literal('hand-down'), person }),
  z.object({ ...deed, kind: z.literal('closed'), lanes: z.array(laneHeld).check(z.maxLength(4)) }),
]);
export type Deed = z.infer<typeof deedBody>;

export const deedsBody = z.object({ deeds: z.array(deedBody).check(z.minLength(1), z.maxLength(200)) });

type By = { readonly person: PersonId; readonly run: OpenRun };

/**
 * LES-72: takes what a device did, in its order, each number once. What is about somebody who does not sit in this
 * lesson, or a lane that it has not, is left out: the rest counts. Answers with the numbers that were left out.
 */
export function takeDeeds(house: House, by: By, deeds: readonly Deed[]): Promise<readonly string[]> {
  const scope = scopeOf(house);
  return house.log.write(async (on) => {
    const records: Draft[] = [];
    const refused: string[] = [];
    const seen = new Set<string>();
    for (const each of deeds) {
      if (seen.has(each.deed) || (await hasDeed(on, by.run.row.run, each.deed))) continue;
      seen.add(each.deed);
      const drafts = each.kind === 'hand-down' ? await handsDown(on, scope, by, each) : draftsOf(on, scope, by, each);
      if (drafts) records.push(...drafts);
      if (each.kind === 'closed') {
        records.push(...(await homeworkGiven(on, { scope, actor: by.person }, by.run.row.content, each.lanes)));
      } else refused.push(each.deed);
    }
    return { records, answer: refused };
  });
}

/** The records of a deed; undefined where it is about nobody here. */
function draftsOf(
  on: Deciding,
  scope: Scope,
  { person: actor, run }: By,
  each: Exclude<Deed, { kind: 'hand-down' }>,
): readonly Draft[] | undefined {
  const { row } = run;
  const about = { run: row.run, deed: each.deed, at: Math.min(Math.max(each.at, row.startedAt), on.now) };
  const isHere = (someone: string): boolean => run.members.some(({ pupil }) => pupil.person === someone);
  switch (each.kind) {
    case 'steered':
      return [runSteered.draft(scope, actor, { ...about, order: each.order })];
    case 'lanes':
      return [runLanes.draft(scope, actor, { ...about, order: each.order })];
    case 'moved': {
      const { person: who, lane } = each.order;
      if (!isHere(who) || !row.content.lanes.some((known) => known.lane === lane)) return undefined;
      return [runMoved.draft(scope, actor, { ...about, person: who, lane })];
    }
    case 'attended': {
      const people = each.people.filter((one) => isHere(one.person));
      return people.length === 0 ? undefined : people.map((one) => attended.draft(scope, actor, { ...about, ...one }));
    }
    case 'noted': {
      if (!isHere(each.person)) return undefined;
      const text = on.seal(each.person, scope, each.text);
      return [noted.draft(scope, actor, { ...about, person: each.person, text })];
    }
    case 'closed': {
      const lanes = each.lanes.filter((one) => row.content.lanes.some((known) => known.lane === one.lane));
      return [runClosed.draft(scope, actor, { ...about, lanes })];
    }
  }
}

/** Lowers the hands that were up when the teacher came, in the lesson and in an attempt; not one that was raised since. */
async function handsDown(
  on: Deciding,
  scope: Scope,
  { person: actor, run }: By,
  { person: pupil, at }: Extract<Deed, { kind: 'hand-down' }>,
): Promise<readonly Draft[] | undefined> {
  if (!run.members.some((each) => each.pupil.person === pupil)) return undefined;
  const asked = 'select person from lessons_run_pupils where run = ? and person = ? and hand > 0 and hand <= ?';
  const isUp = await on.get(asked, run.row.run, pupil, at);
  const sql = 'select attempt from lessons_attempts where person = ? and hand > 0 and hand <= ?';
  const attempts = await on.all<{ attempt: string }>(sql, pupil, at);
  return [
    ...(isUp ? [helpAsked.draft(scope, actor, { run: run.row.run, person: pupil, isRaised: false })] : []),
    ...attempts.map(({ attempt }) => handRaised.draft(scope, actor, { attempt, isRaised: false })),
  ];
}
