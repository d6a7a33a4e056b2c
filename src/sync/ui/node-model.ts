import type { Text } from '#kernel/language.ts';
import { day } from '#kernel/time.ts';
import type { ContactRow, SyncStatus } from '../status.ts';

/** A school with its server, as the region's list shows it. */
export type SchoolNode = {
  readonly school: string;
  readonly names: Text;
  readonly district: Text;
  /** `ticket`: it was given a code that nobody has used yet. */
  readonly state: 'none' | 'ticket' | 'joined' | 'revoked';
  readonly node?: string;
  readonly at?: number;
  readonly records: number;
  readonly ticketUntil?: number;
  readonly isAhead: boolean;
  readonly hasLost: boolean;
  readonly hasLostHere: boolean;
  readonly rejected: number;
};

type School = Pick<SchoolNode, 'school' | 'names' | 'district'>;
type Ticket = { readonly school: string; readonly until: number };

/** Every school of the register with the server that speaks for it now: one that is not revoked, where there is one. */
export function nodesOf(
  schools: readonly School[],
  { contacts }: Pick<SyncStatus, 'contacts'>,
  tickets: readonly Ticket[],
): SchoolNode[] {
  const bySchool = Map.groupBy(contacts, (contact) => contact.school as string | undefined);
  const open = new Map(tickets.map((ticket) => [ticket.school, ticket.until]));
  return schools.map((school) => {
    const own = bySchool.get(school.school) ?? [];
    const contact = own.find((each) => !each.isRevoked) ?? own[0];
    const until = open.get(school.school);
    return {
      ...school,
      state: stateOf(contact, until),
      ...(contact ? { node: contact.node } : {}),
      ...(contact?.at === undefined ? {} : { at: contact.at }),
      ...(until === undefined ? {} : { ticketUntil: until }),
      records: own.reduce((sum, each) => sum + each.records, 0),
      isAhead: contact?.isAhead ?? false,
      hasLost: contact?.hasLost ?? false,
      hasLostHere: contact?.hasLostHere ?? false,
      rejected: contact?.rejected.length ?? 0,
    };
  });
}

function stateOf(contact: ContactRow | undefined, ticketUntil: number | undefined): SchoolNode['state'] {
  if (contact && !contact.isRevoked) return 'joined';
  if (ticketUntil !== undefined) return 'ticket';
  return contact ? 'revoked' : 'none';
}

export const filters = ['all', 'joined', 'silent', 'waiting', 'trouble'] as const;
export type Filter = (typeof filters)[number];

/** A server that has not spoken for so long is silent. */
const silence = 2 * day;

/** `waiting`: without a server; `trouble`: one that lost or refused records, or whose key was taken back. */
export function isAmong(node: SchoolNode, filter: Filter, now: number): boolean {
  const isJoined = node.state === 'joined';
  if (filter === 'all') return true;
  if (filter === 'joined') return isJoined;
  if (filter === 'silent') return isJoined && (node.at === undefined || now - node.at > silence);
  if (filter === 'waiting') return node.state === 'none' || node.state === 'ticket';
  return node.state === 'revoked' || node.hasLost || node.isAhead || node.rejected > 0;
}

/** What the list begins with: where something is wrong, else who is silent, else who waits, else all. */
export function firstWorthSeeing(nodes: readonly SchoolNode[], now: number): Filter {
  const has = (filter: Filter): boolean => nodes.some((node) => isAmong(node, filter, now));
  return (['trouble', 'silent', 'waiting'] as const).find(has) ?? 'all';
}
