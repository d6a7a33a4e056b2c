import type { NodeId } from '#kernel/ids.ts';
import type { Log } from '#log/log.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import type { PersonKey } from '#log/vault.ts';
import { decodeState, emptyState, encodeState, type PeerState, type Said } from './peer-state.ts';

function nothingSaid(): Said {
  return { wants: new Map(), tries: new Map(), differs: new Map(), hasShownOwn: false, term: 0, keys: '', files: '' };
}

/** What this node knows of each of its peers, kept; what it last said to them, not kept; and the term it speaks in. */
export class Peers {
  readonly #log: Log;
  readonly #states = new Map<NodeId, PeerState>();
  readonly #said = new Map<NodeId, Said>();
  #term: number | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  /** The state of a peer where it has been read already. */
  seen(peer: NodeId): PeerState | undefined {
    return this.#states.get(peer);
  }

  async stateOf(peer: NodeId): Promise<PeerState> {
    const known = this.#states.get(peer);
    if (known) return known;
    const stored = await this.#log.getState(`peer:${peer}`);
    const state = this.#states.get(peer) ?? (stored ? decodeState(stored) : emptyState());
    this.#states.set(peer, state);
    return state;
  }

  /** Changes the state of a peer and keeps it, where something changed. */
  async keep(peer: NodeId, change: (state: PeerState) => void): Promise<void> {
    const state = await this.stateOf(peer);
    const before = encodeState(state);
    change(state);
    const after = encodeState(state);
    if (Buffer.compare(before, after) !== 0) await this.#log.setState(`peer:${peer}`, after);
  }

  /**
   * Takes a peer's keys in together with the change: who has a key without knowing from whom could never be told that its
   * scope has ended.
   */
  async adopt(peer: NodeId, keys: readonly PersonKey[], change: (state: PeerState) => void): Promise<void> {
    const state = await this.stateOf(peer);
    const after = decodeState(encodeState(state));
    change(after);
    await this.#log.adoptKeys(keys, { name: `peer:${peer}`, value: encodeState(after) });
    change(state);
  }

  saidTo(peer: NodeId): Said {
    let said = this.#said.get(peer);
    if (!said) this.#said.set(peer, (said = nothingSaid()));
    return said;
  }

  /** SYN-10: the term of this node. It rises when the node has less than it said. */
  async term(): Promise<number> {
    const stored = this.#term === undefined ? await this.#log.getState('sync-term') : undefined;
    this.#term ??= stored ? (fromCbor(stored) as number) : 1;
    return this.#term;
  }

  async raiseTerm(): Promise<void> {
    const raised = (await this.term()) + 1;
    this.#term = raised;
    await this.#log.setState('sync-term', toCbor(raised));
  }
}
