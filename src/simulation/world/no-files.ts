import type { StagingStore } from '#sync/file-store.ts';

/** Files by hash, of which the sample room has none. */
export const noFiles: StagingStore = {
  put: () => Promise.reject(new Error('no room here has files')),
  has: () => Promise.resolve(false),
  size: () => Promise.resolve(undefined),
  read: () => Promise.reject(new Error('no room here has files')),
  remove: () => Promise.resolve(),
  partSize: () => Promise.resolve(0),
  maxPartBytes: 0,
  writePart: () => Promise.resolve(false),
  sweep: () => Promise.resolve({ files: 0, bytes: 0 }),
  finishPart: () => Promise.resolve(false),
};
