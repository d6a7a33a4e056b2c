import { identityToRecipient } from 'age-encryption';
import { schoolScope, type NodeId, type Scope } from '#kernel/ids.ts';
import type { SchoolServer } from '#kernel/node.ts';
import type { House } from '#http/house.ts';
import { openCredentialKey, sealCredentialKey } from './credentials.ts';
import { credentialKeySet } from './records.ts';

type StoredKey = {
  readonly scope: Scope;
  readonly key_id: string;
  readonly sealed: Uint8Array;
  readonly set_at: number;
  readonly node: NodeId;
};

/**
 * PPL-8: the region's node seals the credential keys of a school for the school's server where it cannot open them: what
 * the region made for the first head before there was a server, and what was made at a server that burnt, whose place
 * another took with another age key. So everybody signs in there with what they have. Each key once for each server.
 */
export async function resealForServers(house: House, servers: readonly SchoolServer[]): Promise<void> {
  const rows = await house.log.read.all<StoredKey>(
    `select o.scope, k.key_id, k.sealed, k.set_at, o.node from people_credential_keys k
     join log_origins o on o.id = k._origin order by k.set_at, k.key_id`,
  );
  const byScope = Map.groupBy(rows, (row) => row.scope);
  for (const server of servers) {
    const scope = schoolScope(server.school);
    const keys = Map.groupBy(byScope.get(scope) ?? [], (row) => row.key_id);
    for (const sealings of keys.values()) {
      if (sealings.some((row) => isFor(house, server, row))) continue;
      const key = await openAny(house, sealings);
      if (!key) continue;
      const sealed = await sealCredentialKey(key, [server.age, await identityToRecipient(house.self.ageIdentity)]);
      const record = credentialKeySet.draft(scope, 'node', { key: sealings[0]?.key_id ?? '', sealed });
      await house.log.write(() => ({ records: [record], answer: undefined }));
    }
  }
}

/** Whether a sealing is one that the server opens: a first server's own, or the region's since it knows the server. */
function isFor(house: House, { node, epoch, since }: SchoolServer, row: StoredKey): boolean {
  return (epoch === 1 && row.node === node) || (row.node === house.self.node && row.set_at >= since);
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
