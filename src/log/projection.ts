import type { $ZodType } from 'zod/v4/core';
import { z } from 'zod/mini';
import type { Scope } from '#kernel/ids.ts';
import type { Draft, LogRecord, Owner, Via } from './record.ts';
import { takesAsIs, type AsIs } from './takes-as-is.ts';

export type ColumnType = 'text' | 'int' | 'real' | 'blob' | 'text?' | 'int?' | 'real?' | 'blob?';
export type Value = string | number | Uint8Array | null;
export type Row = Readonly<Record<string, Value>>;

/**
 * A table of a projection. Columns that are not nullable have an empty default ('' or 0), so that a partial upsert
 * can create the row. Every table also has `_origin`, the (node, scope) that wrote the row, as the first column of its
 * key: rows of different writers never meet, so effects of different nodes commute whatever they say (LOG-9).
 */
export type Table = {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly key: readonly string[];
  readonly indexes?: readonly (readonly string[])[];
};

/** The closed set of what an effect may do to rows (LOG-8). */
export type RowOp =
  /** Adds the row; where its key exists already, the first one stays. */
  | { readonly op: 'insert'; readonly table: string; readonly row: Row }
  /** Adds the row or sets the given columns of the present one. */
  | { readonly op: 'upsert'; readonly table: string; readonly row: Row }
  /** Adds to numbers of a row, which begins at the empty default. Whole numbers only: a sum of fractions depends on the order. */
  | { readonly op: 'add'; readonly table: string; readonly key: Row; readonly add: Readonly<Record<string, number>> }
  /** Deletes the rows with these values in the first columns of the key. */
  | { readonly op: 'delete'; readonly table: string; readonly key: Row };

/** Whose word a record is: this node's own, in any epoch, or another's; and for whom. */
export type Word = { readonly isOwn: boolean; readonly scope: Scope };

/** A type of record: its owner, the schema of its newest body, and how older bodies become the newest. */
export type RecordType<Body> = {
  readonly type: string;
  readonly owner: Owner;
  readonly version: number;
  readonly schema: $ZodType<Body>;
  /** `upgrades[n]` turns a body of version n into one of version n + 1. */
  readonly upgrades: Readonly<Record<number, (body: unknown) => unknown>>;
  /**
   * The person whose key is destroyed here with this record, where it is an erasure that is read and counts here. A type
   * that erases has an effect too: by it an erasure that an older program kept is found after the update (LOG-12).
   */
  readonly erases: ((record: LogRecord, isOwn: boolean) => string | undefined) | undefined;
  /** A draft of this type; throws on a body that its own schema refuses, which is a bug of the caller. */
  readonly draft: (scope: Scope, actor: string, body: Body, via?: Via) => Draft;
  /** The body in its newest version, or undefined where it is newer than this program or does not fit its schema. */
  readonly read: (record: LogRecord) => Body | undefined;
};

export function recordType<Body>(
  type: string,
  of: {
    readonly owner: Owner;
    readonly version: number;
    readonly body: $ZodType<Body>;
    readonly upgrades?: RecordType<Body>['upgrades'];
    readonly erases?: (body: Body, word: Word) => string | undefined;
  },
): RecordType<Body> {
  const { owner, version, body: schema, upgrades = {}, erases } = of;
  const draft = (scope: Scope, actor: string, body: Body, via?: Via): Draft => {
    const checked = { scope, actor, type, version, body: z.core.parse(schema, body) };
    return via ? { ...checked, via } : checked;
  };
  const isAsIs = takesAsIs(schema);
  // Several projections hear of a record one after the other: it is checked once.
  let last: { readonly record: LogRecord; readonly body: Body | undefined } | undefined;
  const read = (record: LogRecord): Body | undefined => {
    if (last?.record !== record) last = { record, body: newestBody({ version, schema, upgrades, isAsIs }, record) };
    return last.body;
  };
  const erasedBy = (record: LogRecord, isOwn: boolean): string | undefined => {
    const body = read(record);
    return body === undefined ? undefined : erases?.(body, { isOwn, scope: record.stream.scope });
  };
  return { type, owner, version, schema, upgrades, erases: erases && erasedBy, draft, read };
}

function newestBody<Body>(
  of: Pick<RecordType<Body>, 'version' | 'schema' | 'upgrades'> & { readonly isAsIs: AsIs },
  record: LogRecord,
): Body | undefined {
  if (record.version > of.version) return undefined;
  let body = record.body;
  for (let version = record.version; version < of.version; version++) {
    const upgrade = of.upgrades[version];
    if (!upgrade) return undefined;
    body = upgrade(body);
  }
  if (of.isAsIs(body)) return body as Body;
  const parsed = z.core.safeParse(of.schema, body);
  return parsed.success ? parsed.data : undefined;
}

/** The body in its newest version, or undefined where it is newer than this program or does not fit its schema. */
export function readBody<Body>(of: RecordType<Body>, record: LogRecord): Body | undefined {
  return of.read(record);
}

/** What a record does to the tables of one projection: pure, without clock, dice or reads. */
export type Effect = {
  readonly type: string;
  readonly version: number;
  readonly run: (record: LogRecord) => readonly RowOp[];
};

export function on<Body>(of: RecordType<Body>, effect: (body: Body, record: LogRecord) => readonly RowOp[]): Effect {
  const run = (record: LogRecord): readonly RowOp[] => {
    const body = readBody(of, record);
    return body === undefined ? [] : effect(body, record);
  };
  return { type: of.type, version: of.version, run };
}

/** The tables that one part of the program derives from records. A changed `version` builds them anew beside the old. */
export type Projection = {
  readonly name: string;
  readonly version: number;
  readonly tables: readonly Table[];
  readonly effects: readonly Effect[];
};
