import { identityToRecipient } from 'age-encryption';
import { schoolScope, type SchoolId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { openCredentialKey, sealCredentialKey } from './credentials.ts';
import { credentialKeySet } from './records.ts';

/** A school whose server was restored with new keys, and since when. */
export type RestoredSchool = { readonly school: SchoolId; readonly age: string; readonly since: number };

/**
 * PPL-8: the region's node seals the credential keys of a restored school for its new server, which has another age key
 * than the burnt one: so everybody signs in there with what they have. Each key once for each restore.
 */
export async function resealForRestored(house: House, restored: readonly RestoredSchool[]): Promise<void> {
  for (const { school, age, since } of restored) {
    const scope = schoolScope(school);
    type Row = { key_id: string; sealed: Uint8Array; set_at: number; node: string };
    const rows = await house.log.read.all<Row>(
      `select k.key_id, k.sealed, k.set_at, o.node from people_credential_keys k
       join log_origins o on o.id = k._origin where o.scope = ? order by k.set_at, k.key_id`,
      scope,
    );
    const isDone = (id: string): boolean =>
      rows.some((row) => row.key_id === id && row.node === house.self.node && row.set_at >= since);
    for (const id of new Set(rows.map((row) => row.key_id))) {
      const key = isDone(id)
        ? undefined
        : await openAny(
            house,
            rows.filter((row) => row.key_id === id),
          );
      if (!key) continue;
      const sealed = await sealCredentialKey(key, [age, await identityToRecipient(house.self.ageIdentity)]);
      const record = credentialKeySet.draft(scope, 'node', { key: id, sealed });
      await house.log.write(() => ({ records: [record], answer: undefined }));
    }
  }
}

/** The key in the first of its sealings that this node opens. */
export async function openAny(
  house: House,
  rows: readonly { readonly sealed: Uint8Array }[],
): Promise<Uint8Array | undefined> {
  for (const { sealed } of rows) {
    const key = await openCredentialKey(sealed, house.self.ageIdentity).catch(() => undefined);
    if (key) return key;
  }
  return undefined;
}
