import type { Store, Transaction } from './store.ts';

/** What a job came to inside the transaction, and what to do once it is durable or undone. */
export type JobOutcome<T> = {
  readonly answer: T;
  readonly committed: () => void;
  readonly undone: () => void;
};

/** An outcome that changed nothing in memory. */
export function still<T>(answer: T): JobOutcome<T> {
  return { answer, committed: () => undefined, undone: () => undefined };
}

/** `isAwaited` says whether others wait for a job that lets them in meanwhile. */
export type Job<T> = (tx: Transaction, isAwaited: () => boolean) => Promise<JobOutcome<T>>;

/**
 * Runs jobs one after the other; those that wait together share one transaction and one flush (LOG-7). A large one, which
 * alone keeps the program busy for a while, ends its flush, which those share who came while it ran: between two of them
 * others are served.
 */
export interface WriteQueue {
  add<T>(job: Job<T>, isLarge?: boolean): Promise<T>;
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>;
}

/** Protects the memory of a node and the wait of the first writer of a flush. */
const maxJobsPerFlush = 1000;

type Waiting = {
  readonly isLarge: boolean;
  readonly run: Job<unknown>;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
};
type Settled = { readonly waiting: Waiting; readonly outcome: JobOutcome<unknown> };

export function writeQueue(store: Store): WriteQueue {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  const isAwaited = (): boolean => waiting.length > 0;
  /** Those who are first in line, up to a large one. */
  const small = (): Waiting[] => {
    const large = waiting.findIndex(({ isLarge }) => isLarge);
    return waiting.splice(0, large === -1 ? maxJobsPerFlush : Math.min(large, maxJobsPerFlush));
  };
  const flush = async (): Promise<void> => {
    const batch = small();
    const large = waiting[0]?.isLarge && batch.length < maxJobsPerFlush ? waiting.shift() : undefined;
    if (large) batch.push(large);
    const settled: Settled[] = [];
    try {
      await store.transaction(async (tx) => {
        await runAll(batch, tx, settled, isAwaited);
        if (!large) return;
        const late = small();
        batch.push(...late);
        await runAll(late, tx, settled, isAwaited);
      });
    } catch (error) {
      for (const { outcome } of settled.toReversed()) outcome.undone();
      for (const each of batch) each.reject(error);
      return;
    }
    for (const { outcome, waiting: each } of settled) {
      outcome.committed();
      each.resolve(outcome.answer);
    }
  };
  const drain = async (): Promise<void> => {
    // Before every flush a turn of the event loop: all requests that came in it share the flush, and a writer that feeds
    // itself keeps nobody else from being served.
    do {
      await new Promise((resolve) => setImmediate(resolve));
      await flush();
    } while (waiting.length > 0);
    running = undefined;
  };
  const add = <T>(job: Job<T>, isLarge = false): Promise<T> => {
    return new Promise<T>((resolve, reject) => {
      waiting.push({ isLarge, run: job, resolve: resolve as (answer: unknown) => void, reject });
      running ??= drain();
    });
  };
  const idle = async (): Promise<void> => {
    while (running) await running;
  };
  return { add, idle };
}

/**
 * A job that throws before it has applied anything is refused alone. One that fails while its rows are being written
 * (a full disk, say) fails the whole transaction: half a job is never committed.
 */
async function runAll(
  batch: readonly Waiting[],
  tx: Transaction,
  settled: Settled[],
  isAwaited: () => boolean,
): Promise<void> {
  for (const each of batch) {
    let hasApplied = false;
    const watched: Transaction = {
      ...tx,
      apply: (ops) => tx.apply(untilAll(ops, () => (hasApplied = true))),
    };
    try {
      settled.push({ waiting: each, outcome: await each.run(watched, isAwaited) });
    } catch (error) {
      if (hasApplied) throw error;
      each.reject(error);
    }
  }
}

/** Operations are all taken before the first is carried out: what fails while they are made has written nothing yet. */
function untilAll<T>(ops: Iterable<T>, taken: () => void): Iterable<T> {
  const iterator = ops[Symbol.iterator]();
  const next = (): IteratorResult<T> => {
    const given = iterator.next();
    if (given.done) taken();
    return given;
  };
  return { [Symbol.iterator]: () => ({ next }) };
}
