import { schoolScope, type SchoolId, type Scope } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { dayOf, idsOf, isOffice } from '#people/index.ts';
import { findSeat, findSitting, type SeatRow, type SittingRow } from './queries.ts';

/** Where a school's node writes. Throws the refusal of a region's node, where nobody sits. */
export function ownSchool(house: House): { readonly school: SchoolId; readonly scope: Scope; readonly today: string } {
  const { school } = house.self;
  if (!school) throw refused('sitting.schools-only', 409);
  return { school, scope: schoolScope(school), today: dayOf(house.clock.now()) };
}

/** SIT-20: a sitting of the one who opened it, or of the office; to anybody else it does not exist. */
export async function proctored(house: House, who: Person, id: string): Promise<SittingRow> {
  const sitting = await findSitting(house.log.read, ownSchool(house).school, id);
  if (!sitting || !(sitting.actor === who.person || isOffice(who))) throw refused('sitting.no-such-sitting', 404);
  return sitting;
}

export type OwnSeat = { readonly seat: SeatRow; readonly sitting: SittingRow };

/** SIT-21: a pupil's own seat, under any of their ids; to anybody else it does not exist. */
export async function ownSeat(house: House, who: Person, attempt: string): Promise<OwnSeat> {
  const { read } = house.log;
  const seat = await findSeat(read, attempt);
  const sitting = seat && (await findSitting(read, ownSchool(house).school, seat.sitting));
  if (!seat || !sitting || !(await idsOf(read, seat.person)).includes(who.person)) {
    throw refused('sitting.no-such-seat', 404);
  }
  return { seat, sitting };
}
