import type { NodeId, Scope } from '#kernel/ids.ts';
import type { StreamId } from '#log/record.ts';

/** Whoever holds this place said that it has a stream up to here; with this hash, where it is known. */
export type Promised = {
  readonly place: number;
  readonly stream: StreamId;
  readonly seq: number;
  readonly hash: string;
  /** The bytes of what was written: a node that goes on to another epoch may give them another place (SYN-21). */
  readonly written: readonly string[];
};

/** `isDoubtful`: the last word on it was never answered, and may hold or not. */
export type Granted = {
  readonly writer: NodeId;
  readonly scope: Scope;
  readonly to: NodeId;
  readonly isOpen: boolean;
  readonly isDoubtful: boolean;
};

/** What an observer of the world knows beside its nodes: what they must be held to. */
export type Ledger = {
  /** What nodes answered as done. */
  readonly promises: Promised[];
  /** Who opened which scope to whom, and whether it still is: `writer scope reader`. */
  readonly grants: Map<string, Granted>;
  /** Who entered whom that is another school's: `place person`. */
  readonly entered: Set<string>;
  /** Persons with a name that must not be read any more. */
  readonly erased: Set<string>;
  /** Persons of whose erasure the region has told every node. */
  readonly passedOn: Set<string>;
  /** Up to where streams that were signed with a key are good that was taken back. */
  readonly revoked: Map<string, number>;
  /** What a pupil put on a tablet: `tablet n` to points. */
  readonly put: Map<string, number>;
  /** How the keys of persons lay sealed on nodes when somebody began to erase them. */
  readonly keys: { readonly place: number; readonly person: string; readonly sealed: Uint8Array }[];
  /** What a copy or a stick held that was made after the erasure of whom it is about. */
  readonly leaks: string[];
  readonly surprises: unknown[];
  readonly nameOf: (person: string) => string;
};

export function emptyLedger(nameOf: Ledger['nameOf']): Ledger {
  return {
    promises: [],
    grants: new Map(),
    entered: new Set(),
    erased: new Set(),
    passedOn: new Set(),
    revoked: new Map(),
    put: new Map(),
    keys: [],
    leaks: [],
    surprises: [],
    nameOf,
  };
}
