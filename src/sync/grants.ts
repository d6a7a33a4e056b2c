import type { NodeId, SchoolId, Scope } from '#kernel/ids.ts';
import type { NodeIdentity, SchoolServer } from '#kernel/node.ts';
import { fromCbor } from '#log/record.ts';
import type { Reader } from '#log/store.ts';
import type { Trust } from './authority.ts';

/** To whom a node opens a scope by its own records now. */
export async function openedBy(read: Reader, by: NodeId, scope: Scope): Promise<NodeId[]> {
  const sql = `select distinct g.to_node from sync_grants g join log_origins o on o.id = g._origin
    where o.node = ? and g.scope = ? and g.is_open = 1 order by g.to_node`;
  return (await read.all<{ to_node: NodeId }>(sql, by, scope)).map((row) => row.to_node);
}

/** The nodes that the region ever vouched for as a school's, those whose keys it took back left out where asked. */
export async function nodesOfSchool(read: Reader, school: SchoolId, of: 'ever' | 'now' = 'now'): Promise<NodeId[]> {
  const trusted = `and not exists (select 1 from sync_revoked r where r.node = n.node and r.through >= n.epoch)`;
  const sql = `select distinct n.node from sync_nodes n where n.school = ? ${of === 'now' ? trusted : ''} order by n.node`;
  return (await read.all<{ node: NodeId }>(sql, school)).map((row) => row.node);
}

/** The node of the region that a node belongs to; undefined for a school that has not been enrolled. */
export async function regionOf(read: Reader, self: NodeIdentity): Promise<NodeId | undefined> {
  if (self.kind === 'region') return self.node;
  const row = await read.get<{ value: Uint8Array }>("select value from log_state where name = 'trust'");
  return row && (fromCbor(row.value) as Trust).node;
}

/**
 * The newest server of each school. Not one whose key was taken back: nothing is sealed to it any more (SYN-13).
 */
export async function schoolServers(read: Reader): Promise<SchoolServer[]> {
  return read.all(
    `select n.school, n.node, n.epoch, n.age, n.since from sync_nodes n where n.school <> ''
     and n.epoch = (select max(m.epoch) from sync_nodes m where m.node = n.node)
     and not exists (select 1 from sync_revoked r where r.node = n.node and r.through >= n.epoch) order by n.school`,
  );
}
