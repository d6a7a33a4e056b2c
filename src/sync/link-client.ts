import type { Clock } from '#kernel/time.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { publicKeyFrom } from '#log/chain.ts';
import { fromCbor, toCbor, type StreamId } from '#log/record.ts';
import type { Absorbed, Exchange } from './exchange.ts';
import { httpClient, LinkFailure, type Answer, type Asked, type HttpClient, type HttpLimits } from './http-client.ts';
import { decodeMessage, encodeMessage, type Message } from './message.ts';
import type { KnownNode } from './nodes.ts';
import {
  decodeWelcome,
  encodeHello,
  ephemeral,
  fileProof,
  isSignedBy,
  openFrame,
  sealFrame,
  sessionOf,
  signSession,
  withProof,
  type Ephemeral,
  type Session,
} from './session.ts';

export type RoundResult = {
  /** Records in the bundles sent; some may have been sent before. */
  readonly sent: number;
  readonly absorbed: Absorbed;
  readonly hasMore: boolean;
  /** The other clock minus this one, in milliseconds, half the round trip taken off. */
  readonly clockOffset: number;
  /** What the requests and replies of the round held, HTTP's own words not counted. */
  readonly bytes: number;
};

/** The school's end of a link. A round is one request over a kept connection; the first signs in before it. */
export type LinkClient = {
  /**
   * At most `limit` bytes of records each way; 0 only knocks: it says that there is more, and carries nothing (SYN-33).
   */
  round(limit?: number): Promise<RoundResult>;
  /** A request of another kind than a round, sealed in the same session; answers with what the reply holds. */
  askSealed(path: 'first', plain: Uint8Array): Promise<Uint8Array>;
  /** A request about a file, in the same session and over the same connection. */
  askFile(asked: Asked, ...said: readonly string[]): Promise<Answer>;
  close(): void;
};

export type LinkOptions = {
  readonly url: string;
  readonly self: NodeIdentity;
  readonly peer: () => KnownNode | undefined;
  readonly exchange: Exchange;
  readonly clock: Clock;
  readonly limits?: HttpLimits;
  /** Bundles of these streams are left for later, as if they had not come (SYN-22). */
  readonly leaves?: (stream: StreamId) => boolean;
  /** The connection, where it is no real one. */
  readonly http?: HttpClient;
  /** Makes the keys of a session, where they are not made by chance. */
  readonly makeKeys?: () => Ephemeral;
};

/** What a round carries at first; it doubles while full rounds are quick and halves when they are slow (SYN-8). */
const firstBudget = 64 * 1024;
const largestBudget = 1024 * 1024;
const smallestBudget = 8 * 1024;
const quick = 2_000;
const slow = 10_000;

type Open = {
  readonly session: Session;
  /** Whose key the session was begun with: another region in its place is signed in to anew. */
  readonly peer: KnownNode;
  readonly proof: Uint8Array;
  isProven: boolean;
  n: number;
};

/** A link to one peer. Rounds of one link must not overlap; its caller runs one after the other. */
export function linkClient(options: LinkOptions): LinkClient {
  const { self, exchange, clock, makeKeys = ephemeral } = options;
  const http = options.http ?? httpClient(options.url, options.limits);
  let open: Open | undefined;
  let budget = firstBudget;
  /** Bytes of records that the request under way may carry each way. */
  let carried = 0;
  /** After a lost reply neither end knows what the other heard: everything wanted is said again. */
  let mustSayAll = true;
  /** The peer wants again what it had acknowledged: it is told so, for it cannot know. */
  let hasPeerLost = false;

  const peerOrFail = (): KnownNode => {
    const peer = options.peer();
    if (!peer) throw new LinkFailure('sync.not-enrolled');
    return peer;
  };
  const post = async (path: string, body: Uint8Array): Promise<Uint8Array> => {
    return (await http.ask({ method: 'POST', path: `/api/sync/${path}`, body })).body;
  };
  const signIn = async (peer: KnownNode): Promise<Open> => {
    const own = makeKeys();
    const welcome = decodeWelcome(await post('session', encodeHello(self.node, own.raw)));
    if (welcome === 'newer') throw new LinkFailure('sync.newer');
    if (!welcome) throw new LinkFailure('sync.unreadable');
    const parties = {
      client: self.node,
      server: peer.node,
      clientKey: own.raw,
      serverKey: welcome.key,
      id: welcome.id,
    };
    const session = welcome.node === peer.node ? sessionOf(own, welcome.key, parties) : undefined;
    if (!session || !isSignedBy(publicKeyFrom(peer.key), 'server', session, welcome.signature))
      throw new LinkFailure('sync.wrong-node');
    mustSayAll = true;
    return { session, peer, proof: signSession(self.signingKey, 'client', session), isProven: false, n: 0 };
  };
  const talk = async (
    using: Open,
    plain: Uint8Array,
    path: 'round' | 'first' = 'round',
  ): Promise<{ reply: Uint8Array; bytes: number }> => {
    const n = ++using.n;
    const frame = sealFrame(using.session, 'toServer', n, withProof(using.isProven ? undefined : using.proof, plain));
    const answer = await post(path, frame);
    const reply = openFrame(using.session, 'toClient', n, answer);
    if (!reply) throw new LinkFailure('sync.unreadable');
    using.isProven = true;
    return { reply, bytes: frame.length + answer.length };
  };
  const once = async (peer: KnownNode, limit: number): Promise<RoundResult> => {
    if (open && !isSame(open.peer, peer)) open = undefined;
    carried = 0;
    open ??= await signIn(peer);
    const most = Math.min(budget, limit);
    const message = await exchange.compose(peer, most, mustSayAll);
    carried = most;
    const began = clock.now();
    const { reply, bytes } = await talk(open, toCbor([most, encodeMessage(message), ...(hasPeerLost ? [true] : [])]));
    const took = clock.now() - began;
    const { time, message: heard } = readReply(reply);
    const bundles = heard.bundles.filter(({ stream }) => !options.leaves?.(stream));
    const absorbed = await exchange.absorb(peer, { ...heard, bundles });
    mustSayAll = false;
    hasPeerLost = absorbed.less.length > 0;
    if (took < quick && bytes > budget / 2) budget = Math.min(largestBudget, budget * 2);
    else if (took > slow) budget = Math.max(smallestBudget, budget / 2);
    const sent = message.bundles.reduce((sum, bundle) => sum + bundle.count, 0);
    return {
      sent,
      absorbed,
      hasMore: message.hasMore || heard.hasMore,
      clockOffset: Math.round(time - (began + took / 2)),
      bytes,
    };
  };
  const round = async (limit = Number.MAX_SAFE_INTEGER): Promise<RoundResult> => {
    const peer = peerOrFail();
    try {
      return await once(peer, limit);
    } catch (error) {
      mustSayAll = true;
      if (!isSessionOver(error)) {
        // Who is told to wait for its turn has a good line; who was not heard at all, or only knocked, learns nothing of it.
        if (!isInTurn(error) && carried > 0) budget = Math.max(smallestBudget, budget / 2);
        throw error;
      }
      open = undefined;
      return once(peer, limit);
    }
  };
  /** Asks in a proven session; one that is over is begun anew with the next question. */
  const inSession = async <T>(ask: (using: Open) => Promise<T>): Promise<T> => {
    if (!open?.isProven) await round();
    if (!open) throw new LinkFailure('sync.session', 401);
    return ask(open).catch((error: unknown) => {
      if (isSessionOver(error)) open = undefined;
      throw error;
    });
  };
  const askFile: LinkClient['askFile'] = (asked, ...said) =>
    inSession(({ session }) => {
      const authorization = fileProof(session, asked.method, asked.path, ...said);
      return http.ask({ ...asked, headers: { ...asked.headers, authorization } });
    });
  const askSealed: LinkClient['askSealed'] = (path, plain) =>
    inSession(async (using) => (await talk(using, plain, path)).reply);
  return { round, askSealed, askFile, close: () => http.close() };
}

function isSame(a: KnownNode, b: KnownNode): boolean {
  return a.node === b.node && Buffer.compare(a.key, b.key) === 0;
}

function isInTurn(error: unknown): boolean {
  return error instanceof LinkFailure && error.turn !== undefined;
}

function isSessionOver(error: unknown): boolean {
  return error instanceof LinkFailure && error.status === 401;
}

function readReply(plain: Uint8Array): { readonly time: number; readonly message: Message } {
  const [time, bytes] = fromCbor(plain) as unknown[];
  const message = bytes instanceof Uint8Array ? decodeMessage(bytes) : undefined;
  if (!message?.ok || typeof time !== 'number')
    throw new LinkFailure(message?.ok === false && message.error === 'newer' ? 'sync.newer' : 'sync.unreadable');
  return { time, message: message.value };
}
