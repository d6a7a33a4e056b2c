import type { Html, MediaRef } from './pack.ts';

/** Where the reader of a pack finds what HTML only names. Addresses may hold any character but are not checked. */
export type Addresses = {
  readonly ofMedia: (ref: MediaRef) => string;
  /** Of a lesson of the same pack. */
  readonly ofLesson: (id: string) => string;
};

/**
 * LIB-6: puts addresses in place of `data-media` and `data-lesson`. The builder escapes every `"` in text, so what is
 * replaced is always an attribute.
 */
export function withAddresses(html: Html, { ofMedia, ofLesson }: Addresses): string {
  return html
    .replace(/ data-media="([\da-f]{64}\.[a-z\d]+)"/gu, (_, ref: string) => ` src="${escaped(ofMedia(ref))}"`)
    .replace(/ data-lesson="([a-z\d-]+)"/gu, (_, id: string) => ` href="${escaped(ofLesson(id))}"`);
}

function escaped(address: string): string {
  return address.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
