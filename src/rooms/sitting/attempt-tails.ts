import type { House } from '#http/house.ts';
import { ownSchool } from './access.ts';
import { dropTails, keptRun, runsInRecords, tailsOf } from './attempt.ts';
import { treeOf, type Run } from './model/tree.ts';
import { selectSeats, type SeatRow } from './queries.ts';
import { ran } from './records.ts';

/**
 * SIT-15: makes records of what tablets have sent ahead and not yet by their outboxes: a tablet that broke after its last
 * answer never will. What comes later all the same adds nothing.
 */
export async function tailsToRecords(house: House, sitting: string): Promise<void> {
  for (const seat of await selectSeats(house.log.read, sitting)) await keepTails(house, seat);
}

async function keepTails(house: House, seat: SeatRow): Promise<void> {
  const tails = await tailsOf(house, seat);
  if (tails.length === 0) return;
  const { scope } = ownSchool(house);
  const before = await runsInRecords(house, house.log.read, seat);
  const wanted = tails.filter((tail) => !isKnown(seat, before, tail));
  await house.log.write((on) => ({
    records: wanted.map((run) => {
      const kept = keptRun(run, (text) => on.seal(seat.person, scope, text));
      return ran.draft(scope, seat.person, { attempt: seat.attempt, device: run.device, from: run.from, ...kept });
    }),
    answer: undefined,
  }));
  await dropTails(house, seat.attempt);
}

/** Whether the records lead as far as a tail does. */
function isKnown(seat: SeatRow, before: readonly Run[], tail: Run): boolean {
  const reached = treeOf(seat, before).reached.get(tail.device) ?? 0;
  const withTail = treeOf(seat, [...before, tail]);
  return (
    withTail.branches.length <= treeOf(seat, before).branches.length && reached >= tail.from + tail.events.length - 1
  );
}
