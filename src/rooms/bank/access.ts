import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';

/** Throws the refusal of a school's node, where the bank is not kept. */
export function regionOnly(house: House): void {
  if (house.self.kind !== 'region') throw refused('bank.region-only', 409);
}
