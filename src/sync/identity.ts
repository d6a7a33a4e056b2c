import { generateIdentity } from 'age-encryption';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mintId, type NodeId, type Randomness, type SchoolId } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { privateKeyFrom } from '#log/chain.ts';

type StoredIdentity = {
  readonly node: NodeId;
  readonly epoch: number;
  readonly kind: NodeIdentity['kind'];
  readonly school?: SchoolId;
  /** Secrets in base64. */
  readonly seed: string;
  readonly age: string;
  readonly vault: string;
};

export const identityFile = 'identity.json';

/** The identity of the node whose data lie in this folder. Throws where there is none. */
export function readIdentity(folder: string): NodeIdentity {
  const stored = JSON.parse(readFileSync(join(folder, identityFile), 'utf8')) as StoredIdentity;
  const { node, epoch, kind, school } = stored;
  const secrets = {
    signingKey: privateKeyFrom(Buffer.from(stored.seed, 'base64')),
    ageIdentity: stored.age,
    vaultKey: new Uint8Array(Buffer.from(stored.vault, 'base64')),
  };
  return school ? { node, epoch, kind, school, ...secrets } : { node, epoch, kind, ...secrets };
}

/** Makes a new identity and keeps it, readable for its owner alone, before it answers. */
export async function makeIdentity(
  folder: string,
  of: { readonly kind: NodeIdentity['kind']; readonly school?: SchoolId; readonly node?: NodeId },
  randomness: Randomness,
): Promise<NodeIdentity> {
  const { node = mintId<NodeId>(randomness), ...kind } = of;
  const stored: StoredIdentity = {
    node,
    epoch: 1,
    ...kind,
    seed: Buffer.from(randomness.bytes(32)).toString('base64'),
    age: await generateIdentity(),
    vault: Buffer.from(randomness.bytes(32)).toString('base64'),
  };
  mkdirSync(folder, { recursive: true });
  const file = join(folder, identityFile);
  writeFileSync(`${file}.new`, JSON.stringify(stored, null, 2), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return readIdentity(folder);
}
