import { identityToRecipient } from 'age-encryption';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schoolScope, type NodeId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { rawPublicKey } from '#log/chain.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import { encodeTrust } from './authority.ts';
import { decodeAnswer, encodeRequest, type EnrolAnswer } from './enrolment.ts';
import { httpClient, LinkFailure } from './http-client.ts';
import { granted } from './records.ts';
import type { StickNode } from './stick.ts';
import { TicketDesk } from './ticket-desk.ts';
import { readTicket, ticketText, type Ticket } from './ticket.ts';
import { tellScreens } from './topics.ts';

/** The name of the file that a request travels in, where there is no network. */
export function requestName(node: NodeId): string {
  return `tirek-enrol-${node}.request`;
}

function answerName(node: NodeId): string {
  return `tirek-enrol-${node}.answer`;
}

/** The request of this school's node with a ticket that somebody typed. The ticket is kept until the answer came. */
export async function makeRequest({ house }: StickNode, typed: string): Promise<Result<Uint8Array, Refusal>> {
  const { self, log } = house;
  if (!self.school) return refuse('sync.schools-only', 409);
  const ticket = readTicket(typed);
  if (!ticket) return refuse('sync.ticket-mistyped', 422);
  await log.setState('ticket', toCbor(ticketText(ticket)));
  const { node, epoch, school, signingKey } = self;
  const age = await identityToRecipient(self.ageIdentity);
  return ok(
    encodeRequest(
      { ticket: ticket.id, key: rawPublicKey(signingKey), age, self: { node, epoch, school } },
      ticket.secret,
      signingKey,
    ),
  );
}

/** Takes the region's answer in: it is trusted from now on, and may read this school's records. */
export async function takeAnswer(
  node: StickNode,
  bytes: Uint8Array,
  url?: string,
): Promise<Result<undefined, Refusal>> {
  const { house } = node;
  const ticket = await ticketOf(node);
  if (!ticket) return refuse('sync.no-request', 409);
  const answer = decodeAnswer(bytes, ticket, rawPublicKey(house.self.signingKey));
  if (!answer.ok) return refuse(`sync.answer-${answer.error}`, 422);
  await trustRegion(node, answer.value, url ?? answer.value.url);
  await house.log.setState('ticket', new Uint8Array());
  tellScreens(house.live);
  return ok(undefined);
}

/** From now on the region is the root of this node's trust, and may read what the school writes. */
export async function trustRegion(
  { house, desk }: StickNode,
  { node, key, age, epoch, school }: RegionTold,
  url: string,
): Promise<void> {
  const trust = { node, key, age, epoch };
  await house.log.setState('trust', encodeTrust(trust));
  desk.authority.trust(trust);
  if (url) await house.log.setState('region-url', Buffer.from(url));
  const scope = schoolScope(school);
  await house.log.write(() => ({ records: [granted.draft(scope, 'node', { scope, to: node })], answer: undefined }));
}

/** Who the region is, and of which school this node is. */
export type RegionTold = Pick<EnrolAnswer, 'node' | 'key' | 'age' | 'epoch' | 'school'>;

/** Over a network: asks the region at this address and takes its answer in. */
export async function enrolOver(node: StickNode, typed: string, url: string): Promise<Result<undefined, Refusal>> {
  const request = await makeRequest(node, typed);
  if (!request.ok) return request;
  const http = httpClient(url);
  try {
    const answer = await http.ask({ method: 'POST', path: '/api/sync/enrol', body: request.value });
    return await takeAnswer(node, answer.body, url);
  } catch (error) {
    if (!(error instanceof LinkFailure)) throw error;
    return refuse(error.key, error.status === 0 ? 503 : 409);
  } finally {
    http.close();
  }
}

async function ticketOf({ house }: StickNode): Promise<Ticket | undefined> {
  const stored = await house.log.getState('ticket');
  return stored && stored.length > 0 ? readTicket(fromCbor(stored) as string) : undefined;
}

/** `tirek enrol request`: writes this school's request into a folder, to be carried to the region. */
export async function writeEnrolRequest(
  node: StickNode,
  typed: string,
  folder: string,
): Promise<Result<string, Refusal>> {
  const request = await makeRequest(node, typed);
  if (!request.ok) return request;
  await mkdir(folder, { recursive: true });
  const name = requestName(node.house.self.node);
  await writeFile(join(folder, name), request.value, { flush: true });
  return ok(name);
}

export type AnsweredRequest = { readonly name: string; readonly refusal?: Refusal };

/** `tirek enrol answer`: the region's node answers every request in a folder, each in a file beside it. */
export async function answerEnrolRequests(
  { house, desk }: StickNode,
  folder: string,
): Promise<Result<readonly AnsweredRequest[], Refusal>> {
  if (house.self.kind !== 'region') return refuse('sync.regions-only', 409);
  const tickets = new TicketDesk(house, desk.authority);
  const answered: AnsweredRequest[] = [];
  const names = (await readdir(folder).catch((): string[] => [])).filter((name) =>
    /^tirek-enrol-[0-9a-z-]+\.request$/.test(name),
  );
  for (const name of names) {
    const answer = await tickets.redeem(await readFile(join(folder, name)), '');
    if (answer.ok) await writeFile(join(folder, name.replace(/request$/, 'answer')), answer.value, { flush: true });
    answered.push(answer.ok ? { name } : { name, refusal: answer.error });
  }
  return answered.length > 0 ? ok(answered) : refuse('sync.enrol-none', 404);
}

/** `tirek enrol take`: takes the answer for this school's node from a folder. */
export async function readEnrolAnswer(node: StickNode, folder: string): Promise<Result<undefined, Refusal>> {
  const bytes = await readFile(join(folder, answerName(node.house.self.node))).catch(() => undefined);
  return bytes ? takeAnswer(node, bytes) : refuse('sync.enrol-none', 404);
}
