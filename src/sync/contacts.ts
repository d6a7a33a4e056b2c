import type { NodeId } from '#kernel/ids.ts';
import { fromCbor } from '#log/record.ts';
import type { Reader } from '#log/store.ts';

/** The state of a node under which the time of its last contact with another is kept. */
export const contactPrefix = 'contact:';

/** When each other node last spoke with this one, by this node's clock, as it is kept: up to a minute may be missing. */
export async function contactTimes(read: Reader): Promise<Map<NodeId, number>> {
  type Row = { name: string; value: Uint8Array };
  const rows = await read.all<Row>(`select name, value from log_state where name like '${contactPrefix}%'`);
  return new Map(
    rows.map(({ name, value }) => [name.slice(contactPrefix.length) as NodeId, fromCbor(value) as number]),
  );
}
