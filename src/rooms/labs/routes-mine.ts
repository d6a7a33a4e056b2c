import { Hono } from 'hono';
import { personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { findPupil, idsOf, nameOf, shownName } from '#people/index.ts';
import { matesOf, ownWork, schoolHere } from './access.ts';
import { ownKey } from './keys.ts';
import type { Notebook } from './model/notebook.ts';
import type { Action } from './model/world.ts';
import { allow } from './permissions.ts';
import { findBriefing, findMark, worksOf, type WorkRow } from './queries.ts';
import { rerun } from './run-again.ts';
import { pointsIn } from './shown-work.ts';

/** A pupil's own work as lists show it. `points` only once a teacher has confirmed them (LAB-16). */
export type OwnWork = {
  readonly work: string;
  readonly lab: string;
  readonly task: string;
  readonly beganAt: number;
  readonly isHandedIn: boolean;
  readonly points: readonly number[] | null;
  readonly comment: string;
  readonly version: number;
  /** How far the notebook is that the school has: a tablet with less is behind. */
  readonly turn: number;
  /** Who works with them, and whether it was this pupil who began; empty for who works alone. */
  readonly partner: string;
  readonly isMine: boolean;
};

export type Mate = { readonly person: string; readonly name: string; readonly grade: number };

export type MineAnswer = {
  readonly key: string;
  readonly works: readonly OwnWork[];
  /** Who may be a partner (LAB-20). */
  readonly mates: readonly Mate[];
};

/** An own work as the school has it: another tablet goes on with it, a partner looks on (LAB-20, LAB-21). */
export type GoneOnAnswer = {
  readonly work: string;
  readonly lab: string;
  readonly version: number;
  readonly task: string;
  readonly key: string;
  readonly isReal: boolean;
  readonly isBriefed: boolean;
  readonly isHandedIn: boolean;
  readonly beganAt: number;
  readonly step: string;
  readonly turn: number;
  readonly notebook: Notebook;
  readonly actions: readonly Action[];
  readonly partner: string;
};

const ownWorks = 40;

/** What a pupil asks for: the own key and works, and one of them to go on with. */
export function mineRoutes(house: House) {
  return new Hono<Env>()
    .get('/mine', allow('labs.work'), async (context) => {
      const { school } = schoolHere(house);
      const { person } = personOf(context);
      const ids = await idsOf(house.log.read, person);
      const rows = await worksOf(house.log.read, school, ids, ownWorks);
      const works = [];
      for (const row of rows) works.push(await shownOwn(house, row, ids));
      const pupil = await findPupil(house.log.read, person);
      const mates = (pupil ? await matesOf(house.log.read, pupil) : []).map((each): Mate => {
        return { person: each.person, name: nameOf(house, each), grade: each.grade };
      });
      return context.json({ key: await ownKey(house, school, person), works, mates } satisfies MineAnswer);
    })
    .get('/mine/:work', allow('labs.work'), async (context) => {
      const who = personOf(context);
      const row = await ownWork(house, who, context.req.param('work'));
      const { notebook, turn, actions } = await rerun(house, row);
      const { work, lab, version, task, key, isReal, beganAt, handedAt, step } = row;
      return context.json({
        work,
        lab,
        version,
        task,
        key,
        beganAt,
        notebook,
        turn,
        actions,
        step: step ?? 'hypothesis',
        isReal: isReal === 1,
        isHandedIn: handedAt !== null,
        isBriefed: (await findBriefing(house.log.read, work)) !== undefined,
        partner: await partnerName(house, row, await idsOf(house.log.read, who.person)),
      } satisfies GoneOnAnswer);
    });
}

async function shownOwn(house: House, row: WorkRow, ids: readonly string[]): Promise<OwnWork> {
  const { work, lab, version, task, beganAt, handedAt, points, turn } = row;
  const mark = points ? await findMark(house.log.read, work) : undefined;
  const comment = mark?.comment ? (house.log.vault.open(row.person, mark.comment) ?? '') : '';
  return {
    work,
    lab,
    version,
    task,
    beganAt,
    comment,
    isHandedIn: handedAt !== null,
    points: pointsIn(points),
    turn: turn ?? 0,
    partner: await partnerName(house, row, ids),
    isMine: ids.includes(row.person),
  };
}

/** The other of a pair; empty for who works alone. */
function partnerName(house: House, { person, partner }: WorkRow, ids: readonly string[]): Promise<string> {
  return partner ? shownName(house, ids.includes(person) ? partner : person) : Promise.resolve('');
}
