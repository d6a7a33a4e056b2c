import type { PictureSize } from './media.ts';
import type { MediaEnding } from './pack.ts';

const signatures: Readonly<Record<Exclude<MediaEnding, 'svg'>, (bytes: Uint8Array) => boolean>> = {
  png: (bytes) => has(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  jpg: (bytes) => has(bytes, 0, [0xff, 0xd8, 0xff]),
  webp: (bytes) => has(bytes, 0, letters('RIFF')) && has(bytes, 8, letters('WEBP')),
  ogg: (bytes) => has(bytes, 0, letters('OggS')),
  mp3: (bytes) => has(bytes, 0, letters('ID3')) || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0),
  webm: (bytes) => has(bytes, 0, [0x1a, 0x45, 0xdf, 0xa3]),
  mp4: (bytes) => has(bytes, 4, letters('ftyp')),
};

/** LIB-4: whether the bytes begin as a file with that ending does. */
export function isOfKind(ending: Exclude<MediaEnding, 'svg'>, bytes: Uint8Array): boolean {
  return signatures[ending](bytes);
}

/** Width and height of a PNG, JPEG or WebP; undefined for other files and where they do not say it. */
export function pictureSize(ending: MediaEnding, bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (ending === 'png' && view.byteLength >= 24) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (ending === 'jpg') return jpegSize(view);
  if (ending === 'webp' && view.byteLength >= 30) return webpSize(view);
  return undefined;
}

/** The size stands in the frame header, one of the markers C0 to CF without C4, C8 and CC. */
function jpegSize(view: DataView): PictureSize | undefined {
  let place = 2;
  while (place + 9 < view.byteLength && view.getUint8(place) === 0xff) {
    const marker = view.getUint8(place + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(place + 7), height: view.getUint16(place + 5) };
    place += marker === 0xff ? 1 : 2 + view.getUint16(place + 2);
  }
  return undefined;
}

function webpSize(view: DataView): PictureSize | undefined {
  const form = String.fromCharCode(...[12, 13, 14, 15].map((place) => view.getUint8(place)));
  const three = (place: number) => view.getUint16(place, true) + view.getUint8(place + 2) * 0x1_00_00;
  if (form === 'VP8X') return { width: three(24) + 1, height: three(27) + 1 };
  if (form === 'VP8 ') return { width: view.getUint16(26, true) & 0x3f_ff, height: view.getUint16(28, true) & 0x3f_ff };
  if (form !== 'VP8L') return undefined;
  const bits = view.getUint32(21, true);
  return { width: (bits & 0x3f_ff) + 1, height: ((bits >> 14) & 0x3f_ff) + 1 };
}

function has(bytes: Uint8Array, place: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, offset) => bytes[place + offset] === byte);
}

function letters(text: string): readonly number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}
