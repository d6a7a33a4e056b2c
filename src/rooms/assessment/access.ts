import { schoolScope, type SchoolId, type Scope } from '#kernel/ids.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { dayOf } from '#people/index.ts';

/** Throws the refusal of a school's node: studies and forms are the region's. */
export function assertRegion(house: House): void {
  if (house.self.kind !== 'region') throw refused('assessment.region-only', 409);
}

/** Where a school's node writes. Throws the refusal of a region's node. */
export function ownSchool(house: House): { readonly school: SchoolId; readonly scope: Scope; readonly today: string } {
  const { school } = house.self;
  if (!school) throw refused('assessment.schools-only', 409);
  return { school, scope: schoolScope(school), today: dayOf(house.clock.now()) };
}

/** The value; a refusal is thrown, for the frame of the server to answer with. */
export function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw refused(result.error.key, result.error.status, result.error.values);
  return result.value;
}
