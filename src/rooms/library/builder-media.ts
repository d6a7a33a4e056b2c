import { hash as digest } from 'node:crypto';
import type { MediaFile } from './model/media.ts';
import { reportTo, type PackError } from './model/pack-error.ts';
import { maxFileBytes, mediaTypes, type MediaEnding } from './model/pack.ts';
import { isOfKind, pictureSize } from './model/picture.ts';
import { cleanSvg } from './model/svg.ts';

/** The files under `media/` that may be sent out, by path; the others are reported. */
export function buildMedia(
  files: ReadonlyMap<string, Uint8Array>,
  errors: PackError[],
): ReadonlyMap<string, MediaFile> {
  const media = new Map<string, MediaFile>();
  for (const [path, bytes] of files) {
    if (!path.startsWith('media/')) continue;
    const file = buildMediaFile(path, bytes, errors);
    if (file) media.set(path, file);
  }
  return media;
}

function buildMediaFile(path: string, bytes: Uint8Array, errors: PackError[]): MediaFile | undefined {
  const report = reportTo(errors, path);
  const [, name = '', ending = ''] = /^media\/([a-z\d]+(?:-[a-z\d]+)*\.([a-z\d]+))$/u.exec(path) ?? [];
  if (!isEnding(ending)) {
    report('media-name', 0);
    return undefined;
  }
  if (bytes.length > maxFileBytes) {
    report('file-too-large', 0, { bytes: bytes.length, most: maxFileBytes });
    return undefined;
  }
  if (ending === 'svg') {
    const clean = cleanSvg(new TextDecoder().decode(bytes), report);
    return clean && mediaFile(name, ending, new TextEncoder().encode(clean.text), clean.size);
  }
  if (isOfKind(ending, bytes)) return mediaFile(name, ending, bytes, pictureSize(ending, bytes));
  report('media-bytes', 0, { ending });
  return undefined;
}

function mediaFile(name: string, ending: MediaEnding, content: Uint8Array, size: MediaFile['size']): MediaFile {
  const hash = digest('sha256', content);
  return { name, hash, ref: `${hash}.${ending}`, type: mediaTypes[ending], content, ...(size ? { size } : {}) };
}

function isEnding(text: string): text is MediaEnding {
  return Object.hasOwn(mediaTypes, text);
}
