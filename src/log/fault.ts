import { StoreFault, type FaultKind, type Reader, type Store } from './store.ts';

/** SQLite's primary result codes, in the low byte of `errcode`. */
const sqliteKinds: Readonly<Record<number, FaultKind>> = {
  8: 'read-only',
  10: 'failing',
  11: 'damaged',
  13: 'full',
  14: 'failing',
  26: 'damaged',
};
/** An input/output error in whose extended code SQLite says more: a checksum that does not fit. */
const sqliteDamage: ReadonlySet<number> = new Set([8202]);

/** Errors of the operating system, and of PostgreSQL (its appendix A). */
const codes: Readonly<Record<string, FaultKind>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'read-only',
  EIO: 'failing',
  '53100': 'full',
  '25006': 'read-only',
  '58030': 'failing',
  XX001: 'damaged',
  XX002: 'damaged',
};

/** What of the disk an error speaks of; undefined for any other error. */
export function faultOf(error: unknown): FaultKind | undefined {
  if (error instanceof StoreFault) return error.kind;
  if (typeof error !== 'object' || error === null) return undefined;
  const { errcode, code } = error as { readonly errcode?: unknown; readonly code?: unknown };
  if (code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number') {
    return sqliteDamage.has(errcode) ? 'damaged' : sqliteKinds[errcode & 0xff];
  }
  return typeof code === 'string' ? codes[code] : undefined;
}

/** Carries an error of the disk as `StoreFault`, and any other as it is. */
export function asFault(error: unknown): unknown {
  const kind = faultOf(error);
  return kind && !(error instanceof StoreFault) ? new StoreFault(kind, error) : error;
}

/**
 * A store whose faults of the disk come as `StoreFault`, each told to `hear` first, which may know better what it is
 * (CARE-10).
 */
export function guardedStore(store: Store, hear: (kind: FaultKind) => FaultKind): Store {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const kind = faultOf(error);
      throw kind ? new StoreFault(hear(kind), error) : error;
    }
  };
  const reading: Reader = {
    get: (sql, ...parameters) => guarded(() => store.get(sql, ...parameters)),
    all: (sql, ...parameters) => guarded(() => store.all(sql, ...parameters)),
  };
  return { ...store, ...reading, transaction: (work) => guarded(() => store.transaction(work)) };
}
