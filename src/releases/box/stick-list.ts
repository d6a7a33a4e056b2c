import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sign, verify, type KeyObject } from 'node:crypto';
import { isSafePath } from './safe-path.ts';
import { publicKeyOf, rawKey, type Fault } from './manifest.ts';
import { hashOfFile } from './reuse.ts';

/** The signed list of everything that an installer's stick holds (REL-15). */
export type StickList = {
  readonly version: string;
  readonly files: readonly (readonly [path: string, hash: string])[];
};

const listFile = 'stick.json';
const signatureFile = 'stick.sig';
const signedHead = 'tirek installer 1\n';

export function encodeStickList(list: StickList): Uint8Array {
  return Buffer.from(`${JSON.stringify({ format: 1, ...list }, undefined, 1)}\n`);
}

export function signStickList(bytes: Uint8Array, key: KeyObject): Uint8Array {
  const lines = [rawKey(key), sign(null, signedText(bytes), key)].map((each) => Buffer.from(each).toString('base64'));
  return Buffer.from(`${lines.join('\n')}\n`);
}

export const stickListFiles = { list: listFile, signature: signatureFile } as const;

/** What is wrong with a stick: which file, where it is one. */
export type StickFault = { readonly fault: Fault; readonly file: string };

/**
 * Checks every byte of a stick before anything of it is installed: the list against its signature, each file against the
 * list. Answers with the key that signed.
 */
export async function checkStick(
  root: string,
  folder: string,
  progress: (done: number, total: number) => void,
): Promise<{ readonly key: Uint8Array; readonly list: StickList } | StickFault> {
  const bytes = await readFile(join(folder, listFile)).catch(() => undefined);
  const lines = await readFile(join(folder, signatureFile), 'utf8').catch(() => '');
  const [key, signature] = lines
    .trim()
    .split('\n')
    .map((line) => Buffer.from(line, 'base64'));
  if (!bytes || key?.length !== 32 || !signature) return { fault: 'incomplete', file: listFile };
  if (!verify(null, signedText(bytes), publicKeyOf(key), signature)) return { fault: 'bad-signature', file: listFile };
  const list = JSON.parse(bytes.toString('utf8')) as StickList & { readonly format: number };
  if (list.format > 1) return { fault: 'newer-format', file: listFile };
  for (const [n, [path, hash]] of list.files.entries()) {
    progress(n, list.files.length);
    const found = isSafePath(path) ? await hashOfFile(join(root, path)) : undefined;
    if (found === undefined) return { fault: 'incomplete', file: path };
    if (found !== hash) return { fault: 'damaged', file: path };
  }
  progress(list.files.length, list.files.length);
  return { key, list };
}

function signedText(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(signedHead), bytes]);
}
