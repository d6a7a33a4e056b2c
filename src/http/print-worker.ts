import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { PrintAnswer, PrintJob } from './print.ts';

const { source, data } = workerData as PrintJob;
const { resolve } = createRequire(import.meta.url);
const fonts = ['400Regular', '700Bold'].map((weight) => {
  return readFileSync(resolve(`@expo-google-fonts/noto-sans/${weight}/NotoSans_${weight}.ttf`));
});

// The workspace only bounds what a source may read; ours read nothing but their data.
const compiler = NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontBlobs: fonts }], inputs: { data } });
// A thread's port has no origin to name.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(print());

function print(): PrintAnswer {
  const compiled = compiler.compile({ mainFileContent: source });
  const document = compiled.result;
  if (document) return { pdf: new Uint8Array(compiler.pdf(document)) };
  const said = compiled.takeDiagnostics()?.shortDiagnostics ?? [];
  return { why: said.map((each: { message?: string }) => each.message ?? '').join('; ') };
}
