import { firstHead, nextHead, type ChainOf } from './chain.ts';
import type { SittingEvent } from './event.ts';

/** Events of one tablet from a number on, and the head of the chain after the last of them. */
export type Run = {
  readonly device: string;
  readonly from: number;
  readonly head: string;
  readonly events: readonly SittingEvent[];
  /** The pupil was erased, and with their words the proof: the run is taken at its word. */
  readonly isUnproved?: boolean;
};

/** A way in which an attempt went, from its first event to where nothing follows. */
export type Branch = {
  readonly device: string;
  readonly n: number;
  readonly head: string;
  /** The heads after each of its events. */
  readonly heads: readonly string[];
  readonly events: readonly SittingEvent[];
};

export type Tree = {
  /** More than one where tablets, or one tablet that was put back, went on with it in different ways. */
  readonly branches: readonly Branch[];
  /** Runs whose beginning has not come yet. */
  readonly waiting: readonly Run[];
  /** Runs that do not go on from what they say: edited, another pupil's, or another form's. */
  readonly broken: readonly Run[];
  /** How far each tablet's own chain is here without gaps: what that tablet may call safe (SIT-7). */
  readonly reached: ReadonlyMap<string, number>;
};

type Node = {
  readonly device: string;
  readonly n: number;
  readonly head: string;
  /** Absent before the first event of a chain. */
  readonly event?: SittingEvent;
  parent?: Node;
  isLeaf: boolean;
};

/**
 * Puts the runs of an attempt together, whatever was cut where, came twice or in another order: each event stands once.
 * A run is believed only where its events lead from a head that is known to the head that it names (SIT-4).
 */
export function treeOf(of: Omit<ChainOf, 'device'>, runs: readonly Run[]): Tree {
  const nodes = new Map<string, Node>();
  const byNumber = new Map<string, Node[]>();
  const add = (node: Node): Node => {
    const key = `${node.device} ${node.n} ${node.head}`;
    const known = nodes.get(key);
    if (known) return known;
    nodes.set(key, node);
    const place = `${node.device} ${node.n}`;
    byNumber.set(place, [...(byNumber.get(place) ?? []), node]);
    return node;
  };
  for (const { device } of runs) add({ device, n: 0, head: firstHead({ ...of, device }), isLeaf: false });
  const place = (run: Run): boolean => {
    for (const before of byNumber.get(`${run.device} ${run.from - 1}`) ?? []) {
      const steps = stepsFrom(before, run);
      if (steps.at(-1)?.head !== run.head) continue;
      let parent = before;
      for (const step of steps) {
        const node = add({ ...step, device: run.device, parent, isLeaf: true });
        parent.isLeaf = false;
        parent = node;
      }
      return true;
    }
    return false;
  };
  let left = [...runs].toSorted((a, b) => a.from - b.from);
  for (let before = -1; before !== left.length;) {
    before = left.length;
    left = left.filter((run) => !place(run));
  }
  const isReached = (run: Run): boolean => byNumber.has(`${run.device} ${run.from - 1}`);
  const joined = joinBases([...nodes.values()]);
  return {
    branches: branchesOf([...nodes.values()]),
    waiting: [...left.filter((run) => !isReached(run)), ...joined.map(({ device }) => ({ ...empty, device }))],
    broken: left.filter(isReached),
    reached: reachedIn([...nodes.values()]),
  };
}

function reachedIn(nodes: readonly Node[]): ReadonlyMap<string, number> {
  const reached = new Map<string, number>();
  for (const { device, n } of nodes) reached.set(device, Math.max(n, reached.get(device) ?? 0));
  return reached;
}

const empty = { from: 1, head: '', events: [] } as const;

function stepsFrom({ head, n }: Node, run: Run): { n: number; head: string; event: SittingEvent }[] {
  let at = head;
  return run.events.map((event, k) => {
    at = run.isUnproved && k === run.events.length - 1 ? run.head : nextHead(at, event);
    return { n: n + 1 + k, head: at, event };
  });
}

/** Hangs chains that go on with another tablet's where they say. Answers with those whose beginning is not here. */
function joinBases(nodes: readonly Node[]): readonly Node[] {
  return nodes.filter((node) => {
    if (node.n !== 1 || node.event?.kind !== 'begun' || !node.event.base) return false;
    const { device, n, head } = node.event.base;
    const base = nodes.find((each) => each.device === device && each.n === n && each.head === head);
    if (!base) return true;
    base.isLeaf = false;
    node.parent = base;
    return false;
  });
}

/**
 * The leaves, without those that differ from another one in nothing that is scored: a tablet that only went dark after
 * another had taken over is no fork.
 */
function branchesOf(nodes: readonly Node[]): readonly Branch[] {
  const leaves = nodes.filter((node) => node.isLeaf).map((node) => ({ node, path: pathTo(node) }));
  const weighty = leaves.filter(({ path }, n) => {
    const others = leaves.filter((_, k) => k !== n);
    if (others.length === 0) return true;
    const shared = Math.max(...others.map((other) => commonLength(path, other.path)));
    return path.slice(shared).some(({ event }) => event?.kind === 'answered' || event?.kind === 'final');
  });
  const kept = weighty.length > 0 ? weighty : leaves.toSorted((a, b) => b.path.length - a.path.length).slice(0, 1);
  return kept.map(({ node, path }) => ({
    device: node.device,
    n: node.n,
    head: node.head,
    heads: path.map((each) => each.head),
    events: path.flatMap(({ event }) => (event ? [event] : [])),
  }));
}

function pathTo(leaf: Node): readonly Node[] {
  const path: Node[] = [];
  const seen = new Set<Node>();
  for (let node: Node | undefined = leaf; node && !seen.has(node); node = node.parent) {
    seen.add(node);
    path.push(node);
  }
  return path.toReversed();
}

function commonLength(a: readonly Node[], b: readonly Node[]): number {
  const first = a.findIndex((node, n) => node !== b[n]);
  return first === -1 ? a.length : first;
}
