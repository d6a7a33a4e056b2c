import type { PersonId, Scope } from '#kernel/ids.ts';
import { refused } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { isSecret, passwordSecret, type Secret } from './credentials.ts';
import { scopeOf } from './credential-keys.ts';
import type { Desk } from './desk.ts';
import { idsOf, keptOf } from './queries.ts';
import { findCredential, selectCredentials, type StoredCredential } from './queries-secrets.ts';

/** A secret with the id under which it stands: where persons were joined, not always the id that is shown. */
export type HeldSecret = { readonly person: PersonId; readonly secret: Secret };

/** The secret that signs somebody in: the newest among all their ids (PPL-32). */
export async function secretOf(house: House, desk: Desk, person: PersonId): Promise<HeldSecret | undefined> {
  const stored = await newestSecret(house, person);
  const secret = stored && (await desk.keys.openSealed(house, stored.person, stored.key_id, stored.sealed));
  return stored && secret && { person: stored.person, secret };
}

async function newestSecret(house: House, person: PersonId): Promise<StoredCredential | undefined> {
  const found: StoredCredential[] = [];
  for (const id of await idsOf(house.log.read, person)) {
    const stored = await findCredential(house.log.read, scopeOf(house), id);
    if (stored) found.push(stored);
  }
  return found.toSorted((a, b) => b.n - a.n)[0];
}

/** Logins are sealed with their hashes; a school has some dozens of adults, so looking through them takes no time. */
export async function secretOfLogin(house: House, desk: Desk, login: string): Promise<HeldSecret | undefined> {
  for (const stored of await selectCredentials(house.log.read, scopeOf(house), ['password'])) {
    const secret = await desk.keys.openSealed(house, stored.person, stored.key_id, stored.sealed);
    if (secret?.kind !== 'password' || secret.login !== login) continue;
    const newest = await newestSecret(house, await keptOf(house.log.read, stored.person));
    if (newest?.person === stored.person) return { person: stored.person, secret };
  }
  return undefined;
}

/** Whether any adult can sign in here: at a server that has just joined, people are still on their way (PPL-47). */
export async function hasLogins(house: House): Promise<boolean> {
  return (await selectCredentials(house.log.read, scopeOf(house), ['password'])).length > 0;
}

/** The logins that are taken in a scope. */
export async function takenLogins(house: House, desk: Desk, scope: Scope = scopeOf(house)): Promise<Set<string>> {
  const taken = new Set<string>();
  for (const { person, key_id, sealed } of await selectCredentials(house.log.read, scope, ['password'])) {
    const secret = await desk.keys.openSealed(house, person, key_id, sealed);
    if (secret?.kind === 'password') taken.add(secret.login);
  }
  return taken;
}

/** One try at somebody's secret from one place. Throws the refusal that the screen shows. */
export async function tryOnce(
  house: House,
  desk: Desk,
  where: { readonly whose: string; readonly place: string },
  held: HeldSecret | undefined,
  given: string,
): Promise<HeldSecret> {
  const now = house.clock.now();
  const here = `${where.whose} ${where.place}`;
  const wait = Math.max(desk.limiter.waitOf(here, now), desk.anywhere.waitOf(where.whose, now));
  if (wait > 0) throw refused('people.sign-in.wait', 429, { seconds: Math.ceil(wait / 1000) });
  if (held ? await isSecret(held.secret, given) : await tryInVain(desk, given)) {
    desk.limiter.right(here);
    desk.anywhere.right(where.whose);
    return held as HeldSecret;
  }
  desk.anywhere.wrong(where.whose, now);
  // PPL-47: the newest secret may be among what has not come yet; its owner tries again, and is not made to wait for it.
  if (await isOnItsWay(house, desk)) throw refused('people.sign-in.nobody-yet', 503);
  desk.limiter.wrong(here, now);
  throw refused('people.sign-in.wrong', 401);
}

async function isOnItsWay(house: House, desk: Desk): Promise<boolean> {
  const arriving = desk.arriving();
  return arriving === 'people' || (arriving === 'rest' && !(await desk.keys.opensAll(house)));
}

/** Takes as long as a real try: whether a login exists cannot be told by the clock. */
async function tryInVain(desk: Desk, given: string): Promise<false> {
  await isSecret(await desk.nobodysPassword(), given);
  return false;
}

export function nobodysPassword(): () => Promise<Secret> {
  let made: Promise<Secret> | undefined;
  return () => (made ??= passwordSecret('', 'nobody'));
}
