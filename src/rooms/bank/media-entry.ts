import type { MediaFile } from '#rooms/library/index.ts';
import type { ItemMedia } from './records.ts';

/** What a record says of a media file. */
export function mediaEntry({ name, hash, type, content, size }: MediaFile): ItemMedia {
  return { name, hash, type, bytes: content.length, ...(size ? { width: size.width, height: size.height } : {}) };
}
