import { z } from 'zod/mini';
import { schoolScope, type SchoolId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { workKind, type House, type WorkKind } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import { idsOf } from '#people/index.ts';
import { keptRun, runFrom, runOfRow } from './attempt.ts';
import { treeOf } from './model/tree.ts';
import { hasMarks } from './model/words.ts';
import { findSeat, selectRuns, type SeatRow } from './queries.ts';
import { attemptId, ran } from './records.ts';

/** A run as a tablet's outbox or its sealed file brings it. */
export const sentRun = z.object({
  attempt: attemptId,
  device: z.string().check(z.regex(/^[0-9a-z-]{1,40}$/)),
  from: z.int().check(z.minimum(1)),
  head: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  run: z.string().check(z.maxLength(12_000)),
});
export type SentRunBody = z.infer<typeof sentRun>;

/** What pupils' tablets send of a sitting: runs of events, each once (SIT-8). */
export function sittingWork(): readonly WorkKind[] {
  return [
    workKind('sitting.ran', sentRun, async (on, house, { via, person, body }) => {
      const { school } = house.self;
      const seat = await findSeat(on, body.attempt);
      if (!seat || !school) return refuse('sitting.no-such-seat', 404);
      if (!(await idsOf(on, seat.person)).includes(person)) return refuse('sitting.not-yours', 403);
      const taken = await takenRun(on, house, seat, body, school);
      return taken.ok ? ok(taken.value.map((draft) => ({ ...draft, via }))) : taken;
    }),
  ];
}

/**
 * The record of a run. Refused where its bytes are no events, or where
 * they do not lead from what is known to the head that it names: edited, or of another attempt (SIT-4). What only comes
 * before its beginning is taken, and waits.
 */
export async function takenRun(on: Deciding, house: House, seat: SeatRow, sent: SentRunBody, school: SchoolId) {
  const run = runFrom(sent);
  if (!run || hasMarks(run.events)) return refuse('sitting.unreadable', 400);
  const rows = await selectRuns(on, seat.attempt);
  const before = rows.flatMap((row) => runOfRow(house.log.vault, row) ?? []);
  const { broken } = treeOf(seat, [...before, run]);
  if (broken.includes(run)) return refuse('sitting.chain-edited', 422);
  const scope = schoolScope(school);
  const kept = keptRun(run, (text) => on.seal(seat.person, scope, text));
  return ok([ran.draft(scope, seat.person, { attempt: seat.attempt, device: run.device, from: run.from, ...kept })]);
}
