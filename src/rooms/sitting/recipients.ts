import { identityToRecipient } from 'age-encryption';
import { fromCbor } from '#log/record.ts';
import type { House } from '#http/house.ts';
import type { Trust } from '#sync/index.ts';

/** For whom a tablet seals answers that cannot go up: this node, and the region that it trusts (SIT-40). */
export async function recipientsOf(house: House): Promise<readonly string[]> {
  const own = await identityToRecipient(house.self.ageIdentity);
  const trust = await house.log.getState('trust');
  return trust ? [own, (fromCbor(trust) as Trust).age] : [own];
}
