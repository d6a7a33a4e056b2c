import { Decrypter } from 'age-encryption';
import { createHash, createPublicKey } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { privateKeyFrom } from '#log/chain.ts';
import { fromCbor } from '#log/record.ts';
import type { KeptIdentity } from '#sync/index.ts';
import { isSignedBackup, readHead, type ContainerFault, type ContainerHead } from './container.ts';

export type OpenedContainer = { readonly head: ContainerHead; readonly identity: KeptIdentity };

const signatureBytes = 64;

/**
 * Opens a backup with any of these age identities and puts its store into a file, flushed. Whatever does not fit is
 * said, and the file is then worth nothing: its caller removes it (BAK-5).
 */
export async function readContainer(
  file: string,
  keys: readonly string[],
  store: string,
): Promise<OpenedContainer | ContainerFault | 'wrong-key'> {
  const opened = await readHead(file);
  if (typeof opened === 'string') return opened;
  const plain = await decrypted(file, opened.from, opened.to, keys);
  if (!plain) return 'wrong-key';
  try {
    await using handle = await open(store, 'w', 0o600);
    const read = await contentOf(plain, opened.head.storeBytes, handle);
    if (!read || !fits(read, opened.head, opened.bytes)) return 'damaged';
    await handle.sync();
    return { head: opened.head, identity: read.identity };
  } catch (error) {
    if (isOfTheDisk(error)) throw error;
    return 'damaged';
  }
}

async function decrypted(
  file: string,
  from: number,
  to: number,
  keys: readonly string[],
): Promise<Readable | undefined> {
  const decrypter = new Decrypter();
  for (const key of keys) decrypter.addIdentity(key);
  try {
    const sealed = Readable.toWeb(createReadStream(file, { start: from, end: to - 1 }));
    const packed = await decrypter.decrypt(sealed as ReadableStream<Uint8Array>);
    const inflate = createZstdDecompress();
    const source = Readable.fromWeb(packed as never);
    source.once('error', (error) => inflate.destroy(error));
    return source.pipe(inflate);
  } catch {
    return undefined;
  }
}

type Content = { readonly identity: KeptIdentity; readonly sum: Uint8Array; readonly signature: Uint8Array };

/** Takes the content apart as it comes: what is short, or has more than its head says, is none. */
async function contentOf(plain: Readable, storeBytes: number, target: FileHandle): Promise<Content | undefined> {
  const sum = createHash('sha256');
  let rest = Buffer.alloc(0);
  let identity: KeptIdentity | undefined;
  let left = storeBytes;
  for await (const chunk of plain) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    if (!identity) {
      const length = rest.length >= 4 ? 4 + rest.readUInt32BE() : Number.POSITIVE_INFINITY;
      if (rest.length > 64 * 1024 && length > 64 * 1024) return undefined;
      if (rest.length < length) continue;
      identity = fromCbor(rest.subarray(4, length)) as KeptIdentity;
      sum.update(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
    const own = rest.subarray(0, left);
    sum.update(own);
    await target.writeFile(own);
    left -= own.length;
    rest = rest.subarray(own.length);
    if (rest.length > signatureBytes) return undefined;
  }
  const isWhole = identity && left === 0 && rest.length === signatureBytes;
  return isWhole ? { identity: identity as KeptIdentity, sum: sum.digest(), signature: rest } : undefined;
}

function fits({ identity, sum, signature }: Content, head: ContainerHead, bytes: Uint8Array): boolean {
  const key = createPublicKey(privateKeyFrom(Buffer.from(identity.seed, 'base64')));
  const isSame = identity.node === head.node && identity.epoch === head.epoch && identity.school === head.school;
  return isSame && isSignedBackup(key, bytes, sum, signature);
}

function isOfTheDisk(error: unknown): boolean {
  return ['ENOSPC', 'EROFS', 'EIO', 'EDQUOT', 'EACCES'].includes((error as { code?: string }).code ?? '');
}
