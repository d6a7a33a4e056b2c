import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { sign } from 'node:crypto';
import type { NodeId } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import type { KnownNode } from './authority.ts';
import { decodeMessage, encodeMessage, type Absorbed, type Exchange } from './exchange.ts';
import { helloText } from './link-server.ts';

/** Why a round did not come about: shown to people with the time since when. */
export class LinkFailure extends Error {
  readonly key: 'sync.no-answer' | 'sync.refused' | 'sync.unknown-node' | 'sync.wrong-node' | 'sync.unreadable';
  constructor(key: LinkFailure['key'], cause?: unknown) {
    super(key, { cause });
    this.key = key;
  }
}

export type RoundResult = {
  readonly sent: number;
  readonly absorbed: Absorbed;
  readonly hasMore: boolean;
  /** The other clock minus this one, in milliseconds, half the round trip taken off. */
  readonly clockOffset: number;
};

/** The school's end of a link. A round is one request over a kept connection; the first signs in before it. */
export type LinkClient = { round(): Promise<RoundResult>; close(): void };

export type LinkOptions = {
  readonly url: string;
  readonly self: NodeIdentity;
  readonly peer: () => KnownNode | undefined;
  readonly exchange: Exchange;
  /** Certificate of the region's server in PEM, where it is not signed by a public authority. */
  readonly ca?: string | undefined;
  readonly timeoutMilliseconds?: number;
};

/** What a round carries at first; it doubles while the line is quick and halves when it is slow (SYN-8). */
const firstBudget = 64 * 1024;
const largestBudget = 1024 * 1024;
const smallestBudget = 8 * 1024;
const quick = 2_000;
const slow = 10_000;

export function linkClient(options: LinkOptions): LinkClient {
  const { self, exchange } = options;
  const agent = options.url.startsWith('https:')
    ? new HttpsAgent({ keepAlive: true, maxSockets: 1, ...(options.ca ? { ca: options.ca } : {}) })
    : new HttpAgent({ keepAlive: true, maxSockets: 1 });
  let token: string | undefined;
  let budget = firstBudget;
  /** After a lost reply neither end knows what the other heard: everything wanted is said again. */
  let mustSayAll = true;

  const post = (path: string, type: string, body: Uint8Array): Promise<Uint8Array> => {
    return send({ ...options, agent, path: `/api/sync/${path}`, type, body, token });
  };
  const signIn = async (peer: KnownNode): Promise<void> => {
    const hello = await postJson<{ challenge: string; node: NodeId }>('hello', { node: self.node });
    if (hello.node !== peer.node) throw new LinkFailure('sync.wrong-node');
    const signature = sign(null, helloText(self.node, peer.node, hello.challenge), self.signingKey);
    const session = await postJson<{ token: string }>('session', {
      node: self.node,
      signature: signature.toString('base64url'),
    });
    token = session.token;
    mustSayAll = true;
  };
  const postJson = async <T>(path: string, body: unknown): Promise<T> => {
    const answer = await post(path, 'application/json', Buffer.from(JSON.stringify(body)));
    return JSON.parse(Buffer.from(answer).toString()) as T;
  };
  const once = async (peer: KnownNode): Promise<RoundResult> => {
    if (!token) await signIn(peer);
    const message = await exchange.compose(peer, budget, mustSayAll);
    const began = Date.now();
    const answer = await post('round', 'application/cbor', toCbor([budget, encodeMessage(message)]));
    const took = Date.now() - began;
    const [time, bytes] = fromCbor(answer) as [number, Uint8Array];
    const reply = decodeMessage(bytes);
    if (!reply) throw new LinkFailure('sync.unreadable');
    const absorbed = await exchange.absorb(peer, reply);
    mustSayAll = false;
    budget = took < quick ? Math.min(largestBudget, budget * 2) : took > slow ? Math.max(smallestBudget, budget / 2) : budget;
    const sent = message.bundles.reduce((sum, bundle) => sum + bundle.count, 0);
    const clockOffset = Math.round(time - (began + took / 2));
    return { sent, absorbed, hasMore: message.hasMore || reply.hasMore, clockOffset };
  };
  const round = async (): Promise<RoundResult> => {
    const peer = options.peer();
    if (!peer) throw new LinkFailure('sync.unknown-node');
    try {
      return await once(peer);
    } catch (error) {
      mustSayAll = true;
      if (!(error instanceof SessionEnded)) {
        budget = Math.max(smallestBudget, budget / 2);
        throw error;
      }
      token = undefined;
      return once(peer);
    }
  };
  return { round, close: () => agent.destroy() };
}

class SessionEnded extends Error {}

type Sending = LinkOptions & {
  readonly agent: HttpAgent | HttpsAgent;
  readonly path: string;
  readonly type: string;
  readonly body: Uint8Array;
  readonly token: string | undefined;
};

/** By node:http and not fetch: its few headers are what a thin line carries with every round. */
function send({ url, agent, path, type, body, token, timeoutMilliseconds = 120_000 }: Sending): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? httpsRequest : httpRequest;
    const headers = {
      'content-type': type,
      'content-length': body.length,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    const sent = request(new URL(path, url), { method: 'POST', agent: agent as HttpAgent, headers, timeout: timeoutMilliseconds });
    sent.once('error', (error) => reject(error instanceof LinkFailure ? error : new LinkFailure('sync.no-answer', error)));
    sent.once('timeout', () => sent.destroy(new LinkFailure('sync.no-answer')));
    sent.once('response', (response) => readAll(response).then(resolve, reject));
    sent.end(body);
  });
}

async function readAll(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of response) chunks.push(chunk as Uint8Array);
  } catch (error) {
    throw new LinkFailure('sync.no-answer', error);
  }
  if (response.statusCode === 401) throw new SessionEnded();
  if (response.statusCode === 403) throw new LinkFailure('sync.unknown-node');
  if (response.statusCode !== 200) throw new LinkFailure('sync.refused');
  return Buffer.concat(chunks);
}
