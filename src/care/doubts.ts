import type { NodeId } from '#kernel/ids.ts';
import type { Reader } from '#log/store.ts';

/** Times of a node's records that are not to be trusted. */
export type Doubt = { readonly node: NodeId; readonly from: number; readonly to: number };

/** @public For lists of every room that show times: what `isDoubtful` compares with. */
export async function selectDoubts(read: Reader): Promise<readonly Doubt[]> {
  const rows = await read.all<{ node: NodeId; begins: number; ends: number }>(
    'select node, begins, ends from care_doubts order by begins',
  );
  return rows.map(({ node, begins, ends }) => ({ node, from: begins, to: ends }));
}

/** @public Whether a time on a record of a node is to be marked «time uncertain» (CARE-22). */
export function isDoubtful(doubts: readonly Doubt[], node: NodeId, time: number): boolean {
  return doubts.some((each) => each.node === node && time >= each.from && time <= each.to);
}
