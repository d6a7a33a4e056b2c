import type { SchoolId } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';

/** Throws the refusal of a school's node: regions' pages and releases are the region's. */
export function assertRegion(house: House): void {
  if (house.self.kind !== 'region') throw refused('results.region-only', 409);
}

/** Throws the refusal of a region's node, where nobody is taught. */
export function schoolHere(house: House): SchoolId {
  if (!house.self.school) throw refused('results.schools-only', 409);
  return house.self.school;
}
