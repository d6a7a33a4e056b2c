import { regionScope, type PersonId } from '#kernel/ids.ts';
import { ok, type Refusal, type Result } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import type { FileStore } from '#http/house.ts';
import { hash as hashOf } from 'node:crypto';
import type { ChunkSource } from './box/container.ts';
import type { Manifest } from './box/manifest.ts';
import type { Signed } from './box/manifest.ts';
import { refusalOf, trustedManifest, type Offer, type ReleaseDesk } from './desk.ts';
import type { Published } from './queries.ts';
import { published } from './records.ts';

/** REL-13: puts every chunk of a release among the region's files, then offers it to the schools by one record. */
export async function publishRelease(
  house: House,
  desk: ReleaseDesk,
  { signed, chunk }: Offer,
  actor: PersonId | 'node',
): Promise<Result<string, Refusal>> {
  const manifest = await trustedManifest(desk, signed);
  if (typeof manifest === 'string') return refusalOf(manifest);
  for (const each of manifest.parts.flatMap(({ chunks }) => chunks)) {
    const bytes = await chunk(each);
    if (!bytes) return refusalOf('incomplete');
    await house.files.put(bytes);
  }
  const hash = await house.files.put(signed.bytes);
  await house.log.write(() => ({ records: [recordOf(manifest, signed, hash, actor)], answer: undefined }));
  return ok(manifest.version);
}

function recordOf({ version, parts }: Manifest, { bytes, key, signature }: Signed, hash: string, actor: string) {
  return published.draft(regionScope, actor, {
    version,
    manifest: { hash, bytes: bytes.length },
    key: new Uint8Array(key),
    signature: new Uint8Array(signature),
    parts: parts.map(({ platform, chunks }) => ({
      platform,
      chunks: chunks.map((each) => ({ hash: new Uint8Array(Buffer.from(each.hash, 'hex')), bytes: each.bytes })),
    })),
  });
}

/** A published release from the files that have come; undefined while its manifest has not. */
export async function offerOf(files: FileStore, of: Published): Promise<Offer | undefined> {
  if (!(await files.has(of.manifest))) return undefined;
  const signed = { bytes: await files.read(of.manifest), key: of.key, signature: of.signature };
  return { signed, chunk: chunksIn(files) };
}

function chunksIn(files: FileStore): ChunkSource {
  return async ({ hash }) => {
    if (!(await files.has(hash))) return undefined;
    const bytes = await files.read(hash);
    return hashOf('sha256', bytes, 'hex') === hash ? bytes : undefined;
  };
}
