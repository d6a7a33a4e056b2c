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

type Kept = Ticket & { readonly school: SchoolId; readonly until: number };

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
  async give(school: SchoolId): Promise<{ readonly text: string; readonly until: number }> {
    const { clock, randomness, self } = this.#house;
    const ticket = newTicket(rawPublicKey(self.signingKey), randomness);
    const until = clock.now() + ticketLifetime;
    const others = (await this.#tickets()).filter((each) => each.school !== school && each.id !== ticket.id);
    await this.#keep([...others, { ...ticket, school, until }].slice(-maxTickets));
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
    if (request.school !== ticket.school) return refuse('sync.ticket-other-school', 409);
    const decided = await log.write((on) => decide(on, request));
    return decided.ok
      ? ok(encodeAnswer(await this.#answer(request, url), ticket.secret, this.#house.self.signingKey))
      : decided;
  }

  /** Takes the keys of a node back: what the region has of it by now stays good. */
  async revoke(node: NodeId, reason: 'lost' | 'replaced' | 'closed'): Promise<Result<undefined, Refusal>> {
    const { log, self } = this.#house;
    const known = this.#authority.find(node);
    if (!known || node === self.node) return refuse('sync.no-such-node', 404);
    const through = known.epoch;
    const heads = log
      .streams()
      .filter(({ stream, next }) => stream.node === node && next > 1)
      .map(({ stream, next }): [number, typeof stream.scope, number] => [stream.epoch, stream.scope, next - 1]);
    const records: Draft[] = [];
    for (let at = 0; at === 0 || at < heads.length; at += headsInRecord) {
      const body = { node, through, reason, heads: heads.slice(at, at + headsInRecord) };
      records.push(nodeRevoked.draft(regionScope, 'region', body));
    }
    await log.write(() => ({ records, answer: undefined }));
    return ok(undefined);
  }

  async #answer({ node, school }: EnrolRequest, url: string) {
    const { self } = this.#house;
    const age = this.#authority.find(self.node)?.age ?? '';
    return { node: self.node, epoch: self.epoch, key: rawPublicKey(self.signingKey), age, to: node, school, url };
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

/** In one decision with the record, so that two requests with one ticket cannot both be let in. */
async function decide(on: Deciding, request: EnrolRequest): Promise<Decision<Result<undefined, Refusal>>> {
  const { ticket, node, school, key, age, epoch } = request;
  type Row = { node: NodeId; epoch: number; key: Uint8Array; school: SchoolId; ticket: string };
  const sql = 'select node, epoch, key, school, ticket from sync_nodes where ticket = ? or node = ?';
  const known = await on.all<Row>(sql, ticket, node);
  const refusal = (why: string) => ({ records: [], answer: refuse(why, 409) });
  const isSame = (row: Row): boolean =>
    row.node === node && row.ticket === ticket && Buffer.compare(row.key, key) === 0;
  if (known.some(isSame)) return { records: [], answer: ok(undefined) };
  if (known.some((row) => row.ticket === ticket)) return refusal('sync.ticket-used');
  const revoked = await on.get('select node from sync_revoked where node = ? and through >= ?', node, epoch);
  if (revoked) return refusal('sync.node-revoked');
  // A node keeps its school, and its key for one epoch: who knows another's id does not become it.
  if (known.some((row) => row.node === node && (row.school !== school || row.epoch >= epoch)))
    return refusal('sync.node-taken');
  const body = { node, kind: 'school' as const, school, key, age, epoch, ticket };
  return { records: [nodeEndorsed.draft(regionScope, 'region', body)], answer: ok(undefined) };
}
