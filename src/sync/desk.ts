import type { NodeId } from '#kernel/ids.ts';
import type { Authority } from './authority.ts';
import type { Absorbed, Exchange } from './exchange.ts';

/** What this node last heard from another. */
export type Contact = {
  readonly at: number;
  readonly records: number;
  readonly rejected: Absorbed['rejected'];
};

/** What the parts of sync share while the program runs. */
export type SyncDesk = {
  readonly authority: Authority;
  readonly exchange: Exchange;
  /** Notes that a message of a node came in. */
  heard(node: NodeId, at: number, absorbed: Absorbed): void;
  contacts(): ReadonlyMap<NodeId, Contact>;
};

export function syncDesk(authority: Authority, exchange: Exchange): SyncDesk {
  const contacts = new Map<NodeId, Contact>();
  const heard: SyncDesk['heard'] = (node, at, { records, rejected }) => {
    contacts.set(node, { at, records, rejected });
  };
  return { authority, exchange, heard, contacts: () => contacts };
}
