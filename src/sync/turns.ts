import type { NodeId } from '#kernel/ids.ts';
import { minute, second } from '#kernel/time.ts';
import type { Turn } from './http-client.ts';

/** Whether a node may have a full round now; else its place, and in how many seconds it is to ask again. */
export type Admission = { readonly isIn: true } | { readonly isIn: false; readonly turn: Turn; readonly retry: number };

/** Who is served with full rounds at the region, and who waits for it (SYN-33). */
export type Turns = {
  ask(node: NodeId): Admission;
  isServed(node: NodeId): boolean;
  /** A round of a node that is in begins; the answer ends it, with the bytes of records that went either way. */
  begin(node: NodeId): (bytes: number, hasMore: boolean) => void;
  counts(): { readonly served: number; readonly waiting: number };
};

export type TurnLimits = {
  /** Nodes at work at one time: by them the region's memory and its people's pages are protected. */
  readonly slots: number;
  /** Nodes that have their turn; on a thin line most of it is between two rounds, where they cost nothing. */
  readonly served: number;
  /** Bytes of records after which a turn ends while others wait: one huge backlog does not hold up all of them. */
  readonly bytes: number;
};

const usual: TurnLimits = { slots: 4, served: 32, bytes: 1024 * 1024 };
/** A node is at work until so long after its last round: on a good line the next one comes sooner. */
const atWork = 2 * second;
/** Who does not come back within so long after it was told to loses its place, or its turn. */
const patience = minute;
/** What is believed of the time between two turns until it was seen. */
const firstInterval = second;
/** How far one that ends weighs in what is foretold. */
const weight = 0.2;
const longestRetry = 10;

/** When a node was told to ask again. */
type Waiting = { readonly askAt: number };
type Served = { underWay: number; lastAt: number; bytes: number };

/** Turns at a region, by a monotonic clock in milliseconds. Kept in memory: after a restart the order is that of coming. */
export function turnsOf(now: () => number = () => performance.now(), limits: TurnLimits = usual): Turns {
  const served = new Map<NodeId, Served>();
  /** In the order of arrival. */
  const waiting = new Map<NodeId, Waiting>();
  let interval = firstInterval;
  let lastEnd = 0;

  const sweep = (): void => {
    for (const [node, { askAt }] of waiting) if (askAt + patience < now()) waiting.delete(node);
    for (const [node, { underWay, lastAt }] of served) {
      if (underWay === 0 && lastAt + patience < now()) served.delete(node);
    }
  };
  const ended = (node: NodeId): void => {
    served.delete(node);
    if (waiting.size > 0) interval += (Math.min(10 * second, now() - lastEnd) - interval) * weight;
    lastEnd = now();
  };
  const isAtWork = ({ underWay, lastAt }: Served): boolean => underWay > 0 || lastAt + atWork > now();
  const placeOf = (node: NodeId): number => {
    const index = [...waiting.keys()].indexOf(node);
    return index === -1 ? waiting.size + 1 : index + 1;
  };
  /** How many stand before a node that are awake: one that sleeps until later could not use a slot that is free now. */
  const awakeBefore = (node: NodeId): number => {
    let count = 0;
    for (const [other, { askAt }] of waiting) {
      if (other === node) break;
      if (askAt <= now() + second) count++;
    }
    return count;
  };
  const told = (node: NodeId): Admission => {
    const place = placeOf(node);
    const expected = (place * interval) / second;
    // Who is among the next asks often, so that no slot stands empty; who is far behind seldom.
    const retry = place <= 2 * limits.slots ? 1 : Math.min(longestRetry, Math.max(2, Math.ceil(expected / 2)));
    waiting.set(node, { askAt: now() + retry * second });
    return { isIn: false, turn: { place, of: waiting.size, seconds: Math.ceil(expected) }, retry };
  };
  const ask = (node: NodeId): Admission => {
    sweep();
    const has = served.get(node);
    if (has && (has.bytes < limits.bytes || waiting.size === 0)) return { isIn: true };
    if (has) {
      ended(node);
      return told(node);
    }
    const free = limits.slots - [...served.values()].filter(isAtWork).length;
    // The first few that are awake may overtake each other: a request may be under way, or never come.
    const isNext = awakeBefore(node) < free + limits.slots;
    if (free <= 0 || served.size >= limits.served || !isNext) return told(node);
    waiting.delete(node);
    served.set(node, { underWay: 0, lastAt: now(), bytes: 0 });
    return { isIn: true };
  };
  const begin: Turns['begin'] = (node) => {
    const own = served.get(node) ?? { underWay: 0, lastAt: now(), bytes: 0 };
    served.set(node, own);
    own.underWay++;
    return (bytes, hasMore) => {
      own.underWay--;
      own.lastAt = now();
      own.bytes += bytes;
      if (!hasMore && own.underWay === 0 && served.get(node) === own) ended(node);
    };
  };
  return {
    ask,
    begin,
    isServed: (node) => served.has(node),
    counts: () => {
      sweep();
      return { served: served.size, waiting: waiting.size };
    },
  };
}
