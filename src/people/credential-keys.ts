import { identityToRecipient } from 'age-encryption';
import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { regionScope, schoolScope } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { Draft } from '#log/record.ts';
import { openCredentialKey, openSecret, sealCredentialKey, sealSecret, type Secret } from './credentials.ts';
import { findCredential } from './queries.ts';
import { credentialKeySet, credentialSet } from './records.ts';

/**
 * The key under which this node seals credentials, and the keys of older ones. Made once, sealed to this node and to
 * the region that it knows (PPL-8): a stolen record alone gives no PIN away, and a restored school can open it again.
 */
export type CredentialKeys = {
  /** A draft that sets a person's secret. */
  seal(house: House, person: PersonId, secret: Secret): Promise<Draft>;
  open(house: House, person: string): Promise<Secret | undefined>;
  openSealed(house: House, person: PersonId, keyId: string, sealed: Uint8Array): Promise<Secret | undefined>;
};

export function credentialKeys(regionAge: () => string | undefined): CredentialKeys {
  const opened = new Map<string, Uint8Array>();
  let making: Promise<string> | undefined;

  const keyOf = async (house: House, id: string): Promise<Uint8Array | undefined> => {
    const known = opened.get(id);
    if (known) return known;
    const sql = 'select sealed from people_credential_keys where key_id = ?';
    const row = await house.log.read.get<{ sealed: Uint8Array }>(sql, id);
    if (!row) return undefined;
    const key = await openCredentialKey(row.sealed, house.self.ageIdentity).catch(() => undefined);
    if (key) opened.set(id, key);
    return key;
  };
  const make = async (house: House): Promise<string> => {
    const own = await identityToRecipient(house.self.ageIdentity);
    const region = regionAge();
    const key = house.randomness.bytes(32);
    const sealed = await sealCredentialKey(key, region && region !== own ? [own, region] : [own]);
    const id = await house.log.write((on) => {
      const name = on.mint<string>();
      return { records: [credentialKeySet.draft(scopeOf(house), 'node', { key: name, sealed })], answer: name };
    });
    opened.set(id, key);
    await house.log.setState('credential-key', Buffer.from(id));
    return id;
  };
  const current = async (house: House): Promise<string> => {
    const stored = await house.log.getState('credential-key');
    if (stored) return Buffer.from(stored).toString();
    return (making ??= make(house));
  };
  const openSealed: CredentialKeys['openSealed'] = async (house, person, keyId, sealed) => {
    const key = await keyOf(house, keyId);
    return key && openSecret(key, person, sealed);
  };
  const seal: CredentialKeys['seal'] = async (house, person, secret) => {
    const key = await current(house);
    const bytes = (await keyOf(house, key)) as Uint8Array;
    const sealed = sealSecret(bytes, person, secret, house.randomness);
    return credentialSet.draft(scopeOf(house), 'node', { person, kind: secret.kind, key, sealed });
  };
  const open: CredentialKeys['open'] = async (house, person) => {
    const stored = await findCredential(house.log.read, person);
    return stored && openSealed(house, stored.person, stored.key_id, stored.sealed);
  };
  return { seal, open, openSealed };
}

/** Where a node writes about its own people. */
export function scopeOf(house: House) {
  return house.self.school ? schoolScope(house.self.school as SchoolId) : regionScope;
}
