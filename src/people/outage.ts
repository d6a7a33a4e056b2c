import { createHmac, timingSafeEqual } from 'node:crypto';
import { schoolScope, type PersonId, type SchoolId, type TabletId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import { toCbor, type Draft } from '#log/record.ts';
import { day, type Instant } from '#kernel/time.ts';
import { workHeld } from './records.ts';
import type { SentEntry } from './work.ts';

/**
 * The teacher's code of a day: six digits that a tablet cannot check while the server is away, so that work begun with
 * it is held until a teacher confirms it. Codes of yesterday still count: an outage may last over midnight.
 */
export function outageCode(localKey: Uint8Array, school: SchoolId, at: Instant): string {
  const mac = createHmac('sha256', localKey)
    .update(`outage ${school} ${Math.floor(at / day)}`)
    .digest();
  return String(mac.readUInt32BE(0) % 1_000_000).padStart(6, '0');
}

/** `o1.<person>.<code>`: a pupil who began by name with a code. */
export async function holdOutage(
  on: Deciding,
  house: House,
  tablet: TabletId,
  entry: SentEntry,
): Promise<Draft | undefined> {
  const [, person, code = ''] = entry.credential.split('.');
  const { school } = house.self;
  if (!person || !school || !/^\d{6}$/.test(code) || !/^[0-9a-z-]{1,40}$/.test(person)) return undefined;
  if (!(await on.get('select person from people_persons where person = ?', person))) return undefined;
  const scope = schoolScope(school);
  const codes = [0, 1, 2].map((ago) => outageCode(house.self.localKey, school, (on.now - ago * day) as Instant));
  const isCodeRight = codes.some((each) => timingSafeEqual(Buffer.from(each), Buffer.from(code)));
  const sealed = on.seal(person as PersonId, scope, Buffer.from(toCbor(entry.body)).toString('base64'));
  const body = { person: person as PersonId, kind: entry.kind, at: entry.at, isCodeRight, sealed };
  return workHeld.draft(scope, tablet, body, { tablet, n: entry.n });
}
