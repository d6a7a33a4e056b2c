import { randomBytes } from 'node:crypto';

type Id<Name extends string> = string & { readonly __brand: Name };

export type NodeId = Id<'NodeId'>;
export type SchoolId = Id<'SchoolId'>;
export type PersonId = Id<'PersonId'>;
export type GroupId = Id<'GroupId'>;
export type TabletId = Id<'TabletId'>;

/** Whom a record is for: `region`, `school:<id>`, `lesson:<id>`, `project:<id>`, `history:<transfer>`. */
export type Scope = Id<'Scope'>;

/** Where randomness comes from. Asked once, at the edge, like the clock. */
export interface Randomness {
  bytes(length: number): Uint8Array;
}

export const systemRandomness: Randomness = { bytes: (length) => randomBytes(length) };

/** Crockford's alphabet in lower case: no i, l, o, u, so that an id can be read over the telephone. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new id of 12 characters, 60 random bits: among ten million ids two are equal with a chance of 1 in 23 000.
 * Short, because ids are most of what a compressed record weighs.
 */
export function mintId<T extends string>(randomness: Randomness): T {
  const bytes = randomness.bytes(12);
  let id = '';
  for (const byte of bytes) id += alphabet[byte & 31];
  return id as T;
}

export function schoolScope(school: SchoolId): Scope {
  return `school:${school}` as Scope;
}

export const regionScope = 'region' as Scope;

/** The school whose scope this is; undefined for any other scope. */
export function schoolOfScope(scope: Scope): SchoolId | undefined {
  return scope.startsWith('school:') ? (scope.slice('school:'.length) as SchoolId) : undefined;
}
