import { hour, minute, type Clock } from '#kernel/time.ts';
import type { NodeId, Randomness } from '#kernel/ids.ts';
import type { NodeIdentity } from '#kernel/node.ts';
import { publicKeyFrom } from '#log/chain.ts';
import type { Authority } from './authority.ts';
import type { KnownNode } from './nodes.ts';
import {
  decodeHello,
  encodeWelcome,
  ephemeral,
  isFileProof,
  isSignedBy,
  openFrame,
  readFrameHead,
  readProof,
  sealFrame,
  sessionNamed,
  sessionOf,
  signSession,
  type Ephemeral,
  type Session,
} from './session.ts';

/** How long a node need not sign in again. */
const lifetime = 12 * hour;
/** How long a session waits for the first request, which proves who opened it. */
const unprovenLifetime = minute;
/** Bounds what strangers can make the server remember. */
const maxUnproven = 1000;

type Kept = {
  readonly node: NodeId;
  readonly epoch: number;
  readonly session: Session;
  until: number;
  last: number;
  isProven: boolean;
};

export type Opened = {
  readonly peer: KnownNode;
  readonly plain: Uint8Array;
  seal(reply: Uint8Array): Uint8Array;
};

export type ServerSessionsNeeds = {
  readonly self: NodeIdentity;
  readonly authority: Authority;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Makes the keys of a session, where they are not made by chance. */
  readonly makeKeys?: () => Ephemeral;
};

/** The server's sessions with other nodes (SYN-7). */
export class ServerSessions {
  readonly #self: NodeIdentity;
  readonly #authority: Authority;
  readonly #clock: Clock;
  readonly #randomness: Randomness;
  readonly #makeKeys: () => Ephemeral;
  readonly #kept = new Map<string, Kept>();

  constructor(needs: ServerSessionsNeeds) {
    this.#makeKeys = needs.makeKeys ?? ephemeral;
    this.#self = needs.self;
    this.#authority = needs.authority;
    this.#clock = needs.clock;
    this.#randomness = needs.randomness;
  }

  /** Answers a hello; undefined where it is none, or of a node that may not come in. */
  welcome(hello: Uint8Array): Uint8Array | 'newer' | undefined {
    const said = decodeHello(hello);
    if (said === 'newer') return said;
    const known = said && this.#authority.find(said.node);
    if (!said || !known || known.isRevoked) return undefined;
    const own = this.#makeKeys();
    const id = this.#randomness.bytes(8);
    const parties = { client: said.node, server: this.#self.node, clientKey: said.key, serverKey: own.raw, id };
    const session = sessionOf(own, said.key, parties);
    if (!session) return undefined;
    this.#sweep();
    const until = this.#clock.now() + unprovenLifetime;
    this.#kept.set(Buffer.from(id).toString('hex'), {
      node: said.node,
      epoch: known.epoch,
      session,
      until,
      last: 0,
      isProven: false,
    });
    return encodeWelcome({
      node: this.#self.node,
      key: own.raw,
      id,
      signature: signSession(this.#self.signingKey, 'server', session),
    });
  }

  /** Opens a request; undefined where its session is over, or was never this peer's. */
  open(frame: Uint8Array): Opened | undefined {
    const head = readFrameHead(frame);
    const kept = head && this.#kept.get(head.id);
    const peer = kept && this.#peerOf(kept);
    // A number that was used is refused: its reply would be sealed twice under one nonce.
    if (!head || !kept || !peer || head.n <= kept.last) return undefined;
    const opened = openFrame(kept.session, 'toServer', head.n, frame);
    const said = opened && readProof(opened);
    if (!said) return undefined;
    if (!kept.isProven) {
      if (!said.proof || !isSignedBy(publicKeyFrom(peer.key), 'client', kept.session, said.proof)) return undefined;
      kept.isProven = true;
      kept.until = this.#clock.now() + lifetime;
    }
    const { n } = head;
    kept.last = n;
    return { peer, plain: said.plain, seal: (reply) => sealFrame(kept.session, 'toClient', n, reply) };
  }

  /** The node that asks about a file with this header, where the proof is right. */
  peerOfFile(authorization: string | undefined, ...said: readonly string[]): KnownNode | undefined {
    const kept = this.#kept.get(sessionNamed(authorization) ?? '');
    if (!kept?.isProven || !isFileProof(kept.session, authorization ?? '', ...said)) return undefined;
    return this.#peerOf(kept);
  }

  #peerOf(kept: Kept): KnownNode | undefined {
    const known = this.#authority.find(kept.node);
    const isOpen = kept.until > this.#clock.now() && known?.epoch === kept.epoch && !known.isRevoked;
    return isOpen ? known : undefined;
  }

  #sweep(): void {
    const now = this.#clock.now();
    for (const [id, { until }] of this.#kept) if (until <= now) this.#kept.delete(id);
    const unproven = [...this.#kept].filter(([, { isProven }]) => !isProven);
    for (const [id] of unproven.slice(0, Math.max(0, unproven.length - maxUnproven + 1))) this.#kept.delete(id);
  }
}
