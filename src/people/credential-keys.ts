import { identityToRecipient } from 'age-encryption';
import { hkdfSync } from 'node:crypto';
import type { PersonId, SchoolId, Scope } from '#kernel/ids.ts';
import { regionScope, schoolScope } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import type { House } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import { openSecret, sealCredentialKey, sealSecret, type Secret } from './credentials.ts';
import { findCredential, selectCredentials } from './queries-secrets.ts';
import { credentialKeySet, credentialSet } from './records.ts';
import { openAny } from './reseal.ts';

/**
 * Seals secrets of one scope without waiting, so that many fit into one decision. `before` is the number of the
 * person's secret that it replaces; 0 for the first.
 */
export type Sealer = (on: Deciding, person: PersonId, secret: Secret, actor: string, before: number) => Draft;

/** So long a key seals what is new (PPL-8); what lies under it opens for as long as it is in use. */
const sealingMilliseconds = 365 * day;

/**
 * The keys under which this node seals credentials, one for each scope and year, and the keys of older ones. Sealed to
 * this node, to the region that it knows, and to the school for which the region seals (PPL-8): a stolen record
 * alone gives no PIN away, and a restored school can open it again.
 */
export type CredentialKeys = {
  /** What makes a draft that sets a person's secret, in the node's own scope where no other is named. */
  seal(house: House, person: PersonId, secret: Secret, scope?: Scope): Promise<(on: Deciding) => Draft>;
  sealer(house: House, scope?: Scope): Promise<Sealer>;
  open(house: House, person: string): Promise<Secret | undefined>;
  openSealed(house: House, person: PersonId, keyId: string, sealed: Uint8Array): Promise<Secret | undefined>;
  /** Whether this node opens every secret of its scope: not while a key is still to be sealed for a new server. */
  opensAll(house: House): Promise<boolean>;
  /** A secret of the school for life, with which ids of its rosters are hashed (PPL-16). */
  rosterKey(house: House): Promise<Uint8Array>;
};

export function credentialKeys(
  regionAge: () => string | undefined,
  schoolAge: (school: SchoolId) => string | undefined = () => undefined,
): CredentialKeys {
  const opened = new Map<string, Uint8Array>();
  const making = new Map<Scope, Promise<string>>();

  const keyOf = async (house: House, id: string): Promise<Uint8Array | undefined> => {
    const known = opened.get(id);
    if (known) return known;
    const sql = 'select sealed from people_credential_keys where key_id = ?';
    const key = await openAny(house, await house.log.read.all<{ sealed: Uint8Array }>(sql, id));
    if (key) opened.set(id, key);
    return key;
  };
  const recipientsOf = async (house: House, scope: Scope): Promise<string[]> => {
    const own = await identityToRecipient(house.self.ageIdentity);
    const others = scope === scopeOf(house) ? [regionAge()] : [schoolAge(scope.slice('school:'.length) as SchoolId)];
    return [...new Set([own, ...others])].filter((age) => age !== undefined && age !== '') as string[];
  };
  const make = async (house: House, scope: Scope): Promise<string> => {
    const key = house.randomness.bytes(32);
    const sealed = await sealCredentialKey(key, await recipientsOf(house, scope));
    const id = await house.log.write((on) => {
      const name = on.mint<string>();
      return { records: [credentialKeySet.draft(scope, 'node', { key: name, sealed })], answer: name };
    });
    opened.set(id, key);
    await house.log.setState(stateName(house, scope), Buffer.from(id));
    return id;
  };
  const current = async (house: House, scope: Scope): Promise<string> => {
    const stored = await house.log.getState(stateName(house, scope));
    const id = stored && Buffer.from(stored).toString();
    if (id && (await stillSeals(house, id))) return id;
    const underWay = making.get(scope) ?? make(house, scope).finally(() => making.delete(scope));
    making.set(scope, underWay);
    return underWay;
  };
  const openSealed: CredentialKeys['openSealed'] = async (house, person, keyId, sealed) => {
    const key = await keyOf(house, keyId);
    return key && openSecret(key, person, sealed, house.log.vault);
  };
  const sealer: CredentialKeys['sealer'] = async (house, scope = scopeOf(house)) => {
    const key = await current(house, scope);
    const bytes = (await keyOf(house, key)) as Uint8Array;
    return (on, person, secret, actor, before) => {
      const sealed = sealSecret(bytes, person, secret, house.randomness, (text) => on.seal(person, scope, text));
      return credentialSet.draft(scope, actor, { person, kind: secret.kind, key, sealed, n: before + 1 });
    };
  };
  const seal: CredentialKeys['seal'] = async (house, person, secret, scope = scopeOf(house)) => {
    const before = await findCredential(house.log.read, scope, person);
    const draft = await sealer(house, scope);
    return (on) => draft(on, person, secret, 'node', before?.n ?? 0);
  };
  const open: CredentialKeys['open'] = async (house, person) => {
    const stored = await findCredential(house.log.read, scopeOf(house), person);
    return stored && openSealed(house, stored.person, stored.key_id, stored.sealed);
  };
  const opensAll: CredentialKeys['opensAll'] = async (house) => {
    const stored = await selectCredentials(house.log.read, scopeOf(house), ['password', 'pin', 'pictures']);
    for (const id of new Set(stored.map(({ key_id }) => key_id))) if (!(await keyOf(house, id))) return false;
    return true;
  };
  const rosterKey: CredentialKeys['rosterKey'] = async (house) => {
    await current(house, scopeOf(house));
    const sql = `select k.key_id from people_credential_keys k join log_origins o on o.id = k._origin
      where o.node = ? order by k.set_at, k.key_id`;
    for (const { key_id } of await house.log.read.all<{ key_id: string }>(sql, house.self.node)) {
      const key = await keyOf(house, key_id);
      if (key) return new Uint8Array(hkdfSync('sha256', key, '', 'tirek roster ids', 32));
    }
    throw new Error('a node opens the keys that it made');
  };
  return { seal, sealer, open, openSealed, opensAll, rosterKey };
}

/** A key that a clock made which was ahead seals no longer, as soon as the clock is right. */
async function stillSeals(house: House, id: string): Promise<boolean> {
  const sql = `select max(k.set_at) as at from people_credential_keys k join log_origins o on o.id = k._origin
    where k.key_id = ? and o.node = ?`;
  const made = await house.log.read.get<{ at: number | null }>(sql, id, house.self.node);
  const age = house.clock.now() - Number(made?.at ?? 0);
  return age >= -day && age <= sealingMilliseconds;
}

function stateName(house: House, scope: Scope): string {
  return scope === scopeOf(house) ? 'credential-key' : `credential-key:${scope}`;
}

/** Where a node writes about its own people. */
export function scopeOf(house: House): Scope {
  return house.self.school ? schoolScope(house.self.school) : regionScope;
}
