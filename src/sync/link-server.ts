import { randomBytes, verify } from 'node:crypto';
import { Hono } from 'hono';
import { hour } from '#kernel/time.ts';
import type { NodeId } from '#kernel/ids.ts';
import { publicKeyFrom } from '#log/chain.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import { bodyOf, jsonOf } from '#http/body.ts';
import { allower, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { KnownNode } from './authority.ts';
import { decodeMessage, encodeMessage } from './exchange.ts';
import { syncPermissions } from './permissions.ts';
import type { SyncDesk } from './desk.ts';

const allow = allower(syncPermissions);
/** How long a node need not sign in again. */
const sessionLifetime = 12 * hour;
/** What a node says that it wants to receive in one reply: bounded here whatever it asks for. */
const maxReplyBytes = 1024 * 1024;

/** What a node signs to open a session (SYN-7): both ends and a number that the server chose this minute. */
export function helloText(from: NodeId, to: NodeId, challenge: string): Buffer {
  return Buffer.from(`tirek hello 1\n${from}\n${to}\n${challenge}`);
}

/** The server's end of a link: a node proves its key once in a while, then a round is one request. */
export function linkRoutes(house: House, desk: SyncDesk) {
  const challenges = new Map<string, string>();
  const sessions = new Map<string, { readonly node: NodeId; readonly until: number }>();

  const peerOf = (header: string | undefined): KnownNode => {
    const session = sessions.get(header?.slice('Bearer '.length) ?? '');
    const peer = session && session.until > house.clock.now() ? desk.authority.find(session.node) : undefined;
    if (!peer || peer.isRevoked) throw refused('sync.session', 401);
    return peer;
  };
  return new Hono<Env>()
    .post('/hello', allow('sync.link'), async (context) => {
      const { node } = (await jsonOf(context)) as { node: NodeId };
      const known = desk.authority.find(node);
      if (!known || known.isRevoked) throw refused('sync.unknown-node', 403);
      const challenge = randomBytes(16).toString('base64url');
      challenges.set(node, challenge);
      return context.json({ challenge, node: house.self.node });
    })
    .post('/session', allow('sync.link'), async (context) => {
      const { node, signature } = (await jsonOf(context)) as { node: NodeId; signature: string };
      const known = desk.authority.find(node);
      const challenge = challenges.get(node);
      challenges.delete(node);
      const text = helloText(node, house.self.node, challenge ?? '');
      const isGenuine = known && challenge && verify(null, text, publicKeyFrom(known.key), Buffer.from(signature, 'base64url'));
      if (!isGenuine || known.isRevoked) throw refused('sync.unknown-node', 403);
      const token = randomBytes(12).toString('base64url');
      sessions.set(token, { node, until: house.clock.now() + sessionLifetime });
      return context.json({ token, time: house.clock.now() });
    })
    .post('/round', allow('sync.link'), async (context) => {
      const peer = peerOf(context.req.header('authorization'));
      const [budget, body] = fromCbor(await bodyOf(context)) as [number, Uint8Array];
      const message = decodeMessage(body);
      if (!message) throw refused('sync.unreadable', 400);
      const absorbed = await desk.exchange.absorb(peer, message);
      desk.heard(peer.node, house.clock.now(), absorbed);
      const reply = await desk.exchange.compose(peer, Math.min(Number(budget) || 0, maxReplyBytes), message.isAll);
      const bytes = toCbor([house.clock.now(), encodeMessage(reply)]);
      return context.body(new Uint8Array(bytes), 200, { 'content-type': 'application/cbor' });
    });
}
