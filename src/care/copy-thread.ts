import { Worker } from 'node:worker_threads';
import type { NodeId } from '#kernel/ids.ts';
import type { FaultKind } from '#log/store.ts';
import type { ContainerFault } from './container.ts';
import type { OpenedContainer } from './container-read.ts';
import type { Sealing } from './container-write.ts';
import type { CopyFacts } from './copy-check.ts';
import type { Salvaged } from './salvage.ts';

export type CopyTask =
  /** Copies a store that may be in use, flushes the copy and reads it whole. */
  | { readonly what: 'copy'; readonly from: string; readonly to: string }
  /** The same of a PostgreSQL database. */
  | { readonly what: 'copy-postgres'; readonly from: string; readonly to: string }
  | { readonly what: 'check'; readonly file: string }
  /** Takes the keys of these persons out of a copy, and reads it whole. */
  | { readonly what: 'forget'; readonly file: string; readonly persons: readonly string[] }
  /** Seals a copy into a backup that leaves the house. */
  | { readonly what: 'seal'; readonly file: string; readonly sealing: Sealing }
  /** Flushes a copy of a backup, and reads of a damaged store what lies beyond it. */
  | { readonly what: 'salvage'; readonly damaged: string; readonly backup: string; readonly node: NodeId }
  /** Opens such a backup into a file, and reads that whole. */
  | { readonly what: 'open'; readonly file: string; readonly keys: readonly string[]; readonly to: string };

export type CopyAnswer =
  | { readonly is: 'good'; readonly facts: CopyFacts }
  | { readonly is: 'damaged' }
  | { readonly is: 'sealed' }
  | { readonly is: 'salvaged'; readonly salvaged: Salvaged }
  | { readonly is: 'opened'; readonly container: OpenedContainer }
  | { readonly is: 'refused'; readonly why: ContainerFault | 'wrong-key' }
  | { readonly is: 'fault'; readonly kind: FaultKind };

/** Works on copies of the store beside the event loop. Rejects on bugs only. */
export function onCopies(task: CopyTask): Promise<CopyAnswer> {
  const worker = new Worker(new URL('copy-worker.ts', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread for copies ended without an answer')));
  });
}
