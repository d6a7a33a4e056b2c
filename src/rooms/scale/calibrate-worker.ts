import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadSaid } from './calibrate-thread.ts';
import { workOutCell, type CellTask } from './model/cell.ts';

// A thread's port has no origin to name.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
const say = (said: ThreadSaid): void => parentPort?.postMessage(said);

say({ is: 'done', result: workOutCell(workerData as CellTask, (stage) => say({ is: 'stage', stage })) });
