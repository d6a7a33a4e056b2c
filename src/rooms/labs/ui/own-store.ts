import { openBenchStore, type BenchStore } from './bench-store.ts';

/** This page's store of benches. It opens as soon as the bench's code is here, beside the app's own stores, and not after them. */
const first = openBenchStore(Date.now());
first.catch(() => undefined);

/** The store; one that could not be opened is tried again. */
export function ownStore(): Promise<BenchStore> {
  return first.catch(() => openBenchStore(Date.now()));
}
