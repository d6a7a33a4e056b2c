import { hash } from 'node:crypto';
import { privateKeyFrom, rawPublicKey } from '#log/chain.ts';
import { streamKey } from '#log/record.ts';
import { trustRegion } from '#sync/enrol.ts';
import { decodeAnswer, encodeRequest, type EnrolAnswer } from '#sync/enrolment.ts';
import { TicketDesk } from '#sync/ticket-desk.ts';
import { readTicket } from '#sync/ticket.ts';
import type { Ledger } from './ledger.ts';
import type { Running, Secrets, SimNode } from './node.ts';
import { ageOf } from './wrapping.ts';

/** Does something on a node, where it runs; nothing where its power ends. */
type On = <T>(work: (up: Running) => Promise<T>) => Promise<T | undefined>;

/** Secrets of a machine that nobody knows yet: other ones for each of a school's machines. */
export function freshSecrets({ self, starts }: SimNode): Secrets {
  const secret = (what: string): Buffer => hash('sha256', `${what} of ${self.node} ${starts}`, 'buffer');
  return {
    signingKey: privateKeyFrom(secret('seed')),
    ageIdentity: ageOf(`${self.node} ${starts}`).identity,
    vaultKey: secret('vault'),
    localKey: secret('local'),
  };
}

/**
 * An empty machine asks the region to be let in (SYN-23): with a new ticket, where the one before does not hold any
 * more. Says whether it is the school's server now. What the region has by then of the burnt one is noted: nothing
 * further with the old key may be anywhere.
 */
export async function arrive(node: SimNode, onRegion: On, { revoked }: Ledger): Promise<boolean> {
  const { vacant } = node;
  if (!vacant) return true;
  const told = await onRegion(async (up): Promise<EnrolAnswer | undefined> => {
    const hadTicket = vacant.ticket !== undefined;
    const answer = (await ask(node, vacant, up)) ?? (hadTicket ? await ask(node, vacant, up) : undefined);
    for (const { stream, next } of answer ? up.log.streams() : [])
      if (stream.node === node.self.node) revoked.set(streamKey(stream), next - 1);
    return answer;
  });
  if (!told) return false;
  node.self = { ...node.self, ...vacant.secrets, epoch: told.toEpoch };
  node.vacant = undefined;
  node.told = told;
  return true;
}

/** Asks with the ticket that is there, else with a new one; a ticket that is refused is thrown away. */
async function ask(
  { self }: SimNode,
  vacant: NonNullable<SimNode['vacant']>,
  { house, desk }: Running,
): Promise<EnrolAnswer | undefined> {
  const { school, node } = self;
  if (!school) return undefined;
  const tickets = new TicketDesk(house, desk.authority);
  vacant.ticket ??= readTicket((await tickets.give(school, node)).text);
  const { ticket, secrets } = vacant;
  if (!ticket) return undefined;
  const key = rawPublicKey(secrets.signingKey);
  const age = secrets.ageIdentity.replace('identity', 'recipient');
  const request = encodeRequest({ ticket: ticket.id, key, age }, ticket.secret, secrets.signingKey);
  const answer = await tickets.redeem(request, '');
  const read = answer.ok ? decodeAnswer(answer.value, ticket, key) : undefined;
  if (!read?.ok) vacant.ticket = undefined;
  return read?.ok ? read.value : undefined;
}

/** At the first start after the answer: the region is trusted, and may read. Is done again where the power failed. */
export async function settleIn(node: SimNode, onNode: On): Promise<void> {
  const { told } = node;
  if (!told) return;
  const isDone = await onNode(async ({ house, desk }) => {
    await trustRegion({ house, desk }, told, '');
    return true;
  });
  if (isDone) node.told = undefined;
}
