import { constants } from 'node:fs';
import { copyFile, mkdir, open, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { flushFolder, isDiskFull } from './unpack.ts';
import { renameFirmly } from './rename-firmly.ts';

const storeFiles = ['node.db', 'node.db-wal'];

/**
 * Copies the store of a program that has ended, before a release that writes it in another form is first started
 * (REL-12). Says whether there was room. A store on PostgreSQL is copied by whoever runs that.
 */
export async function copyStoreBefore(data: string, version: string): Promise<boolean> {
  const sizes = await Promise.all(
    storeFiles.map((name) =>
      stat(join(data, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  const needed = sizes.reduce((sum, size) => sum + size, 0);
  if (needed === 0) return true;
  const { bavail, bsize } = await statfs(data);
  if (bavail * bsize < needed * 1.1) return false;
  const folder = join(data, `before-${version}`);
  const half = `${folder}.new`;
  try {
    await rm(half, { recursive: true, force: true });
    await mkdir(half, { recursive: true });
    for (const [n, name] of storeFiles.entries()) if (sizes[n]) await copyOne(join(data, name), join(half, name));
    await rm(folder, { recursive: true, force: true });
    await renameFirmly(half, folder);
    await flushFolder(data);
    return true;
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if (!isDiskFull(error)) throw error;
    return false;
  }
}

async function copyOne(from: string, to: string): Promise<void> {
  // Where the file system can, a copy takes no room of its own.
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  const handle = await open(to, 'r+');
  await handle.sync();
  await handle.close();
}
