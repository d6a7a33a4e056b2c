import { stickRead, stickWrite } from '#sync/index.ts';
import type { OpenNode } from '../main.ts';
import { sentenceOf, withOfflineNode } from './offline-node.ts';

/** `tirek stick write|read <folder>`: both directions by a stick, for a node that is not running. */
export async function stick([what = '', folder = '']: readonly string[]): Promise<number> {
  const isWriting = what === 'write';
  if ((!isWriting && what !== 'read') || folder === '') {
    console.error('tirek: tirek stick write <folder>, or tirek stick read <folder>');
    return 2;
  }
  return withOfflineNode((node) => (isWriting ? write(node, folder) : read(node, folder)));
}

async function write(node: OpenNode, folder: string): Promise<number> {
  const written = await stickWrite(node, folder);
  if (!written.ok) return failed(sentenceOf(written.error));
  for (const { name, bytes } of written.value) console.log(`${name}  ${bytes} bytes`);
  return 0;
}

async function read(node: OpenNode, folder: string): Promise<number> {
  const report = await stickRead(node, folder);
  if (!report.ok) return failed(sentenceOf(report.error));
  const { read: files, records, files: whole, rejected } = report.value;
  for (const { name, refusal } of files) console.log(`${name}  ${refusal ? sentenceOf(refusal) : 'ok'}`);
  for (const { stream, why } of rejected) {
    console.log(`${stream.node} ${stream.scope}  ${sentenceOf({ key: `sync.rejected.${why}`, status: 422 })}`);
  }
  console.log(`records: ${records}, files: ${whole}`);
  return files.some(({ refusal }) => refusal === undefined) ? 0 : 1;
}

function failed(sentence: string): number {
  console.error(`tirek: ${sentence}`);
  return 1;
}
