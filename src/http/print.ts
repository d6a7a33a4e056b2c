import { Worker } from 'node:worker_threads';

/** The template was wrong: a bug. Carries what Typst said, never the data. */
export class PrintFailed extends Error {}

/**
 * Sets a Typst source as a PDF, in Noto Sans (regular and bold), its letters embedded. The source finds `data` as
 * `json(bytes(sys.inputs.data))`: what people typed is data there and never markup. Runs in a thread of its own, so
 * that a long list keeps no pupil's answer waiting, and gives its memory back. Throws PrintFailed.
 */
export function renderPdf(source: string, data: unknown): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL('./print-worker.ts', import.meta.url), {
    workerData: { source, data: JSON.stringify(data) },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', (said: PrintAnswer) => {
      if (said.pdf) resolve(new Uint8Array(said.pdf));
      else reject(new PrintFailed(said.why));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new PrintFailed('the printing thread ended')));
  });
}

export type PrintJob = { readonly source: string; readonly data: string };
export type PrintAnswer = { readonly pdf?: Uint8Array; readonly why?: string };
