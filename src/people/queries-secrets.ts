import { hash } from 'node:crypto';
import type { PersonId, Scope } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';

export type StoredCredential = {
  readonly person: PersonId;
  readonly kind: 'pin' | 'pictures' | 'password';
  readonly key_id: string;
  readonly sealed: Uint8Array;
  readonly n: number;
};

const columns = 'c.person, c.kind, c.key_id, c.sealed, c.n';
/**
 * PPL-10: only what stands in the node's own scope signs anybody in here: a school's head is nobody at the region, and
 * the other way round. The region may give a school its first head, in the school's scope.
 */
const fromScope = 'people_credentials c join log_origins o on o.id = c._origin and o.scope = ?';

/** The newest secret of a person in a scope. */
export function findCredential(read: Reader, scope: Scope, person: string): Promise<StoredCredential | undefined> {
  return read.get(
    `select ${columns} from ${fromScope} where c.person = ? order by c.n desc, c._origin limit 1`,
    scope,
    person,
  );
}

/** The newest secrets of all persons in a scope, of the given kinds. */
export async function selectCredentials(
  read: Reader,
  scope: Scope,
  kinds: readonly StoredCredential['kind'][],
): Promise<StoredCredential[]> {
  const marks = kinds.map(() => '?').join(', ');
  const sql = `select ${columns} from ${fromScope} where c.kind in (${marks}) order by c.n, c._origin desc`;
  const rows = await read.all<StoredCredential>(sql, scope, ...kinds);
  return [...new Map(rows.map((row) => [row.person, row])).values()];
}

/** Which secret this is: another one each time that one is set. */
export function markOf(stored: StoredCredential | undefined): string {
  return stored ? hash('sha256', stored.sealed, 'base64url').slice(0, 16) : '';
}
