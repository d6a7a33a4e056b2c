import type { KeyObject } from 'node:crypto';
import type { NodeId, SchoolId } from './ids.ts';

/** Who this node is: a school's server or a region's. Kept in a file beside the store, made once. */
export type NodeIdentity = {
  readonly node: NodeId;
  /** Counts restores: a node that was restored writes new streams. */
  readonly epoch: number;
  readonly kind: 'school' | 'region';
  /** The school of a school node. */
  readonly school?: SchoolId;
  /** Ed25519: signs checkpoints, requests and work credentials. */
  readonly signingKey: KeyObject;
  /** age identity (`AGE-SECRET-KEY-1…`): opens what is sealed to this node. */
  readonly ageIdentity: string;
  /** Follows from the signing key: makes codes and signatures that only this node checks, and opens nothing. */
  readonly localKey: Uint8Array;
  /** Seals the keys of persons in the store. */
  readonly vaultKey: Uint8Array;
  /** The vault key that is to take its place when the node opens (LOG-20). */
  readonly nextVaultKey?: Uint8Array;
  /** Vault keys of before, for copies of the store. */
  readonly pastVaultKeys?: readonly Uint8Array[];
};

/** A school's newest server, the age recipient of what is sealed to it, and since when the region vouches for it. */
export type SchoolServer = {
  readonly school: SchoolId;
  readonly node: NodeId;
  readonly epoch: number;
  readonly age: string;
  readonly since: number;
};
