import { Worker } from 'node:worker_threads';
import type { Result } from '#kernel/result.ts';
import type { CellResult, CellTask, Stage } from './model/cell.ts';
import type { Fault } from './model/fault.ts';

export type ThreadSaid =
  | { readonly is: 'stage'; readonly stage: Stage }
  | { readonly is: 'done'; readonly result: Result<CellResult, Fault> };

export type RunningThread = {
  /** Undefined where it was stopped. Rejects on bugs only. */
  readonly result: Promise<Result<CellResult, Fault> | undefined>;
  readonly stop: () => void;
};

/** Works a cell out beside the event loop, so that no pupil's answer waits for it; it can be stopped at any time. */
export function calibrateBeside(task: CellTask, onStage: (stage: Stage) => void): RunningThread {
  const worker = new Worker(new URL('calibrate-worker.ts', import.meta.url), { workerData: task });
  let isStopped = false;
  const result = new Promise<Result<CellResult, Fault> | undefined>((resolve, reject) => {
    worker.on('message', (said: ThreadSaid) => {
      if (said.is === 'stage') onStage(said.stage);
      else resolve(said.result);
    });
    worker.once('error', reject);
    worker.once('exit', () =>
      isStopped ? resolve(undefined) : reject(new Error('the calibrating thread ended without an answer')),
    );
  });
  const stop = (): void => {
    isStopped = true;
    void worker.terminate();
  };
  return { result, stop };
}
