import { createHmac } from 'node:crypto';
import type { SchoolId } from '#kernel/ids.ts';
import { schoolScope } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { Reader } from '#log/store.ts';
import { selectKeys } from './queries.ts';
import { keyed } from './records.ts';

/** LAB-3: a pupil's own key: HMAC-SHA-256 under the school's, in hex. It tells nothing of another's. */
function keyFor(school: Uint8Array, person: string): string {
  return createHmac('sha256', school).update(`labs ${person}`).digest('hex');
}

/** The pupil's key for new works; the school's is minted with the first. */
export async function ownKey(house: House, school: SchoolId, person: string): Promise<string> {
  const [known] = await selectKeys(house.log.read, school);
  if (known) return keyFor(known.key, person);
  const key = await house.log.write(async (on) => {
    const [first] = await selectKeys(on, school);
    if (first) return { records: [], answer: first.key };
    const made = house.randomness.bytes(32);
    return { records: [keyed.draft(schoolScope(school), school, { key: made })], answer: made };
  });
  return keyFor(key, person);
}

/** Whether a key is this pupil's, of any key that the school has had: after a fire it may have two. */
export async function isOwnKey(
  read: Reader,
  school: SchoolId,
  people: readonly string[],
  key: string,
): Promise<boolean> {
  const keys = await selectKeys(read, school);
  return keys.some((each) => people.some((person) => keyFor(each.key, person) === key));
}
