import { schoolScope, type NodeId, type SchoolId, type Scope } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import type { Deciding } from '#log/log.ts';
import type { Draft } from '#log/record.ts';
import type { Reader } from '#log/store.ts';
import type { Authority } from './authority.ts';
import type { KnownNode } from './nodes.ts';
import { answered, granted, requested } from './records.ts';

/** A request to the owner of something, as both ends and the region see it (SYN-17). */
export type OwnerRequest = {
  readonly request: string;
  readonly from: NodeId;
  /** The owner's node: who is waited for. */
  readonly to: NodeId;
  readonly scope: Scope;
  /** What it is about: a word of the part that asks, such as `people.transfer`. */
  readonly about: string;
  readonly body: Uint8Array;
  readonly actor: string;
  readonly at: Instant;
  /** Absent while the owner is waited for. */
  readonly answer?: { readonly isAccepted: boolean; readonly reason: string; readonly at: Instant };
};

type Asking = { readonly self: NodeIdentity; readonly authority: Authority };
type Question = { readonly to: NodeId; readonly about: string; readonly body: Uint8Array; readonly actor: string };

/** The records that ask another's node for something: in a scope that both, and the region, read. */
export function askOwner(
  on: Deciding,
  asking: Asking,
  question: Question,
): Result<{ request: string; records: Draft[] }, Refusal> {
  const { to, about, body, actor } = question;
  const other = asking.authority.find(to);
  const scope = other && scopeBetween(asking, other);
  if (!scope) return refuse('sync.no-such-node', 404);
  const request = on.mint<string>();
  const ask = requested.draft(scope, actor, { request, to, about, body });
  return ok({ request, records: [...grantsFor(asking, scope, to), ask] });
}

/** The records of the owner's answer. What is done about an accepted one stands in records beside it. */
export async function answerRequest(
  on: Deciding,
  asking: Asking,
  answer: { readonly request: string; readonly isAccepted: boolean; readonly reason?: string; readonly actor: string },
): Promise<Result<Draft[], Refusal>> {
  const { request, isAccepted, reason, actor } = answer;
  const found = (await selectRequests(on, { request })).find(({ to }) => to === asking.self.node);
  if (!found) return refuse('sync.no-such-request', 404);
  if (found.answer) return refuse('sync.already-answered', 409);
  const body = { request, isAccepted, ...(reason ? { reason } : {}) };
  return ok([...grantsFor(asking, found.scope, found.from), answered.draft(found.scope, actor, body)]);
}

/** A school and the region share the school's scope; two schools have one between them. */
function scopeBetween({ self }: Asking, other: KnownNode): Scope | undefined {
  if (other.node === self.node) return undefined;
  const school: SchoolId | undefined =
    self.kind === 'region' ? other.school : other.kind === 'region' ? self.school : undefined;
  if (school) return schoolScope(school);
  return `between:${[self.node, other.node].toSorted().join('-')}` as Scope;
}

/** What the other end and the region need to read what this node writes there, where it is not open to them yet. */
function grantsFor({ self, authority }: Asking, scope: Scope, to: NodeId): Draft[] {
  const { region } = authority;
  const own = self.school && schoolScope(self.school);
  if (!scope.startsWith('between:') || !own) return [];
  const readers = [region?.node, to].filter((node) => node !== undefined);
  const closed = readers.filter((node) => !authority.mayRead(node, { node: self.node, scope }));
  return closed.map((node) => granted.draft(own, 'node', { scope, to: node }));
}

type Filter = {
  readonly request?: string;
  readonly to?: NodeId;
  readonly from?: NodeId;
  readonly about?: string;
  /** Only those that the owner is still waited for. */
  readonly isPending?: boolean;
};

type Row = {
  request: string;
  from_node: NodeId;
  to_node: NodeId;
  scope: Scope;
  about: string;
  body: Uint8Array;
  actor: string;
  at: Instant;
  is_accepted: number | null;
  reason: string | null;
  answered_at: Instant | null;
};

/** Requests that this node sees, oldest first. */
export async function selectRequests(read: Reader, filter: Filter = {}): Promise<OwnerRequest[]> {
  const columns = { request: 'r.request', to: 'r.to_node', from: 'r.from_node', about: 'r.about' } as const;
  const given = Object.entries(columns).flatMap(([name, column]) => {
    const value = filter[name as keyof typeof columns];
    return value === undefined ? [] : [{ test: `${column} = ?`, value }];
  });
  const tests = [...given.map(({ test }) => test), ...(filter.isPending ? ['a.request is null'] : [])];
  const rows = await read.all<Row>(
    `select r.request, r.from_node, r.to_node, r.scope, r.about, r.body, r.actor, r.at,
       a.is_accepted, a.reason, a.at as answered_at
     from sync_requests r left join sync_answers a on a.request = r.request and a.by_node = r.to_node
     ${tests.length > 0 ? `where ${tests.join(' and ')}` : ''} order by r.at, r.request`,
    ...given.map(({ value }) => value),
  );
  return rows.map(
    ({ from_node: from, to_node: to, is_accepted: accepted, reason, answered_at: answeredAt, ...row }) => {
      const request = { ...row, from, to };
      return accepted === null
        ? request
        : { ...request, answer: { isAccepted: accepted === 1, reason: reason ?? '', at: answeredAt as Instant } };
    },
  );
}
