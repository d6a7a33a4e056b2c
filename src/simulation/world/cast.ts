import { createPrivateKey, createPublicKey, hash } from 'node:crypto';
import type { NodeId, PersonId, SchoolId, TabletId } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { signWorkCredential } from '#people/credentials.ts';
import type { Ephemeral } from '#sync/session.ts';
import { privateKeyFrom } from '#log/chain.ts';
import { ageOf } from './wrapping.ts';

/** Who plays: one region and three schools, with the same keys in every story. */
export const schoolCount = 3;
export const pupilsOfSchool = 3;
export const tabletsOfSchool = 2;
export const stickCount = 3;

const vault = (name: string): Uint8Array => hash('sha256', `vault of ${name}`, 'buffer');

export const castIdentities: readonly NodeIdentity[] = [
  { ...secretsOf('region'), kind: 'region' },
  ...Array.from({ length: schoolCount }, (_, n): NodeIdentity => ({
    ...secretsOf(`node${n + 1}`),
    kind: 'school',
    school: `s${n + 1}` as SchoolId,
  })),
];

function secretsOf(name: string) {
  const signingKey = privateKeyFrom(hash('sha256', `seed of ${name}`, 'buffer'));
  return {
    node: name as NodeId,
    epoch: 1,
    signingKey,
    ageIdentity: ageOf(name).identity,
    vaultKey: vault(name),
    localKey: vault(`local ${name}`),
  };
}

export type CastTablet = {
  readonly tablet: TabletId;
  /** Which node is its server: a place in `castIdentities`. */
  readonly node: number;
  /** The credentials of the pupils of its school. */
  readonly credentials: readonly string[];
};

export const castTablets: readonly CastTablet[] = castIdentities.flatMap((self, node) => {
  const { school } = self;
  if (!school) return [];
  return Array.from({ length: tabletsOfSchool }, (_, n): CastTablet => {
    const tablet = `tab${node}${n + 1}` as TabletId;
    const credentials = pupilsOf(node).map((person) =>
      signWorkCredential(self.signingKey, { p: person, t: tablet, s: school, iat: 0 }),
    );
    return { tablet, node, credentials };
  });
});

export function pupilsOf(node: number): readonly PersonId[] {
  return Array.from({ length: pupilsOfSchool }, (_, n) => `p${node}${n + 1}` as PersonId);
}

/** A name that stands nowhere else, so that it can be looked for. */
export function nameOf(person: string): string {
  return `Name-of-${person}-Қожахметова`;
}

const x25519PrivatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** Of these a session's keys are picked by dice: so a seed makes the same bytes on every line, and costs less. */
export const sessionKeys: readonly Ephemeral[] = Array.from({ length: 16 }, (_, n) => {
  const seed = hash('sha256', `session key ${n}`, 'buffer');
  const key = Buffer.concat([x25519PrivatePrefix, seed]);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  return { privateKey, raw: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32) };
});
