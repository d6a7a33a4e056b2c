import { regionScope, type NodeId, type SchoolId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { day, minute } from '#kernel/time.ts';
import type { House } from '#http/house.ts';
import { rawPublicKey } from '#log/chain.ts';
import type { Deciding, Decision } from '#log/log.ts';
import { fromCbor, toCbor, type Draft } from '#log/record.ts';
import type { Authority } from './authority.ts';
import { decodeRequest, encodeAnswer, isProven, type EnrolRequest } from './enrolment.ts';
import { nodeEndorsed, nodeRevoked } from './records.ts';
import { newTicket, ticketText, type Ticket } from './ticket.ts';

/** SYN-16: how long a school has for it. */
const ticketLifetime = 14 * day;
/** Guessing is slowed for everybody together, for a stranger's address is easily changed: 70 bits need no more. */
const maxWrongPerMinute = 30;
const maxTickets = 2000;
/** Heads in one revocation: its record stays well below 16 KB. */
const headsInRecord = 150;

type Kept = Ticket & {
  readonly school: SchoolId;
  readonly until: number;
  /** The node whose place an empty server takes with it (SYN-23). */
  readonly restores?: NodeId;
};

export type OpenTicket = { readonly id: string; readonly school: SchoolId; readonly until: number };

/** The region's desk for tickets: gives them out, redeems each once, takes keys back (SYN-16, SYN-13). */
export class TicketDesk {
  readonly #house: House;
  readonly #authority: Authority;
  readonly #wrong: number[] = [];

  constructor(house: House, authority: Authority) {
    this.#house = house;
    this.#authority = authority;
  }

  /** A new ticket for a school, as text to be typed. Its earlier ones hold no more. */
  async give(school: SchoolId, restores?: NodeId): Promise<{ readonly text: string; readonly until: number }> {
    const { clock, randomness, self } = this.#house;
    const ticket = newTicket(rawPublicKey(self.signingKey), randomness);
    const until = clock.now() + ticketLifetime;
    const others = (await this.#tickets()).filter((each) => each.school !== school && each.id !== ticket.id);
    const kept = restores ? { ...ticket, school, until, restores } : { ...ticket, school, until };
    await this.#keep([...others, kept].slice(-maxTickets));
    return { text: ticketText(ticket), until };
  }

  /** Tickets that can still be redeemed, without their secrets. */
  async open(): Promise<OpenTicket[]> {
    const redeemed = await this.#redeemed();
    return (await this.#tickets())
      .filter(({ id }) => !redeemed.has(id))
      .map(({ id, school, until }) => ({ id, school, until }));
  }

  /** Lets the node of a request in; the same request again has the same answer, for a reply may be lost. */
  async redeem(bytes: Uint8Array, url: string): Promise<Result<Uint8Array, Refusal>> {
    const { clock, log } = this.#house;
    const now = clock.now();
    while ((this.#wrong[0] ?? now) <= now - minute) this.#wrong.shift();
    if (this.#wrong.length >= maxWrongPerMinute) return refuse('sync.too-many-tries', 429);
    const decoded = decodeRequest(bytes);
    if (!decoded.ok) return refuse(`sync.request-${decoded.error}`, 422);
    const { request } = decoded.value;
    const ticket = (await this.#tickets()).find(({ id }) => id === request.ticket);
    if (!ticket || !isProven(decoded.value, ticket.secret)) {
      this.#wrong.push(now);
      return refuse('sync.ticket-unknown', 403);
    }
    if (request.self && request.self.school !== ticket.school) return refuse('sync.ticket-other-school', 409);
    if (request.self && ticket.restores) return refuse('sync.ticket-restores', 409);
    const decided = await log.write((on) => decide(on, request, ticket, (node) => this.#revocations(node, 'replaced')));
    if (!decided.ok) return decided;
    const answer = { ...this.#self(), ...decided.value, school: ticket.school, toKey: request.key, url };
    return ok(encodeAnswer(answer, ticket.secret, this.#house.self.signingKey));
  }

  /** Takes the keys of a node back: what the region has of it by now stays good. */
  async revoke(node: NodeId, reason: 'lost' | 'replaced' | 'closed'): Promise<Result<undefined, Refusal>> {
    const { log, self } = this.#house;
    if (!this.#authority.find(node) || node === self.node) return refuse('sync.no-such-node', 404);
    await log.write(() => ({ records: this.#revocations(node, reason), answer: undefined }));
    return ok(undefined);
  }

  /** Takes the newest key of a node back, and says how far this node has each of its streams. */
  #revocations(node: NodeId, reason: 'lost' | 'replaced' | 'closed'): Draft[] {
    const through = this.#authority.find(node)?.epoch ?? 1;
    const heads = this.#house.log
      .streams()
      .filter(({ stream, next }) => stream.node === node && next > 1)
      .map(({ stream, next }): [number, typeof stream.scope, number] => [stream.epoch, stream.scope, next - 1]);
    const records: Draft[] = [];
    for (let at = 0; at === 0 || at < heads.length; at += headsInRecord) {
      const body = { node, through, reason, heads: heads.slice(at, at + headsInRecord) };
      records.push(nodeRevoked.draft(regionScope, 'region', body));
    }
    return records;
  }

  #self() {
    const { self } = this.#house;
    const age = this.#authority.find(self.node)?.age ?? '';
    return { node: self.node, epoch: self.epoch, key: rawPublicKey(self.signingKey), age };
  }

  async #redeemed(): Promise<Set<string>> {
    const rows = await this.#house.log.read.all<{ ticket: string }>("select ticket from sync_nodes where ticket <> ''");
    return new Set(rows.map(({ ticket }) => ticket));
  }

  async #tickets(): Promise<Kept[]> {
    const { log, clock } = this.#house;
    const stored = await log.getState('tickets');
    return stored ? (fromCbor(stored) as Kept[]).filter(({ until }) => until > clock.now()) : [];
  }

  #keep(tickets: readonly Kept[]): Promise<void> {
    return this.#house.log.setState('tickets', toCbor(tickets));
  }
}

type LetIn = { readonly to: NodeId; readonly toEpoch: number };
type NodeRow = {
  readonly node: NodeId;
  readonly epoch: number;
  readonly key: Uint8Array;
  readonly school: SchoolId;
  readonly ticket: string;
};

/** In one decision with the records, so that two requests with one ticket cannot both be let in. */
async function decide(
  on: Deciding,
  request: EnrolRequest,
  ticket: Kept,
  revocations: (node: NodeId) => Draft[],
): Promise<Decision<Result<LetIn, Refusal>>> {
  const refusal = (why: string) => ({ records: [], answer: refuse(why, 409) });
  const letIn = (to: NodeId, toEpoch: number, first: readonly Draft[] = []): Decision<Result<LetIn, Refusal>> => {
    const { key, age } = request;
    const body = {
      node: to,
      kind: 'school' as const,
      school: ticket.school,
      key,
      age,
      epoch: toEpoch,
      ticket: ticket.id,
    };
    return { records: [...first, nodeEndorsed.draft(regionScope, 'region', body)], answer: ok({ to, toEpoch }) };
  };
  const sql = 'select node, epoch, key, school, ticket from sync_nodes where ticket = ?';
  const redeemed = await on.get<NodeRow>(sql, ticket.id);
  if (redeemed) {
    const isSame = Buffer.compare(redeemed.key, request.key) === 0;
    const isItself = !request.self || request.self.node === redeemed.node;
    const answer = ok({ to: redeemed.node, toEpoch: redeemed.epoch });
    return isSame && isItself ? { records: [], answer } : refusal('sync.ticket-used');
  }
  if (ticket.restores) {
    const old = await on.get<{ epoch: number | null }>(
      'select max(epoch) as epoch from sync_nodes where node = ? and school = ?',
      ticket.restores,
      ticket.school,
    );
    if (!old?.epoch) return refusal('sync.no-such-node');
    return letIn(ticket.restores, old.epoch + 1, revocations(ticket.restores));
  }
  if (!request.self) return letIn(on.mint<NodeId>(), 1);
  const { node, epoch, school } = request.self;
  const revoked = await on.get('select node from sync_revoked where node = ? and through >= ?', node, epoch);
  if (revoked) return refusal('sync.node-revoked');
  const known = await on.all<NodeRow>('select node, epoch, key, school, ticket from sync_nodes where node = ?', node);
  // A node keeps its school, and its key for one epoch: who knows another's id does not become it.
  if (known.some((row) => row.school !== school || row.epoch >= epoch)) return refusal('sync.node-taken');
  return letIn(node, epoch);
}
