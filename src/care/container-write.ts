import { Encrypter } from 'age-encryption';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createZstdCompress } from 'node:zlib';
import { toCbor } from '#log/record.ts';
import { privateKeyFrom } from '#log/chain.ts';
import type { KeptIdentity } from '#sync/index.ts';
import { encodeHead, signBackup, sumOf, type ContainerHead } from './container.ts';

export type Sealing = {
  /** A copy of the store that nobody changes. */
  readonly copy: string;
  readonly identity: KeptIdentity;
  readonly head: ContainerHead;
  /** age recipients: each alone opens it. */
  readonly recipients: readonly string[];
};

/** Writes a backup that leaves the house to a file (BAK-1 to BAK-4), flushed when it resolves. */
export async function writeContainer(file: string, sealing: Sealing): Promise<void> {
  const head = encodeHead(sealing.head);
  const encrypter = new Encrypter();
  for (const recipient of sealing.recipients) encrypter.addRecipient(recipient);
  const packed = Readable.from(contentOf(sealing, head), { objectMode: false }).pipe(createZstdCompress());
  const sealed = await encrypter.encrypt(Readable.toWeb(packed) as ReadableStream<Uint8Array>);
  await using handle = await open(file, 'w', 0o600);
  let at = (await handle.write(head)).bytesWritten;
  for await (const chunk of sealed as unknown as AsyncIterable<Uint8Array>) {
    await handle.writeFile(chunk);
    at += chunk.length;
  }
  await handle.writeFile(await sumOf(file, at));
  await handle.sync();
}

/** BAK-3: the identity after its length, the store, the signature. */
async function* contentOf({ copy, identity }: Sealing, head: Uint8Array): AsyncGenerator<Uint8Array> {
  const sum = createHash('sha256');
  const cbor = toCbor(identity);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(cbor.length);
  for (const part of [length, cbor]) {
    sum.update(part);
    yield part;
  }
  for await (const chunk of createReadStream(copy, { highWaterMark: 1024 * 1024 })) {
    sum.update(chunk as Uint8Array);
    yield chunk as Uint8Array;
  }
  yield signBackup(privateKeyFrom(Buffer.from(identity.seed, 'base64')), head, sum.digest());
}
