import type { Hono } from 'hono';
import { z } from 'zod/mini';
import type { $ZodType } from 'zod/v4/core';
import type { PersonId, Randomness } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { Clock, Instant } from '#kernel/time.ts';
import type { KnownType } from '#log/house.ts';
import type { Deciding, Log } from '#log/log.ts';
import type { Projection } from '#log/projection.ts';
import type { Reader } from '#log/store.ts';
import type { Draft, Via } from '#log/record.ts';
import type { Env, Permissions } from './frame.ts';
import type { LiveEvents } from './live.ts';
import type { LiveTopics } from './live-topics.ts';

/** Files by the hash of their bytes: what is too large for a record. */
export interface FileStore {
  /** Keeps the bytes; answers with their SHA-256 in hex. */
  put(bytes: Uint8Array): Promise<string>;
  has(hash: string): Promise<boolean>;
  /** The size in bytes, or undefined where the file is not here. */
  size(hash: string): Promise<number | undefined>;
  /** The bytes from `start` to before `end`. Throws where the file is not here. */
  read(hash: string, start?: number, end?: number): Promise<Uint8Array>;
  remove(hash: string): Promise<void>;
}

/** A file that a row of a room names; `origin` is the `_origin` of the row: who may read the row may have the file. */
export type FileNeed = { readonly hash: string; readonly bytes: number; readonly origin: number };

/** The line to the region, which a lesson can have to itself for a while (SYN-31). Who holds is an opaque id. */
export interface HeldLine {
  /** Leaves the line to `who` from now on for so many milliseconds, at most three hours; again: from now on anew. */
  hold(who: string, milliseconds: number): void;
  release(who: string): void;
  isHeldBy(who: string): boolean;
  /** Milliseconds until the last lease ends; 0 where nobody holds the line. */
  left(): number;
  /** Hears of leases that begin or are given back; one that ends by itself makes no sound. */
  onChange(listener: () => void): () => void;
}

/** What every part of the program stands on: handed to routes and jobs by the composition root. */
export type House = {
  readonly self: NodeIdentity;
  readonly log: Log;
  readonly files: FileStore;
  readonly live: LiveEvents;
  readonly line: HeldLine;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Ends this node so that it opens anew from its data folder: a new epoch, a mended store. */
  readonly again: (why: string) => void;
  /** The wake secret under which the identity's secrets lie sealed: who changes the identity needs it (`changeIdentity`). */
  readonly wake?: () => Uint8Array | undefined;
};

/** Work that goes on beside requests; answers with the way to stop it. */
export type JobStart = (house: House) => () => Promise<void> | void;

/** An entry of a tablet's outbox whose credential has been checked: `person` did it on `tablet`. */
export type WorkEntry<Body> = {
  readonly via: Via;
  readonly person: PersonId;
  /** When the tablet says that it happened. */
  readonly at: Instant;
  readonly body: Body;
};

/** A kind of work that tablets send. `decide` makes records with `entry.via`, or refuses, which parks the entry. */
export type WorkKind = {
  readonly kind: string;
  readonly decide: (
    on: Deciding,
    house: House,
    entry: WorkEntry<unknown>,
  ) => Promise<Result<readonly Draft[], Refusal>>;
};

export function workKind<Body>(
  kind: string,
  schema: $ZodType<Body>,
  decide: (on: Deciding, house: House, entry: WorkEntry<Body>) => Promise<Result<readonly Draft[], Refusal>>,
): WorkKind {
  const check: WorkKind['decide'] = async (on, house, entry) => {
    const parsed = z.core.safeParse(schema, entry.body);
    return parsed.success ? decide(on, house, { ...entry, body: parsed.data }) : refuse('http.bad-input', 400);
  };
  return { kind, decide: check };
}

/** What of a room a school that was restored needs before all else, so that its lessons can go on (SYN-22). */
export type FirstNeeds = {
  /** Types of records: all of them, or those of the newest so many days. */
  readonly records: Readonly<Record<string, 'all' | number>>;
  /** Hashes of files, the most urgent first. */
  readonly files?: (read: Reader) => Promise<readonly string[]>;
};

/** One capability of the program, as the composition root seats it. `people` and `sync` have the same shape. */
export type Room = {
  readonly name: string;
  readonly records: readonly KnownType[];
  readonly projection: Projection;
  readonly permissions: Permissions;
  readonly routes: (house: House) => Hono<Env>;
  /** What pupils' tablets send from their outboxes. */
  readonly work?: readonly WorkKind[];
  readonly jobs?: readonly JobStart[];
  /** The files that the room's rows name: what a node that has the records fetches, and keeps while they are named. */
  readonly files?: (read: Reader) => Promise<readonly FileNeed[]>;
  /** What of the room a restored school gets first; nothing where its records can wait for their place. */
  readonly first?: FirstNeeds;
  /** What open screens may follow of this room. */
  readonly topics?: readonly LiveTopics[];
};
