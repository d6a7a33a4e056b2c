import { LinkFailure } from './http-client.ts';

/** What a disk or a store says when it takes nothing more, by the codes of Node and SQLite. */
const full: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 13]);
const unwritable: ReadonlySet<unknown> = new Set(['EROFS', 'EIO', 'EACCES', 'EPERM', 8, 10]);

/** Why a try failed, as a key of the words of sync: each failure of the line or of this machine has its own (SYN-30). */
export function whyOf(error: unknown): string {
  if (error instanceof LinkFailure) return error.key;
  const { code, errcode } = (error ?? {}) as { readonly code?: unknown; readonly errcode?: unknown };
  if (full.has(code) || full.has(errcode)) return 'sync.disk-full';
  return unwritable.has(code) || unwritable.has(errcode) ? 'sync.disk-unwritable' : 'sync.unexpected';
}
