import type { Hash, MediaRef, MediaType } from './pack.ts';

/** A media file of the pack as the builder sends it out: pictures cleaned, and their size known. */
export type MediaFile = {
  /** Its name in the folder `media/`. */
  readonly name: string;
  readonly hash: Hash;
  readonly ref: MediaRef;
  readonly type: MediaType;
  readonly content: Uint8Array;
  /** In CSS pixels, so that a page does not jump when the picture comes. */
  readonly size?: PictureSize;
};

export type PictureSize = { readonly width: number; readonly height: number };
