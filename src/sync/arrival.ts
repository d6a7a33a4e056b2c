import { generateIdentity, identityToRecipient } from 'age-encryption';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Randomness } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { privateKeyFrom, rawPublicKey } from '#log/chain.ts';
import { trustRegion, type RegionTold } from './enrol.ts';
import { decodeAnswer, encodeRequest } from './enrolment.ts';
import { httpClient, LinkFailure } from './http-client.ts';
import { placeIdentity } from './identity.ts';
import { replaceFile } from './kept-file.ts';
import type { StickNode } from './stick.ts';
import { readTicket, ticketText } from './ticket.ts';

/** What an empty server has while it waits for its region's answer: the secrets that it will have, and its ticket. */
type Asked = { readonly ticket: string; readonly seed: string; readonly age: string; readonly vault: string };

const askedFile = 'set-up.json';
const arrivedFile = 'arrived.json';

/** The request of an empty server with a ticket that somebody typed (SYN-23). The same ticket again asks the same. */
export async function askWithTicket(
  folder: string,
  typed: string,
  randomness: Randomness,
): Promise<Result<Uint8Array, Refusal>> {
  const ticket = readTicket(typed);
  if (!ticket) return refuse('sync.ticket-mistyped', 422);
  const before = askedIn(folder);
  const asked = before?.ticket === ticketText(ticket) ? before : await freshAsked(ticketText(ticket), randomness);
  mkdirSync(folder, { recursive: true });
  replaceFile(join(folder, askedFile), JSON.stringify(asked));
  const signingKey = privateKeyFrom(Buffer.from(asked.seed, 'base64'));
  const age = await identityToRecipient(asked.age);
  return ok(encodeRequest({ ticket: ticket.id, key: rawPublicKey(signingKey), age }, ticket.secret, signingKey));
}

/** Takes the region's answer: from now on the folder holds the node that the region said, durable when it answers. */
export function arrive(folder: string, bytes: Uint8Array, url?: string): Result<undefined, Refusal> {
  const asked = askedIn(folder);
  const ticket = asked && readTicket(asked.ticket);
  if (!asked || !ticket) return refuse('sync.no-request', 409);
  const ownKey = rawPublicKey(privateKeyFrom(Buffer.from(asked.seed, 'base64')));
  const answer = decodeAnswer(bytes, ticket, ownKey);
  if (!answer.ok) return refuse(`sync.answer-${answer.error}`, 422);
  const { node, epoch, key, age, school, to, toEpoch } = answer.value;
  const told = { node, epoch, key: Buffer.from(key).toString('base64'), age, school, url: url ?? answer.value.url };
  replaceFile(join(folder, arrivedFile), JSON.stringify(told));
  const { seed, age: ownAge, vault } = asked;
  placeIdentity(folder, { node: to, epoch: toEpoch, kind: 'school', school, seed, age: ownAge, vault });
  rmSync(join(folder, askedFile));
  return ok(undefined);
}

/** Over a network: asks the region at this address and takes its answer. */
export async function arriveOver(
  folder: string,
  typed: string,
  url: string,
  randomness: Randomness,
): Promise<Result<undefined, Refusal>> {
  const request = await askWithTicket(folder, typed, randomness);
  if (!request.ok) return request;
  const http = httpClient(url);
  try {
    const answer = await http.ask({ method: 'POST', path: '/api/sync/enrol', body: request.value });
    return arrive(folder, answer.body, url);
  } catch (error) {
    if (!(error instanceof LinkFailure)) throw error;
    return refuse(error.key, error.status === 0 ? 503 : 409);
  } finally {
    http.close();
  }
}

/** The ticket with which this folder's server has asked and not yet been answered. */
export function askedTicket(folder: string): string | undefined {
  return askedIn(folder)?.ticket;
}

/** At the first start after the answer: what it said goes into the log, once. */
export async function settleIn(folder: string, node: StickNode): Promise<void> {
  const file = join(folder, arrivedFile);
  if (!existsSync(file)) return;
  const { key, url, ...told } = JSON.parse(readFileSync(file, 'utf8')) as Omit<RegionTold, 'key'> & {
    readonly key: string;
    readonly url: string;
  };
  await trustRegion(node, { ...told, key: new Uint8Array(Buffer.from(key, 'base64')) }, url);
  rmSync(file);
}

function askedIn(folder: string): Asked | undefined {
  const file = join(folder, askedFile);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Asked) : undefined;
}

async function freshAsked(ticket: string, randomness: Randomness): Promise<Asked> {
  const secret = (): string => Buffer.from(randomness.bytes(32)).toString('base64');
  return { ticket, seed: secret(), age: await generateIdentity(), vault: secret() };
}
