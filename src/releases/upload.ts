import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDiskFull } from './box/unpack.ts';
import type { ReleaseDesk } from './desk.ts';

/** A release for three machines has some 170 MB. */
export const maxUploadBytes = 1024 * 1024 * 1024;

/** Where a release file that a page brings is put together. There is one at a time. */
export function uploadFile({ installed }: ReleaseDesk): string {
  return join(installed.folder, 'uploads', 'release.part');
}

/** How many bytes of it are here. */
export async function uploadSize(desk: ReleaseDesk): Promise<number> {
  return stat(uploadFile(desk)).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Puts a piece at its place; what stood from there on is gone. Says how much is here, or that the disk is full. */
export async function takePiece(desk: ReleaseDesk, at: number, bytes: Uint8Array): Promise<number | 'disk-full'> {
  const file = uploadFile(desk);
  const have = await uploadSize(desk);
  if (at > have || at + bytes.length > maxUploadBytes) return have;
  try {
    await mkdir(dirname(file), { recursive: true });
    await using handle = await open(file, at === 0 ? 'w' : 'r+');
    await handle.truncate(at);
    await handle.write(bytes, 0, bytes.length, at);
    return at + bytes.length;
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    await endUpload(desk);
    return 'disk-full';
  }
}

export async function endUpload(desk: ReleaseDesk): Promise<void> {
  await rm(uploadFile(desk), { force: true });
}
