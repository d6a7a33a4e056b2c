import { generateIdentity, identityToRecipient } from 'age-encryption';
import { hkdfSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mintId, systemRandomness, type NodeId, type Randomness, type SchoolId } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { privateKeyFrom, rawPublicKey } from '#log/chain.ts';
import { decrypt, encrypt } from '#log/vault.ts';
import { replaceFile } from './kept-file.ts';

/** Who the node is: always readable. */
type Known = {
  readonly node: NodeId;
  readonly epoch: number;
  readonly kind: NodeIdentity['kind'];
  readonly school?: SchoolId;
};

/** In base64, and the age identity as it is written. */
type Secrets = {
  readonly seed: string;
  readonly age: string;
  readonly vault: string;
  /** The vault key that takes the place of `vault`: stands here while the keys of persons are sealed anew. */
  readonly nextVault?: string;
  /** Vault keys of before: copies of the store from then lie under them. */
  readonly pastVaults?: readonly PastVault[];
};

export type PastVault = { readonly key: string; readonly until: number };

/** The secrets stand in clear, or sealed under a wake secret that is not on this disk (LOCK-1). */
type StoredIdentity = Known & (Secrets | { readonly key: string; readonly recipient: string; readonly sealed: string });

/** What is to be kept of an identity: handed from `changeIdentity` to who changes it. */
export type KeptIdentity = Known & Secrets;

export const identityFile = 'identity.json';

/** The secrets of `identity.json` are sealed, and no wake secret that opens them was given. */
export class IdentityLocked extends Error {}

/** Whether the secrets of this folder's identity are sealed. False where there is none. */
export function isIdentitySealed(folder: string): boolean {
  return existsSync(join(folder, identityFile)) && 'sealed' in storedIn(folder);
}

/** Whether this wake secret opens the identity of the folder. */
export function opensIdentity(folder: string, wake: Uint8Array): boolean {
  const stored = storedIn(folder);
  return 'sealed' in stored && unsealed(stored.sealed, stored, wake) !== undefined;
}

/** The identity of the node whose data lie in this folder. Throws where there is none, and `IdentityLocked`. */
export function readIdentity(folder: string, wake?: Uint8Array): NodeIdentity {
  const { node, epoch, kind, school, ...secrets } = kept(folder, wake);
  const whole = {
    node,
    epoch,
    kind,
    signingKey: privateKeyFrom(Buffer.from(secrets.seed, 'base64')),
    ageIdentity: secrets.age,
    localKey: new Uint8Array(hkdfSync('sha256', Buffer.from(secrets.seed, 'base64'), '', 'tirek local key', 32)),
    vaultKey: bytesOf(secrets.vault),
    ...(secrets.nextVault ? { nextVaultKey: bytesOf(secrets.nextVault) } : {}),
    ...(secrets.pastVaults ? { pastVaultKeys: secrets.pastVaults.map(({ key }) => bytesOf(key)) } : {}),
  };
  return school ? { ...whole, school } : whole;
}

/** Makes a new identity and keeps it, readable for its owner alone, before it answers. Its secrets stand in clear. */
export async function makeIdentity(
  folder: string,
  of: { readonly kind: NodeIdentity['kind']; readonly school?: SchoolId; readonly node?: NodeId },
  randomness: Randomness,
): Promise<NodeIdentity> {
  const { node = mintId<NodeId>(randomness), ...kind } = of;
  const made: KeptIdentity = {
    node,
    epoch: 1,
    ...kind,
    seed: base64(randomness.bytes(32)),
    age: await generateIdentity(),
    vault: base64(randomness.bytes(32)),
  };
  placeIdentity(folder, made);
  return readIdentity(folder);
}

/** Keeps an identity in a folder that has none, durable when it answers. Its secrets stand in clear. */
export function placeIdentity(folder: string, identity: KeptIdentity): void {
  mkdirSync(folder, { recursive: true });
  write(folder, identity);
}

/** The next restore epoch of the node in this folder, with the secrets that it has, kept before it answers. */
export function nextEpoch(folder: string): void {
  const stored = storedIn(folder);
  write(folder, { ...stored, epoch: stored.epoch + 1 });
}

/**
 * Changes what is kept of an identity, durable when it answers; the secrets stay sealed under `wake` where it is given,
 * and in clear where it is not. Throws `IdentityLocked`.
 */
export async function changeIdentity(
  folder: string,
  wake: Uint8Array | undefined,
  change: (kept: KeptIdentity) => KeptIdentity,
): Promise<void> {
  await resealIdentity(folder, wake, wake, change);
}

/** Seals the secrets under another wake secret; undefined: they stand in clear. Throws `IdentityLocked`. */
export async function resealIdentity(
  folder: string,
  from: Uint8Array | undefined,
  to: Uint8Array | undefined,
  change = (same: KeptIdentity) => same,
): Promise<void> {
  const next = change(kept(folder, from));
  write(folder, to ? await sealedUnder(next, to) : next);
}

/** What a backup keeps of an identity: all of it, for its node comes back with its own keys (BAK-3). */
export function exportIdentity(identity: NodeIdentity): KeptIdentity {
  const { node, epoch, kind, school, signingKey, ageIdentity, vaultKey, nextVaultKey } = identity;
  const seed = base64((signingKey.export({ format: 'der', type: 'pkcs8' }) as Buffer).subarray(-32));
  const secrets = { seed, age: ageIdentity, vault: base64(vaultKey) };
  const next = nextVaultKey ? { nextVault: base64(nextVaultKey) } : {};
  return { node, epoch, kind, ...(school ? { school } : {}), ...secrets, ...next };
}

/** Puts the identity of a backup into a folder, durable when it answers: sealed under `wake` where it is given. */
export async function keepIdentity(folder: string, kept: KeptIdentity, wake?: Uint8Array): Promise<void> {
  mkdirSync(folder, { recursive: true });
  write(folder, wake ? await sealedUnder(kept, wake) : kept);
}

/** Which node's data lie in a folder, and in which epoch it is; undefined where none do. Opens no secret. */
export function whoseFolder(folder: string): Known | undefined {
  return existsSync(join(folder, identityFile)) ? storedIn(folder) : undefined;
}

async function sealedUnder(identity: KeptIdentity, wake: Uint8Array): Promise<StoredIdentity> {
  const { seed, age, vault, nextVault, pastVaults, ...known } = identity;
  const secrets: Secrets = {
    seed,
    age,
    vault,
    ...(nextVault ? { nextVault } : {}),
    ...(pastVaults ? { pastVaults } : {}),
  };
  const sealed = encrypt(wake, Buffer.from(JSON.stringify(secrets)), aboutOf(known), systemRandomness);
  const key = rawPublicKey(privateKeyFrom(Buffer.from(seed, 'base64')));
  return { ...known, key: base64(key), recipient: await identityToRecipient(age), sealed: base64(sealed) };
}

function kept(folder: string, wake: Uint8Array | undefined): KeptIdentity {
  const stored = storedIn(folder);
  if (!('sealed' in stored)) return stored;
  const secrets = wake && unsealed(stored.sealed, stored, wake);
  if (!secrets) throw new IdentityLocked('the secrets of this data folder are sealed');
  const { key: _, recipient: __, sealed: ___, ...known } = stored;
  return { ...known, ...secrets };
}

function unsealed(sealed: string, known: Known, wake: Uint8Array): Secrets | undefined {
  const plain = decrypt(wake, bytesOf(sealed), aboutOf(known));
  return plain && (JSON.parse(Buffer.from(plain).toString('utf8')) as Secrets);
}

/** Binds the secrets to their node: those of another school's disk cannot be put in their place. */
function aboutOf({ node }: Known): string {
  return `identity ${node}`;
}

function storedIn(folder: string): StoredIdentity {
  return JSON.parse(readFileSync(join(folder, identityFile), 'utf8')) as StoredIdentity;
}

function write(folder: string, stored: StoredIdentity): void {
  replaceFile(join(folder, identityFile), JSON.stringify(stored, null, 2));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
