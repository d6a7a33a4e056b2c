import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { nextEpoch, whoseFolder } from '#sync/index.ts';
import type { CopyFacts } from './copy-check.ts';
import { onCopies } from './copy-thread.ts';

/**
 * Puts a node whose store was in PostgreSQL back from a copy of it (CARE-8): into an empty database, in the next epoch of
 * the identity that lies in the folder. A copy that does not read whole, or a database that holds a log, is left alone.
 */
export async function restoreIntoPostgres(
  folder: string,
  postgres: string,
  file: string,
): Promise<Result<CopyFacts, Refusal>> {
  if (!whoseFolder(folder)) return refuse('care.repair.no-identity', 409);
  const answer = await onCopies({ what: 'check', file });
  if (answer.is !== 'good') return refuse('care.restore.damaged', 422);
  const { loadPostgres } = await import('./copy-postgres.ts');
  if (!(await loadPostgres(postgres, file))) return refuse('care.restore.not-empty', 409);
  nextEpoch(folder);
  return ok(answer.facts);
}
